/**
 * What the relay promises, wherever it runs: called as a function, on Node.js and on workerd, each in front of an upstream that
 * is a real server.
 */
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { writePem } from '../certificates/pem.ts'
import { generateKeys, issue, type Party, validityPeriod } from '../sandbox/certificate.ts'
import { type Asked, type RunningRelay, runtimes } from './fixtures/runtimes.ts'

const byCode = 'collectionCode=SECRETcode123456&queryType=1'
const type = { 'Content-Type': 'application/x-www-form-urlencoded' }
const form = (body: string | readonly string[], headers: Record<string, string> = {}): Asked => ({
	method: 'POST',
	headers: { ...type, ...headers },
	body,
})
const collect = form(byCode)

async function portOf(server: Server): Promise<number> {
	server.listen(0, '127.0.0.1')
	await once(server, 'listening')
	const address = server.address()
	return typeof address === 'object' && address !== null ? address.port : 0
}

/** What the upstream does with a request, and the bodies that it has got. */
let answer: (response: ServerResponse, body: string) => void
const asked: string[] = []
const upstream = createServer(async (request, response) => {
	const body = await text(request).catch(() => '')
	asked.push(body)
	answer(response, body)
})
let collectUrl: string
beforeAll(async () => {
	collectUrl = `http://127.0.0.1:${await portOf(upstream)}/CollectCCC?x=y`
})
afterAll(() => {
	upstream.closeAllConnections()
	upstream.close()
})
beforeEach(() => {
	asked.length = 0
	answer = (response) => response.setHeader('Content-Type', 'text/plain').end('0\n')
})

describe.each(Object.entries(runtimes))('%s', (name, runtime) => {
	let relay: RunningRelay
	beforeAll(async () => {
		relay = await runtime.start({ COLLECT_URL: collectUrl })
	})
	afterAll(() => relay.stop())

	/** A test of what only a server has. */
	const ofServers = (title: string, run: () => Promise<void>) => {
		if (runtime.isServer) test(title, run)
	}
	const others: RunningRelay[] = []
	/** Another one, with other variables, for as long as the test runs. */
	async function relayWith(variables: Readonly<Record<string, string>>): Promise<RunningRelay> {
		const other = await runtime.start({ COLLECT_URL: collectUrl, ...variables })
		others.push(other)
		return other
	}
	afterEach(() => Promise.all(others.splice(0).map(({ stop }) => stop())))

	describe('a request that is refused', () => {
		const long = 'x'.repeat(8 * 1024)
		const cases: readonly [string, Asked, number, string, string?][] = [
			['unknown parameter', form(`${byCode}&colour=SECRET`), 400, 'request-invalid', 'colour'],
			['doubled parameter', form(`${byCode}&queryType=1`), 400, 'request-invalid', 'queryType'],
			['too long', form('collectionCode=SECRET-SECRET-SECRET&queryType=1'), 400, 'request-invalid', 'collectionCode'],
			['code and login', form(`${byCode}&loginName=SECRET`), 400, 'request-invalid', 'loginName'],
			['no parameter', form(''), 400, 'request-invalid', 'queryType'],
			['over 8 KiB', form(`${byCode}&x=${long}`), 413, 'request-too-large'],
			['over 8 KiB, declared', form('x', { 'Content-Length': '8193' }), 413, 'request-too-large'],
			['over 8 KiB, in chunks', form([byCode, `&x=${long}`]), 413, 'request-too-large'],
			['JSON', form('{}', { 'Content-Type': 'application/json' }), 415, 'content-type-unsupported'],
			['GET', {}, 405, 'method-not-allowed'],
			['PUT', { method: 'PUT', body: byCode }, 405, 'method-not-allowed'],
			['other site', form(byCode, { 'Sec-Fetch-Site': 'cross-site' }), 403, 'cross-site'],
			['same site', form(byCode, { 'Sec-Fetch-Site': 'same-site' }), 403, 'cross-site'],
			['other origin', form(byCode, { Origin: 'http://localhost:81' }), 403, 'cross-site'],
			['opaque origin', form(byCode, { Origin: 'null' }), 403, 'cross-site'],
		]
		test.each(cases)('%s', async (_name, request, status, code, parameter) => {
			const response = await relay.ask('/api/collect', request)
			expect(response.status).toBe(status)
			expect(response.headers.get('Content-Type')).toBe('application/problem+json')
			expect(response.headers.get('Cache-Control')).toBe('no-store')
			expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
			expect(response.headers.get('Allow')).toBe(status === 405 ? 'POST' : null)
			const body = await response.text()
			expect(body).not.toContain('SECRET')
			const requestId = response.headers.get('X-Request-Id')
			expect(JSON.parse(body)).toMatchObject({ status, code, requestId, ...(parameter ? { parameter } : {}) })
			expect(await relay.lineOf(response)).toMatchObject({ requestId, status, problem: code })
			expect(asked).toEqual([])
		})

		test('HEAD, without a body', async () => {
			const response = await relay.ask('/api/collect', { method: 'HEAD' })
			expect([response.status, await response.text()]).toEqual([405, ''])
		})
	})

	test('a request of the page itself, or of no page, is let through', async () => {
		const own = await relayWith({ PUBLIC_ORIGIN: 'https://certificates.example.com' })
		for (const headers of [
			{ Origin: own.origin, 'Sec-Fetch-Site': 'same-origin' },
			{ Origin: 'https://certificates.example.com' },
			{ 'Sec-Fetch-Site': 'none' },
			{ 'Content-Type': 'Application/X-WWW-Form-URLEncoded; charset=UTF-8' },
		]) {
			const response = await own.ask('/api/collect', form(byCode, headers))
			expect([headers, response.status]).toEqual([headers, 200])
			expect(await own.lineOf(response)).toMatchObject({ route: '/api/collect', status: 200, upstreamStatus: 200 })
		}
	})

	test('the upstream gets exactly the checked parameters, also if they came in chunks', async () => {
		await relay.ask('/api/collect', form('queryType=01&collectionCode=a+b'))
		await relay.ask('/api/collect', form(['queryType=01&colle', 'ctionCode=a+b']))
		const expected = 'collectionCode=a+b&queryType=1&responseType=3&responseEncoding=0&showValidityPeriod=N'
		expect(asked).toEqual([expected, expected])
	})

	test('status and bytes come back untouched, whatever they are', async () => {
		const statuses = fc.constantFrom(200, 201, 204, 205, 400, 404, 500, 599)
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), statuses, async (bytes, status) => {
				const body = status === 204 || status === 205 ? new Uint8Array() : bytes
				answer = (response) => response.writeHead(status).end(body)
				const response = await relay.ask('/api/collect', collect)
				expect(response.status).toBe(status)
				expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array(body))
			}),
			{ numRuns: 50 },
		)
	})

	test.each([
		['text/plain; charset=utf-8', 'text/plain'],
		['Application/PKCS7-MIME', 'application/pkcs7-mime'],
		['application/x-x509-user-cert', 'application/x-x509-user-cert'],
		['text/javascript', 'text/plain'],
		['text/html;charset=utf-8', 'text/plain'],
		['image/svg+xml', 'application/octet-stream'],
		['application/problem+json', 'application/octet-stream'],
		['text/plain, text/html', 'text/plain'],
		[undefined, 'application/octet-stream'],
	])('Content-Type %s is handed on as %s', async (contentType, expected) => {
		answer = (response) =>
			response.writeHead(200, contentType === undefined ? {} : { 'Content-Type': contentType }).end()
		const response = await relay.ask('/api/collect', collect)
		expect(response.headers.get('Content-Type')).toBe(expected)
		expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
		expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
		expect(response.headers.get('Cache-Control')).toBe('no-store')
	})

	test.each([
		['/healthz', 200],
		['/SECRET', 404],
	])('%s answers with the security headers', async (path, status) => {
		const response = await relay.ask(path)
		expect(response.status).toBe(status)
		expect(Object.fromEntries(response.headers)).toMatchObject({
			'content-security-policy':
				"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
				"manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
				"require-trusted-types-for 'script'; trusted-types certcollect",
			'permissions-policy': expect.stringContaining('camera=(), '),
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'no-referrer',
			'x-frame-options': 'DENY',
			'cross-origin-opener-policy': 'same-origin',
			'cross-origin-resource-policy': 'same-origin',
			'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
		})
		expect(response.headers.has('Strict-Transport-Security')).toBe(false)
		expect(response.headers.has('Server')).toBe(false)
	})

	test.each([
		['/api/SECRET?SECRET', 404],
		['/api/collect', 405],
		['/api/session', 401],
	])('%s answers with what protects data', async (path, status) => {
		const response = await relay.ask(path)
		expect(response.status).toBe(status)
		expect(Object.fromEntries(response.headers)).toMatchObject({
			'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
			'x-content-type-options': 'nosniff',
			'cross-origin-resource-policy': 'same-origin',
			'cache-control': 'no-store',
			'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
		})
		expect(response.headers.has('Strict-Transport-Security')).toBe(false)
		expect(response.headers.has('Server')).toBe(false)
	})

	test.each([
		['https://certificates.example.com', true],
		['http://certificates.example.com', false],
	])('%s and HSTS', async (publicOrigin, expected) => {
		const response = await (await relayWith({ PUBLIC_ORIGIN: publicOrigin })).ask('/healthz')
		expect(response.headers.has('Strict-Transport-Security')).toBe(expected)
		expect(await response.text()).toBe('ok')
	})

	ofServers('the site is its operator’s: name, images and links', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'site of somebody-'))
		const drawing = '<svg xmlns="http://www.w3.org/2000/svg"/>'
		await writeFile(join(folder, 'logo 100%.svg'), drawing)
		await writeFile(join(folder, 'icon.png'), Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))
		const branded = await relayWith({
			SITE_NAME: 'Müller & Söhne',
			SITE_LOGO: join(folder, 'logo 100%.svg'),
			SITE_ICON: join(folder, 'icon.png'),
			CONTACT_URL: 'mailto:help@example.com',
			PRIVACY_URL: 'https://example.com/privacy',
			IMPRINT_URL: 'https://example.com/imprint',
		})
		const page = await (await branded.ask('/')).text()
		await rm(folder, { recursive: true })
		expect(page).toContain('<title>Müller &amp; Söhne</title>')
		const told = JSON.parse(/id="deployment">(.*)<\/script>/.exec(page)?.[1] ?? '')
		expect(told).toEqual({
			collectUrl,
			siteName: 'Müller & Söhne',
			siteLogo: expect.stringMatching(/^\/assets\/logo-[\w-]{22}\.svg$/),
			siteIcon: expect.stringMatching(/^\/assets\/icon-[\w-]{22}\.png$/),
			contactUrl: 'mailto:help@example.com',
			privacyUrl: 'https://example.com/privacy',
			imprintUrl: 'https://example.com/imprint',
		})
		// Read once, at the start: the files may be gone.
		const logo = await branded.ask(told.siteLogo)
		expect(await logo.text()).toBe(drawing)
		expect(Object.fromEntries(logo.headers)).toMatchObject({
			'content-type': 'image/svg+xml; charset=utf-8',
			'cache-control': 'public, max-age=31536000, immutable',
			'content-security-policy': expect.stringMatching(/^default-src 'none'; .*; sandbox$/),
			'x-content-type-options': 'nosniff',
		})
		expect((await branded.ask(told.siteIcon)).headers.get('Content-Type')).toBe('image/png')
	})

	describe('an upstream that fails', () => {
		// Where `fetch` does not tell, all that is known is that no reply came.
		const told = (code: string) => (name === 'workerd' ? 'upstream-closed' : code)
		const cases: readonly [string, typeof answer, number, string][] = [
			['redirects', (r) => r.writeHead(302, { Location: collectUrl }).end(), 502, 'upstream-redirect'],
			['is not modified', (r) => r.writeHead(304).end(), 502, 'upstream-redirect'],
			['has a status of its own', (r) => r.writeHead(999).end(), 502, 'upstream-garbled'],
			['resets before its reply', (r) => r.socket?.resetAndDestroy(), 502, 'upstream-closed'],
			['ends before its reply', (r) => r.socket?.end(), 502, 'upstream-closed'],
			['speaks no HTTP', (r) => r.socket?.end('SECRET garbage\r\n\r\n'), 502, told('upstream-garbled')],
			[
				'resets in the middle',
				(r) => r.writeHead(200, { 'Content-Length': 9 }).write('SECRET', () => r.socket?.resetAndDestroy()),
				502,
				'upstream-broken',
			],
			[
				'ends in the middle',
				(r) => r.writeHead(200, { 'Content-Length': 9 }).write('SECRET', () => r.socket?.end()),
				502,
				'upstream-broken',
			],
			['sends too much', (r) => r.end(Buffer.alloc(20_000)), 502, 'upstream-too-large'],
			['is silent', () => undefined, 504, 'upstream-timeout'],
			['stops in its body', (r) => r.writeHead(200, { 'Content-Length': 9 }).write('SECRET'), 504, 'upstream-timeout'],
		]
		test.each(cases)('%s', async (_name, fail, status, code) => {
			const limited = await relayWith({
				UPSTREAM_BYTES: '16384',
				...(status === 504 ? { UPSTREAM_CONNECT_SECONDS: '0.1', UPSTREAM_SECONDS: '0.3' } : {}),
			})
			const works = answer
			answer = fail
			const response = await limited.ask('/api/collect', collect)
			const body = await response.text()
			expect([response.status, JSON.parse(body).code]).toEqual([status, code])
			expect(await limited.lineOf(response)).toMatchObject({ status, problem: code })
			expect(body + limited.written.join()).not.toContain('SECRET')
			expect(asked).toHaveLength(1)
			// The next call works.
			answer = works
			expect(await (await limited.ask('/api/collect', collect)).text()).toBe('0\n')
		})

		test('has a certificate that nobody trusts', async () => {
			const keys = await generateKeys('P-256')
			const self = { name: [['CN', 'localhost']], keys } satisfies Party
			const { der } = await issue(self, self, { kind: 'tls', hosts: ['localhost'] }, validityPeriod(new Date(), -1, 9))
			const key = writePem('PRIVATE KEY', new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey)))
			let requests = 0
			const impostor = createTlsServer({ cert: writePem('CERTIFICATE', der), key }, (_request, response) => {
				requests++
				response.end('0\n')
			})
			const deceived = await relayWith({ COLLECT_URL: `https://localhost:${await portOf(impostor)}/` })
			const response = await deceived.ask('/api/collect', collect)
			impostor.closeAllConnections()
			impostor.close()
			expect(await response.json()).toMatchObject({ status: 502, code: told('upstream-untrusted') })
			expect(requests).toBe(0)
		})

		test('cannot be reached', async () => {
			const gone = createServer()
			const port = await portOf(gone)
			await new Promise((resolve) => gone.close(resolve))
			const lost = await relayWith({ COLLECT_URL: `http://127.0.0.1:${port}/` })
			const response = await lost.ask('/api/collect', collect)
			expect(await response.json()).toMatchObject({ status: 502, code: told('upstream-unreachable') })
		})

		test('again and again is left alone for a while, and then tried with one call', async () => {
			const patient = await relayWith({ UPSTREAM_FAILURES: '2', UPSTREAM_REST_SECONDS: '0.3' })
			const works = answer
			answer = (r) => r.socket?.end()
			for (let call = 0; call < 2; call++) await patient.ask('/api/collect', collect)
			const resting = await patient.ask('/api/collect', collect)
			expect(await resting.json()).toMatchObject({ status: 503, code: 'upstream-resting' })
			expect(resting.headers.get('Retry-After')).toBe('1')
			expect(asked).toHaveLength(2)
			answer = works
			await expect.poll(async () => (await patient.ask('/api/collect', collect)).status).toBe(200)
		})
	})

	test('calls beyond the bound are refused, and the place is free again when one has ended', async () => {
		const narrow = await relayWith({ UPSTREAM_CALLS: '1', UPSTREAM_QUEUE: '0' })
		const held = new Promise<ServerResponse>((resolve) => {
			answer = resolve
		})
		const first = narrow.ask('/api/collect', collect)
		const response = await held
		const second = await narrow.ask('/api/collect', collect)
		expect(await second.json()).toMatchObject({ status: 503, code: 'relay-busy' })
		expect(second.headers.has('Retry-After')).toBe(true)
		response.end('0\n')
		expect((await first).status).toBe(200)
		answer = (r) => r.end('0\n')
		expect((await narrow.ask('/api/collect', collect)).status).toBe(200)
	})

	ofServers('a client that leaves gives its place back, and ends the call', async () => {
		const narrow = await relayWith({ UPSTREAM_CALLS: '1', UPSTREAM_QUEUE: '0' })
		const held = new Promise<ServerResponse>((resolve) => {
			answer = resolve
		})
		const client = connect(Number(new URL(narrow.origin).port), '127.0.0.1')
		const { 'Content-Type': contentType } = type
		client.write(
			`POST /api/collect HTTP/1.1\r\nHost: x\r\nContent-Type: ${contentType}\r\nContent-Length: ${byCode.length}\r\n\r\n${byCode}`,
		)
		const response = await held
		const ended = once(response, 'close')
		client.resetAndDestroy()
		await ended
		answer = (r) => r.end('0\n')
		await expect.poll(async () => (await narrow.ask('/api/collect', collect)).status).toBe(200)
	})

	describe('a session', () => {
		const login = 'loginName=SECRETname&loginPassword=SECRETpassword&orderNumber=1'
		const signedIn = async (at: RunningRelay) => {
			answer = (r) => r.end('1\nCertificates Available')
			const response = await at.ask('/api/session', form(login))
			expect(response.status).toBe(204)
			return { Cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
		}

		test('collects with the login, says whose it is, and ends', async () => {
			const cookie = await signedIn(relay)
			const order = await relay.ask('/api/collect', form('orderNumber=2&queryType=0', cookie))
			expect(await order.text()).toBe('1\nCertificates Available')
			expect(asked[1]).toMatch(/^loginName=SECRETname&loginPassword=SECRETpassword&orderNumber=2&/)
			const who = await relay.ask('/api/session', { headers: cookie })
			expect(await who.json()).toMatchObject({ loginName: 'SECRETname' })
			const stay = await relay.ask('/api/session', { method: 'PUT', headers: cookie })
			expect([stay.status, stay.headers.getSetCookie()]).toEqual([
				204,
				[expect.stringMatching(/^certcollect-session=/)],
			])
			const forged = await relay.ask('/api/session', {
				method: 'PUT',
				headers: { ...cookie, 'Sec-Fetch-Site': 'cross-site' },
			})
			expect([forged.status, forged.headers.getSetCookie()]).toEqual([403, []])
			const end = await relay.ask('/api/session', { method: 'DELETE', headers: cookie })
			expect(end.status).toBe(204)
			const after = await relay.ask('/api/collect', form('orderNumber=2&queryType=0', cookie))
			expect(await after.json()).toMatchObject({ code: 'not-signed-in' })
			const gone = await relay.ask('/api/session', { method: 'PUT', headers: cookie })
			expect(await gone.json()).toMatchObject({ status: 401, code: 'not-signed-in' })
			expect(asked).toHaveLength(2)
			expect(relay.written.join()).not.toContain('SECRET')
		})

		test('is asked by nobody who takes it for another one', async () => {
			const idOf = async (headers: Record<string, string>) =>
				(await (await relay.ask('/api/session', { headers })).json()).id
			const first = await signedIn(relay)
			const firstId = await idOf(first)
			// The browser has one cookie for all its tabs: the next sign-in replaces it.
			const second = await signedIn(relay)
			const secondId = await idOf(second)
			expect(firstId).toMatch(/^[\da-f-]{36}$/)
			expect(secondId).not.toBe(firstId)
			const before = asked.length
			const order = 'orderNumber=2&queryType=0'
			const other = await relay.ask('/api/collect', form(order, { ...second, 'Session-Id': firstId }))
			expect(await other.json()).toMatchObject({ status: 401, code: 'session-replaced' })
			const stay = await relay.ask('/api/session', {
				method: 'PUT',
				headers: { ...second, 'Session-Id': firstId },
			})
			expect([stay.status, stay.headers.getSetCookie()]).toEqual([401, []])
			expect(asked).toHaveLength(before)
			const own = await relay.ask('/api/collect', form(order, { ...second, 'Session-Id': secondId }))
			expect([own.status, asked.length]).toEqual([200, before + 1])
		})

		test('has one call at a time', async () => {
			const cookie = await signedIn(relay)
			let running = 0
			const seen: number[] = []
			answer = (response) => {
				seen.push(++running)
				setImmediate(() => {
					running--
					response.end('0\n')
				})
			}
			const calls = [2, 3, 4, 5].map((order) =>
				relay.ask('/api/collect', form(`orderNumber=${order}&queryType=0`, cookie)),
			)
			expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([200, 200, 200, 200])
			expect(seen).toEqual([1, 1, 1, 1])
		})

		test('is not to be had by trying passwords', async () => {
			const strict = await relayWith({ SIGN_IN_FAILURES_ADDRESS: '2', SIGN_IN_FAILURES_NAME: '9' })
			answer = (r) => r.end('-16\nSECRET')
			const codes: string[] = []
			for (let attempt = 0; attempt < 3; attempt++) {
				const response = await strict.ask('/api/session', form(`loginName=${attempt}&loginPassword=x&orderNumber=1`))
				codes.push((await response.json()).code)
			}
			expect(codes).toEqual(['sign-in-refused', 'sign-in-refused', 'sign-in-throttled'])
			expect(asked).toHaveLength(2)
		})

		ofServers('counts a client by the address that a trusted proxy names', async () => {
			const behind = await relayWith({ SIGN_IN_FAILURES_ADDRESS: '1', TRUST_PROXY: 'loopback' })
			answer = (r) => r.end('-16\nx')
			const attempt = async (from: string, loginName: string) => {
				const body = `loginName=${loginName}&loginPassword=x&orderNumber=1`
				return (await (await behind.ask('/api/session', form(body, { 'X-Forwarded-For': from }))).json()).code
			}
			expect(await attempt('192.0.2.1', 'a')).toBe('sign-in-refused')
			expect(await attempt('192.0.2.1', 'b')).toBe('sign-in-throttled')
			expect(await attempt('192.0.2.2', 'b')).toBe('sign-in-refused')
			// What the client itself wrote stands further left, and counts for nothing.
			expect(await attempt('198.51.100.9, 192.0.2.2', 'c')).toBe('sign-in-throttled')
		})
	})

	test('no secret is in anything that it has written', () => {
		expect(relay.written.length).toBeGreaterThan(0)
		expect(relay.written.join()).not.toContain('SECRET')
	})
})
