import type { Removed } from './desk.ts'
import type { Row } from './order.ts'

/** The orders of a desk. A list that was handed out never changes; changing one row copies pointers, once between two lists. */
export class Rows {
	private list: Row[]
	private isHandedOut = false
	private readonly places = new Map<string, number>()

	/** @param rows no two of the same order */
	constructor(rows: readonly Row[]) {
		this.list = [...rows]
		this.number()
	}

	private number(): void {
		this.places.clear()
		for (const [index, { orderNumber }] of this.list.entries()) this.places.set(orderNumber, index)
	}

	private writable(): Row[] {
		if (this.isHandedOut) this.list = [...this.list]
		this.isHandedOut = false
		return this.list
	}

	get count(): number {
		return this.list.length
	}

	/** @returns all rows in the order in which they were added; the same list until one changes */
	all(): readonly Row[] {
		this.isHandedOut = true
		return this.list
	}

	get(orderNumber: string): Row | undefined {
		const place = this.places.get(orderNumber)
		return place === undefined ? undefined : this.list[place]
	}

	/** @param row of an order that has none yet */
	add(row: Row): void {
		this.places.set(row.orderNumber, this.list.length)
		this.writable().push(row)
	}

	/** @param row takes the place of the one that the order has; nothing happens if it has none */
	put(row: Row): void {
		const place = this.places.get(row.orderNumber)
		if (place !== undefined) this.writable()[place] = row
	}

	/** @param orderNumbers of rows that go; @returns these, with the places that they had */
	remove(orderNumbers: ReadonlySet<string>): Removed {
		const removed: { row: Row; place: number }[] = []
		const left: Row[] = []
		for (const [place, row] of this.list.entries()) {
			if (orderNumbers.has(row.orderNumber)) removed.push({ row, place })
			else left.push(row)
		}
		this.list = left
		this.isHandedOut = false
		this.number()
		return removed
	}

	/** @param removed of orders that have no row now; they get their places back, as far as there are so many */
	restore(removed: Removed): void {
		const list = this.writable()
		for (const { row, place } of removed) list.splice(place, 0, row)
		this.number()
	}
}
