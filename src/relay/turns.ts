/**
 * One running call per account, however many ask.
 *
 * The vendor asks its callers not to make concurrent calls for an account. Whoever comes while one runs waits in line;
 * those who wait with one and the same call make it once, and share what it brings.
 */
import { reasonOf, type Signal } from './signal.ts'
import type { Store } from './store.ts'

export type Waiting<Result> = {
	/** Whose turn it takes; a name that tells nothing. */
	readonly account: string
	/** How many may wait in the line, this one included, beside the call that runs. */
	readonly room: number
	/** Calls of the same identity are one call for as long as it has not begun. */
	readonly identity: string
	/** Whether they are one call until it has ended, so that what is sent twice is not asked twice. */
	readonly joinsRunning: boolean
	/** Aborts when the client has gone away. */
	readonly client: Signal
	/** The call itself. It ends when its signal aborts, for then the turn is somebody else's. */
	readonly run: (lost: AbortSignal) => Promise<Result>
}

/** Waits for a turn and makes the call. @returns what it brought; nothing if the line is full or the wait was too long */
export type Turns<Result> = (waiting: Waiting<Result>) => Promise<Result | undefined>

type Place<Result> = { clients: number; readonly leave: AbortController; readonly outcome: Promise<Result | undefined> }

/**
 * @param store where the lines are
 * @param limits for how long a call may wait
 * @returns a function that rejects with a StoreError when the store cannot be reached, with the client's reason when that
 *   has left, and with whatever the call itself rejects with. A call that has begun goes on when its client leaves: the
 *   authority is at work on it, and its answer counts
 */
export function createTurns<Result extends object>(
	store: Pick<Store, 'enter'>,
	limits: { readonly turnMilliseconds: number },
): Turns<Result> {
	const places = new Map<string, Place<Result>>()

	/** Stands in line with a call that others may join until it begins or ends, or until nobody waits for it any more. */
	function stand({ account, room, identity, joinsRunning, run }: Waiting<Result>): Place<Result> {
		const leave = new AbortController()
		const close = () => {
			if (places.get(identity) === place) places.delete(identity)
		}
		const deadline = setTimeout(() => leave.abort(), limits.turnMilliseconds)
		leave.signal.addEventListener('abort', close)
		const wait = async () => {
			const turn = await store.enter(account, room, leave.signal).finally(() => clearTimeout(deadline))
			if (!turn) return undefined
			try {
				// The turn may come at the very moment when the last one leaves.
				if (leave.signal.aborted) return undefined
				// Whoever leaves now does not end the call: it can still be joined.
				if (joinsRunning) leave.signal.removeEventListener('abort', close)
				else close()
				return await run(turn.lost)
			} finally {
				await turn.release()
			}
		}
		const place = { clients: 0, leave, outcome: wait().finally(close) }
		places.set(identity, place)
		return place
	}

	return async (waiting) => {
		const { identity, client } = waiting
		if (client.aborted) throw reasonOf(client)
		const place = places.get(identity) ?? stand(waiting)
		place.clients++
		let depart = () => undefined as unknown
		const gone = new Promise<never>((_, reject) => {
			depart = () => {
				reject(reasonOf(client))
				if (--place.clients === 0) place.leave.abort()
			}
			client.addEventListener('abort', depart)
		})
		return Promise.race([place.outcome, gone]).finally(() => client.removeEventListener('abort', depart))
	}
}
