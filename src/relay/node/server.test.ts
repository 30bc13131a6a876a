/** The relay between real sockets, when all is well. `trouble.test.ts` and `listener.test.ts` are for the rest. */
import { once } from 'node:events'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clientOf, collect, form, head, relayTo, upstreamOf, whole } from './fixtures/loopback.ts'
import { ok } from './fixtures/troubles.ts'

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
		'with a length': whole,
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
	busy.write(whole)
	const socket = await upstream.asked
	const closed = server.close()
	await once(idle, 'close')
	socket.write(ok)
	const [answer] = await once(busy, 'data')
	expect(String(answer)).toMatch(/^HTTP\/1\.1 200 OK\r\n.*\r\n0\n$/s)
	await once(busy, 'close')
	await closed
})

test('a kept connection may bring one more request while it closes, and learns with the answer that it ends', async () => {
	const upstream = await upstreamOf((socket) => socket.write(ok))
	const { server } = await relayTo(upstream.port)
	const kept = clientOf(server)
	kept.write('GET /healthz HTTP/1.1\r\nHost: relay\r\n\r\n')
	await once(kept, 'data')
	const closed = server.close(600_000)
	await expect.poll(() => fetch(`${server.url}/healthz`).catch(() => 'refused')).toBe('refused')
	kept.write(whole)
	const [answer] = await once(kept, 'data')
	expect(String(answer)).toMatch(/^HTTP\/1\.1 200 OK\r\n.*Connection: close\r\n.*\r\n0\n$/s)
	await once(kept, 'close')
	await closed
})

test('an answer that is being made when closing begins says that the connection ends', async () => {
	const upstream = await upstreamOf(() => undefined)
	const { server } = await relayTo(upstream.port)
	const busy = clientOf(server)
	busy.write(whole)
	const socket = await upstream.asked
	const closed = server.close(600_000)
	socket.write(ok)
	expect(String((await once(busy, 'data'))[0])).toMatch(/^HTTP\/1\.1 200 OK\r\n.*Connection: close\r\n/s)
	await closed
})

test('closing does not wait longer than it may', async () => {
	const { server } = await relayTo(9, { drainMilliseconds: 100 })
	const slow = clientOf(server)
	slow.write('POST /api/collect HTTP/1.1\r\n')
	await once(slow, 'connect')
	const closed = once(slow, 'close')
	slow.resume()
	await server.close()
	await closed
})

test('closing does not wait for a connection on which nothing was ever asked', async () => {
	const { server } = await relayTo(9, { drainMilliseconds: 600_000 })
	const ahead = clientOf(server)
	await once(ahead, 'connect')
	// The server has taken the connection, too, once it has answered on another one behind it.
	await fetch(new URL('/healthz', server.url))
	const closed = once(ahead, 'close')
	ahead.resume()
	await server.close()
	await closed
})

test('no answer leaves anything behind in the next one', async () => {
	const { server } = await relayTo(9)
	const page = await fetch(server.url)
	expect(page.headers.get('ETag')).toMatch(/^W\//)
	expect((await fetch(`${server.url}/nothing`, { headers: { Accept: 'text/html' } })).status).toBe(404)
	const again = await fetch(server.url, { headers: { 'Accept-Encoding': 'identity' } })
	expect(again.headers.get('ETag')).toBe(page.headers.get('ETag'))
	expect(again.headers.get('Content-Encoding')).toBeNull()
	expect(await again.text()).toBe(await page.text())
})

test('the server does not name itself', async () => {
	const { server } = await relayTo(9)
	const { headers } = await fetch(server.url)
	expect([headers.get('Server'), headers.get('X-Powered-By')]).toEqual([null, null])
})

test.each([
	['with a code, in the queue', form],
	['with a login, in its account’s line', 'loginName=a&loginPassword=SECRET&orderNumber=1&queryType=0'],
])('a client that leaves before its call is made: %s', async (_name, body) => {
	const upstream = await upstreamOf(() => undefined)
	const { server, written } = await relayTo(upstream.port, { calls: 1, drainMilliseconds: 100 })
	const request = `${head}Content-Length: ${body.length}\r\n\r\n${body}`
	const [first, second] = [clientOf(server), clientOf(server)]
	first.write(request)
	await upstream.asked
	// Something else than the first one asks for, so that it does not join that.
	second.write(request.replace('queryType=', 'queryType=0').replace(/Length: \d+/, `Length: ${body.length + 1}`))
	await fetch(`${server.url}/healthz`)
	second.destroy()
	await expect.poll(() => written.map((line) => JSON.parse(line).problem)).toEqual(['client-gone'])
	first.destroy()
	expect(upstream.requests()).toBe(1)
})

test('an answer has nothing of another one that was given before', async () => {
	const { server } = await relayTo(9)
	const ask = async (path: string, headers: Record<string, string>) => {
		const response = await fetch(server.url + path, { headers: { Accept: 'text/html', ...headers } })
		await response.text()
		return response
	}
	const tag = (await ask('/', { 'Accept-Encoding': 'gzip' })).headers.get('ETag')
	expect((await ask('/nowhere', { 'Accept-Encoding': 'gzip' })).headers.get('ETag')).toBeNull()
	const plain = await ask('/', { 'Accept-Encoding': 'identity' })
	expect([plain.headers.get('Content-Encoding'), plain.headers.get('ETag')]).toEqual([null, tag])
	// Headers that only a trustworthy origin may have.
	const socket = clientOf(server)
	socket.write('GET / HTTP/1.1\r\nHost: certificates.example.com\r\n\r\n')
	expect(String((await once(socket, 'data'))[0])).not.toMatch(/cross-origin-opener-policy/i)
})

describe('a Host and the Origin of its own pages, whichever way a request takes', () => {
	const ways = {
		short: `Content-Length: ${form.length}\r\n\r\n${form}`,
		long: `Transfer-Encoding: chunked\r\n\r\n${form.length.toString(16)}\r\n${form}\r\n0\r\n\r\n`,
	}
	const hosts: readonly [string, string, number][] = [
		['relay', 'http://relay', 200],
		['relay:80', 'http://relay', 200],
		['relay:8080', 'http://relay:8080', 200],
		['relay:8080', 'http://relay', 403],
		['RELAY', 'http://relay', 200],
		['[::1]:8080', 'http://[::1]:8080', 200],
		['127.1', 'http://127.0.0.1', 200],
		['1.2.3.999', 'http://1.2.3.999', 400],
		['relay:99999', 'http://relay:99999', 400],
		['a@relay', 'http://relay', 400],
	]
	const cases = Object.entries(ways).flatMap(([way, body]) => hosts.map((row) => [way, ...row, body] as const))
	test.each(cases)('%s: Host %s, Origin %s: %i', async (_way, host, origin, status, body) => {
		const upstream = await upstreamOf((socket) => socket.write(ok))
		const { server } = await relayTo(upstream.port)
		const client = clientOf(server)
		client.write(`${head.replace('Host: relay', `Host: ${host}`)}Origin: ${origin}\r\n${body}`)
		const [answer] = await once(client, 'data')
		expect(String(answer)).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
	})
})
