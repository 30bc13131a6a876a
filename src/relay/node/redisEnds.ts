/** Which sessions have ended, in Redis; what could not be written there is kept here, holds here, and is written later. */
import type { KnownSession, Store } from '../store.ts'
import type { RedisConnection } from './redisConnection.ts'

/** The time is by the process's own clock, in milliseconds. */
type Note = { readonly value: string; readonly until: number }

// Nobody can sign in meanwhile, so these are the sessions that there were: more than any desk has.
const mostNotes = 10_000

const endedKey = ({ id }: Pick<KnownSession, 'id'>) => `certcollect:ended:${id}`
const endedBeforeKey = ({ account }: Pick<KnownSession, 'account'>) => `certcollect:ended-before:${account}`

/**
 * @param connection to the Redis in which it is noted
 * @returns the part of a store that is about ends. What rejects with a StoreError has not been written yet
 */
export function createRedisEnds({
	client,
	answered,
	whenWritable,
}: RedisConnection): Pick<Store, 'endSession' | 'endSessionsBefore' | 'hasEnded'> {
	/** By their keys, in the order in which they came. */
	const unwritten = new Map<string, Note>()

	async function write(key: string, note: Note): Promise<void> {
		const left = Math.ceil((note.until - performance.now()) / 1000)
		if (left > 0) await answered(client.set(key, note.value, { EX: left }))
		if (unwritten.get(key) === note) unwritten.delete(key)
	}
	whenWritable(() => {
		// Whatever fails is tried again with the next one of these calls.
		for (const [key, note] of unwritten) write(key, note).catch(() => undefined)
	})

	async function end(key: string, value: string, seconds: number): Promise<void> {
		const note = { value, until: performance.now() + seconds * 1000 }
		for (const [oldest] of unwritten) if (unwritten.size >= mostNotes) unwritten.delete(oldest)
		unwritten.set(key, note)
		await write(key, note)
	}

	return {
		endSession: (id, seconds) => end(endedKey({ id }), '', seconds),
		endSessionsBefore: (account, time, seconds) => end(endedBeforeKey({ account }), String(time), seconds),
		async hasEnded(session) {
			const isBefore = (time: string | null | undefined) => session.signedInAt < Number(time ?? 0)
			if (unwritten.has(endedKey(session)) || isBefore(unwritten.get(endedBeforeKey(session))?.value)) return true
			const asking = [client.exists(endedKey(session)), client.get(endedBeforeKey(session))] as const
			const [ended, before] = await answered(Promise.all(asking))
			return ended > 0 || isBefore(before)
		},
	}
}
