import { createMemoryLimiter } from './memoryLimiter.ts'
import type { Limiter, Store, Turn } from './store.ts'

// Each has cost a call to CollectCCC, and a copy of the oldest ones' cookies is soon worth nothing anyway.
const mostEnded = 100_000

/**
 * @param now the clock
 * @returns a store for a relay that is the only one: it keeps everything in memory
 */
export function createMemoryStore(now: () => number = Date.now): Store {
	const limiters = new Map<string, Limiter>()
	const lines = new Map<string, (() => void)[]>()
	/** Sessions that have ended, and when their cookies can no longer be opened anyway. */
	const ended = new Map<string, number>()
	/** Accounts of which all sessions have ended that began before a time, and until when that is of use. */
	const endedBefore = new Map<string, { readonly time: number; readonly until: number }>()

	/** Whoever is first in a line has the turn; the others are called when they become the first. */
	function leave(account: string, place: () => void): void {
		const line = lines.get(account) ?? []
		const index = line.indexOf(place)
		if (index === -1) return
		line.splice(index, 1)
		if (line.length === 0) lines.delete(account)
		else if (index === 0) line[0]?.()
	}

	return {
		limiter(name, rule) {
			const limiter = limiters.get(name) ?? createMemoryLimiter(rule, now)
			limiters.set(name, limiter)
			return limiter
		},
		enter(account, room, signal) {
			const line = lines.get(account) ?? []
			if (line.length > room || signal.aborted) return Promise.resolve(undefined)
			return new Promise((resolve) => {
				const giveUp = () => {
					leave(account, place)
					resolve(undefined)
				}
				const place = () => {
					signal.removeEventListener('abort', giveUp)
					const turn: Turn = { lost: new AbortController().signal, release: async () => leave(account, place) }
					resolve(turn)
				}
				signal.addEventListener('abort', giveUp, { once: true })
				lines.set(account, line)
				if (line.push(place) === 1) place()
			})
		},
		async endSession(id, seconds) {
			// What is over stays for as long as something before it is not, and no longer than that is of use.
			for (const [old, until] of ended) {
				if (until > now() && ended.size < mostEnded) break
				ended.delete(old)
			}
			ended.set(id, now() + seconds * 1000)
		},
		async endSessionsBefore(account, time, seconds) {
			for (const [old, { until }] of endedBefore) if (until <= now()) endedBefore.delete(old)
			endedBefore.set(account, { time, until: now() + seconds * 1000 })
		},
		hasEnded: async ({ id, account, signedInAt }) =>
			(ended.get(id) ?? 0) > now() || signedInAt < (endedBefore.get(account)?.time ?? 0),
	}
}
