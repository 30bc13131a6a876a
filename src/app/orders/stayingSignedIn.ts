/** A watch that is on is use: it keeps the session, which would end between two of its calls. */
import type { Clock, Desk } from './desk.ts'
import { longestTimer } from './orderDesk.ts'
import { isWatching } from './watch.ts'

const minute = 60_000
/** How often the session is renewed: some tries go wrong before the 30 minutes are over that it lasts without use. */
const renewal = 10 * minute
/** How soon another try is made after one that failed. */
const retrial = minute

/**
 * Renews the session at once and every ten minutes from then on, while the desk watches over something. For as long as somebody
 * is signed in.
 *
 * @param desk which may watch
 * @param clock the time
 * @param renew renews the session; what it rejects with is no more than a try that failed
 * @returns a function that ends it
 */
export function staySignedIn(
	desk: Pick<Desk, 'subscribe' | 'getSnapshot'>,
	clock: Clock,
	renew: (signal: AbortSignal) => Promise<void>,
): () => void {
	const controller = new AbortController()
	let next = clock.now()
	let isRunning = false
	let callOff: (() => void) | undefined

	const step = () => {
		callOff?.()
		callOff = undefined
		if (isRunning || !isWatching(desk.getSnapshot())) return
		const now = clock.now()
		// If the clock was set back, it is not waited for.
		next = Math.min(next, now + renewal)
		if (next > now) callOff = clock.after(Math.min(longestTimer, next - now), step)
		else void run()
	}

	const run = async () => {
		isRunning = true
		const wait = await renew(controller.signal).then(
			() => renewal,
			() => retrial,
		)
		isRunning = false
		next = clock.now() + wait
		if (!controller.signal.aborted) step()
	}

	const leave = desk.subscribe(step)
	step()
	return () => {
		leave()
		callOff?.()
		controller.abort()
	}
}
