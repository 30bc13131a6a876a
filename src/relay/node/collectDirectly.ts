import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Api } from '../api.ts'
import type { Answer } from '../exchange.ts'
import { Ending } from '../signal.ts'

type Handle = (incoming: IncomingMessage, outgoing: ServerResponse) => void

/** @returns the origin that a Host header means; nothing for any that is odd, and is left to those who know all of the rules */
function originOf(host: string): string | undefined {
	const address = `http://${host}`
	return /^[a-z\d.-]+(:\d{1,5})?$/.test(host) && URL.canParse(address) ? new URL(address).origin : undefined
}

/** @returns the same, for the same host as before without thinking */
function rememberOrigin(): (host: string | undefined) => string | undefined {
	let last = { host: '', origin: originOf('') }
	return (host = '') => {
		if (host !== last.host) last = { host, origin: originOf(host) }
		return last.origin
	}
}

/**
 * Takes the request that nearly all the load is, a collection with a short form, from its socket to the API and back as it is:
 * without `Request` and `Response`.
 *
 * @param limit the longest form
 * @param failed what is answered after a fault of the API's frame
 * @param otherwise takes every other request, and every one that is at all odd
 */
export function collectDirectly(
	api: Api,
	limit: number,
	failed: (error: unknown) => Answer,
	otherwise: Handle,
): Handle {
	const originAt = rememberOrigin()
	return (incoming, outgoing) => {
		const { method, url, headers, socket } = incoming
		// Node refuses a length beside Transfer-Encoding. Without a length this is no number.
		const isShort = Number(headers['content-length']) <= limit
		const origin = method === 'POST' && url === '/api/collect' && isShort ? originAt(headers.host) : undefined
		if (origin === undefined) {
			otherwise(incoming, outgoing)
			return
		}
		const client = new Ending()
		outgoing.once('close', () => {
			if (!outgoing.writableFinished) client.abort()
		})
		api({
			method: 'POST',
			path: '/api/collect',
			origin,
			peer: socket.remoteAddress,
			client,
			header: (name) => headers[name]?.toString(),
			text: () => read(incoming),
		})
			.catch(failed)
			.then((answer) => send(outgoing, answer))
	}
}

function read(incoming: IncomingMessage): Promise<string> {
	return new Promise((resolve, reject) => {
		const chunks: Buffer[] = []
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
		incoming.once('end', () => resolve(Buffer.concat(chunks).toString()))
		incoming.once('error', reject)
	})
}

function send(outgoing: ServerResponse, { status, fields, body }: Answer): void {
	const length = typeof body === 'string' ? Buffer.byteLength(body) : (body?.byteLength ?? 0)
	// RFC 9110, section 8.6: 204 has none, not even 0.
	outgoing.writeHead(status, status === 204 ? [...fields] : fields.concat('Content-Length', String(length)))
	outgoing.end(body)
}
