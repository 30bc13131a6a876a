/** What several relays share, in one Redis: failures, turns, and the sessions that have ended. */
import { EventEmitter, once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { createClient } from '@redis/client'
import RateLimiterRedis from 'rate-limiter-flexible/lib/RateLimiterRedis.js'
import { limiterOf } from '../limiter.ts'
import { causeCode } from '../log.ts'
import { type Store, StoreError, type Turn } from '../store.ts'

/** Told when Redis is lost and when it is there again. */
export type RedisLog = {
	/** @param cause the transport's own code, such as `ECONNREFUSED`, where it has one */
	storeLost(cause: string | undefined): void
	storeReached(): void
}

export type RedisOptions = {
	/** Where Redis is: `redis:` or `rediss:`, with a user and a password where it wants them. */
	readonly url: string
	readonly log?: Partial<RedisLog> | undefined
	/** After so long without a sign of life a relay has lost its places in the lines; 10 s unless given. */
	readonly leaseMilliseconds?: number | undefined
	/** How long Redis may take for one answer; 2 s unless given. */
	readonly answerMilliseconds?: number | undefined
}

const prefix = 'certcollect:'
const released = `${prefix}released`

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
 * Connects to Redis, and connects again whenever the connection is lost. Meanwhile everything rejects with a StoreError, at once.
 *
 * @returns the store, once the first attempt to connect has ended, whichever way
 */
export async function createRedisStore(options: RedisOptions): Promise<{ readonly store: Store; close(): void }> {
	const { url, log, leaseMilliseconds: lease = 10_000, answerMilliseconds = 2_000 } = options
	const client = createClient({
		url,
		disableOfflineQueue: true,
		// Without traffic it shows in this way that nothing comes back any more.
		pingInterval: answerMilliseconds,
		socket: {
			connectTimeout: answerMilliseconds,
			socketTimeout: answerMilliseconds * 2,
			reconnectStrategy: (retries) => Math.min(100 * 2 ** retries, 2_000),
		},
	})
	const news = new EventEmitter().setMaxListeners(0)

	let isReached: boolean | undefined
	let isSubscribed = false
	client.on('ready', () => {
		if (isReached === false) log?.storeReached?.()
		isReached = true
		// Once it has, the client subscribes by itself wherever it connects. Without it lines move on, but slowly.
		if (isSubscribed) return
		client
			.subscribe(released, (account) => news.emit(account))
			.then(
				() => {
					isSubscribed = true
				},
				() => undefined,
			)
	})
	const lose = (cause: string | undefined) => {
		if (isReached !== false) log?.storeLost?.(cause)
		isReached = false
	}
	client.on('error', (error: unknown) => lose(causeCode(error)))
	// It keeps on trying, and fails only if it is closed before it gets through.
	const open = () => void client.connect().catch(() => undefined)
	// With traffic a connection on which nothing comes back would be kept for as long as the system tries to send.
	const openAnew = () => {
		if (!client.isReady) return
		lose('ETIMEDOUT')
		client.destroy()
		open()
	}
	const attempted = once(client, 'ready').catch(() => undefined)
	open()
	await attempted

	/** Redis's answer, if it comes in time. The client itself waits for ever for what it has sent. */
	async function answered<Answer>(answer: Promise<Answer>): Promise<Answer> {
		const patience = new AbortController()
		const tooLate = delay(answerMilliseconds, undefined, { signal: patience.signal }).then(() => {
			openAnew()
			throw new StoreError()
		})
		try {
			return await Promise.race([answer, tooLate])
		} catch (cause) {
			throw cause instanceof StoreError ? cause : new StoreError({ cause })
		} finally {
			patience.abort()
			tooLate.catch(() => undefined)
			answer.catch(() => undefined)
		}
	}

	/** A ticket for an account's line. */
	function ticketFor(account: string) {
		const ticket = crypto.randomUUID()
		// In braces is what decides where a cluster keeps a key: both of them in one place.
		const keys = [`${prefix}line:{${account}}`, `${prefix}leases:{${account}}`]
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

	const store: Store = {
		limiter(name, { points, seconds }) {
			const counter = new RateLimiterRedis({
				storeClient: client,
				useRedisPackage: true,
				keyPrefix: `${prefix}${name}`,
				points,
				duration: seconds,
			})
			const { take, look, giveBack } = limiterOf(counter, points)
			return {
				take: (key) => answered(take(key)),
				look: (key) => answered(look(key)),
				giveBack: (key) => answered(giveBack(key)),
			}
		},
		async enter(account, room, signal) {
			const ticket = ticketFor(account)
			while (!signal.aborted) {
				const round = new AbortController()
				// Listened for before asking, so that no release falls in between.
				const change = Promise.race([
					once(news, account, { signal: round.signal }),
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
					throw error
				} finally {
					round.abort()
				}
			}
			await ticket.leave()
			return undefined
		},
		async endSession(id, seconds) {
			await answered(client.set(`${prefix}ended:${id}`, '', { EX: seconds }))
		},
		hasEnded: async (id) => (await answered(client.exists(`${prefix}ended:${id}`))) > 0,
	}
	return {
		store,
		close() {
			if (client.isOpen) client.destroy()
		},
	}
}
