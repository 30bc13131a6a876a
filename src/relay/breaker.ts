/** Leaves an upstream alone for a while that keeps failing, and then tries it with a single call. */
import type { Limits } from './limits.ts'

/** How a call ended: `unknown` when it was given up before the upstream could show how it does. */
export type CallEnd = 'answered' | 'failed' | 'unknown'

type BreakerLimits = Pick<Limits, 'failures' | 'restMilliseconds'>

export type Breaker = {
	/**
	 * @param caller whose call it would be
	 * @returns how long that caller should leave the upstream alone, in milliseconds; 0 when a call may be made
	 */
	rest(caller: string): number
	/** Begins a call; ask {@link Breaker.rest} first. @returns what is to be told, once, how the call ended */
	begin(caller: string): (end: CallEnd) => void
	/** Whether anybody has to leave the upstream alone just now. */
	isResting(): boolean
}

/** Blows after so many failures in a row. When its rest is over the next call is a probe, and until that ends no other is made. */
function createFuse({ failures, restMilliseconds }: BreakerLimits, clock: () => number) {
	let inARow = 0
	let restsUntil: number | undefined
	let probe: symbol | undefined
	return {
		/** @param more how much longer than others this caller has to wait, in milliseconds */
		rest(more = 0) {
			if (restsUntil === undefined) return 0
			const left = restsUntil + more - clock()
			// How long the probe takes is not known; what it brings is known at the end of one more rest, mostly.
			return left <= 0 && probe !== undefined ? restMilliseconds : Math.max(0, left)
		},
		begin(call: symbol) {
			if (restsUntil !== undefined) probe = call
		},
		isProbe: (call: symbol) => call === probe,
		failed(call: symbol) {
			inARow++
			// A call that began before the rest says nothing new.
			if (restsUntil !== undefined && call !== probe) return
			if (failures > 0 && inARow >= failures) restsUntil = clock() + restMilliseconds
		},
		end(call: symbol) {
			if (call === probe) probe = undefined
		},
	}
}

/**
 * Each caller has a fuse, and all have one in common, in which a caller's failures count once: an odd request, on which the upstream
 * always fails, must not let one caller keep it from the others. For the same reason callers who failed are not the first to try
 * again. An answer, whichever call it is to, ends it all.
 *
 * @param limits how many failures are borne (0: any number) and how long the rest is
 * @param clock milliseconds that never go back
 */
export function createBreaker(limits: BreakerLimits, clock: () => number): Breaker {
	const newFuse = () => createFuse(limits, clock)
	const newCommonFuse = () =>
		createFuse({ ...limits, failures: limits.failures === 0 ? 0 : Math.max(2, limits.failures) }, clock)
	let common = newCommonFuse()
	/** Of callers who have failed since the last answer. */
	const own = new Map<string, ReturnType<typeof newFuse>>()

	const answered = () => {
		common = newCommonFuse()
		own.clear()
	}
	const failed = (caller: string, call: symbol) => {
		const fuse = own.get(caller) ?? newFuse()
		if (!own.has(caller) || common.isProbe(call)) common.failed(call)
		own.set(caller, fuse)
		fuse.failed(call)
	}
	return {
		rest: (caller) => {
			const fuse = own.get(caller)
			return Math.max(common.rest(fuse ? limits.restMilliseconds : 0), fuse?.rest() ?? 0)
		},
		begin: (caller) => {
			const call = Symbol('call')
			common.begin(call)
			own.get(caller)?.begin(call)
			return (end) => {
				if (end === 'answered') answered()
				if (end === 'failed') failed(caller, call)
				common.end(call)
				own.get(caller)?.end(call)
			}
		},
		isResting: () => [common, ...own.values()].some((fuse) => fuse.rest() > 0),
	}
}
