import type { Limiter, Rule } from './store.ts'

/**
 * @param now the clock, in milliseconds
 * @returns a limiter that keeps its counts in memory, each for as long as something is taken and its time is not over
 */
export function createMemoryLimiter({ points, seconds }: Rule, now: () => number): Limiter {
	/** In the order in which they end, because all last equally long. */
	const counts = new Map<string, { taken: number; readonly until: number }>()
	const find = (key: string) => {
		const count = counts.get(key)
		return count && count.until > now() ? count : undefined
	}
	const forgetOld = () => {
		for (const [key, { until }] of counts) {
			if (until > now()) return
			counts.delete(key)
		}
	}
	const secondsUntil = (until: number) => Math.max(1, Math.ceil((until - now()) / 1000))
	return {
		async take(key, count = 1) {
			forgetOld()
			const { taken, until } = find(key) ?? { taken: 0, until: now() + seconds * 1000 }
			// A refused attempt does not count, or what others give back would not make room.
			if (taken + count > points) return secondsUntil(until)
			counts.set(key, { taken: taken + count, until })
			return undefined
		},
		async look(key) {
			const count = find(key)
			return count && count.taken >= points ? secondsUntil(count.until) : undefined
		},
		async giveBack(key, given = 1) {
			const count = find(key)
			if (!count) return
			count.taken -= given
			if (count.taken <= 0) counts.delete(key)
		},
	}
}
