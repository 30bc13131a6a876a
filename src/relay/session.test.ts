import { describe, expect, test } from 'vitest'
import type { CallLine } from './log.ts'
import { createRelay, type RelayOptions } from './relay.ts'
import { type Upstream, UpstreamError } from './upstream.ts'

const type = { 'Content-Type': 'application/x-www-form-urlencoded' }
const login = { loginName: 'SECRETname', loginPassword: 'SECRETpassword', orderNumber: '1' }
const said = (text: string) => ({ status: 200, contentType: 'text/plain', body: new TextEncoder().encode(text) })
const start = Date.parse('2031-03-01T12:00:00Z')
const minutes = 60_000

/** A relay before an upstream that answers with what stands in `answers`, or in the end always the same. */
function desk(options: Partial<RelayOptions> & { readonly answers?: readonly string[] } = {}) {
	const answers = [...(options.answers ?? [])]
	const asked: string[] = []
	const calls: CallLine[] = []
	const clock = { time: start }
	const upstream: Upstream = async (body) => {
		asked.push(body)
		return said(answers.shift() ?? '1\nCertificates Available')
	}
	const log = { call: (line: CallLine) => calls.push(line), fault: (line: unknown) => expect(line).toBeUndefined() }
	const relay = createRelay({ upstream, log, now: () => clock.time, ...options })
	let cookie = ''
	const keep = (response: Response) => {
		const given = response.headers.get('Set-Cookie')
		if (given !== null) cookie = /Max-Age=0/.test(given) ? '' : (given.split(';')[0] ?? '')
		return response
	}
	const ask = async (path: string, init: RequestInit & { headers?: Record<string, string> }) =>
		keep(await relay.request(path, { ...init, headers: { ...init.headers, ...(cookie ? { Cookie: cookie } : {}) } }))
	const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
		ask(path, { method: 'POST', headers: { ...type, ...headers }, body: new URLSearchParams(form).toString() })
	return {
		relay,
		asked,
		calls,
		clock,
		cookie: () => cookie,
		useCookie: (text: string) => {
			cookie = text
		},
		ask,
		signIn: (form: Record<string, string> = login, headers = {}) => post('/api/session', form, headers),
		collect: (form: Record<string, string> = { orderNumber: '2', queryType: '1' }) => post('/api/collect', form),
		who: () => ask('/api/session', {}),
		signOut: (headers = {}) => ask('/api/session', { method: 'DELETE', headers }),
	}
}
const problemOf = async (response: Response) => ({ status: response.status, code: (await response.json()).code })

describe('signing in', () => {
	test('asks for the order’s status once, and gives a cookie that nobody can read', async () => {
		const { signIn, asked } = desk()
		const response = await signIn()
		expect(response.status).toBe(204)
		expect(asked).toEqual([
			'loginName=SECRETname&loginPassword=SECRETpassword&orderNumber=1&queryType=0&responseType=3&responseEncoding=0&showValidityPeriod=N',
		])
		expect(response.headers.get('Set-Cookie')).toMatch(
			/^certcollect-session=[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+; Path=\/; HttpOnly; SameSite=Strict$/,
		)
	})

	test('is refused with -16, in any form that it has', async () => {
		const refusals = ['-16\nIncorrect', 'errorCode=-16&errorMessage=x', `{'errorCode': -16, 'errorMessage': "x"}`]
		const { signIn, asked, cookie } = desk({ answers: refusals })
		for (const _ of refusals) expect(await problemOf(await signIn())).toEqual({ status: 401, code: 'sign-in-refused' })
		expect(asked).toHaveLength(refusals.length)
		expect(cookie()).toBe('')
	})

	test.each(['-20\nRejected', '-91\nPermission denied', '0', '-4\nThe value'])('succeeds with %j', async (answer) => {
		expect((await desk({ answers: [answer] }).signIn()).status).toBe(204)
	})

	test('needs a reply of CollectCCC', async () => {
		const { signIn } = desk({ answers: ['<html>'] })
		expect(await problemOf(await signIn())).toEqual({ status: 502, code: 'upstream-unreadable' })
	})

	test.each([
		['upstream-unreachable', 502],
		['upstream-timeout', 504],
	] as const)('fails with %s', async (code, status) => {
		const { signIn, cookie } = desk({ upstream: () => Promise.reject(new UpstreamError(code)) })
		expect(await problemOf(await signIn())).toEqual({ status, code })
		expect(cookie()).toBe('')
	})
})

test('who is signed in, and until when', async () => {
	const { signIn, who, signOut, clock } = desk()
	expect(await problemOf(await who())).toEqual({ status: 401, code: 'not-signed-in' })
	await signIn()
	clock.time += 10 * minutes
	const response = await who()
	expect(await response.json()).toEqual({ loginName: 'SECRETname', expiresAt: '2031-03-01T12:30:00.000Z' })
	expect(response.headers.get('Set-Cookie')).toBeNull()
	expect((await signOut()).status).toBe(204)
	expect(await problemOf(await who())).toEqual({ status: 401, code: 'not-signed-in' })
})

test('collecting in a session adds the login, and is answered with the bytes as they came', async () => {
	const { signIn, collect, asked } = desk({ answers: ['0', '2\nPEM'] })
	await signIn()
	const response = await collect()
	expect([response.status, await response.text()]).toEqual([200, '2\nPEM'])
	expect(asked[1]).toMatch(/^loginName=SECRETname&loginPassword=SECRETpassword&orderNumber=2&queryType=1&/)
})
