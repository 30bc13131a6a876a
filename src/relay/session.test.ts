import { afterEach, describe, expect, test, vi } from 'vitest'
import type { CallLine } from './log.ts'
import { createMemoryStore } from './memoryStore.ts'
import { createRelay, type RelayOptions } from './relay.ts'
import type { Store } from './store.ts'
import { type Upstream, UpstreamError } from './upstream.ts'

const type = { 'Content-Type': 'application/x-www-form-urlencoded' }
const login = { loginName: 'SECRETname', loginPassword: 'SECRETpassword', orderNumber: '1' }
const said = (text: string) => ({ status: 200, contentType: 'text/plain', body: new TextEncoder().encode(text) })
const start = Date.parse('2031-03-01T12:00:00Z')
const minutes = 60_000

const available = '1\nCertificates Available'
const refused = '-16\nIncorrect login details'
const isWrong = (body: string) => body.includes('loginPassword=wrong')

/**
 * A relay before an upstream that answers with what stands in `answers`, one after another, and then with -16 to the password
 * `wrong` and with status 1 to any other.
 */
function desk(options: Partial<RelayOptions> & { readonly answers?: readonly (string | Promise<string>)[] } = {}) {
	const answers = [...(options.answers ?? [])]
	const asked: string[] = []
	const calls: CallLine[] = []
	const clock = { time: start }
	const upstream: Upstream = async (body) => {
		asked.push(body)
		return said((await answers.shift()) ?? (isWrong(body) ? refused : available))
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
		keep(await relay.request(path, { ...init, headers: { ...(cookie ? { Cookie: cookie } : {}), ...init.headers } }))
	const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
		ask(path, { method: 'POST', headers: { ...type, ...headers }, body: new URLSearchParams(form).toString() })
	return {
		relay,
		asked,
		calls,
		clock,
		cookie: () => cookie,
		ask,
		signIn: (form: Record<string, string> = login, headers = {}) => post('/api/session', form, headers),
		collect: (form: Record<string, string> = {}, headers = {}) =>
			post('/api/collect', { orderNumber: '2', queryType: '1', ...form }, headers),
		who: () => ask('/api/session', {}),
		signOut: (headers = {}) => ask('/api/session', { method: 'DELETE', headers }),
	}
}
/** A promise, and what settles it. */
function later() {
	let say = (_text: string) => undefined as unknown
	const text = new Promise<string>((resolve) => {
		say = resolve
	})
	return { text, say }
}
const wrong = (loginName = 'SECRETname', orderNumber = '1') => ({ loginName, loginPassword: 'wrong', orderNumber })
const statusesOf = async (responses: readonly Promise<Response>[]) =>
	(await Promise.all(responses)).map(({ status }) => status)
const count = (statuses: readonly number[], status: number) => statuses.filter((one) => one === status).length
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

describe('what a sign-in may hold', () => {
	const cases: readonly [string, Record<string, string>, string][] = [
		['another parameter', { ...login, queryType: '1' }, 'queryType'],
		['a collection code', { ...login, collectionCode: 'SECRET' }, 'collectionCode'],
		['no password', { loginName: 'SECRETname', orderNumber: '1' }, 'loginPassword'],
		['nothing', {}, 'loginName'],
		['an order that is no number', { ...login, orderNumber: 'SECRET' }, 'orderNumber'],
		['a name that is too long', { ...login, loginName: 'SECRET'.repeat(11) }, 'loginName'],
		['an empty password', { ...login, loginPassword: '' }, 'loginPassword'],
	]
	test.each(cases)('not %s', async (_name, form, parameter) => {
		const { signIn, asked } = desk()
		const response = await signIn(form)
		const text = await response.text()
		expect(JSON.parse(text)).toMatchObject({ status: 400, code: 'request-invalid', parameter })
		expect(text).not.toContain('SECRET')
		expect(asked).toEqual([])
	})

	test('not the same parameter twice, not JSON, not too much', async () => {
		const { ask } = desk()
		const body = new URLSearchParams(login).toString()
		const statusOf = async (init: RequestInit) =>
			(await ask('/api/session', { method: 'POST', ...init, headers: { ...type } })).status
		expect(await statusOf({ body: `${body}&orderNumber=1` })).toBe(400)
		expect(await statusOf({ body: `${body}&x=${'x'.repeat(8192)}` })).toBe(413)
		expect(
			(await ask('/api/session', { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } }))
				.status,
		).toBe(415)
		const put = await ask('/api/session', { method: 'PUT', body })
		expect([put.status, put.headers.get('Allow')]).toEqual([405, 'GET, POST, DELETE'])
	})
})

describe('the cookie', () => {
	test('is one of this host alone where users see https, and no other is read', async () => {
		const { signIn, who, cookie, ask } = desk({ publicOrigin: 'https://certificates.example.com' })
		const response = await signIn()
		expect(response.headers.get('Set-Cookie')).toMatch(
			/^__Host-certcollect-session=[\w.-]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
		)
		expect((await who()).status).toBe(200)
		const Cookie = cookie().replace('__Host-', '')
		expect((await ask('/api/session', { headers: { Cookie } })).status).toBe(401)
		const signOut = await ask('/api/session', { method: 'DELETE' })
		expect(signOut.headers.get('Set-Cookie')).toBe(
			'__Host-certcollect-session=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict',
		)
	})

	test('is sealed with the first secret, and opened with both', async () => {
		const [before, after] = ['x'.repeat(32), 'y'.repeat(32)] as const
		const old = desk({ sessionSecrets: [before] })
		await old.signIn()
		const whoAt = async (secrets: readonly [string, ...string[]]) =>
			(await desk({ sessionSecrets: secrets }).ask('/api/session', { headers: { Cookie: old.cookie() } })).status
		expect([await whoAt([before]), await whoAt([after, before]), await whoAt([after])]).toEqual([200, 200, 401])
	})

	test.each(['', 'x', 'a.b.c.d.e', 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA'])(
		'%j is no session, and no fault',
		async (text) => {
			const headers = { Cookie: `certcollect-session=${text}` }
			const { ask, collect } = desk()
			expect((await ask('/api/session', { headers })).status).toBe(401)
			expect((await ask('/api/session', { method: 'DELETE', headers })).status).toBe(204)
			expect(await problemOf(await collect({}, headers))).toEqual({ status: 401, code: 'not-signed-in' })
		},
	)
})

describe('calls from another site', () => {
	test.each([
		[{ 'Sec-Fetch-Site': 'cross-site' }],
		[{ 'Sec-Fetch-Site': 'same-site' }],
		[{ Origin: 'https://evil.example' }],
		[{ Origin: 'null' }],
	])('with %o are refused, and change nothing', async (headers) => {
		const { signIn, signOut, collect, who, asked, ask } = desk()
		expect((await signIn(login, headers)).status).toBe(403)
		expect(asked).toEqual([])
		await signIn()
		expect((await signOut(headers)).status).toBe(403)
		expect((await collect({}, headers)).status).toBe(403)
		expect((await ask('/api/session', { headers })).status).toBe(403)
		expect((await who()).status).toBe(200)
		expect(asked).toHaveLength(1)
	})
})

describe('a session', () => {
	test('is kept by being used, which its cookie notes by the minute, and not by being looked at', async () => {
		const { signIn, collect, who, clock } = desk()
		await signIn()
		clock.time += 59_000
		expect((await collect()).headers.get('Set-Cookie')).toBeNull()
		clock.time += 1_000
		expect((await collect()).headers.get('Set-Cookie')).toContain('certcollect-session=')
		clock.time += 29 * minutes
		expect(await (await who()).json()).toMatchObject({ expiresAt: '2031-03-01T12:31:00.000Z' })
		clock.time += minutes
		expect(await problemOf(await collect())).toEqual({ status: 401, code: 'not-signed-in' })
	})

	test('ends after 8 hours, however much it is used', async () => {
		const { signIn, collect, who, clock, asked } = desk()
		await signIn()
		for (let used = 0; used < 23; used++) {
			clock.time += 20 * minutes
			expect((await collect()).status).toBe(200)
		}
		expect(await (await who()).json()).toMatchObject({ expiresAt: '2031-03-01T20:00:00.000Z' })
		clock.time += 20 * minutes
		expect(await problemOf(await collect())).toEqual({ status: 401, code: 'not-signed-in' })
		expect(asked).toHaveLength(24)
	})

	test('ends with -16, also for a copy of its cookie and for the calls that wait', async () => {
		const answer = later()
		const { signIn, collect, cookie, ask, asked } = desk({ answers: ['0', answer.text] })
		await signIn()
		const headers = { Cookie: cookie() }
		const first = collect()
		const waiting = [collect({ orderNumber: '3' }, headers), collect({ orderNumber: '4' }, headers)]
		await expect.poll(() => asked).toHaveLength(2)
		answer.say(refused)
		expect(await problemOf(await first)).toEqual({ status: 401, code: 'session-refused' })
		expect(cookie()).toBe('')
		for (const response of await Promise.all(waiting))
			expect(await problemOf(response)).toEqual({ status: 401, code: 'not-signed-in' })
		expect((await ask('/api/session', { headers })).status).toBe(401)
		expect(asked).toHaveLength(2)
	})

	test('that was left is not brought back by a late answer', async () => {
		const answer = later()
		const { signIn, signOut, collect, cookie, clock, asked } = desk({ answers: ['0', answer.text] })
		await signIn()
		clock.time += 5 * minutes
		const late = collect()
		await expect.poll(() => asked).toHaveLength(2)
		await signOut()
		answer.say('2\nPEM')
		expect([(await late).status, (await late).headers.get('Set-Cookie'), cookie()]).toEqual([200, null, ''])
	})

	test('ends with the next sign-in of the same browser, but not with one that is refused', async () => {
		const { signIn, collect, cookie, ask } = desk()
		await signIn()
		const headers = { Cookie: cookie() }
		expect((await signIn(wrong())).status).toBe(401)
		expect((await collect()).status).toBe(200)
		await signIn({ ...login, loginName: 'other' })
		expect((await ask('/api/session', { headers })).status).toBe(401)
		expect((await collect()).status).toBe(200)
	})

	test('is not used by a call that has a code or a login of its own', async () => {
		const { signIn, ask, collect, asked } = desk()
		await signIn()
		const byCode = { method: 'POST', headers: type, body: 'collectionCode=abc&queryType=1' }
		expect((await ask('/api/collect', byCode)).status).toBe(200)
		expect(asked[1]).toMatch(/^collectionCode=abc&queryType=1&/)
		expect((await collect({ loginName: 'own', loginPassword: 'own' })).status).toBe(200)
		expect(asked[2]).toMatch(/^loginName=own&loginPassword=own&orderNumber=2&/)
		expect((await collect({ loginName: 'own' })).status).toBe(400)
		expect(asked).toHaveLength(3)
	})

	test('takes what CollectCCC takes, and nothing else', async () => {
		const { signIn, collect, asked } = desk()
		await signIn()
		expect((await collect({ responseType: '2', responseEncoding: '1' })).status).toBe(200)
		const response = await collect({ queryType: '7' })
		expect(await response.json()).toMatchObject({ status: 400, parameter: 'queryType' })
		expect(asked).toHaveLength(2)
	})
})

describe('refused logins', () => {
	afterEach(() => vi.useRealTimers())

	test('of one name: after five no more are tried, until some time has passed', async () => {
		vi.useFakeTimers()
		const { signIn, asked, calls } = desk({ now: Date.now })
		for (let attempt = 0; attempt < 5; attempt++) expect((await signIn(wrong())).status).toBe(401)
		const response = await signIn()
		expect(response.headers.get('Retry-After')).toBe('900')
		expect(await problemOf(response)).toEqual({ status: 429, code: 'sign-in-throttled' })
		expect((await signIn({ ...login, loginName: 'other' })).status).toBe(204)
		expect(asked).toHaveLength(6)
		expect(calls.at(-2)).toMatchObject({ route: '/api/session', status: 429, problem: 'sign-in-throttled' })
		vi.advanceTimersByTime(900_000)
		expect((await signIn()).status).toBe(204)
	})

	test('at the same time: not one more is tried', async () => {
		const { signIn, asked } = desk({ limits: { waitingCalls: 100 } })
		const statuses = await statusesOf(Array.from({ length: 30 }, (_, order) => signIn(wrong('SECRETname', `${order}`))))
		expect([asked.length, count(statuses, 401), count(statuses, 429)]).toEqual([5, 5, 25])
	})

	test('of many names from one address: not one more is tried, at the same time either', async () => {
		const { signIn, asked } = desk()
		const statuses = await statusesOf(Array.from({ length: 30 }, (_, name) => signIn(wrong(`name ${name}`))))
		expect([asked.length, count(statuses, 401), count(statuses, 429)]).toEqual([20, 20, 10])
		expect((await signIn()).status).toBe(429)
	})

	test('count for the address that called, IPv6 as a network, and for no other', async () => {
		const limits = { failuresByAddress: 1 }
		const { signIn } = desk({ limits, peerAddress: () => '127.0.0.1', trustedProxies: { hops: 1 } })
		const from = (address: string) => ({ 'X-Forwarded-For': address })
		expect((await signIn(wrong('a'), from('192.0.2.1'))).status).toBe(401)
		expect((await signIn(login, from('192.0.2.1'))).status).toBe(429)
		expect((await signIn(login, from('192.0.2.9, 192.0.2.1'))).status).toBe(429)
		expect((await signIn(login, from('::ffff:192.0.2.1'))).status).toBe(429)
		expect((await signIn(wrong('b'), from('2001:db8::1'))).status).toBe(401)
		expect((await signIn(login, from('2001:db8::2'))).status).toBe(429)
		expect((await signIn(login, from('2001:db8:0:1::2'))).status).toBe(204)
	})

	test('do not add up with accepted ones', async () => {
		const { signIn, asked } = desk()
		for (let attempt = 0; attempt < 4; attempt++) await signIn(wrong())
		for (let attempt = 0; attempt < 10; attempt++) expect((await signIn()).status).toBe(204)
		expect((await signIn(wrong())).status).toBe(401)
		expect((await signIn()).status).toBe(429)
		expect(asked).toHaveLength(15)
	})

	test('count when somebody collects with a login, and are handed on as they came', async () => {
		const { collect, signIn, asked } = desk()
		for (let attempt = 0; attempt < 5; attempt++) {
			const response = await collect(wrong())
			expect([response.status, await response.text()]).toEqual([200, refused])
		}
		expect(await problemOf(await collect(wrong()))).toEqual({ status: 429, code: 'sign-in-throttled' })
		expect((await signIn()).status).toBe(429)
		expect(asked).toHaveLength(5)
	})

	test('of strangers do not keep out who is signed in', async () => {
		const { signIn, collect, asked } = desk()
		await signIn()
		for (let attempt = 0; attempt < 6; attempt++) await signIn(wrong())
		expect((await collect()).status).toBe(200)
		expect(asked).toHaveLength(7)
	})

	test.each([
		['upstream-timeout', 1],
		['upstream-closed', 1],
		['upstream-broken', 1],
		['upstream-unreachable', 3],
		['upstream-untrusted', 3],
	] as const)('may be behind %s: of three that end so %i are tried', async (code, tried) => {
		let asked = 0
		const upstream: Upstream = () => {
			asked++
			return Promise.reject(new UpstreamError(code))
		}
		const { signIn } = desk({ upstream, limits: { failuresByName: 1, failures: 0 } })
		for (let attempt = 0; attempt < 3; attempt++) await signIn()
		// What was not sent is tried twice.
		expect(asked).toBe(code === 'upstream-unreachable' ? tried * 2 : tried)
	})

	test('are counted even if who tried did not wait for the answer', async () => {
		const answer = later()
		const { relay, signIn, asked, calls } = desk({ answers: [answer.text], limits: { failuresByName: 1 } })
		const client = new AbortController()
		const body = new URLSearchParams(wrong()).toString()
		const left = relay.request('/api/session', { method: 'POST', headers: type, body, signal: client.signal })
		await expect.poll(() => asked).toHaveLength(1)
		client.abort()
		await left
		expect(calls).toMatchObject([{ status: 499, problem: 'client-gone' }])
		const next = signIn()
		answer.say(refused)
		expect((await next).status).toBe(429)
	})
})

describe('turns', () => {
	test('one call runs for an account, whoever asks, and the others follow', async () => {
		const answers = [later(), later(), later()]
		const { signIn, collect, asked } = desk({ answers: ['0', ...answers.map(({ text }) => text)] })
		await signIn()
		const elsewhere = { Cookie: '' }
		const responses = [
			collect(),
			signIn({ ...login, orderNumber: '5' }, elsewhere),
			collect({ ...login, orderNumber: '6' }),
		]
		for (const [index, { say }] of answers.entries()) {
			await expect.poll(() => asked.length).toBe(index + 2)
			say(`0\n${index}`)
		}
		expect(await statusesOf(responses)).toEqual([200, 204, 200])
		expect(
			asked
				.slice(1)
				.map((body) => /orderNumber=(\d)/.exec(body)?.[1])
				.toSorted(),
		).toEqual(['2', '5', '6'])
	})

	test('a code needs none', async () => {
		const { signIn, collect, ask, asked } = desk({ answers: ['0', later().text] })
		await signIn()
		const running = collect()
		await expect.poll(() => asked).toHaveLength(2)
		const byCode = { method: 'POST', headers: type, body: 'collectionCode=abc&queryType=1' }
		expect((await ask('/api/collect', byCode)).status).toBe(200)
		running.catch(() => undefined)
	})

	test('the same call of one session is made once while it waits; with another password it is another', async () => {
		const answer = later()
		const memory = createMemoryStore()
		const seen = { sessions: 0, places: 0 }
		const store: Store = {
			...memory,
			hasEnded: (id) => {
				seen.sessions++
				return memory.hasEnded(id)
			},
			enter: (...line) => {
				seen.places++
				return memory.enter(...line)
			},
		}
		const { signIn, collect, asked } = desk({ answers: ['0', answer.text], store })
		await signIn()
		const running = collect()
		await expect.poll(() => asked).toHaveLength(2)
		Object.assign(seen, { sessions: 0, places: 0 })
		const same = Array.from({ length: 5 }, () => collect({ orderNumber: '7' }))
		const others = [collect({ ...login, orderNumber: '7' }), collect(wrong('SECRETname', '7'))]
		await expect.poll(() => seen).toEqual({ sessions: 5, places: 3 })
		answer.say('0')
		const texts = await Promise.all([...same, ...others].map(async (response) => (await response).text()))
		expect(texts).toEqual([...same.map(() => available), available, refused])
		expect((await running).status).toBe(200)
		expect(asked).toHaveLength(5)
	})

	test('one more than may wait is told when to come again', async () => {
		const answer = later()
		const { signIn, collect, asked } = desk({ answers: ['0', answer.text], limits: { waitingCalls: 1 } })
		await signIn()
		const running = collect()
		await expect.poll(() => asked).toHaveLength(2)
		const waiting = collect({ orderNumber: '3' })
		const response = await collect({ orderNumber: '4' })
		expect(response.headers.get('Retry-After')).toBe('5')
		expect(await problemOf(response)).toEqual({ status: 503, code: 'account-busy' })
		answer.say('0')
		expect(await statusesOf([running, waiting])).toEqual([200, 200])
	})
})
