/** A connection to Redis that is made again whenever it is lost, and on which nothing waits for ever. */
import { EventEmitter, once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { createClient, ErrorReply, MultiErrorReply } from '@redis/client'
import { causeCode } from '../log.ts'
import { StoreError } from '../store.ts'

/** Told when Redis is lost, or refuses what is asked of it, and when it is there again and refuses nothing. */
export type RedisLog = {
	/** @param cause the transport's own code, such as `ECONNREFUSED`; Redis's, such as `WRONGPASS`; or else the error's class */
	storeLost(cause: string | undefined): void
	storeReached(): void
}

/** While there is no connection commands are refused at once. */
const clientAt = (url: string, answerMilliseconds: number) =>
	createClient({
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

/** What Redis itself refused, be it one of several commands. */
function refusalIn(error: unknown): ErrorReply | undefined {
	if (error instanceof MultiErrorReply) return error.replies.find((reply) => reply instanceof ErrorReply)
	return error instanceof ErrorReply ? error : undefined
}

/** Redis begins each error with a word for what it is; what follows may be anything. */
function causeOf(error: unknown): string | undefined {
	const word = error instanceof ErrorReply ? /^[A-Z]{1,32}\b/.exec(error.message)?.[0] : undefined
	return causeCode(error) ?? word ?? (error instanceof Error ? error.constructor.name : undefined)
}

export type RedisConnection = {
	readonly client: ReturnType<typeof clientAt>
	/**
	 * @param answer what a command of the client gives
	 * @returns the same, if it comes in time: the client itself waits for ever for what it has sent
	 * @throws StoreError
	 */
	answered<Answer>(answer: Promise<Answer>): Promise<Answer>
	/** Tells whenever Redis lets us write again after it was away or refused to, and more often than that. */
	whenWritable(listener: () => void): void
	/** Hears of what is published on a channel, from when Redis is there. */
	listen(channel: string, listener: (message: string) => void): void
	close(): void
}

// What Redis refuses to one call it may allow to the next one, as where a single key is at fault: that is no return.
const calmAnswers = 5

/**
 * @param url where Redis is: `redis:` or `rediss:`, with a user and a password where it wants them
 * @param answerMilliseconds how long it may take for one answer
 * @returns the connection, once the first attempt to make it has ended, whichever way
 */
export async function connectRedis(
	url: string,
	answerMilliseconds: number,
	log: Partial<RedisLog> = {},
): Promise<RedisConnection> {
	const client = clientAt(url, answerMilliseconds)
	// Each turn that is held listens for Redis's return.
	client.setMaxListeners(0)
	let isReached: boolean | undefined
	const lose = (cause: string | undefined) => {
		if (isReached !== false) log.storeLost?.(cause)
		isReached = false
	}
	const reach = () => {
		if (isReached === false) log.storeReached?.()
		isReached = true
	}
	let calmFrom = 0
	const writable = new EventEmitter().setMaxListeners(0)
	/** Redis is there when it has let us write, and has refused nothing for a while. A read says less: also a replica answers it. */
	const probe = async () => {
		if (!client.isReady) return
		await connection.answered(client.set('certcollect:reached', '', { PX: 1 }))
		writable.emit('writable')
		if (performance.now() >= calmFrom) reach()
	}
	const tryToWrite = () => void probe().catch(() => undefined)
	const probing = setInterval(() => isReached === false && tryToWrite(), answerMilliseconds).unref()
	client.on('error', (error: unknown) => lose(causeOf(error)))
	client.on('ready', tryToWrite)
	// It keeps on trying, and fails only if it is closed before it gets through.
	const open = () => void client.connect().catch(() => undefined)
	// With traffic a connection on which nothing comes back would be kept for as long as the system tries to send.
	const openAnew = () => {
		if (!client.isReady) return
		lose('ETIMEDOUT')
		client.destroy()
		open()
	}
	const connection: RedisConnection = {
		client,
		async answered(answer) {
			const patience = new AbortController()
			const tooLate = delay(answerMilliseconds, undefined, { signal: patience.signal }).then(() => {
				openAnew()
				throw new StoreError()
			})
			try {
				return await Promise.race([answer, tooLate])
			} catch (cause) {
				// It is there and refuses: no password, no permission, no memory.
				const refusal = refusalIn(cause)
				if (refusal) {
					calmFrom = performance.now() + answerMilliseconds * calmAnswers
					lose(causeOf(refusal))
				}
				throw cause instanceof StoreError ? cause : new StoreError({ cause })
			} finally {
				patience.abort()
				tooLate.catch(() => undefined)
				answer.catch(() => undefined)
			}
		},
		whenWritable: (listener) => void writable.on('writable', listener),
		listen(channel, listener) {
			// Once it has subscribed, the client does so by itself wherever it connects.
			const subscribe = () =>
				void client.subscribe(channel, listener).then(
					() => client.off('ready', subscribe),
					() => undefined,
				)
			client.on('ready', subscribe)
			if (client.isReady) subscribe()
		},
		close() {
			clearInterval(probing)
			if (client.isOpen) client.destroy()
		},
	}
	const attempted = once(client, 'ready').catch(() => undefined)
	open()
	await attempted
	return connection
}
