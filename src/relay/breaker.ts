/** Leaves an upstream alone for a while that keeps failing, and then tries it with a single call. */
import type { Limits } from './limits.ts'

/** How a call ended: `unknown` when it was given up before the upstream could show how it does. */
export type CallEnd = 'answered' | 'failed' | 'unknown'

export type Breaker = {
	/** @returns how long the upstream should be left alone, in milliseconds; 0 when a call may be made */
	rest(): number
	/** Begins a call; ask {@link Breaker.rest} first. @returns what is to be told, once, how the call ended */
	begin(): (end: CallEnd) => void
}

/**
 * It counts failures in a row. After the last one that is borne, no call is made until the rest is over; the first one then is
 * a probe, and until that ends no other is made. An answer, whichever call it is to, ends it all.
 *
 * @param limits how many failures are borne (0: any number) and how long the rest is
 * @param clock milliseconds that never go back
 */
export function createBreaker(
	{ failures, restMilliseconds }: Pick<Limits, 'failures' | 'restMilliseconds'>,
	clock: () => number,
): Breaker {
	let inARow = 0
	let restsUntil: number | undefined
	let probe: symbol | undefined

	const answered = () => {
		inARow = 0
		restsUntil = undefined
		probe = undefined
	}
	const failed = (call: symbol) => {
		inARow++
		// A call that began before the rest says nothing new.
		if (restsUntil !== undefined && call !== probe) return
		if (failures > 0 && inARow >= failures) restsUntil = clock() + restMilliseconds
	}
	return {
		rest: () => {
			if (restsUntil === undefined) return 0
			const left = restsUntil - clock()
			// How long the probe takes is not known; what it brings is known at the end of one more rest, mostly.
			return left <= 0 && probe !== undefined ? restMilliseconds : Math.max(0, left)
		},
		begin: () => {
			const call = Symbol('call')
			if (restsUntil !== undefined) probe = call
			return (end) => {
				if (end === 'answered') answered()
				if (end === 'failed') failed(call)
				if (call === probe) probe = undefined
			}
		},
	}
}
