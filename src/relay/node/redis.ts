/** What several relays share, in one Redis: failures, turns, and the sessions that have ended. */
import type { Store } from '../store.ts'
import { connectRedis, type RedisLog } from './redisConnection.ts'
import { createRedisEnds } from './redisEnds.ts'
import { createRedisLimiter } from './redisLimiter.ts'
import { createLines } from './redisLine.ts'

export type RedisOptions = {
	/** Where Redis is: `redis:` or `rediss:`, with a user and a password where it wants them. */
	readonly url: string
	readonly log?: Partial<RedisLog> | undefined
	/** After so long without a sign of life a relay has lost its places in the lines; 10 s unless given. */
	readonly leaseMilliseconds?: number | undefined
	/** How long Redis may take for one answer; 2 s unless given. */
	readonly answerMilliseconds?: number | undefined
}

/**
 * Connects to Redis, and connects again whenever the connection is lost. Meanwhile everything rejects with a StoreError, at once.
 *
 * @returns the store, once the first attempt to connect has ended, whichever way
 */
export async function createRedisStore(options: RedisOptions): Promise<{ readonly store: Store; close(): void }> {
	const { url, log, leaseMilliseconds = 10_000, answerMilliseconds = 2_000 } = options
	const connection = await connectRedis(url, answerMilliseconds, log)
	const { client, answered, close } = connection
	const store: Store = {
		...createRedisEnds(connection),
		limiter(name, rule) {
			const { take, look, giveBack, forget } = createRedisLimiter(client, name, rule)
			return {
				take: (...what) => answered(take(...what)),
				look: (key) => answered(look(key)),
				giveBack: (...what) => answered(giveBack(...what)),
				forget: (key) => answered(forget(key)),
			}
		},
		enter: createLines(connection, leaseMilliseconds),
	}
	return { store, close }
}
