/** When pending orders are asked about again. */
import type { DeskSnapshot, Watch } from './desk.ts'
import { bestAnswer, type Row, standings } from './order.ts'

/** The shortest time between two calls of the watch about one order: the vendor asks not to poll more often. */
export const shortestWatch = 3 * 3_600_000
const longestWatch = 31 * 24 * 3_600_000

/** @param interval that is wished for, in milliseconds; @returns the nearest one that is allowed */
export function allowedInterval(interval: number): number {
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
export function scheduled(row: Row, { isOn, interval }: Pick<Watch, 'isOn' | 'interval'>): Row {
	const nextAsk = isOn && isPending(row) && row.asked && !row.task ? row.asked.at + interval : undefined
	return nextAsk === row.nextAsk ? row : { ...row, nextAsk }
}
