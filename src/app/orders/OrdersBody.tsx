import type { ReactTable, Row as TableRow } from '@tanstack/react-table'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, memo, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type features, roles } from './columns.tsx'
import { heights, OrderRow } from './OrderRow.tsx'
import type { Row } from './order.ts'
import { useLines } from './useLines.ts'

/** Pixels. */
export const headHeight = 44

const buttonId = (orderNumber: string) => `order-${orderNumber}`

const bodyId = 'orders'

/** Leads to an order in the table, or to the first one that is shown. @returns whether there is one */
export function rowFocus(orderNumber?: string): boolean {
	const own = orderNumber === undefined ? null : document.getElementById(buttonId(orderNumber))
	const row = own ?? document.getElementById(bodyId)?.querySelector('button')
	row?.focus()
	return row !== null && row !== undefined
}

/** The rows that are in sight, and what the keyboard does with them. Scrolling renders this and nothing around it. */
export const OrdersBody = memo(function OrdersBody({
	table,
	now,
	view,
	scroller,
	opened,
	onOpen,
}: {
	table: ReactTable<typeof features, Row>
	/** the time that ends are judged by */
	now: number
	/** those that are shown, in their order */
	view: readonly TableRow<typeof features, Row>[]
	scroller: HTMLElement | null
	opened: string | undefined
	onOpen: (orderNumber: string) => void
}) {
	const selection = table.state.rowSelection
	const indices = useMemo(() => new Map(view.map(({ id }, index) => [id, index])), [view])
	const [active, setActive] = useState(opened)
	const [before, setBefore] = useState(opened)
	if (before !== opened) {
		setBefore(opened)
		if (opened !== undefined) setActive(opened)
	}
	const current = active !== undefined && indices.has(active) ? active : view[0]?.id
	const currentIndex = current === undefined ? undefined : indices.get(current)

	const lines = useLines()
	const height = heights[lines]
	const virtualizer = useVirtualizer({
		count: view.length,
		getScrollElement: () => scroller,
		estimateSize: () => height,
		scrollMargin: headHeight,
		scrollPaddingStart: headHeight,
		overscan: 4,
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
		const row = document.getElementById(buttonId(current))?.closest('tr')
		row?.querySelector<HTMLElement>(wish.current)?.focus({ preventScroll: true })
		wish.current = undefined
	})
	const onKey = (event: KeyboardEvent<HTMLElement>) => {
		if (currentIndex === undefined || current === undefined || !(event.target instanceof HTMLElement)) return
		const isBox = event.target instanceof HTMLInputElement
		const page = Math.max(1, Math.floor((scroller?.clientHeight ?? 0) / height) - 2)
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
		else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) table.toggleAllRowsSelected(true)
		else return
		event.preventDefault()
	}

	return (
		<tbody
			{...roles.rows}
			id={bodyId}
			onKeyDown={onKey}
			className="relative block"
			style={{ height: virtualizer.getTotalSize() }}
		>
			{virtualizer.getVirtualItems().map(({ index, start }) => {
				const row = view[index]
				return (
					row && (
						<OrderRow
							key={row.id}
							row={row}
							now={now}
							index={index}
							top={start - headHeight}
							lines={lines}
							buttonId={buttonId(row.id)}
							isSelected={selection[row.id] === true}
							isCurrent={row.id === current}
							isOpen={row.id === opened}
							onToggle={toggle}
							onOpen={onOpen}
						/>
					)
				)
			})}
		</tbody>
	)
})
