import type { RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible'
import { type Limiter, StoreError } from './store.ts'

const secondsUntil = ({ msBeforeNext }: RateLimiterRes) => Math.max(1, Math.ceil(msBeforeNext / 1000))

/**
 * @param counter a limiter of rate-limiter-flexible, whatever it keeps its counts in
 * @param points how many it allows
 * @returns the same as a {@link Limiter}; all of it rejects with a StoreError when the counts cannot be reached
 */
export function limiterOf(counter: RateLimiterAbstract, points: number): Limiter {
	const reached = <T>(answer: Promise<T>): Promise<T> =>
		answer.catch((cause: unknown) => {
			throw new StoreError({ cause })
		})
	const giveBack = async (key: string, count = 1) => {
		const { consumedPoints } = await reached(counter.reward(key, count))
		// The time was over in between, and what was given back would allow one more than the rule.
		if (consumedPoints < 0) await reached(counter.delete(key))
	}
	return {
		giveBack,
		async take(key, count = 1) {
			try {
				await counter.consume(key, count)
				return undefined
			} catch (refusal) {
				if (refusal instanceof Error) throw new StoreError({ cause: refusal })
				// A refused attempt does not count, or what others give back would not make room.
				await giveBack(key, count)
				return secondsUntil(refusal as RateLimiterRes)
			}
		},
		async look(key) {
			const found = await reached(counter.get(key))
			return found !== null && found.consumedPoints >= points ? secondsUntil(found) : undefined
		},
	}
}
