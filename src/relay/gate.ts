/** Who may go upstream now, who waits, and who is sent away. */
import type { Limits } from './limits.ts'
import { reasonOf, type Signal } from './signal.ts'
import { UpstreamError } from './upstream.ts'

export type Gate = {
	/**
	 * Waits for a place, first come first served.
	 *
	 * @param signal takes a caller out of the queue
	 * @returns what gives the place back, to be called once
	 * @throws UpstreamError `relay-busy` when the queue is full or took too long; the signal's reason when it aborts
	 */
	enter(signal: Signal): Promise<() => void>
	/** How many have a place, and how many wait for one. */
	readonly length: () => { readonly running: number; readonly waiting: number }
}

// Long enough for a burst to pass, and nothing to despair of.
const busy = () => new UpstreamError('relay-busy', { retryAfter: 5 })

/** @param limits how many may pass, how many may wait, and for how long */
export function createGate(limits: Pick<Limits, 'calls' | 'queuedCalls' | 'queueMilliseconds'>): Gate {
	let running = 0
	// A set keeps the order in which they came, and lets one from the middle go.
	const waiting = new Set<() => void>()

	/** A place that can be given back once, and goes to whoever has waited longest. */
	const place = () => {
		let isTaken = true
		return () => {
			if (!isTaken) return
			isTaken = false
			const [next] = waiting
			if (next) next()
			else running--
		}
	}
	const queue = (signal: Signal) =>
		new Promise<() => void>((resolve, reject) => {
			const leave = () => {
				waiting.delete(enter)
				clearTimeout(patience)
				signal.removeEventListener('abort', abandon)
			}
			const enter = () => {
				leave()
				resolve(place())
			}
			const abandon = () => {
				leave()
				reject(reasonOf(signal))
			}
			const patience = setTimeout(() => {
				leave()
				reject(busy())
			}, limits.queueMilliseconds)
			signal.addEventListener('abort', abandon)
			waiting.add(enter)
		})
	return {
		enter: async (signal) => {
			if (signal.aborted) throw reasonOf(signal)
			if (running >= limits.calls) {
				if (waiting.size >= limits.queuedCalls) throw busy()
				return queue(signal)
			}
			running++
			return place()
		},
		length: () => ({ running, waiting: waiting.size }),
	}
}
