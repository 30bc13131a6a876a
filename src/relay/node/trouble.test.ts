/** An upstream that fails in every way: each has its code, no socket is left behind, and the next call works. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { closedPort, collect, relayTo, undo, upstreamOf } from './fixtures/loopback.ts'
import { letters, ok, pour, troubles } from './fixtures/troubles.ts'

/** Of the event loop, each of which reads what has come. */
const afterTurns = (turns: number, then: () => void): unknown =>
	turns === 0 ? then() : setImmediate(afterTurns, turns - 1, then)

describe('an upstream that fails', () => {
	test.each(troubles)('%s', async (_name, fail, status, code) => {
		let calls = 0
		const upstream = await upstreamOf((socket) => (calls++ === 0 ? fail(socket) : socket.write(ok)))
		const limits = status === 504 ? { callMilliseconds: 200 } : {}
		const { server, written } = await relayTo(upstream.port, limits)
		const response = await collect(server)
		expect(response.status).toBe(status)
		const text = await response.text()
		expect(JSON.parse(text)).toMatchObject({ code })
		expect(text + written).not.toContain('SECRET')
		// The next call works, nothing was asked twice, and no more than the one kept connection is left.
		expect(await (await collect(server)).text()).toBe('0\n')
		expect(upstream.requests()).toBe(2)
		const [failed] = upstream.sockets
		if (code !== 'upstream-redirect' && failed && upstream.open.has(failed)) await once(failed, 'close')
		expect(upstream.open.size).toBe(1)
		await server.close()
		await upstream.empty()
	})

	test.each<readonly [string, (socket: Socket) => unknown, string]>([
		[
			'has an endless body without a length',
			(s) => s.write('HTTP/1.1 200 OK\r\n\r\n', () => pour(s, letters)),
			'upstream-too-large',
		],
		[
			'resets in the middle of a body without a length',
			// What Node offers ends a connection in good order before it resets it; and a reset that comes together with the
			// bytes before it is taken for such an end by the system. The relay, which is in this process, reads in between.
			(s) =>
				s.write('HTTP/1.1 200 OK\r\n\r\n0\n', () =>
					afterTurns(3, () => Reflect.get(s, '_handle').reset(() => s.destroy())),
				),
			'upstream-broken',
		],
	])('%s', async (_name, fail, code) => {
		let calls = 0
		const upstream = await upstreamOf((socket) => (calls++ === 0 ? fail(socket) : socket.write(ok)))
		const { server } = await relayTo(upstream.port)
		expect(await (await collect(server)).json()).toMatchObject({ code })
		expect(await (await collect(server)).text()).toBe('0\n')
	})

	test('does not, when it ends a reply without a length', async () => {
		const upstream = await upstreamOf((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n0\n'))
		const { server } = await relayTo(upstream.port)
		for (let call = 0; call < 2; call++) expect(await (await collect(server)).text()).toBe('0\n')
	})

	test.each([500, 502, 503])('says %i, and its bytes are handed on', async (status) => {
		const upstream = await upstreamOf((socket) => socket.write(ok.replace('200', String(status))))
		const { server } = await relayTo(upstream.port)
		const response = await collect(server)
		expect([response.status, await response.text()]).toEqual([status, '0\n'])
	})
})

describe('an upstream that cannot be reached', () => {
	test('refuses', async () => {
		const { server, logged } = await relayTo(await closedPort())
		expect(await (await collect(server)).json()).toMatchObject({ code: 'upstream-unreachable', status: 502 })
		expect(await logged).toMatchObject({ upstreamCause: 'ECONNREFUSED' })
	})
	test.each([
		['speaks no TLS', (socket: Socket) => socket.end('SECRET')],
		['resets in the TLS handshake', (socket: Socket) => socket.resetAndDestroy()],
		['hangs in the TLS handshake', () => undefined],
	])('%s: it is tried once more, and no further', async (_name, behave) => {
		const upstream = await upstreamOf(
			() => undefined,
			createServer((socket) => socket.once('data', () => behave(socket))),
		)
		const relay = await relayTo(upstream.port, { connectMilliseconds: 100 }, 'https://127.0.0.1')
		expect(await (await collect(relay.server)).json()).toMatchObject({ code: 'upstream-unreachable', status: 502 })
		expect(upstream.sockets).toHaveLength(2)
		await upstream.empty()
	})

	test('takes no connection', async () => {
		// A process that is stopped accepts nothing, and when its backlog is full the system answers nothing any more.
		const script =
			"const s = require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => console.log(s.address().port))"
		const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] })
		undo.push(() => child.kill('SIGKILL'))
		const port = Number(String((await once(child.stdout, 'data'))[0]))
		child.kill('SIGSTOP')
		for (let filling = 0; filling < 4; filling++) {
			const socket = connect(port, '127.0.0.1').on('error', () => undefined)
			undo.push(() => socket.destroy())
		}
		const { server, logged } = await relayTo(port, { connectMilliseconds: 200, callMilliseconds: 600_000 })
		expect(await (await collect(server)).json()).toMatchObject({ code: 'upstream-unreachable', status: 502 })
		expect(await logged).toMatchObject({ upstreamCause: 'UND_ERR_CONNECT_TIMEOUT' })
	})
})

describe('a kept connection', () => {
	test('that the upstream closed while nobody used it costs nothing', async () => {
		const upstream = await upstreamOf((socket) => socket.write(ok))
		const { server } = await relayTo(upstream.port)
		for (let call = 1; call <= 5; call++) {
			expect((await collect(server)).status).toBe(200)
			upstream.sockets.at(-1)?.end()
			await upstream.empty()
			expect([upstream.requests(), upstream.sockets.length]).toEqual([call, call])
		}
	})

	test('that ends when something was sent on it is not asked again: the call could lock an account', async () => {
		let calls = 0
		const upstream = await upstreamOf((socket) => (++calls === 2 ? socket.resetAndDestroy() : socket.write(ok)))
		const { server } = await relayTo(upstream.port)
		expect((await collect(server)).status).toBe(200)
		expect(await (await collect(server)).json()).toMatchObject({ code: 'upstream-closed' })
		expect([upstream.requests(), upstream.sockets.length]).toEqual([2, 1])
	})

	test.each([
		['at once', (socket: Socket) => socket.write(`${ok}HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nSECRET`)],
		[
			'later',
			(socket: Socket) =>
				socket.write(ok, () => setImmediate(() => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nSECRET'))),
		],
	])('on which more comes than was asked for, %s, answers nobody else', async (_when, answer) => {
		let calls = 0
		const upstream = await upstreamOf((socket) => (calls++ === 0 ? answer(socket) : socket.write(ok)))
		const { server } = await relayTo(upstream.port)
		expect(await (await collect(server)).text()).toBe('0\n')
		const [first] = upstream.sockets
		if (first && upstream.open.has(first)) await once(first, 'close')
		expect(await (await collect(server)).text()).toBe('0\n')
		expect(upstream.sockets).toHaveLength(2)
	})
})

describe('an upstream that keeps failing', () => {
	test('is left alone, and one call finds out when it is well again', async () => {
		let isWell = false
		const upstream = await upstreamOf((socket) => (isWell ? socket.write(ok) : socket.resetAndDestroy()))
		const { server } = await relayTo(upstream.port, { failures: 3, restMilliseconds: 300 })
		for (let call = 0; call < 3; call++)
			expect(await (await collect(server)).json()).toMatchObject({ code: 'upstream-closed' })
		const refused = await collect(server)
		expect([refused.status, refused.headers.get('Retry-After')]).toEqual([503, '1'])
		expect(await refused.json()).toMatchObject({ code: 'upstream-resting' })
		expect(upstream.requests()).toBe(3)
		isWell = true
		let response = refused
		do response = await collect(server)
		while (response.status === 503)
		expect(await response.text()).toBe('0\n')
		expect(upstream.requests()).toBe(4)
	})
})

test('calls beyond the queue are refused, and no more are made at a time than may be', async () => {
	let running = 0
	let most = 0
	let refused = 0
	let release: () => void = () => undefined
	const released = new Promise<void>((resolve) => {
		release = resolve
	})
	const upstream = await upstreamOf(async (socket) => {
		most = Math.max(most, ++running)
		await released
		running--
		socket.write(ok)
	})
	const { server } = await relayTo(upstream.port, { calls: 2, queuedCalls: 3 })
	const ask = async () => {
		const response = await collect(server)
		if (response.status === 503 && ++refused === 4) release()
		const { code } = response.status === 503 ? await response.json() : { code: undefined }
		return [response.status, response.headers.get('Retry-After'), code]
	}
	const answers = await Promise.all(Array.from({ length: 9 }, ask))
	const count = (status: number) => answers.filter(([given]) => given === status).length
	expect([count(200), count(503), most, upstream.sockets.length]).toEqual([5, 4, 2, 2])
	expect(answers).toContainEqual([503, '5', 'relay-busy'])
})

test('a call that waits too long for its turn is refused', async () => {
	const upstream = await upstreamOf(() => undefined)
	const { server } = await relayTo(upstream.port, { calls: 1, queueMilliseconds: 50, callMilliseconds: 2000 })
	const hanging = collect(server)
	await upstream.asked
	expect(await (await collect(server)).json()).toMatchObject({ code: 'relay-busy', status: 503 })
	expect(await (await hanging).json()).toMatchObject({ code: 'upstream-timeout' })
})
