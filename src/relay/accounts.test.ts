import { afterEach, describe, expect, test, vi } from 'vitest'
import {
	available,
	behindProxy,
	count,
	desk,
	from,
	later,
	login,
	problemOf,
	refused,
	statusesOf,
	type,
	watchedStore,
	wrong,
} from './fixtures/desk.ts'
import { type Upstream, UpstreamError } from './upstream.ts'

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

	test('of one name: after six in a row strangers try no more for a day, which the last one begins', async () => {
		vi.useFakeTimers()
		const { signIn, asked } = desk({ now: Date.now })
		const quarter = 900_000
		const pass = (time: number) => vi.advanceTimersByTimeAsync(time)
		for (let attempt = 0; attempt < 5; attempt++) expect((await signIn(wrong())).status).toBe(401)
		await pass(quarter)
		expect((await signIn(wrong())).status).toBe(401)
		for (const waited of [0, 20 * 3_600]) {
			await pass(waited * 1_000)
			const response = await signIn(wrong())
			expect([response.status, response.headers.get('Retry-After')]).toEqual([429, String(86_400 - waited)])
		}
		expect(asked).toHaveLength(6)
		await pass(4 * 3_600_000)
		expect((await signIn(wrong())).status).toBe(401)
	})

	test('of strangers do not keep out whoever comes from where the name was accepted', async () => {
		vi.useFakeTimers()
		const { signIn, asked } = desk({ ...behindProxy, now: Date.now })
		const quarter = () => vi.advanceTimersByTimeAsync(900_000)
		const [office, home] = [from('192.0.2.1'), from('2001:db8::1')]
		expect((await signIn(login, office)).status).toBe(204)
		for (let stranger = 0; stranger < 5; stranger++)
			expect((await signIn(wrong(), from(`198.51.100.${stranger}`))).status).toBe(401)
		await quarter()
		expect((await signIn(wrong(), home)).status).toBe(401)
		await quarter()
		expect((await signIn(login, home)).status).toBe(429)
		expect((await signIn(wrong(), office)).status).toBe(401)
		expect((await signIn(login, office)).status).toBe(204)
		expect((await signIn(login, home)).status).toBe(204)
		for (let stranger = 0; stranger < 5; stranger++) await signIn(wrong(), from(`198.51.100.${stranger}`))
		expect((await signIn(login, from('198.51.100.9'))).status).toBe(429)
		expect((await signIn(login, office)).status).toBe(204)
		expect(asked).toHaveLength(16)
	})

	test('of one name are nine in a row at the most, wherever they come from', async () => {
		vi.useFakeTimers()
		const { signIn, asked } = desk({ ...behindProxy, now: Date.now })
		await signIn(login, from('192.0.2.1'))
		await signIn(login, from('192.0.2.2'))
		for (let attempt = 0; attempt < 60; attempt++) {
			await signIn(wrong(), from(`192.0.2.${attempt % 4}`))
			await vi.advanceTimersByTimeAsync(300_000)
		}
		expect(asked).toHaveLength(2 + 9)
	})

	test('of one name are no longer in a row once CollectCCC has accepted it, to whomever', async () => {
		vi.useFakeTimers()
		const { signIn, collect, stay, asked } = desk({ now: Date.now })
		const elsewhere = { Cookie: '' }
		await signIn()
		for (let round = 0; round < 6; round++) {
			for (let attempt = 0; attempt < 4; attempt++) expect((await signIn(wrong(), elsewhere)).status).toBe(401)
			if (round % 2 === 1) expect((await collect({ orderNumber: `${round}` })).status).toBe(200)
			await vi.advanceTimersByTimeAsync(900_000)
			await stay()
		}
		expect(asked).toHaveLength(1 + 6 * 4 + 3)
	})

	test('of one name, however it is spelled', async () => {
		const { signIn, asked } = desk()
		for (const loginName of ['reseller', 'Reseller', 'RESELLER', ' reseller', 'ｒeseller'])
			expect((await signIn(wrong(loginName))).status).toBe(401)
		expect((await signIn(wrong('reSeller'))).status).toBe(429)
		expect(asked).toHaveLength(5)
	})

	test('at the same time: not one more is tried', async () => {
		const { store, seen } = watchedStore()
		const answer = later()
		const { signIn, asked } = desk({ answers: [answer.text], limits: { failuresByName: 2 }, store })
		const attempts = Array.from({ length: 30 }, (_, order) => signIn(wrong('SECRETname', `${order}`)))
		await expect.poll(() => seen.places).toBe(30)
		answer.say(refused)
		const statuses = await statusesOf(attempts)
		// Two wait beside the first, and the others find no room.
		expect([asked.length, ...[401, 429, 503].map((status) => count(statuses, status))]).toEqual([2, 2, 1, 27])
	})

	test('of many names from one address: not one more is tried, at the same time either', async () => {
		const answer = later()
		const { signIn, asked } = desk({ answers: Array.from({ length: 30 }, () => answer.text) })
		const attempts = Array.from({ length: 30 }, (_, name) => signIn(wrong(`name ${name}`)))
		// The others were sent away when they came: what is tried counts before it is known how it ends.
		await expect.poll(() => asked.length).toBe(20)
		answer.say(refused)
		const statuses = await statusesOf(attempts)
		expect([asked.length, count(statuses, 401), count(statuses, 429)]).toEqual([20, 20, 10])
		expect((await signIn()).status).toBe(429)
	})

	test('count for the address that called, IPv6 as a network, and for no other', async () => {
		const limits = { failuresByAddress: 1 }
		const { signIn } = desk({ ...behindProxy, limits })
		expect((await signIn(wrong('a'), from('192.0.2.1'))).status).toBe(401)
		expect((await signIn(login, from('192.0.2.1'))).status).toBe(429)
		expect((await signIn(login, from('192.0.2.9, 192.0.2.1'))).status).toBe(429)
		expect((await signIn(login, from('::ffff:192.0.2.1'))).status).toBe(429)
		expect((await signIn(wrong('b'), from('2001:db8::1'))).status).toBe(401)
		expect((await signIn(login, from('2001:db8::2'))).status).toBe(429)
		expect((await signIn(login, from('2001:db8:0:1::2'))).status).toBe(204)
	})

	test('do not add up with accepted ones', async () => {
		const { signIn, asked } = desk(behindProxy)
		const elsewhere = from('192.0.2.2')
		for (let attempt = 0; attempt < 4; attempt++) await signIn(wrong(), elsewhere)
		for (let attempt = 0; attempt < 10; attempt++) expect((await signIn()).status).toBe(204)
		expect((await signIn(wrong(), elsewhere)).status).toBe(401)
		expect((await signIn(login, elsewhere)).status).toBe(429)
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
		const { signIn, collect, asked } = desk(behindProxy)
		await signIn()
		for (let attempt = 0; attempt < 6; attempt++) await signIn(wrong(), from('192.0.2.2'))
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

	test('that may be behind an authority’s trouble keep nobody out for a day', async () => {
		vi.useFakeTimers()
		const upstream: Upstream = () => Promise.reject(new UpstreamError('upstream-timeout'))
		const { signIn } = desk({ upstream, limits: { failures: 0 }, now: Date.now })
		for (let round = 0; round < 4; round++) {
			for (let attempt = 0; attempt < 5; attempt++) expect((await signIn()).status).toBe(504)
			expect((await signIn()).headers.get('Retry-After')).toBe('900')
			await vi.advanceTimersByTimeAsync(900_000)
		}
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

describe('logins of which CollectCCC says nothing', () => {
	const unsaid = (answer: string) => Array.from({ length: 2_000 }, () => answer)
	const signedIn = async (times: number, { signIn }: ReturnType<typeof desk>, form = login) => {
		const statuses = []
		for (let name = 0; name < times; name++) {
			const response = await signIn({ ...form, loginName: `made up ${name}` }, { Cookie: '' })
			statuses.push(response.status)
		}
		return statuses
	}

	test.each(['-4\nThe value', '-2\nx', '-999\nx'])(
		'but %j: one address has sixty, and then it is not asked',
		async (answer) => {
			const relay = desk({ answers: unsaid(answer) })
			const statuses = await signedIn(70, relay)
			expect([count(statuses, 204), count(statuses, 429), relay.asked.length]).toEqual([60, 10, 60])
			expect(relay.calls.at(-1)).toMatchObject({ problem: 'sign-in-throttled' })
		},
	)

	test('count for the address that asked, and the calls of such a session with them', async () => {
		const limits = { unprovenByAddress: 3 }
		const { signIn, collect } = desk({ ...behindProxy, limits, answers: unsaid('-4\nThe value') })
		expect((await signIn(login, from('192.0.2.1'))).status).toBe(204)
		expect((await collect({}, from('192.0.2.1'))).status).toBe(200)
		expect((await collect({}, from('192.0.2.1'))).status).toBe(200)
		expect((await collect({}, from('192.0.2.1'))).status).toBe(429)
		expect((await signIn(login, from('192.0.2.1'))).status).toBe(429)
		expect((await signIn(login, from('192.0.2.2'))).status).toBe(204)
	})

	test.each(['-42\nToo many calls', '-14\nx'])(
		'but %j: an office that tries a thousand times is not kept out',
		async (answer) => {
			const { signIn, collect, asked } = desk({ answers: unsaid(answer).slice(0, 1_000) })
			await signIn()
			for (let call = 1; call < 1_000; call++) expect((await collect({ orderNumber: `${call}` })).status).toBe(200)
			expect(asked).toHaveLength(1_000)
			expect((await signIn()).status).toBe(204)
		},
	)

	test('cost nothing once it is known that they are right or wrong', async () => {
		const { signIn } = desk({ limits: { unprovenByAddress: 1, failuresByName: 100, failuresByNameDaily: 100 } })
		for (let call = 0; call < 10; call++) {
			expect((await signIn()).status).toBe(204)
			expect((await signIn(wrong())).status).toBe(401)
		}
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
		const { store, seen } = watchedStore()
		const { signIn, collect, asked } = desk({ answers: ['0', answer.text], store })
		await signIn()
		const running = collect()
		await expect.poll(() => asked).toHaveLength(2)
		Object.assign(seen, { sessions: 0, places: 0 })
		const same = Array.from({ length: 5 }, () => collect({ orderNumber: '7' }))
		const others = [collect({ ...login, orderNumber: '7' }), collect(wrong('SECRETname', '7'))]
		await expect.poll(() => seen).toMatchObject({ sessions: 5, places: 3 })
		answer.say('0')
		const texts = await Promise.all([...same, ...others].map(async (response) => (await response).text()))
		expect(texts).toEqual([...same.map(() => available), available, refused])
		expect((await running).status).toBe(200)
		expect(asked).toHaveLength(5)
	})

	test('a client that leaves while it waits loses its place, and CollectCCC is not asked for it', async () => {
		const answer = later()
		const { store, seen } = watchedStore()
		const limits = { waitingCalls: 1 }
		const { relay, signIn, collect, cookie, asked, calls } = desk({ answers: ['0', answer.text], limits, store })
		await signIn()
		const running = collect()
		await expect.poll(() => asked).toHaveLength(2)
		const client = new AbortController()
		const left = relay.request('/api/collect', {
			method: 'POST',
			headers: { ...type, Cookie: cookie() },
			body: 'orderNumber=3&queryType=1',
			signal: client.signal,
		})
		await expect.poll(() => seen.places).toBe(3)
		expect((await collect({ orderNumber: '4' })).status).toBe(503)
		client.abort()
		expect((await left).status).toBe(499)
		expect(calls.at(-1)).toMatchObject({ status: 499, problem: 'client-gone' })
		const next = collect({ orderNumber: '5' })
		answer.say('0')
		expect(await statusesOf([running, next])).toEqual([200, 200])
		expect(asked.map((body) => /orderNumber=(\d)/.exec(body)?.[1])).toEqual(['1', '2', '5'])
	})

	test('strangers leave room for who is signed in, however many they are', async () => {
		const answer = later()
		const { store, seen } = watchedStore()
		const { signIn, collect, asked } = desk({ answers: ['0', answer.text], store })
		await signIn()
		const elsewhere = { Cookie: '' }
		const strangers = Array.from({ length: 18 }, (_, order) => signIn(wrong('SECRETname', `${order}`), elsewhere))
		await expect.poll(() => seen.places).toBe(19)
		const own = collect()
		await expect.poll(() => seen.places).toBe(20)
		answer.say(refused)
		expect((await own).status).toBe(200)
		const statuses = await statusesOf(strangers)
		expect([count(statuses, 401), count(statuses, 503), asked.length]).toEqual([3, 15, 5])
	})

	test('strangers of one address have so many places at the same time, whatever they ask for', async () => {
		const answer = later()
		const { signIn, relay, asked } = desk({ answers: [answer.text, answer.text], limits: { addressCalls: 2 } })
		const first = signIn({ ...login, loginName: 'one' })
		const second = signIn({ ...login, loginName: 'two' })
		await expect.poll(() => asked).toHaveLength(2)
		const third = await signIn({ ...login, loginName: 'three' })
		expect(third.headers.get('Retry-After')).toBe('2')
		expect(await problemOf(third)).toEqual({ status: 429, code: 'sign-in-throttled' })
		const body = 'collectionCode=any&queryType=0'
		expect((await relay.request('/api/collect', { method: 'POST', headers: type, body })).status).toBe(429)
		answer.say('0')
		expect(await statusesOf([first, second])).toEqual([204, 204])
		expect((await signIn({ ...login, loginName: 'three' })).status).toBe(204)
	})

	test('a login that nobody has proven is a stranger’s in its session too', async () => {
		const answer = later()
		const { store, seen } = watchedStore()
		const { signIn, collect } = desk({ answers: ['-42\nToo many calls', answer.text], store })
		await signIn()
		const calls = Array.from({ length: 4 }, (_, order) => collect({ orderNumber: `${order}` }))
		await expect.poll(() => seen.places).toBe(5)
		answer.say('0')
		expect(count(await statusesOf(calls), 503)).toBe(1)
	})

	test('a stranger’s same call is made once while it runs, also when its client has left', async () => {
		const answer = later()
		const { store, seen } = watchedStore()
		const { relay, signIn, collect, asked } = desk({ answers: [answer.text], store })
		const client = new AbortController()
		const body = new URLSearchParams(wrong()).toString()
		const left = relay.request('/api/session', { method: 'POST', headers: type, body, signal: client.signal })
		await expect.poll(() => asked).toHaveLength(1)
		const doubled = signIn(wrong())
		client.abort()
		expect((await left).status).toBe(499)
		const again = [doubled, signIn(wrong())]
		const other = collect({ ...login, orderNumber: '1' })
		await expect.poll(() => [seen.names, seen.places]).toEqual([4, 2])
		answer.say(refused)
		expect(await statusesOf(again)).toEqual([401, 401])
		expect((await other).status).toBe(200)
		expect(asked).toHaveLength(2)
		expect((await signIn(wrong())).status).toBe(401)
		expect(asked).toHaveLength(3)
	})

	test('one more than may wait is told when to come again', async () => {
		const answer = later()
		const { store, seen } = watchedStore()
		const { signIn, collect, asked } = desk({ answers: ['0', answer.text], limits: { waitingCalls: 1 }, store })
		await signIn()
		const running = collect()
		await expect.poll(() => asked).toHaveLength(2)
		const waiting = collect({ orderNumber: '3' })
		await expect.poll(() => seen.places).toBe(3)
		const response = await collect({ orderNumber: '4' })
		expect(response.headers.get('Retry-After')).toBe('5')
		expect(await problemOf(response)).toEqual({ status: 503, code: 'account-busy' })
		answer.say('0')
		expect(await statusesOf([running, waiting])).toEqual([200, 200])
	})
})
