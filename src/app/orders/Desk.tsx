import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import { Column, usePageTitle, useUnseen } from '../ui/Page.tsx'
import { deskWords } from '../words/deskWords.ts'
import { desk, storageFull } from './deskOfPage.ts'
import { OrderNumbersForm } from './OrderNumbersForm.tsx'
import { rowFocus } from './OrdersBody.tsx'
import { OrdersTable } from './OrdersTable.tsx'
import { OrderView } from './OrderView.tsx'
import { QueueEnd } from './QueueEnd.tsx'
import { QueuePanel } from './QueuePanel.tsx'
import { isUnsaved } from './unsaved.ts'
import { useChanges } from './useChanges.ts'
import { useRows } from './useDesk.ts'
import { WatchPanel } from './WatchPanel.tsx'

/** The browser asks whether to leave, in its own words. */
function warn(event: BeforeUnloadEvent): void {
	if (desk.getSnapshot().rows.some(isUnsaved)) event.preventDefault()
}

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
	const field = useRef<HTMLTextAreaElement>(null)
	usePageTitle(deskWords.tabTitle)
	useUnseen(changes.unseen)
	const row = opened === undefined ? undefined : rows.find(({ orderNumber }) => orderNumber === opened)
	const close = useCallback(() => {
		onOpen(undefined)
		if (!rowFocus(opened)) field.current?.focus()
	}, [opened, onOpen])
	// Whoever removed something stands before what is left.
	const hasRemoved = useRef(false)
	useEffect(() => {
		if (hasRemoved.current && !rowFocus()) field.current?.focus()
		if (rows) hasRemoved.current = false
	}, [rows])
	const remove = useCallback((orderNumbers: readonly string[]) => {
		hasRemoved.current = true
		desk.remove(orderNumbers)
	}, [])
	const hasUnsaved = rows.some(isUnsaved)
	useEffect(() => {
		if (!hasUnsaved) return
		const stop = new AbortController()
		addEventListener('beforeunload', warn, stop)
		return () => stop.abort()
	}, [hasUnsaved])
	const Title = isSignedIn ? 'h1' : 'h2'
	return (
		<>
			<Column width="wide">
				<div className={isSignedIn ? 'mt-4' : 'mt-12 border-line border-t pt-8'}>
					<Title className="font-semibold text-title tracking-tight">{deskWords.title}</Title>
					{isSignedIn && (
						<div className="mt-4">
							<OrderNumbersForm field={field} onSingle={onOpen} />
						</div>
					)}
					{isFull && <p className="mt-2 max-w-prose text-warn">{deskWords.storageFull}</p>}
					<QueuePanel />
					<QueueEnd isSignedIn={isSignedIn} />
					{rows.length > 0 ? (
						<>
							<OrdersTable rows={rows} opened={opened} onOpen={onOpen} isSignedIn={isSignedIn} onRemove={remove} />
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
