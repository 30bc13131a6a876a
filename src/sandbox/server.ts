/** The sandbox: a CollectCCC of one's own on a loopback port, with an authority made when it starts. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { type Account, account, createAccounts } from './accounts.ts'
import { type Answer, answering } from './answer.ts'
import { stockChains } from './chains.ts'
import { type Group, orders } from './orders.ts'

/** An order to try. */
export interface Example {
	/** The collection code. */
	readonly code: string
	readonly orderNumber: string
	readonly title: string
	readonly group: Group
}

export interface SandboxOptions {
	/** 0, the default, takes any free port. */
	readonly port?: number
	/** 127.0.0.1 unless given. */
	readonly host?: string
	/** The clock: what the certificates are dated around, and what pending orders wait by. */
	readonly now?: () => Date
	/** Seconds until the pending order is issued, counted from the first call for it; 30 unless given. */
	readonly issueAfter?: number
	/** Seconds that the slow order takes; 5 unless given. */
	readonly slowness?: number
	/** Refuses a login with -1, as CollectCCC does over plain http; off unless given. */
	readonly requireHttps?: boolean
	/** Seconds that every answer to a login takes; none unless given. */
	readonly latency?: number
	/** How many wrong passwords in a row lock an account; 10 unless given. */
	readonly lockAfter?: number
}

/** Calls with one login name: how many arrived, how many are being answered now, and how many were at the same time at most. */
export interface AccountCalls {
	readonly received: number
	readonly running: number
	readonly most: number
}

export interface Sandbox {
	/** The address of the endpoint. */
	readonly url: string
	/** Every order that there is. */
	readonly examples: readonly Example[]
	/** The account that the orders belong to, and one of them. */
	readonly account: Account & { readonly orderNumber: string }
	/** How many calls arrived, how many are being answered now, and how many their callers ended before the answer did. */
	readonly calls: { readonly received: number; readonly running: number; readonly aborted: number }
	/** @returns the calls with a login name so far, whether its password was right or not */
	callsOf(loginName: string): AccountCalls
	/** Answers nobody from now on. @returns what lets the answers go that were held, and those to come */
	hold(): () => void
	/** Makes accounts usable that wrong passwords have locked. */
	unlock(): void
	/** Stops listening and breaks every connection. */
	close(): Promise<void>
}

const path = '/products/download/CollectCCC'

function deliver(response: ServerResponse, answer: Answer, slowness: number): void {
	const body = Buffer.from(answer.body)
	response.statusCode = answer.httpStatus
	response.setHeader('Content-Type', answer.contentType)
	response.setHeader('Content-Length', body.length)
	if (answer.location !== undefined) response.setHeader('Location', answer.location)
	switch (answer.delivery) {
		case 'whole':
			response.end(body)
			return
		case 'slow': {
			const timer = setTimeout(() => response.end(body), slowness * 1000)
			response.once('close', () => clearTimeout(timer))
			return
		}
		case 'cut':
			response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy())
			return
		case 'never':
			return
	}
}

/**
 * Starts a sandbox.
 *
 * @param options all optional
 * @returns the running sandbox, once it listens
 * @throws what node:net throws when it cannot listen, as for a port in use
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { port = 0, host = '127.0.0.1', now = () => new Date(), issueAfter = 30, slowness = 5 } = options
	const { requireHttps = false, latency = 0, lockAfter = 10 } = options
	const accounts = createAccounts(lockAfter)
	const answer = answering({ stock: await stockChains(now()), accounts, now, issueAfter, requireHttps })
	const perAccount = new Map<string, { received: number; running: number; most: number }>()
	let held = Promise.resolve()
	const calls = { received: 0, running: 0, aborted: 0 }
	let closing = false

	function countOf(loginName: string) {
		const count = perAccount.get(loginName) ?? { received: 0, running: 0, most: 0 }
		perAccount.set(loginName, count)
		return count
	}

	/** Counts a call with a login, and lets it take its time. */
	async function serveAccount(form: string, response: ServerResponse): Promise<void> {
		const loginName = new URLSearchParams(form).get('loginName')
		if (loginName === null || response.closed) return
		const count = countOf(loginName)
		count.received++
		count.running++
		count.most = Math.max(count.most, count.running)
		response.once('close', () => count.running--)
		if (latency > 0) await delay(latency * 1000)
	}

	async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		if (new URL(request.url ?? '/', 'http://sandbox.invalid').pathname !== path) {
			response.writeHead(404).end()
			return
		}
		calls.received++
		calls.running++
		let brokenHere = false
		response.once('close', () => {
			calls.running--
			if (!response.writableFinished && !brokenHere && !closing) calls.aborted++
		})
		const form = await text(request)
		await serveAccount(form, response)
		await held
		const reply = await answer(request.method ?? '', form)
		brokenHere = reply.delivery === 'cut'
		deliver(response, reply, slowness)
	}

	// A caller that goes away while it still sends makes the reading fail, and has been counted by then.
	const server = createServer((request, response) => void handle(request, response).catch(() => response.destroy()))
	server.listen(port, host)
	await once(server, 'listening')
	const address = server.address()
	const actualPort = typeof address === 'object' ? address?.port : port
	return {
		url: `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}${path}`,
		examples: orders.map(({ code, orderNumber, title, group }) => ({ code, orderNumber, title, group })),
		account: { ...account, orderNumber: '1000101' },
		calls,
		callsOf: (loginName) => ({ ...countOf(loginName) }),
		hold() {
			let release = () => undefined as unknown
			held = new Promise((resolve) => {
				release = resolve
			})
			return () => void release()
		},
		unlock: accounts.unlock,
		async close() {
			closing = true
			server.close()
			server.closeAllConnections()
			await once(server, 'close')
		},
	}
}
