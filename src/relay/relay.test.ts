import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CallLine, FaultLine } from './log.ts'
import { problems, type UpstreamFailure } from './problemCodes.ts'
import { createRelay, type RelayOptions } from './relay.ts'
import { type Upstream, UpstreamError, type UpstreamReply } from './upstream.ts'

const byCode = 'collectionCode=SECRETcode123456&queryType=1'
const issued: UpstreamReply = { status: 200, contentType: 'text/plain', body: new TextEncoder().encode('0\n') }

function relayWith(upstream: Upstream, options: Partial<RelayOptions> = {}) {
	const calls: CallLine[] = []
	const faults: FaultLine[] = []
	const log = { call: (line: CallLine) => calls.push(line), fault: (line: FaultLine) => faults.push(line) }
	return { relay: createRelay({ upstream, log, ...options }), calls, faults }
}

function form(body: string | ReadableStream, headers: Record<string, string> = {}): RequestInit {
	const type = { 'Content-Type': 'application/x-www-form-urlencoded' }
	// The DOM's type does not know `duplex`, which a streamed body needs.
	const init = { method: 'POST', body, headers: { ...type, ...headers }, duplex: 'half' }
	return init
}

const neverAsked: Upstream = () => Promise.reject(new Error('asked'))

describe('a request that is refused', () => {
	const long = 'x'.repeat(8 * 1024)
	const streamed = () => new Blob([`${byCode}&x=${long}`]).stream()
	const cases: readonly [string, RequestInit, number, string, string?][] = [
		['unknown parameter', form(`${byCode}&colour=SECRET`), 400, 'request-invalid', 'colour'],
		['doubled parameter', form(`${byCode}&queryType=1`), 400, 'request-invalid', 'queryType'],
		['too long', form('collectionCode=SECRET-SECRET-SECRET&queryType=1'), 400, 'request-invalid', 'collectionCode'],
		['code and login', form(`${byCode}&loginName=SECRET`), 400, 'request-invalid', 'loginName'],
		['no parameter', form(''), 400, 'request-invalid', 'queryType'],
		['over 8 KiB', form(`${byCode}&x=${long}`), 413, 'request-too-large'],
		['over 8 KiB, declared', form('x', { 'Content-Length': '8193' }), 413, 'request-too-large'],
		['over 8 KiB, streamed', form(streamed()), 413, 'request-too-large'],
		['JSON', form('{}', { 'Content-Type': 'application/json' }), 415, 'content-type-unsupported'],
		['GET', {}, 405, 'method-not-allowed'],
		['PUT', { method: 'PUT', body: byCode }, 405, 'method-not-allowed'],
		['other site', form(byCode, { 'Sec-Fetch-Site': 'cross-site' }), 403, 'cross-site'],
		['same site', form(byCode, { 'Sec-Fetch-Site': 'same-site' }), 403, 'cross-site'],
		['other origin', form(byCode, { Origin: 'http://localhost:81' }), 403, 'cross-site'],
		['opaque origin', form(byCode, { Origin: 'null' }), 403, 'cross-site'],
	]
	test.each(cases)('%s', async (_name, init, status, code, parameter) => {
		const { relay, calls } = relayWith(neverAsked)
		const response = await relay.request('/api/collect', init)
		expect(response.status).toBe(status)
		expect(response.headers.get('Content-Type')).toBe('application/problem+json')
		expect(response.headers.get('Cache-Control')).toBe('no-store')
		expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
		expect(response.headers.get('Allow')).toBe(status === 405 ? 'POST' : null)
		const text = await response.text()
		expect(text).not.toContain('SECRET')
		const requestId = response.headers.get('X-Request-Id')
		expect(JSON.parse(text)).toMatchObject({ status, code, requestId, ...(parameter ? { parameter } : {}) })
		expect(calls).toMatchObject([{ requestId, status, problem: code }])
		expect(JSON.stringify(calls)).not.toContain('SECRET')
	})
})

test('HEAD is refused as well, without a body', async () => {
	const response = await relayWith(neverAsked).relay.request('/api/collect', { method: 'HEAD' })
	expect([response.status, await response.text()]).toEqual([405, ''])
})

test.each([
	[{ Origin: 'http://localhost', 'Sec-Fetch-Site': 'same-origin' }],
	[{ Origin: 'https://certificates.example.com' }],
	[{ 'Sec-Fetch-Site': 'none' }],
	[{ 'Content-Type': 'Application/X-WWW-Form-URLEncoded; charset=UTF-8' }],
])('a request with %o is let through', async (headers) => {
	const publicOrigin = 'https://certificates.example.com'
	const { relay, calls } = relayWith(async () => issued, { publicOrigin })
	const response = await relay.request('/api/collect', form(byCode, headers))
	expect(response.status).toBe(200)
	expect(calls).toMatchObject([{ route: '/api/collect', status: 200, upstreamStatus: 200 }])
})

test('the upstream gets exactly the checked parameters', async () => {
	const asked: string[] = []
	const { relay } = relayWith(async (body) => {
		asked.push(body)
		return issued
	})
	await relay.request('/api/collect', form('queryType=01&collectionCode=a+b'))
	expect(asked).toEqual(['collectionCode=a+b&queryType=1&responseType=3&responseEncoding=0&showValidityPeriod=N'])
})

test('status and bytes come back untouched, whatever they are', async () => {
	const statuses = fc.constantFrom(200, 201, 204, 205, 400, 404, 500, 503, 599)
	await fc.assert(
		fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), statuses, async (bytes, status) => {
			const empty = status === 204 || status === 205
			const reply = { status, contentType: undefined, body: empty ? new Uint8Array() : new Uint8Array(bytes) }
			const response = await relayWith(async () => reply).relay.request('/api/collect', form(byCode))
			expect(response.status).toBe(status)
			expect(new Uint8Array(await response.arrayBuffer())).toEqual(reply.body)
		}),
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
	const { relay } = relayWith(async () => ({ ...issued, contentType }))
	const response = await relay.request('/api/collect', form(byCode))
	expect(response.headers.get('Content-Type')).toBe(expected)
	expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
	expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
	expect(response.headers.get('Cache-Control')).toBe('no-store')
})

const coded = Object.assign(new Error('SECRET'), { code: 'ECONNREFUSED' })
const failures: readonly [string, Upstream, number, string][] = [
	[
		'unreachable',
		() => Promise.reject(new UpstreamError('upstream-unreachable', { cause: coded })),
		502,
		'upstream-unreachable',
	],
	['too large', () => Promise.reject(new UpstreamError('upstream-too-large')), 502, 'upstream-too-large'],
	['broken', () => Promise.reject(new UpstreamError('upstream-broken')), 502, 'upstream-broken'],
	['redirect', async () => ({ ...issued, status: 302 }), 502, 'upstream-redirect'],
	['no final status', async () => ({ ...issued, status: 999 }), 502, 'upstream-garbled'],
	[
		'silence',
		(_body, signal) => new Promise((_, reject) => signal.addEventListener('abort', reject)),
		504,
		'upstream-timeout',
	],
	['a bug', () => Promise.reject(new TypeError('SECRET\n    at SECRET')), 500, 'internal'],
]
test.each(failures)('upstream: %s', async (_name, upstream, status, code) => {
	const { relay, calls, faults } = relayWith(upstream, { limits: { callMilliseconds: 100 } })
	const response = await relay.request('/api/collect', form(byCode))
	expect(response.status).toBe(status)
	expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
	const text = await response.text()
	expect(JSON.parse(text)).toMatchObject({ status, code })
	expect(calls).toMatchObject([{ status, problem: code }])
	expect(faults).toHaveLength(code === 'internal' ? 1 : 0)
	expect(text + JSON.stringify([calls, faults])).not.toContain('SECRET')
})

test('what lies behind an upstream failure is logged by its code', async () => {
	const { relay, calls } = relayWith(() => Promise.reject(new UpstreamError('upstream-unreachable', { cause: coded })))
	await relay.request('/api/collect', form(byCode))
	expect(calls).toMatchObject([{ upstreamCause: 'ECONNREFUSED' }])
})

test('a fault is logged by its class and where it was', async () => {
	const { relay, faults } = relayWith(() => Promise.reject(new TypeError('SECRET')))
	const response = await relay.request('/api/collect', form(byCode))
	expect(faults).toMatchObject([{ error: 'TypeError', requestId: response.headers.get('X-Request-Id') }])
	expect(faults[0]?.stack[0]).toContain('relay.test.ts')
})

test('a client that leaves ends the call', async () => {
	const client = new AbortController()
	const upstream: Upstream = (_body, signal) =>
		new Promise((_, reject) => {
			signal.addEventListener('abort', () => reject(signal.reason))
			client.abort()
		})
	const { relay, calls, faults } = relayWith(upstream)
	await relay.request('/api/collect', { ...form(byCode), signal: client.signal })
	expect(calls).toMatchObject([{ problem: 'client-gone' }])
	expect(faults).toEqual([])
})

test.each([
	['/healthz', 200],
	['/api/SECRET?SECRET', 404],
	['/SECRET', 404],
	['/api/collect', 405],
])('%s answers with the security headers', async (path, status) => {
	const { relay, calls } = relayWith(neverAsked)
	const response = await relay.request(path)
	expect(response.status).toBe(status)
	expect(Object.fromEntries(response.headers)).toMatchObject({
		'content-security-policy':
			"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
			"manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'no-referrer',
		'x-frame-options': 'DENY',
		'cross-origin-opener-policy': 'same-origin',
		'cross-origin-resource-policy': 'same-origin',
		'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
	})
	expect(response.headers.has('Strict-Transport-Security')).toBe(false)
	expect(JSON.stringify(calls)).not.toContain('SECRET')
	expect(calls).toHaveLength(path.startsWith('/api/') ? 1 : 0)
})

test.each([
	['https://certificates.example.com', true],
	['http://certificates.example.com', false],
])('%s and HSTS', async (publicOrigin, expected) => {
	const response = await relayWith(neverAsked, { publicOrigin }).relay.request('/healthz')
	expect(response.headers.has('Strict-Transport-Security')).toBe(expected)
	expect(await response.text()).toBe('ok')
})

describe('headers that only a trustworthy origin may have', () => {
	const headersAt = async (address: string, publicOrigin?: string) => {
		const relay = createRelay({
			upstream: async () => ({ status: 200, contentType: 'text/plain', body: new Uint8Array() }),
			publicOrigin,
		})
		return (await relay.request(address)).headers
	}
	test.each(['http://localhost:8080/healthz', 'http://127.0.0.1/healthz', 'http://[::1]:1/healthz'])(
		'%s has them',
		async (address) => {
			expect((await headersAt(address)).get('Cross-Origin-Opener-Policy')).toBe('same-origin')
		},
	)
	test('plain http on a host name has them not, and https behind a proxy has', async () => {
		const address = 'http://certificates.example.com/healthz'
		expect((await headersAt(address)).get('Cross-Origin-Opener-Policy')).toBeNull()
		expect((await headersAt(address)).get('Origin-Agent-Cluster')).toBeNull()
		const headers = await headersAt(address, 'https://certificates.example.com')
		expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin')
		expect(headers.get('Strict-Transport-Security')).toBe('max-age=31536000')
	})
})

test('every problem has its place in the README, with its status', () => {
	const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
	for (const [code, { status }] of Object.entries(problems)) {
		const row = readme.split('\n').find((line) => line.startsWith('|') && line.includes(`\`${code}\``))
		expect([code, row]).toEqual([code, expect.stringContaining(String(status))])
	}
})

test('a call that never left is made again, once; one that may have arrived is not', async () => {
	let calls = 0
	const failing = (code: UpstreamFailure): Upstream => {
		calls = 0
		return async () => {
			if (++calls === 1) throw new UpstreamError(code)
			return issued
		}
	}
	const ask = async (upstream: Upstream) =>
		(await relayWith(upstream).relay.request('/api/collect', form(byCode))).status
	expect([await ask(failing('upstream-unreachable')), calls]).toEqual([200, 2])
	for (const code of ['upstream-untrusted', 'upstream-closed', 'upstream-broken', 'upstream-garbled'] as const)
		expect([await ask(failing(code)), calls]).toEqual([502, 1])
})
