import { Undo2 } from 'lucide-react'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Button } from '../ui/Button.tsx'
import { Column, usePageTitle, useUnseen } from '../ui/Page.tsx'
import { deskWords } from '../words/deskWords.ts'
import type { Removed } from './desk.ts'
import { desk, storageFull } from './deskOfPage.ts'
import { OrderNumbersForm } from './OrderNumbersForm.tsx'
import { rowFocus } from './OrdersBody.tsx'
import { OrdersTable } from './OrdersTable.tsx'
import { OrderView, type Step } from './OrderView.tsx'
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
	/** as the table shows them; known while an order is open */
	const [view, setView] = useState<readonly { readonly id: string }[]>([])
	const place = view.findIndex(({ id }) => id === opened)
	const [step, setStep] = useState<{ readonly to: string; readonly by: Step }>()
	const open = useCallback(
		(orderNumber: string) => {
			setStep(undefined)
			onOpen(orderNumber)
		},
		[onOpen],
	)
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
	const [removed, setRemoved] = useState<Removed>([])
	const remove = useCallback((orderNumbers: readonly string[]) => {
		hasRemoved.current = true
		setRemoved(desk.remove(orderNumbers))
	}, [])
	const restore = () => {
		desk.restore(removed)
		setRemoved([])
		field.current?.focus()
	}
	const forgetRemoved = useCallback(() => setRemoved([]), [])
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
					<Undo removed={removed} onUndo={restore} onOver={forgetRemoved} />
					{rows.length > 0 ? (
						<>
							<OrdersTable
								rows={rows}
								opened={opened}
								onOpen={open}
								isSignedIn={isSignedIn}
								onRemove={remove}
								onView={setView}
							/>
							<WatchPanel rows={rows} sessionEnd={sessionEnd} changes={changes} onOpen={onOpen} />
						</>
					) : (
						<p className="mt-8 max-w-prose border-line border-t pt-8 text-quiet">{deskWords.empty}</p>
					)}
				</div>
			</Column>
			{row && (
				<OrderView
					key={row.orderNumber}
					row={row}
					isSignedIn={isSignedIn}
					neighbours={{ previous: view[place - 1]?.id, next: view[place + 1]?.id }}
					cameBy={step?.to === row.orderNumber ? step.by : undefined}
					onOpen={(orderNumber, by) => {
						setStep({ to: orderNumber, by })
						onOpen(orderNumber)
					}}
					onClose={close}
				/>
			)}
		</>
	)
}

/** What was removed, and the way to have it back, until the next thing is done. */
function Undo({ removed, onUndo, onOver }: { removed: Removed; onUndo: () => void; onOver: () => void }) {
	const w = deskWords.table
	const line = useRef<HTMLParagraphElement>(null)
	const isThere = removed.length > 0
	useEffect(() => {
		if (!isThere) return
		const stop = new AbortController()
		const over = ({ target }: Event) => {
			const isDoing = target instanceof Element && target.closest('button, form') !== null
			if (isDoing && !line.current?.contains(target)) onOver()
		}
		for (const name of ['click', 'submit'])
			document.addEventListener(name, over, { capture: true, signal: stop.signal })
		return () => stop.abort()
	}, [isThere, onOver])
	return (
		<p ref={line} role="status" className="mt-4 flex flex-wrap items-center gap-x-3 empty:mt-0 print:hidden">
			{isThere && (
				<>
					{w.removed(removed.map(({ row }) => row))}
					<Button look="quiet" onClick={onUndo}>
						<Undo2 size={16} aria-hidden />
						{w.undo}
					</Button>
				</>
			)}
		</p>
	)
}
