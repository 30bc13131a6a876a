/** The relay between real sockets: a client on one side, an upstream that misbehaves on the other. */
import { EventEmitter, once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Limits } from '../limits.ts'
import { createLog } from './log.ts'
import { type RunningServer, startServer } from './server.ts'

const form = 'collectionCode=SECRETcode123456&queryType=1'
const type = { 'Content-Type': 'application/x-www-form-urlencoded' }
const ok = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n0\n'

let webRoot: string
beforeAll(async () => {
	webRoot = await mkdtemp(join(tmpdir(), 'web-'))
	await writeFile(join(webRoot, 'index.html'), '<script type="application/json" id="deployment">{}</script>')
})
afterAll(() => rm(webRoot, { recursive: true }))

const undo: (() => unknown)[] = []
afterEach(async () => {
	for (const step of undo.splice(0).reverse()) await step()
})

async function portOf(server: Server): Promise<number> {
	server.listen(0, '127.0.0.1')
	await once(server, 'listening')
	const address = server.address()
	if (typeof address !== 'object' || address === null) throw new Error('not a TCP server')
	return address.port
}

/** An upstream that is a bare socket. `answer` gets it whenever a request has come whole, `asked` is the first such time. */
async function upstreamOf(answer: (socket: Socket) => void) {
	const sockets: Socket[] = []
	const requests = new EventEmitter()
	const asked = once(requests, 'whole').then(([socket]): Socket => socket)
	const server = createServer({ noDelay: true }, (socket) => {
		sockets.push(socket)
		let received = ''
		socket.on('error', () => undefined)
		socket.on('data', (chunk) => {
			received += chunk
			if (!received.endsWith('showValidityPeriod=N')) return
			received = ''
			answer(socket)
			requests.emit('whole', socket)
		})
	})
	const port = await portOf(server)
	undo.push(() => {
		for (const socket of sockets) socket.destroy()
		return new Promise((resolve) => server.close(resolve))
	})
	return { port, sockets, asked }
}

/** A relay to that port, and all that it has logged. */
async function relayTo(port: number, limits: Partial<Limits> = {}, scheme = 'http') {
	const written: string[] = []
	const output = new EventEmitter()
	const logged = once(output, 'line').then(([line]) => JSON.parse(line))
	const write = (line: string) => {
		written.push(line)
		output.emit('line', line)
	}
	const collectUrl = new URL(`${scheme}://127.0.0.1:${port}/CollectCCC`)
	const config = { host: '127.0.0.1', port: 0, collectUrl, publicOrigin: undefined }
	const server = await startServer({ config, webRoot, limits, log: createLog('trace', { write }) })
	undo.push(server.close)
	return { server, written, logged }
}

function collect({ url }: RunningServer, body: string | ReadableStream = form): Promise<Response> {
	// The DOM's type does not know `duplex`, which a streamed body needs.
	const init = { method: 'POST', headers: type, body, duplex: 'half' }
	return fetch(`${url}/api/collect`, init)
}

/** A client that is a bare socket, so that it can leave when it wants to. */
function clientOf({ url }: RunningServer): Socket {
	const socket = connect(Number(new URL(url).port), '127.0.0.1')
	undo.push(() => socket.destroy())
	return socket
}
const head = `POST /api/collect HTTP/1.1\r\nHost: relay\r\nContent-Type: ${type['Content-Type']}\r\n`

describe('an upstream that fails', () => {
	const pour = (socket: Socket) => {
		while (socket.writable && socket.write(new Uint8Array(65536)));
		socket.once('drain', () => pour(socket))
	}
	const cases: readonly [string, (socket: Socket) => void, number, string][] = [
		[
			'redirects',
			(s) => s.write('HTTP/1.1 302 F\r\nLocation: http://127.0.0.1/SECRET\r\nContent-Length: 0\r\n\r\n'),
			502,
			'upstream-redirect',
		],
		['is not modified', (s) => s.write('HTTP/1.1 304 N\r\n\r\n'), 502, 'upstream-redirect'],
		['resets before its reply', (s) => s.resetAndDestroy(), 502, 'upstream-broken'],
		['ends before its reply', (s) => s.end(), 502, 'upstream-broken'],
		['resets in the middle', (s) => s.write(ok.slice(0, -1), () => s.resetAndDestroy()), 502, 'upstream-broken'],
		['ends in the middle', (s) => s.end(ok.slice(0, -1)), 502, 'upstream-broken'],
		['speaks no HTTP', (s) => s.end('SECRET garbage\r\n\r\n'), 502, 'upstream-broken'],
		['has a status of its own', (s) => s.end('HTTP/1.1 999 X\r\nContent-Length: 0\r\n\r\n'), 502, 'upstream-broken'],
		[
			'announces too much',
			(s) => s.write('HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n', () => pour(s)),
			502,
			'upstream-too-large',
		],
		['sends too much', (s) => s.write('HTTP/1.1 200 OK\r\n\r\n', () => pour(s)), 502, 'upstream-too-large'],
		['is silent', () => undefined, 504, 'upstream-timeout'],
		['stops in its headers', (s) => s.write('HTTP/1.1 200 OK\r\nSECRET'), 504, 'upstream-timeout'],
		['stops in its body', (s) => s.write(ok.slice(0, -1)), 504, 'upstream-timeout'],
	]
	test.each(cases)('%s', async (_name, fail, status, code) => {
		let calls = 0
		const upstream = await upstreamOf((socket) => (calls++ === 0 ? fail(socket) : socket.write(ok)))
		const limits = status === 504 ? { callMilliseconds: 100 } : {}
		const { server, written } = await relayTo(upstream.port, limits)
		const response = await collect(server)
		expect(response.status).toBe(status)
		const text = await response.text()
		expect(JSON.parse(text)).toMatchObject({ code })
		expect(text + written).not.toContain('SECRET')
		// The next call works.
		expect(await (await collect(server)).text()).toBe('0\n')
	})
})

describe('an upstream that cannot be reached', () => {
	test('refuses', async () => {
		const gone = createServer()
		const port = await portOf(gone)
		await new Promise((resolve) => gone.close(resolve))
		const { server, logged } = await relayTo(port)
		expect(await (await collect(server)).json()).toMatchObject({ code: 'upstream-unreachable', status: 502 })
		expect(await logged).toMatchObject({ upstreamCause: 'ECONNREFUSED' })
	})
	test.each([
		['speaks no TLS', (socket: Socket) => socket.end('SECRET')],
		['resets in the TLS handshake', (socket: Socket) => socket.resetAndDestroy()],
		['is silent in the TLS handshake', () => undefined],
	])('%s', async (_name, behave) => {
		const port = await portOf(
			createServer((socket) => {
				socket.on('error', () => undefined)
				socket.once('data', () => behave(socket))
				undo.push(() => socket.destroy())
			}),
		)
		const { server } = await relayTo(port, { connectMilliseconds: 100 }, 'https')
		expect(await (await collect(server)).json()).toMatchObject({ code: 'upstream-unreachable', status: 502 })
	})
})

test('every byte of a reply arrives as it was sent, with a length or in chunks', async () => {
	let reply: Uint8Array = new Uint8Array()
	let chunked = false
	const upstream = await upstreamOf((socket) => {
		socket.write(
			`HTTP/1.1 200 OK\r\n${chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${reply.length}`}\r\n\r\n`,
		)
		if (chunked && reply.length > 0) socket.write(`${reply.length.toString(16)}\r\n`)
		socket.write(reply)
		if (chunked) socket.write(reply.length > 0 ? '\r\n0\r\n\r\n' : '0\r\n\r\n')
	})
	const { server } = await relayTo(upstream.port)
	await fc.assert(
		fc.asyncProperty(fc.uint8Array({ maxLength: 20_000 }), fc.boolean(), async (bytes, inChunks) => {
			reply = bytes
			chunked = inChunks
			expect(Buffer.compare(Buffer.from(await (await collect(server)).arrayBuffer()), bytes)).toBe(0)
		}),
		{ numRuns: 50 },
	)
})

test('a reply of exactly 1 MiB is let through', async () => {
	const size = 1024 * 1024
	const upstream = await upstreamOf((socket) => {
		socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n`)
		socket.write(new Uint8Array(size))
	})
	const { server } = await relayTo(upstream.port)
	expect((await (await collect(server)).arrayBuffer()).byteLength).toBe(size)
})

test('twenty calls need one connection', async () => {
	const upstream = await upstreamOf((socket) => socket.write(ok))
	const { server } = await relayTo(upstream.port)
	for (let call = 0; call < 20; call++) expect(await (await collect(server)).text()).toBe('0\n')
	expect(upstream.sockets).toHaveLength(1)
})

test.each([
	['with its length', 'x'.repeat(8193)],
	['in chunks', () => new Blob(['x'.repeat(8193)]).stream()],
])('a body over 8 KiB is refused, sent %s', async (_name, body) => {
	const { server } = await relayTo(9)
	const response = await collect(server, typeof body === 'string' ? body : body())
	expect(await response.json()).toMatchObject({ code: 'request-too-large', status: 413 })
})

test('a body within the limit may come in chunks', async () => {
	const upstream = await upstreamOf((socket) => socket.write(ok))
	const { server } = await relayTo(upstream.port)
	expect((await collect(server, new Blob([form]).stream())).status).toBe(200)
})

describe('a client that leaves', () => {
	const sent = {
		'with a length': `${head}Content-Length: ${form.length}\r\n\r\n${form}`,
		'in chunks': `${head}Transfer-Encoding: chunked\r\n\r\n${form.length.toString(16)}\r\n${form}\r\n0\r\n\r\n`,
	}
	const moments = { 'while it waits': '', 'in the middle of the reply': ok.slice(0, -1) }
	const cases = Object.entries(sent).flatMap(([how, bytes]) =>
		Object.entries(moments).map(([when, reply]) => [how, when, bytes, reply] as const),
	)
	test.each(cases)('ends the call upstream: sent %s, left %s', async (_how, _when, bytes, reply) => {
		const upstream = await upstreamOf((socket) => socket.write(reply))
		const { server, written, logged } = await relayTo(upstream.port)
		const client = clientOf(server)
		client.write(bytes)
		const socket = await upstream.asked
		client.destroy()
		await once(socket, 'close')
		expect(await logged).toMatchObject({ status: 499, problem: 'client-gone' })
		expect(written).toHaveLength(1)
	})

	test.each([
		['with a length', `${head}Content-Length: 100\r\n\r\nSECRET`],
		['in chunks', `${head}Transfer-Encoding: chunked\r\n\r\n6\r\nSECRET\r\n`],
	])('before its request is whole is no fault: sent %s', async (_how, bytes) => {
		const { server, written, logged } = await relayTo(9)
		const client = clientOf(server)
		client.write(bytes, () => client.destroy())
		expect(await logged).toMatchObject({ status: 499, problem: 'client-gone' })
		expect(written).toHaveLength(1)
		expect(written.join()).not.toContain('SECRET')
	})
})

test('closing lets running calls finish, then ends their connections and the idle ones', async () => {
	const upstream = await upstreamOf(() => undefined)
	const { server } = await relayTo(upstream.port)
	const idle = clientOf(server)
	const busy = clientOf(server)
	idle.write('GET /healthz HTTP/1.1\r\nHost: relay\r\n\r\n')
	await once(idle, 'data')
	busy.write(`${head}Content-Length: ${form.length}\r\n\r\n${form}`)
	const socket = await upstream.asked
	const closed = server.close()
	await once(idle, 'close')
	socket.write(ok)
	const [answer] = await once(busy, 'data')
	expect(String(answer)).toMatch(/^HTTP\/1\.1 200 OK\r\n.*\r\n0\n$/s)
	await once(busy, 'close')
	await closed
})

test('closing does not wait longer than a call may take', async () => {
	const { server } = await relayTo(9, { callMilliseconds: 100 })
	const slow = clientOf(server)
	slow.write('POST /api/collect HTTP/1.1\r\n')
	await once(slow, 'connect')
	const closed = once(slow, 'close')
	slow.resume()
	await server.close()
	await closed
})

test('closing does not wait for a connection on which nothing was ever asked', async () => {
	const { server } = await relayTo(9, { callMilliseconds: 600_000 })
	const ahead = clientOf(server)
	await once(ahead, 'connect')
	// The server has taken the connection, too, once it has answered on another one behind it.
	await fetch(new URL('/healthz', server.url))
	const closed = once(ahead, 'close')
	ahead.resume()
	await server.close()
	await closed
})

test('the server does not name itself', async () => {
	const { server } = await relayTo(9)
	const { headers } = await fetch(server.url)
	expect([headers.get('Server'), headers.get('X-Powered-By')]).toEqual([null, null])
})
