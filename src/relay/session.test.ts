import { describe, expect, test } from 'vitest'
import {
	behindProxy,
	desk,
	from,
	later,
	login,
	problemOf,
	refused,
	type,
	watchedStore,
	wrong,
} from './fixtures/desk.ts'
import { type Upstream, UpstreamError } from './upstream.ts'

const minutes = 60_000

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
	expect(await response.json()).toEqual({
		id: expect.stringMatching(/^[\da-f-]{36}$/),
		loginName: 'SECRETname',
		expiresAt: '2031-03-01T12:30:00.000Z',
		endsAt: '2031-03-01T20:00:00.000Z',
	})
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
		const patch = await ask('/api/session', { method: 'PATCH', body })
		expect([patch.status, patch.headers.get('Allow')]).toEqual([405, 'GET, POST, PUT, DELETE'])
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
			expect((await ask('/api/session', { method: 'PUT', headers })).status).toBe(401)
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
		const { signIn, signOut, stay, collect, who, asked, ask, cookie } = desk()
		expect((await signIn(login, headers)).status).toBe(403)
		expect(asked).toEqual([])
		await signIn()
		const before = cookie()
		expect((await signOut(headers)).status).toBe(403)
		expect((await stay(headers)).status).toBe(403)
		expect((await collect({}, headers)).status).toBe(403)
		expect(cookie()).toBe(before)
		expect((await ask('/api/session', { headers })).status).toBe(403)
		expect((await who()).status).toBe(200)
		expect(asked).toHaveLength(1)
	})
})

describe('staying signed in', () => {
	test('lengthens the session without a call, to 8 hours from the sign-in and no further', async () => {
		const { signIn, stay, who, clock, asked } = desk()
		await signIn()
		for (let renewed = 0; renewed < 24; renewed++) {
			clock.time += 19.9 * minutes
			const response = await stay()
			expect([response.status, await response.text()]).toEqual([204, ''])
			expect(response.headers.get('Set-Cookie')).toMatch(
				/^certcollect-session=[\w.-]+; Path=\/; HttpOnly; SameSite=Strict$/,
			)
			expect(response.headers.get('Cache-Control')).toBe('no-store')
		}
		const end = '2031-03-01T20:00:00.000Z'
		expect(await (await who()).json()).toMatchObject({ expiresAt: end, endsAt: end })
		clock.time = Date.parse(end)
		expect(await problemOf(await stay())).toEqual({ status: 401, code: 'not-signed-in' })
		expect(asked).toHaveLength(1)
	})

	test('is for whoever is: not without a session, nor after it was idle too long, left or refused', async () => {
		const { signIn, signOut, stay, collect, cookie, clock } = desk({ answers: ['0', '0', '0', refused] })
		const isOver = async (headers = {}) => {
			const response = await stay(headers)
			expect(response.headers.get('Set-Cookie')).toBeNull()
			expect(await problemOf(response)).toEqual({ status: 401, code: 'not-signed-in' })
		}
		await isOver()
		await signIn()
		clock.time += 30 * minutes
		await isOver()
		await signIn()
		const left = { Cookie: cookie() }
		await signOut()
		await isOver(left)
		await signIn()
		const sent = { Cookie: cookie() }
		expect(await problemOf(await collect())).toEqual({ status: 401, code: 'session-refused' })
		await isOver(sent)
	})
})

describe('a login that CollectCCC has not accepted yet', () => {
	const elsewhere = { Cookie: '' }
	const sessionOf = (response: Response) => ({ Cookie: response.headers.get('Set-Cookie')?.split(';')[0] ?? '' })
	const callLimit = '-42\nToo many calls'
	const neverLookedAt = [callLimit, '-14\nx', '-1\nx', '-17\nx', '-3\nx', '-2\nx', '-4\nx', '-999\nx']

	test.each(neverLookedAt)('as after %j, is tried no more often in a session than without one', async (answer) => {
		const { signIn, collect, asked } = desk({ answers: Array.from({ length: 7 }, () => answer) })
		const sessions = []
		for (let attempt = 0; attempt < 7; attempt++) {
			const form = { ...login, loginPassword: `wrong${attempt}` }
			sessions.push(sessionOf(await signIn(form, elsewhere)))
		}
		const codes: unknown[] = []
		for (const session of sessions) codes.push((await problemOf(await collect({}, session))).code)
		const count = (code: string) => codes.filter((one) => one === code).length
		expect([count('session-refused'), count('sign-in-throttled')]).toEqual([5, 2])
		expect(await problemOf(await signIn(login, elsewhere))).toEqual({ status: 429, code: 'sign-in-throttled' })
		expect(asked).toHaveLength(12)
	})

	test('is one from its first acceptance on, and strangers keep it out no longer', async () => {
		const { signIn, collect, stay, asked } = desk({ ...behindProxy, answers: [callLimit, '-14\nx'] })
		await signIn()
		expect((await collect()).headers.get('Set-Cookie')).toBeNull()
		await stay()
		expect((await collect()).headers.get('Set-Cookie')).toContain('certcollect-session=')
		expect((await collect()).headers.get('Set-Cookie')).toBeNull()
		for (let attempt = 0; attempt < 6; attempt++) await signIn(wrong(), { ...elsewhere, ...from('192.0.2.2') })
		expect((await collect()).status).toBe(200)
		expect(asked).toHaveLength(10)
	})

	test('ends its own session when it is refused, and nobody else’s', async () => {
		const { signIn, collect, who, clock } = desk({ answers: ['0', callLimit] })
		const staff = sessionOf(await signIn(login, elsewhere))
		const stranger = sessionOf(await signIn(wrong(), elsewhere))
		clock.time += minutes
		expect((await problemOf(await collect({}, stranger))).code).toBe('session-refused')
		expect((await who()).status).toBe(401)
		expect((await problemOf(await collect({}, stranger))).code).toBe('not-signed-in')
		expect((await collect({}, staff)).status).toBe(200)
	})

	test('a session that has ended meanwhile is not asked with', async () => {
		const answer = later()
		const { store, seen } = watchedStore()
		const { signIn, signOut, collect, asked } = desk({ answers: [callLimit, answer.text], store })
		const stranger = sessionOf(await signIn())
		const running = collect({ ...login, orderNumber: '9' })
		await expect.poll(() => asked).toHaveLength(2)
		const waiting = collect({}, stranger)
		await expect.poll(() => seen.places).toBe(3)
		await signOut(stranger)
		answer.say('0')
		expect((await running).status).toBe(200)
		expect((await problemOf(await waiting)).code).toBe('not-signed-in')
		expect(asked).toHaveLength(2)
	})
})

describe('a login that is refused after it was accepted', () => {
	const elsewhere = { Cookie: '' }

	test('ends all sessions that have it with a single call, and none that begins after', async () => {
		let password = login.loginPassword
		let asked = 0
		const upstream: Upstream = async (body) => {
			asked++
			const isRight = body.includes(`loginPassword=${password}&`)
			return { status: 200, contentType: 'text/plain', body: new TextEncoder().encode(isRight ? '0' : refused) }
		}
		const { signIn, collect, who, stay, clock } = desk({ upstream })
		const sessions = []
		for (let browser = 0; browser < 8; browser++) {
			const response = await signIn(login, elsewhere)
			sessions.push({ Cookie: response.headers.get('Set-Cookie')?.split(';')[0] ?? '' })
		}
		const another = await signIn({ ...login, loginName: 'another' }, elsewhere)
		clock.time += minutes
		password = 'new'
		const codes: unknown[] = []
		for (const session of sessions) codes.push((await problemOf(await collect({}, session))).code)
		expect(codes).toEqual(['session-refused', ...Array.from({ length: 7 }, () => 'not-signed-in')])
		expect(asked).toBe(10)
		expect((await stay(sessions[1])).status).toBe(401)
		expect((await signIn({ ...login, loginPassword: 'new' }, elsewhere)).status).toBe(204)
		expect([(await who()).status, (await collect()).status]).toEqual([200, 200])
		const Cookie = another.headers.get('Set-Cookie')?.split(';')[0] ?? ''
		expect((await stay({ Cookie })).status).toBe(204)
	})

	test('ends none of another account, whose name differs in nothing but capitals', async () => {
		const { signIn, collect, stay, clock } = desk({ answers: ['0', '0', refused] })
		const other = await signIn({ ...login, loginName: login.loginName.toUpperCase() }, elsewhere)
		await signIn(login, elsewhere)
		clock.time += minutes
		expect((await problemOf(await collect())).code).toBe('session-refused')
		const Cookie = other.headers.get('Set-Cookie')?.split(';')[0] ?? ''
		expect((await stay({ Cookie })).status).toBe(204)
	})

	test('counts against its name', async () => {
		const { signIn, collect, asked } = desk({ ...behindProxy, answers: ['0', refused] })
		await signIn()
		expect((await collect()).status).toBe(401)
		const stranger = from('192.0.2.2')
		for (let attempt = 0; attempt < 4; attempt++) expect((await signIn(wrong(), stranger)).status).toBe(401)
		expect((await signIn(wrong(), stranger)).status).toBe(429)
		expect(asked).toHaveLength(6)
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
		const { store, seen } = watchedStore()
		const { signIn, collect, cookie, ask, asked } = desk({ answers: ['0', answer.text], store })
		await signIn()
		const headers = { Cookie: cookie() }
		const first = collect()
		await expect.poll(() => asked).toHaveLength(2)
		const waiting = [collect({ orderNumber: '3' }, headers), collect({ orderNumber: '4' }, headers)]
		await expect.poll(() => seen.places).toBe(4)
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
