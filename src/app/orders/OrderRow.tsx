import { FlexRender, type Row as TableRow } from '@tanstack/react-table'
import { memo } from 'react'
import { deskWords } from '../words/deskWords.ts'
import { type features, grid, presence, roles } from './columns.tsx'
import type { Row } from './order.ts'

/** One order in the table. On a narrow page the cells that have no room are told in a second line. */
export const OrderRow = memo(function OrderRow({
	row,
	index,
	top,
	height,
	buttonId,
	isSelected,
	isCurrent,
	isOpen,
	onToggle,
	onOpen,
}: {
	row: TableRow<typeof features, Row>
	/** its place among those that are shown, from 0 */
	index: number
	/** pixels */
	top: number
	height: number
	buttonId: string
	isSelected: boolean
	/** the one that the keyboard is at */
	isCurrent: boolean
	isOpen: boolean
	onToggle: (orderNumber: string, isRange: boolean) => void
	onOpen: (orderNumber: string) => void
}) {
	const { orderNumber, task } = row.original
	const tabIndex = isCurrent ? 0 : -1
	return (
		<tr
			{...roles.row}
			// The head is the first.
			aria-rowindex={index + 2}
			style={{ height, transform: `translateY(${top}px)` }}
			className={`absolute inset-x-0 top-0 border-line border-b contain-strict ${grid} ${isOpen ? 'bg-line/60' : isSelected ? 'bg-accent/10' : ''}`}
		>
			<td {...roles.cell} className="h-full">
				<label className="grid size-full place-items-center">
					<span className="sr-only">{deskWords.table.select(orderNumber)}</span>
					<input
						type="checkbox"
						checked={isSelected}
						tabIndex={tabIndex}
						onChange={({ nativeEvent }) =>
							onToggle(orderNumber, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
						}
						className="size-5 accent-accent"
					/>
				</label>
			</td>
			{row.getAllCells().map((cell) => (
				<td {...roles.cell} key={cell.id} className={`truncate px-2 ${presence[cell.column.id] ?? ''}`}>
					{cell.column.id === 'order' ? (
						<>
							<button
								id={buttonId}
								type="button"
								tabIndex={tabIndex}
								aria-current={isOpen}
								onClick={() => onOpen(orderNumber)}
								className="min-h-6 max-w-full truncate text-left text-accent underline-offset-4 hover:underline"
							>
								{orderNumber}
							</button>
							{task?.isRunning && <span className="sr-only">{deskWords.table.asking}</span>}
							<span className="block truncate text-quiet md:hidden">{deskWords.namesOf(row.original)}</span>
						</>
					) : (
						<FlexRender cell={cell} />
					)}
					{cell.column.id === 'status' && (
						<span className="block truncate text-quiet sm:hidden">{deskWords.validityOf(row.original)}</span>
					)}
				</td>
			))}
		</tr>
	)
})
