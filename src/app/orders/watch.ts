/** When pending orders are asked about again. */
import type { DeskSnapshot, Watch, WatchClaim } from './desk.ts'
import { bestAnswer, type Row, standings } from './order.ts'

/** The shortest time between two calls of the watch about one order: the vendor asks not to poll more often. */
export const shortestWatch = 3 * 3_600_000
const longestWatch = 31 * 24 * 3_600_000

/** Whether to watch, and how often. */
export type WatchSettings = Pick<Watch, 'isOn' | 'interval'>

/** @param interval that is wished for, in milliseconds; @returns the nearest one that is allowed */
function allowedInterval(interval: number): number {
	return Number.isFinite(interval) ? Math.min(longestWatch, Math.max(shortestWatch, interval)) : shortestWatch
}

/** @param row an order; @returns whether waiting helps, by what the authority said last */
function isPending(row: Row): boolean {
	const answer = bestAnswer(row)
	return answer !== undefined && standings[answer.meaning] === 'pending'
}

/** @returns whether the watch is on, has something to watch, and nothing holds it */
export const isWatching = ({ rows, watch }: Pick<DeskSnapshot, 'rows' | 'watch'>): boolean =>
	watch.isOn && watch.held === undefined && rows.some(isPending)

/**
 * @param row an order
 * @param watch whether and how often
 * @returns the row with the time of its next call: an interval after the last one if it is pending and nothing is to be asked
 *   anyway; the same row if that changes nothing
 */
export function scheduled(row: Row, { isOn, interval }: WatchSettings): Row {
	const nextAsk = isOn && isPending(row) && row.asked && !row.task ? row.asked.at + interval : undefined
	return nextAsk === row.nextAsk ? row : { ...row, nextAsk }
}

/** The watch of a desk: what is set, what holds it, and when it is the next order's turn. */
export class DeskWatch {
	settings: WatchSettings = { isOn: false, interval: shortestWatch }
	private isReloaded = false
	private claimed: WatchClaim = 'mine'
	private next: number | undefined

	get shown(): Watch {
		return { ...this.settings, next: this.next, held: this.held }
	}

	/** @param settings that were kept over a reload: nothing is asked until somebody says so */
	takeUp(settings: WatchSettings): void {
		this.set(settings)
		this.isReloaded = settings.isOn
	}

	/** @param settings as somebody wishes them now; the interval may be any number */
	set({ isOn, interval }: WatchSettings): void {
		this.settings = { isOn, interval: allowedInterval(interval) }
		this.resume()
	}

	resume(): void {
		this.isReloaded = false
	}

	claim(claim: WatchClaim): void {
		this.claimed = claim
	}

	private get held(): Watch['held'] {
		if (!this.settings.isOn) return undefined
		if (this.isReloaded) return 'reloaded'
		return this.claimed === 'mine' ? undefined : this.claimed
	}

	/**
	 * Finds out whose turn it is by now, and when it is the next one's.
	 *
	 * @returns orders to ask about; and rows with a nearer time, where the clock was set back: nobody waits longer than an interval
	 */
	look(rows: readonly Row[], now: number): { readonly due: readonly string[]; readonly nearer: readonly Row[] } {
		const due: string[] = []
		const nearer: Row[] = []
		this.next = undefined
		const { isOn, interval } = this.settings
		for (const row of isOn && !this.held ? rows : []) {
			if (row.nextAsk === undefined) continue
			const nextAsk = Math.min(row.nextAsk, now + interval)
			if (nextAsk <= now) due.push(row.orderNumber)
			else {
				if (nextAsk < row.nextAsk) nearer.push({ ...row, nextAsk })
				this.next = Math.min(nextAsk, this.next ?? nextAsk)
			}
		}
		return { due, nearer }
	}
}
