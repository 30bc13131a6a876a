import { useCallback, useSyncExternalStore } from 'react'
import { Column, usePageTitle } from '../ui/Page.tsx'
import { deskWords } from '../words/deskWords.ts'
import { storageFull } from './deskOfPage.ts'
import { OrderNumbersForm } from './OrderNumbersForm.tsx'
import { rowFocus } from './OrdersBody.tsx'
import { OrdersTable } from './OrdersTable.tsx'
import { OrderView } from './OrderView.tsx'
import { QueuePanel } from './QueuePanel.tsx'
import { useChanges } from './useChanges.ts'
import { useRows } from './useDesk.ts'
import { WatchPanel } from './WatchPanel.tsx'

/** The desk: a field for order numbers, how far the asking is, the table, and the order that is open. */
export function Desk({
	sessionEnd,
	opened,
	onOpen,
}: {
	/** when the session ends in any case; none without one: everything can be looked at then, and nothing asked */
	sessionEnd: Date | undefined
	opened: string | undefined
	onOpen: (orderNumber: string | undefined) => void
}) {
	const rows = useRows()
	const isSignedIn = sessionEnd !== undefined
	const isFull = useSyncExternalStore(storageFull.subscribe, storageFull.getSnapshot)
	const changes = useChanges()
	usePageTitle(deskWords.tabTitle(changes.unseen))
	const row = opened === undefined ? undefined : rows.find(({ orderNumber }) => orderNumber === opened)
	const close = useCallback(() => {
		onOpen(undefined)
		if (opened !== undefined) rowFocus(opened)
	}, [opened, onOpen])
	const Title = isSignedIn ? 'h1' : 'h2'
	return (
		<>
			<Column width="wide">
				<div className={isSignedIn ? 'mt-4' : 'mt-12 border-line border-t pt-8'}>
					<Title className="font-semibold text-title tracking-tight">{deskWords.title}</Title>
					{isSignedIn && (
						<div className="mt-4">
							<OrderNumbersForm onSingle={onOpen} />
						</div>
					)}
					{isFull && <p className="mt-2 max-w-prose text-warn">{deskWords.storageFull}</p>}
					<QueuePanel />
					{rows.length > 0 ? (
						<>
							<OrdersTable rows={rows} opened={opened} onOpen={onOpen} isSignedIn={isSignedIn} />
							<WatchPanel rows={rows} sessionEnd={sessionEnd} changes={changes} onOpen={onOpen} />
						</>
					) : (
						<p className="mt-8 max-w-prose border-line border-t pt-8 text-quiet">{deskWords.empty}</p>
					)}
				</div>
			</Column>
			{row && <OrderView key={row.orderNumber} row={row} isSignedIn={isSignedIn} onClose={close} />}
		</>
	)
}
