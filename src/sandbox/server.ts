/** The sandbox: a CollectCCC of one's own on a loopback port, with an authority made when it starts. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { type Answer, answering } from './answer.ts'
import { issueChains } from './chains.ts'
import { account, type Group, orders } from './orders.ts'

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
}

export interface Sandbox {
	/** The address of the endpoint. */
	readonly url: string
	/** Every order that there is. */
	readonly examples: readonly Example[]
	/** The account that the orders belong to, and one of them. */
	readonly account: { readonly loginName: string; readonly loginPassword: string; readonly orderNumber: string }
	/** How many calls arrived, how many are being answered now, and how many their callers ended before the answer did. */
	readonly calls: { readonly received: number; readonly running: number; readonly aborted: number }
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
	const { requireHttps = false } = options
	const answer = answering({ chains: await issueChains(now()), now, issueAfter, requireHttps })
	const calls = { received: 0, running: 0, aborted: 0 }
	let closing = false

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
		const reply = answer(request.method ?? '', await text(request))
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
		async close() {
			closing = true
			server.close()
			server.closeAllConnections()
			await once(server, 'close')
		},
	}
}
