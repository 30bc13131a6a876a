import type { RedisClientType } from '@redis/client'
import type { RateLimiterRes } from 'rate-limiter-flexible'
import RateLimiterRedis from 'rate-limiter-flexible/lib/RateLimiterRedis.js'
import { type Limiter, type Rule, StoreError } from '../store.ts'

const secondsUntil = ({ msBeforeNext }: RateLimiterRes) => Math.max(1, Math.ceil(msBeforeNext / 1000))

/**
 * Counts, and forgets a count that has come to nothing, in one step: what somebody else takes in between would be forgotten too.
 * So nothing is left of calls that did not fail, and what is given back too late allows none more than the rule.
 */
const count = `
redis.call('set', KEYS[1], 0, 'EX', ARGV[2], 'NX')
local taken = redis.call('incrby', KEYS[1], ARGV[1])
local left = redis.call('pttl', KEYS[1])
if taken <= 0 then redis.call('del', KEYS[1]) end
return {taken, left}
`

/** @returns a limiter that keeps its counts in Redis; all of it rejects with a StoreError when they cannot be reached */
export function createRedisLimiter(client: Pick<RedisClientType, 'eval'>, name: string, rule: Rule): Limiter {
	const { points, seconds } = rule
	const counter = new RateLimiterRedis({
		storeClient: client,
		useRedisPackage: true,
		keyPrefix: `certcollect:${name}`,
		points,
		duration: seconds,
		customIncrTtlLuaScript: count,
	})
	const reached = <T>(answer: Promise<T>): Promise<T> =>
		answer.catch((cause: unknown) => {
			throw new StoreError({ cause })
		})
	const giveBack = async (key: string, given = 1) => {
		await reached(counter.reward(key, given))
	}
	return {
		giveBack,
		async take(key, taken = 1) {
			try {
				await counter.consume(key, taken)
				return undefined
			} catch (refusal) {
				if (refusal instanceof Error) throw new StoreError({ cause: refusal })
				// A refused attempt does not count, or what others give back would not make room.
				await giveBack(key, taken)
				return secondsUntil(refusal as RateLimiterRes)
			}
		},
		async look(key) {
			const found = await reached(counter.get(key))
			return found !== null && found.consumedPoints >= points ? secondsUntil(found) : undefined
		},
	}
}
