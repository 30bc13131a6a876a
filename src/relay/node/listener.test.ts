/** What the open internet sends: too slow, too much, too many, and what is no HTTP at all. */
import { EventEmitter, once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { readTrustedProxies } from '../clientAddress.ts'
import { defaultLimits, type Limits } from '../limits.ts'
import {
	clientOf,
	collect,
	exchange,
	form,
	head,
	portOf,
	relayTo,
	undo,
	upstreamOf,
	whole,
} from './fixtures/loopback.ts'
import { ok } from './fixtures/troubles.ts'
import { createListener } from './listener.ts'

/** A relay before an upstream that answers, and what the open internet may do with it. */
async function relayWith(limits: Partial<Limits> = {}) {
	const upstream = await upstreamOf((socket) => socket.write(ok))
	return { upstream, ...(await relayTo(upstream.port, limits)) }
}
const healthz = 'GET /healthz HTTP/1.1\r\nHost: relay\r\n\r\n'
const statusesOf = (text: string) => text.match(/HTTP\/1\.1 \d+/g)?.map((line) => Number(line.slice(-3))) ?? []

describe('whoever is slow is told so, and the connection ends', () => {
	const limits = { headerMilliseconds: 150, requestMilliseconds: 300 }
	test.each([
		['sends nothing', ''],
		['stops in the first line', 'POST /api/col'],
		['stops in the headers', head],
		['stops in the body', `${head}Content-Length: 100\r\n\r\n${form}`],
		['stops in a chunk', `${head}Transfer-Encoding: chunked\r\n\r\n40\r\n${form}`],
		['stops between chunks', `${head}Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n`],
	])('%s', async (_name, bytes) => {
		const { server, upstream, written } = await relayWith(limits)
		const text = await exchange(server, bytes)
		expect(statusesOf(text)).toEqual([408])
		expect(text).toContain('"code":"request-slow"')
		expect(upstream.requests()).toBe(0)
		expect(text + written).not.toContain('SECRET')
		expect((await collect(server)).status).toBe(200)
	})

	test('one byte now and then does not help', async () => {
		const { server } = await relayWith(limits)
		const socket = clientOf(server)
		socket.write('GET /healthz HTTP/1.1\r\nHost: relay\r\nX: ')
		const drip = setInterval(() => socket.write('x'), 20)
		undo.push(() => clearInterval(drip))
		expect(String((await once(socket, 'data'))[0])).toContain('HTTP/1.1 408 ')
		await once(socket, 'close')
	})
})

test.each([
	['sends nothing', ''],
	['stops in the first line', 'POST /api/col'],
	['stops in the headers', head],
	['sends no HTTP', 'SECRET\r\n\r\n'],
	['has two hosts', 'GET /healthz HTTP/1.1\r\nHost: relay\r\nHost: relay\r\n\r\n'],
])('whoever %s keeps no connection by never closing it', async (_name, bytes) => {
	const { server } = createListener(() => undefined, { ...defaultLimits, headerMilliseconds: 150 })
	undo.push(() => server.close())
	const ended = once(server, 'connection').then(([socket]) => once(socket, 'close'))
	const client = connect({ port: await portOf(server), host: '127.0.0.1', allowHalfOpen: true }).resume()
	undo.push(() => client.destroy())
	client.write(bytes)
	await ended
})

test('of any number of headers none is left out', async () => {
	const { server } = await relayWith({ keepAliveMilliseconds: 100 })
	const post = `${head}${'a:\r\n'.repeat(3000)}Origin: https://evil.example\r\nContent-Length: ${form.length}\r\n\r\n${form}`
	expect(await exchange(server, post)).toContain('"code":"cross-site"')
})

describe('whoever sends too much', () => {
	test.each([
		['a header', `GET / HTTP/1.1\r\nHost: relay\r\nX: ${'x'.repeat(2048)}\r\n\r\n`],
		['an address', `GET /${'x'.repeat(2048)} HTTP/1.1\r\nHost: relay\r\n\r\n`],
		['many headers', `GET / HTTP/1.1\r\nHost: relay\r\n${'X: xxx\r\n'.repeat(400)}\r\n`],
		['an endless header', `GET / HTTP/1.1\r\nHost: relay\r\nX: ${'x'.repeat(100_000)}`],
	])('%s', async (_name, bytes) => {
		const { server } = await relayWith({ headerBytes: 1024 })
		const text = await exchange(server, bytes)
		expect(statusesOf(text)).toEqual([431])
		expect(text).toContain('"code":"header-too-large"')
		expect((await collect(server)).status).toBe(200)
	})
})

describe('connections', () => {
	test('one too many is closed at once, and there is room again when another one ends', async () => {
		const { server } = await relayWith({ connections: 3 })
		const open = [clientOf(server), clientOf(server), clientOf(server)]
		for (const socket of open) {
			socket.write(healthz)
			await once(socket, 'data')
		}
		expect(await exchange(server, healthz)).toBe('')
		for (const socket of open.splice(0, 1)) await once(socket.end(), 'close')
		const next = clientOf(server)
		next.write(healthz)
		expect(String((await once(next, 'data'))[0])).toContain('HTTP/1.1 200 OK')
	})

	/** Connects from an address of the loopback network, and says whether something is answered. */
	async function isServed({ url }: { readonly url: string }, localAddress: string): Promise<boolean> {
		const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', localAddress })
		undo.push(() => socket.destroy())
		socket.write(healthz)
		// A connection that is cut ends with an error or without.
		const answered = once(socket, 'data').then(() => true)
		return Promise.race([answered, once(socket, 'close').then(() => false)]).catch(() => false)
	}

	test('one address has no more than it may, and others have theirs', async () => {
		const { server } = await relayWith({ addressConnections: 3 })
		// Half a request is a connection as well.
		const open = [clientOf(server), clientOf(server), clientOf(server)]
		for (const socket of open) {
			socket.write('GET /healthz HTTP/1.1\r\nHo')
			await once(socket, 'connect')
		}
		expect(await isServed(server, '127.0.0.1')).toBe(false)
		expect(await isServed(server, '127.0.0.2')).toBe(true)
		for (const socket of open.splice(0, 1)) await once(socket.resume().end(), 'close')
		expect(await isServed(server, '127.0.0.1')).toBe(true)
		expect(await isServed(server, '127.0.0.1')).toBe(false)
	})

	test.each([{ hops: 1 }, readTrustedProxies('127.0.0.1')])('a proxy has any number: %o', async (trustedProxies) => {
		const upstream = await upstreamOf((socket) => socket.write(ok))
		const limits = { addressConnections: 1 }
		const { server } = await relayTo(upstream.port, limits, undefined, { trustedProxies })
		for (let connection = 0; connection < 5; connection++) expect(await isServed(server, '127.0.0.1')).toBe(true)
	})

	test('it ends after so many requests', async () => {
		const { server } = await relayWith({ requestsPerConnection: 3, keepAliveMilliseconds: 600_000 })
		const socket = clientOf(server)
		const answers: string[] = []
		for (let request = 0; request < 3; request++) {
			socket.write(healthz)
			answers.push(String((await once(socket, 'data'))[0]))
		}
		expect(answers.map((answer) => /Connection: (.*)\r/.exec(answer)?.[1])).toEqual([
			'keep-alive',
			'keep-alive',
			'close',
		])
		await once(socket, 'close')
	})

	test('it ends when nothing more is asked for a while', async () => {
		const { server } = await relayWith({ keepAliveMilliseconds: 100 })
		expect(statusesOf(await exchange(server, healthz))).toEqual([200])
	})

	test.each([2, 10, 100])(
		'of %i requests that are sent at once the first is answered, and then it ends',
		async (count) => {
			const { server, upstream } = await relayWith()
			const text = await exchange(server, whole.repeat(count))
			expect(statusesOf(text)).toEqual([200])
			expect(text).toContain('Connection: close')
			expect(upstream.requests()).toBe(1)
		},
	)

	test('an answer that is not read in time is given up', async () => {
		const events = new EventEmitter()
		const cut = (limit: string) => events.emit('cut', limit)
		const { server } = createListener(
			(_incoming, outgoing) => {
				const pour = () => {
					while (outgoing.write(new Uint8Array(65536)));
				}
				outgoing.on('drain', pour)
				pour()
			},
			{ ...defaultLimits, answerMilliseconds: 200 },
			{ cut },
		)
		undo.push(() => server.close())
		const ended = once(server, 'connection').then(([socket]) => once(socket, 'close'))
		const client = connect(await portOf(server), '127.0.0.1').pause()
		undo.push(() => client.destroy())
		client.write(healthz)
		expect(await once(events, 'cut')).toEqual(['answerMilliseconds'])
		await ended
	})
})

describe('what is no HTTP, or could be read in two ways, is refused whole', () => {
	const chunked = `${head}Transfer-Encoding: chunked\r\n`
	const body = `${form.length.toString(16)}\r\n${form}\r\n0\r\n\r\n`
	test.each([
		['a length and chunks', `${chunked}Content-Length: 5\r\n\r\n${body}`],
		['chunks and a length', `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n${body}`],
		['two lengths', `${head}Content-Length: ${form.length}\r\nContent-Length: 5\r\n\r\n${form}`],
		['two lengths that are the same', `${head}${`Content-Length: ${form.length}\r\n`.repeat(2)}\r\n${form}`],
		['two lengths in a line', `${head}Content-Length: ${form.length}, ${form.length}\r\n\r\n${form}`],
		['a length with a sign', `${head}Content-Length: +${form.length}\r\n\r\n${form}`],
		['a negative length', `${head}Content-Length: -1\r\n\r\n${form}`],
		['a length in hex', `${head}Content-Length: 0x2b\r\n\r\n${form}`],
		['a length beyond numbers', `${head}Content-Length: ${'9'.repeat(40)}\r\n\r\n${form}`],
		['a coding that is not known', `${head}Transfer-Encoding: xchunked\r\n\r\n${body}`],
		['chunks that are not the last coding', `${head}Transfer-Encoding: chunked, gzip\r\n\r\n${body}`],
		['chunks twice', `${head}Transfer-Encoding: chunked, chunked\r\n\r\n${body}`],
		['a space before the colon', `${head}Transfer-Encoding : chunked\r\n\r\n${body}`],
		['a folded header', `${head}Transfer-Encoding:\r\n chunked\r\n\r\n${body}`],
		['a chunk without a number', `${chunked}\r\nSECRET\r\n\r\n`],
		['a chunk with a negative number', `${chunked}\r\n-1\r\nx\r\n0\r\n\r\n`],
		['a chunk beyond numbers', `${chunked}\r\n${'f'.repeat(20)}\r\nx`],
		['a chunk longer than it said', `${chunked}\r\n1\r\n${form}\r\n0\r\n\r\n`],
		['lines that end with LF alone', `${head.replaceAll('\r\n', '\n')}Content-Length: 0\n\n`],
		['a CR alone', `GET /healthz HTTP/1.1\r\nHost: relay\rX: y\r\n\r\n`],
		['a NUL in a header', 'GET /healthz HTTP/1.1\r\nHost: relay\r\nX: \0\r\n\r\n'],
		['no host', 'GET /healthz HTTP/1.1\r\n\r\n'],
		['two hosts', 'GET /healthz HTTP/1.1\r\nHost: relay\r\nHOST: relay\r\n\r\n'],
		['another coding under the chunks', `${head}Transfer-Encoding: gzip, chunked\r\n\r\n${body}`],
		['a version that there is not', 'GET /healthz HTTP/2.0\r\nHost: relay\r\n\r\n'],
		['a host that is none', 'GET /healthz HTTP/1.1\r\nHost: a b\r\n\r\n'],
		['a method that is none', 'SECRET /healthz HTTP/1.1\r\nHost: relay\r\n\r\n'],
		['another protocol', 'GET /healthz SECRET/1.1\r\nHost: relay\r\n\r\n'],
		['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
		['the beginning of TLS', '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03'],
		['an address that is none', 'OPTIONS * HTTP/1.1\r\nHost: relay\r\n\r\n'],
	])('%s', async (_name, bytes) => {
		const { server, upstream, written } = await relayWith()
		// What comes behind it is not looked at, whatever it is.
		const text = await exchange(server, `${bytes}${healthz}`)
		expect(statusesOf(text)).toEqual([400])
		expect(text).toContain('"code":"request-malformed"')
		expect(text).not.toMatch(/\n\s+at /)
		expect(upstream.requests()).toBe(0)
		expect(text + written).not.toContain('SECRET')
		expect((await collect(server)).status).toBe(200)
	})

	test('CONNECT is not even answered', async () => {
		const { server } = await relayWith()
		expect(await exchange(server, 'CONNECT relay:80 HTTP/1.1\r\nHost: relay\r\n\r\n')).toBe('')
	})

	test('no other protocol is changed to', async () => {
		const { server } = await relayWith({ keepAliveMilliseconds: 100 })
		const upgrade = 'Connection: upgrade\r\nUpgrade: websocket\r\n\r\n'
		expect(statusesOf(await exchange(server, healthz.replace('\r\n\r\n', `\r\n${upgrade}`)))).toEqual([200])
	})

	test('an expectation that nobody knows is passed over', async () => {
		const { server } = await relayWith({ keepAliveMilliseconds: 100 })
		expect(statusesOf(await exchange(server, healthz.replace('\r\n\r\n', '\r\nExpect: much\r\n\r\n')))).toEqual([200])
	})

	test('whoever asks first whether to go on may', async () => {
		const { server } = await relayWith()
		const socket = clientOf(server)
		socket.write(`${head}Expect: 100-continue\r\nConnection: close\r\nContent-Length: ${form.length}\r\n\r\n`)
		expect(statusesOf(String((await once(socket, 'data'))[0]))).toEqual([100])
		socket.write(form)
		expect(statusesOf(String((await once(socket, 'data'))[0]))).toEqual([200])
	})
})
