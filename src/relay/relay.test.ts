import { readFileSync } from 'node:fs'
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
