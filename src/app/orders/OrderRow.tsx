import { FlexRender, type Row as TableRow } from '@tanstack/react-table'
import { memo } from 'react'
import { deskWords } from '../words/deskWords.ts'
import { type features, grid, presence, roles } from './columns.tsx'
import type { Row } from './order.ts'

/** Pixels: a row on a wide page, and on a narrow one, where two lines stand in a cell. */
export const heights = { wide: 44, narrow: 64 }

/** One order in the table. On a narrow page the cells that have no room are told in a second line. */
export const OrderRow = memo(function OrderRow({
	row,
	index,
	top,
	isWide,
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
	/** there is but one line for it */
	isWide: boolean
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
			style={{ height: isWide ? heights.wide : heights.narrow, top }}
			className={`absolute inset-x-0 border-line border-b contain-strict ${grid} ${isOpen ? 'bg-line/60' : isSelected ? 'bg-accent/10' : ''}`}
		>
			<td {...roles.cell} className="text-center">
				<input
					type="checkbox"
					aria-label={deskWords.table.select(orderNumber)}
					checked={isSelected}
					tabIndex={tabIndex}
					onChange={({ nativeEvent }) =>
						onToggle(orderNumber, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
					}
					className="size-5 align-middle accent-accent pointer-coarse:size-6"
				/>
			</td>
			{row.getAllCells().map((cell) => (
				<td {...roles.cell} key={cell.id} className={`px-2 ${presence[cell.column.id] ?? ''}`}>
					{cell.column.id === 'order' ? (
						<>
							<button
								id={buttonId}
								type="button"
								tabIndex={tabIndex}
								aria-current={isOpen}
								onClick={() => onOpen(orderNumber)}
								className="min-h-6 text-left text-accent underline-offset-4 hover:underline"
							>
								{orderNumber}
							</button>
							{task?.isRunning && <span className="sr-only">{deskWords.table.asking}</span>}
							{!isWide && (
								<span className={`block text-quiet ${presence['order']}`}>{deskWords.namesOf(row.original)}</span>
							)}
						</>
					) : (
						<FlexRender cell={cell} />
					)}
					{cell.column.id === 'status' && !isWide && (
						<span className="block text-quiet sm:hidden">{deskWords.validityOf(row.original)}</span>
					)}
				</td>
			))}
		</tr>
	)
})
