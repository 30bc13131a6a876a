import { useTable } from '@tanstack/react-table'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { deskWords } from '../words/deskWords.ts'
import { columnsAt, features, grid, presence, roles } from './columns.tsx'
import { headHeight, OrdersBody } from './OrdersBody.tsx'
import type { Row } from './order.ts'
import { TableToolbar } from './TableToolbar.tsx'
import { useNow } from './useNow.ts'

const getRowId = (row: Row) => row.orderNumber

/** All orders as a table: what is wanted of them, in which order, and which are selected. */
export function OrdersTable({
	rows,
	opened,
	onOpen,
	isSignedIn,
	onRemove,
	onView,
}: {
	rows: readonly Row[]
	opened: string | undefined
	onOpen: (orderNumber: string) => void
	isSignedIn: boolean
	onRemove: (orderNumbers: readonly string[]) => void
	/** told which orders are shown, in their order, while one is open */
	onView: (view: readonly { readonly id: string }[]) => void
}) {
	const w = deskWords.table
	// What has ended while the page was open: nothing else tells the table.
	const now = useNow(60_000).getTime()
	const columns = useMemo(() => columnsAt(now), [now])
	const [search, setSearch] = useState('')
	const [wanted, setWanted] = useState('')
	const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
	const sought = useDeferredValue(search)
	// With the same options it is the same table, and its rows need not be rendered anew.
	const options = useMemo(() => {
		const columnFilters = [
			...(sought.trim() === '' ? [] : [{ id: 'order', value: sought }]),
			...(wanted === '' ? [] : [{ id: 'status', value: wanted }]),
		]
		return { features, columns, data: rows, getRowId, enableMultiSort: false, state: { columnFilters } }
	}, [columns, rows, sought, wanted])
	const table = useTable(options)
	const view = table.getRowModel().rows
	useEffect(() => {
		if (opened !== undefined) onView(view)
	}, [opened, view, onView])
	const selection = table.state.rowSelection
	const selected = useMemo(() => rows.filter(({ orderNumber }) => selection[orderNumber]), [rows, selection])
	const isAll = view.length > 0 && view.every(({ id }) => selection[id])
	return (
		<>
			{rows.length > 1 && (
				<TableToolbar
					rows={rows}
					now={now}
					view={view}
					selected={selected}
					isSignedIn={isSignedIn}
					search={search}
					onSearch={setSearch}
					wanted={wanted}
					onWanted={setWanted}
					onUnselect={() => table.resetRowSelection(true)}
					onRemove={(orderNumbers) => {
						onRemove(orderNumbers)
						table.resetRowSelection(true)
					}}
				/>
			)}
			<div
				ref={setScroller}
				className="mt-3 max-h-[min(40rem,70vh)] overflow-auto rounded-md border border-line bg-raised contain-content print:max-h-none"
			>
				<table {...roles.table} aria-label={w.label} aria-rowcount={view.length + 1} className="block text-small">
					<thead {...roles.rows} className="sticky top-0 z-10 block border-line border-b bg-raised">
						<tr {...roles.row} aria-rowindex={1} className={grid} style={{ height: headHeight }}>
							<th {...roles.head} scope="col">
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
										{...roles.head}
										key={id}
										scope="col"
										aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}
										className={`px-2 text-left font-semibold ${presence[id] ?? ''}`}
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
					<OrdersBody table={table} now={now} view={view} scroller={scroller} opened={opened} onOpen={onOpen} />
				</table>
				{view.length === 0 && <p className="p-4 text-quiet">{w.nothing}</p>}
			</div>
			{rows.length > 1 && (
				<p className="mt-1 hidden text-quiet text-small sm:pointer-fine:block print:hidden">{w.keys}</p>
			)}
		</>
	)
}
