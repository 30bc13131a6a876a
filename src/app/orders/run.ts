import type { Progress, Tally } from './desk.ts'
import { type Row, type Standing, standingOf } from './order.ts'
import { Pace } from './pace.ts'

/** What has been asked since the queue was last empty, and how long the rest takes. */
export class Run {
	private readonly pace = new Pace()
	private done = 0
	private readonly outcomes = new Map<string, Standing>()
	private counted: Tally | undefined

	/** The queue was empty, and is no longer. */
	begin(): void {
		this.done = 0
		this.outcomes.clear()
		this.counted = undefined
	}

	/** @param duration of a call, in milliseconds */
	took(duration: number): void {
		this.pace.note(duration)
	}

	/** @param row of an order after its call; @param now the time */
	note(row: Row, now: number): void {
		this.done += 1
		this.outcomes.set(row.orderNumber, standingOf(row, now))
		this.counted = undefined
	}

	/** @returns where the orders stand that were asked about; the same object until another is; nothing if none was */
	get tally(): Tally | undefined {
		if (this.outcomes.size === 0) return undefined
		this.counted ??= count(this.outcomes.values())
		return this.counted
	}

	/**
	 * @param left how many are still to come, with the one that is being asked about
	 * @param running the order that is being asked about
	 * @param isGoing whether one is asked after the other: of what stands still nobody knows the end
	 */
	progress(left: number, running: string | undefined, isGoing: boolean): Progress {
		const remaining = isGoing ? this.pace.expected(left) : undefined
		return { done: this.done, total: this.done + left, running, remaining }
	}
}

function count(standings: Iterable<Standing>): Tally {
	const counts: Partial<Record<Standing, number>> = {}
	for (const standing of standings) counts[standing] = (counts[standing] ?? 0) + 1
	return counts
}
