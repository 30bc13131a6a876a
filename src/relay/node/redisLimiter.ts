import type { RedisClientType } from '@redis/client'
import type { RateLimiterRes } from 'rate-limiter-flexible'
import RateLimiterRedis from 'rate-limiter-flexible/lib/RateLimiterRedis.js'
import type { Limiter, Rule } from '../store.ts'

const secondsUntil = ({ msBeforeNext }: RateLimiterRes) => Math.max(1, Math.ceil(msBeforeNext / 1000))

/**
 * Counts, and forgets a count that has come to nothing, in one step: what somebody else takes in between would be forgotten too.
 * So nothing is left of calls that did not fail, and what is given back too late allows none more than the rule.
 *
 * ARGV: what is taken, or less than nothing; the time in seconds; how many there are.
 */
const count = (isRenewed: boolean) => `
redis.call('set', KEYS[1], 0, 'EX', ARGV[2], 'NX')
local taken = redis.call('incrby', KEYS[1], ARGV[1])
${isRenewed ? `if tonumber(ARGV[1]) > 0 and taken <= tonumber(ARGV[3]) then redis.call('expire', KEYS[1], ARGV[2]) end` : ''}
local left = redis.call('pttl', KEYS[1])
if taken <= 0 then redis.call('del', KEYS[1]) end
return {taken, left}
`

/** @returns a limiter that keeps its counts in Redis, each until its time is over; it rejects with what the client says */
export function createRedisLimiter(client: Pick<RedisClientType, 'eval' | 'del'>, name: string, rule: Rule): Limiter {
	const { points, seconds, isRenewed = false } = rule
	const counter = new RateLimiterRedis({
		storeClient: client,
		useRedisPackage: true,
		keyPrefix: `certcollect:${name}`,
		points,
		duration: seconds,
		customIncrTtlLuaScript: count(isRenewed),
	})
	const giveBack = async (key: string, given = 1) => {
		await counter.reward(key, given)
	}
	return {
		giveBack,
		async take(key, taken = 1) {
			try {
				await counter.consume(key, taken)
				return undefined
			} catch (refusal) {
				if (refusal instanceof Error) throw refusal
				// A refused attempt does not count, or what others give back would not make room.
				await giveBack(key, taken)
				return secondsUntil(refusal as RateLimiterRes)
			}
		},
		async look(key) {
			const found = await counter.get(key)
			return found !== null && found.consumedPoints >= points ? secondsUntil(found) : undefined
		},
		async forget(key) {
			await counter.delete(key)
		},
	}
}
