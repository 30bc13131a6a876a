import { FlexRender, type Row as TableRow } from '@tanstack/react-table'
import { memo } from 'react'
import { deskWords } from '../words/deskWords.ts'
import { cut, type features, fullText, grid, presence, roles } from './columns.tsx'
import type { Row } from './order.ts'
import type { Lines } from './useLines.ts'

/** Pixels, by how many lines a row has. */
export const heights: Readonly<Record<Lines, number>> = { 1: 44, 2: 64, 3: 84 }

/** One order in the table. What has no column of its own on a page as narrow as this stands in further lines. */
export const OrderRow = memo(function OrderRow({
	row,
	now,
	index,
	top,
	lines,
	buttonId,
	isSelected,
	isCurrent,
	isOpen,
	onToggle,
	onOpen,
}: {
	row: TableRow<typeof features, Row>
	/** the time that ends are judged by */
	now: number
	/** its place among those that are shown, from 0 */
	index: number
	/** pixels */
	top: number
	lines: Lines
	buttonId: string
	isSelected: boolean
	/** the one that the keyboard is at */
	isCurrent: boolean
	isOpen: boolean
	onToggle: (orderNumber: string, isRange: boolean) => void
	onOpen: (orderNumber: string) => void
}) {
	const { orderNumber, note, task } = row.original
	const tabIndex = isCurrent ? 0 : -1
	return (
		<tr
			{...roles.row}
			// The head is the first.
			aria-rowindex={index + 2}
			style={{ height: heights[lines], top }}
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
				<td
					{...roles.cell}
					key={cell.id}
					title={fullText[cell.column.id]?.(row.original)}
					className={`px-2 leading-tight ${presence[cell.column.id] ?? ''}`}
				>
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
							{lines === 3 && (
								<>
									<Further text={deskWords.namesOf(row.original)} />
									<Further text={note} />
								</>
							)}
						</>
					) : (
						<FlexRender cell={cell} />
					)}
					{cell.column.id === 'status' && lines > 1 && (
						<>
							<Further text={deskWords.validityOf(row.original)} className="sm:hidden" />
							<span className="block whitespace-normal text-quiet lg:hidden">
								{deskWords.certificateAndAsked(row.original, now)}
							</span>
						</>
					)}
					{cell.column.id === 'names' && lines === 2 && <Further text={note} />}
				</td>
			))}
		</tr>
	)
})

/** A line below what stands in a cell. */
function Further({ text, className = '' }: { text: string; className?: string }) {
	return (
		text !== '' && (
			<span title={text} className={`block text-quiet ${cut} ${className}`}>
				{text}
			</span>
		)
	)
}
