import { type Row as TableRow, useTable } from '@tanstack/react-table'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type KeyboardEvent, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { deskWords } from '../words/deskWords.ts'
import { columns, features, layout } from './columns.tsx'
import { OrderRow } from './OrderRow.tsx'
import type { Row } from './order.ts'
import { TableToolbar } from './TableToolbar.tsx'
import { useWide } from './useWide.ts'

/** Pixels: a row on a wide page, one on a narrow page, where two lines stand in a cell, and the table's head. */
const heights = { wide: 44, narrow: 64, head: 44 }

const buttonId = (orderNumber: string) => `order-${orderNumber}`

/** Leads back to an order in the table. */
export function rowFocus(orderNumber: string): void {
	document.getElementById(buttonId(orderNumber))?.focus()
}

const noRows: readonly TableRow<typeof features, Row>[] = []

/** All orders as a table of which only what is in sight is there. */
export function OrdersTable({
	rows,
	opened,
	onOpen,
	isSignedIn,
}: {
	rows: readonly Row[]
	opened: string | undefined
	onOpen: (orderNumber: string) => void
	isSignedIn: boolean
}) {
	const w = deskWords.table
	const [search, setSearch] = useState('')
	const [wanted, setWanted] = useState('')
	const sought = useDeferredValue(search)
	const columnFilters = useMemo(
		() => [
			...(sought.trim() === '' ? [] : [{ id: 'order', value: sought }]),
			...(wanted === '' ? [] : [{ id: 'status', value: wanted }]),
		],
		[sought, wanted],
	)
	const table = useTable({
		features,
		columns,
		data: rows,
		getRowId: (row) => row.orderNumber,
		enableMultiSort: false,
		state: { columnFilters },
	})
	const view = table.getRowModel().rows ?? noRows
	const selection = table.state.rowSelection
	const indices = useMemo(() => new Map(view.map(({ id }, index) => [id, index])), [view])
	const selected = useMemo(() => rows.filter(({ orderNumber }) => selection[orderNumber]), [rows, selection])

	const [active, setActive] = useState<string>()
	const [before, setBefore] = useState(opened)
	if (before !== opened) {
		setBefore(opened)
		if (opened !== undefined) setActive(opened)
	}
	const current = active !== undefined && indices.has(active) ? active : view[0]?.id
	const currentIndex = current === undefined ? undefined : indices.get(current)

	const scroller = useRef<HTMLDivElement>(null)
	const isWide = useWide()
	const height = isWide ? heights.wide : heights.narrow
	const virtualizer = useVirtualizer({
		count: view.length,
		getScrollElement: () => scroller.current,
		estimateSize: () => height,
		scrollMargin: heights.head,
		scrollPaddingStart: heights.head,
		overscan: 8,
		// The row that has the focus stays, however far somebody scrolls.
		rangeExtractor: (range) => {
			const inSight = defaultRangeExtractor(range)
			if (currentIndex === undefined || inSight.includes(currentIndex)) return inSight
			return [...inSight, currentIndex].sort((a, b) => a - b)
		},
	})
	// biome-ignore lint/correctness/useExhaustiveDependencies: what was measured is wrong for another height
	useEffect(() => virtualizer.measure(), [height])

	const anchor = useRef<string>(undefined)
	/** Selects from where the last selection began to a row, in the order in which they are shown. */
	const selectTo = useCallback(
		(index: number) => {
			const begin = (anchor.current !== undefined && indices.get(anchor.current)) || 0
			const range = view.slice(Math.min(begin, index), Math.max(begin, index) + 1)
			table.setRowSelection((all) => ({ ...all, ...Object.fromEntries(range.map(({ id }) => [id, true as const])) }))
		},
		[indices, view, table],
	)
	const toggle = useCallback(
		(orderNumber: string, isRange: boolean) => {
			setActive(orderNumber)
			const index = indices.get(orderNumber)
			if (isRange && index !== undefined && anchor.current !== undefined) return selectTo(index)
			anchor.current = orderNumber
			table.getRow(orderNumber).toggleSelected()
		},
		[indices, selectTo, table],
	)

	const wish = useRef<'input' | 'button'>(undefined)
	useEffect(() => {
		if (wish.current === undefined || current === undefined) return
		document
			.getElementById(buttonId(current))
			?.closest('tr')
			?.querySelector<HTMLElement>(wish.current)
			?.focus({ preventScroll: true })
		wish.current = undefined
	})
	const onKey = (event: KeyboardEvent<HTMLElement>) => {
		if (currentIndex === undefined || current === undefined || !(event.target instanceof HTMLElement)) return
		const isBox = event.target instanceof HTMLInputElement
		const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 2)
		const steps: Readonly<Record<string, number>> = {
			ArrowDown: currentIndex + 1,
			ArrowUp: currentIndex - 1,
			PageDown: currentIndex + page,
			PageUp: currentIndex - page,
			Home: 0,
			End: view.length - 1,
		}
		const step = steps[event.key]
		if (step !== undefined) {
			const next = Math.min(Math.max(step, 0), view.length - 1)
			if (event.shiftKey) {
				anchor.current ??= current
				selectTo(next)
			}
			wish.current = isBox ? 'input' : 'button'
			setActive(view[next]?.id)
			virtualizer.scrollToIndex(next)
		} else if (event.key === 'Enter' && isBox) onOpen(current)
		else if (event.key === ' ' && !isBox) toggle(current, event.shiftKey)
		else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) table.toggleAllRowsSelected(true)
		else return
		event.preventDefault()
	}

	const items = virtualizer.getVirtualItems()
	const last = items.at(-1)
	const below = last ? virtualizer.getTotalSize() - (last.end - heights.head) : 0
	const isAll = view.length > 0 && view.every(({ id }) => selection[id])
	return (
		<>
			{rows.length > 1 && (
				<TableToolbar
					rows={rows}
					view={view}
					selected={selected}
					isSignedIn={isSignedIn}
					search={search}
					onSearch={setSearch}
					wanted={wanted}
					onWanted={setWanted}
					onUnselect={() => table.resetRowSelection(true)}
				/>
			)}
			<div
				ref={scroller}
				className="mt-3 max-h-[min(40rem,70vh)] overflow-auto rounded-md border border-line bg-raised contain-content print:max-h-none"
			>
				<table
					aria-label={w.label}
					aria-rowcount={view.length + 1}
					className="w-full table-fixed border-separate border-spacing-0 text-small"
				>
					<thead>
						<tr aria-rowindex={1} style={{ height: heights.head }}>
							<th scope="col" className={`${head} w-11 text-center`}>
								<input
									type="checkbox"
									aria-label={w.selectAll}
									checked={isAll}
									ref={(box) => {
										if (box) box.indeterminate = !isAll && selected.length > 0
									}}
									onChange={() => table.toggleAllRowsSelected(!isAll)}
									className="size-5 align-middle accent-accent"
								/>
							</th>
							{table.getHeaderGroups()[0]?.headers.map(({ id, column }) => {
								const sorted = column.getIsSorted()
								return (
									<th
										key={id}
										scope="col"
										aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}
										className={`${head} px-2 text-left ${layout[id] ?? ''}`}
									>
										<button
											type="button"
											onClick={() => column.toggleSorting()}
											className="-mx-1 inline-flex min-h-9 max-w-full items-center gap-1 px-1 font-semibold hover:text-accent"
										>
											<span className="truncate">{String(column.columnDef.header)}</span>
											{sorted === 'asc' && <ArrowUp size={14} aria-hidden className="shrink-0" />}
											{sorted === 'desc' && <ArrowDown size={14} aria-hidden className="shrink-0" />}
										</button>
									</th>
								)
							})}
						</tr>
					</thead>
					<tbody onKeyDown={onKey}>
						{items.map(({ index, start }, place) => {
							const row = view[index]
							if (!row) return null
							const gap = start - (items[place - 1]?.end ?? heights.head)
							return [
								gap > 0 && <Gap key={`before-${row.id}`} height={gap} />,
								<OrderRow
									key={row.id}
									row={row}
									index={index}
									height={height}
									buttonId={buttonId(row.id)}
									isSelected={selection[row.id] === true}
									isCurrent={row.id === current}
									isOpen={row.id === opened}
									onToggle={toggle}
									onOpen={onOpen}
								/>,
							]
						})}
						{below > 0 && <Gap height={below} />}
					</tbody>
				</table>
				{view.length === 0 && <p className="p-4 text-quiet">{w.nothing}</p>}
			</div>
			{rows.length > 1 && <p className="mt-1 hidden text-quiet text-small pointer-fine:block print:hidden">{w.keys}</p>}
		</>
	)
}

const head = 'sticky top-0 z-10 border-line border-b bg-raised align-middle font-semibold'

/** Rows that are not there. */
function Gap({ height }: { height: number }) {
	return (
		// biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can have the focus
		<tr aria-hidden="true">
			<td style={{ height }} className="p-0" />
		</tr>
	)
}
