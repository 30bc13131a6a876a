/** An account's line in Redis, in which calls of several relays wait for their turn. */
import { EventEmitter, once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { type Store, StoreError, type Turn } from '../store.ts'
import type { RedisConnection } from './redisConnection.ts'

const released = 'certcollect:released'

/**
 * A line is a list of tickets, and whoever stands first has the turn. Each ticket has a lease, and is taken out of the line when
 * that is over, whoever comes by. Redis runs a script as a whole and has the only clock.
 *
 * KEYS: the line, its leases. ARGV: a ticket, the lease in milliseconds, and how long the line may be for the ticket to be
 * put at its end if it is not in it. It gives how many are in front, or -1.
 */
const stand = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local length, place = 0, -1
for _, ticket in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
	if tonumber(redis.call('HGET', KEYS[2], ticket) or 0) <= now then
		redis.call('LREM', KEYS[1], 1, ticket)
		redis.call('HDEL', KEYS[2], ticket)
	else
		if ticket == ARGV[1] then place = length end
		length = length + 1
	end
end
if place < 0 then
	if length >= tonumber(ARGV[3]) then return -1 end
	redis.call('RPUSH', KEYS[1], ARGV[1])
	place = length
end
redis.call('HSET', KEYS[2], ARGV[1], now + ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return place`

/** Leaves the line, and tells those who stand in it. KEYS as above. ARGV: a ticket, the channel, the account. */
const leave = `
redis.call('HDEL', KEYS[2], ARGV[1])
if redis.call('LREM', KEYS[1], 1, ARGV[1]) > 0 then redis.call('PUBLISH', ARGV[2], ARGV[3]) end`

/**
 * @param connection to the Redis in which the lines are
 * @param lease after how many milliseconds without a sign of life a relay has lost its places
 * @returns how a call gets its turn
 */
export function createLines({ client, answered, listen }: RedisConnection, lease: number): Store['enter'] {
	// Without the news lines move on as well, but slowly.
	const news = new EventEmitter().setMaxListeners(0)
	const newsOf = (account: string) => `line ${account}`
	listen(released, (account) => news.emit(newsOf(account)))

	/** A ticket for an account's line. */
	function ticketFor(account: string) {
		const ticket = crypto.randomUUID()
		// In braces is what decides where a cluster keeps a key: both of them in one place.
		const keys = [`certcollect:line:{${account}}`, `certcollect:leases:{${account}}`]
		const run = (script: string, ...more: string[]) =>
			answered(client.eval(script, { keys, arguments: [ticket, ...more] }))
		return {
			/** @returns how many are in front; nothing if the line is as long as it may be */
			async stand(longest: number): Promise<number | undefined> {
				const place = Number(await run(stand, String(lease), String(longest)))
				return place < 0 ? undefined : place
			},
			// If Redis does not hear of it, the lease will end it.
			leave: () =>
				run(leave, released, account).then(
					() => undefined,
					() => undefined,
				),
		}
	}

	/** Keeps the turn for as long as it is needed, and lets go of it before its lease can have ended. */
	function holding(ticket: ReturnType<typeof ticketFor>, since: number): Turn {
		const lost = new AbortController()
		const giveUp = () => lost.abort(new StoreError())
		const margin = Math.min(1_000, lease / 4)
		const until = (asked: number) => Math.max(0, asked + lease - margin - performance.now())
		let expiry = setTimeout(giveUp, until(since))
		let isHeld = true
		const renew = async () => {
			const asked = performance.now()
			// With no room it does not stand in line again if its place has gone.
			const place = await ticket.stand(0)
			if (!isHeld) return
			if (place !== 0) return giveUp()
			clearTimeout(expiry)
			expiry = setTimeout(giveUp, until(asked))
		}
		const tryToRenew = () => void renew().catch(() => undefined)
		const renewal = setInterval(tryToRenew, lease / 4)
		// Redis may have forgotten who has the turn while it was away.
		client.on('ready', tryToRenew)
		return {
			lost: lost.signal,
			release() {
				isHeld = false
				clearInterval(renewal)
				clearTimeout(expiry)
				client.off('ready', tryToRenew)
				return ticket.leave()
			},
		}
	}

	return async (account, room, signal) => {
		const ticket = ticketFor(account)
		while (!signal.aborted) {
			const round = new AbortController()
			// Listened for before asking, so that no release falls in between.
			const change = Promise.race([
				once(news, newsOf(account), { signal: round.signal }),
				once(signal, 'abort', { signal: round.signal }),
				delay(lease / 4, undefined, { signal: round.signal }),
			])
			change.catch(() => undefined)
			try {
				const asked = performance.now()
				const place = await ticket.stand(room + 1)
				if (place === undefined) return undefined
				if (signal.aborted) break
				if (place === 0) return holding(ticket, asked)
				await change
			} catch (error) {
				if (signal.aborted) break
				// It may stand there all the same, and be in the way until its lease is over.
				void ticket.leave()
				throw error
			} finally {
				round.abort()
			}
		}
		await ticket.leave()
		return undefined
	}
}
