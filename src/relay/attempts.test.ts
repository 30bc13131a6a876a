import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createAddressCalls } from './addressCalls.ts'
import { createAttempts, type Heard, isMiss } from './attempts.ts'
import { readTrustedProxies } from './clientAddress.ts'
import { createMemoryStore } from './memoryStore.ts'
import { createRelay, type RelayOptions } from './relay.ts'
import { StoreError } from './store.ts'

const limits = { attemptPoints: 100, missPoints: 25, attemptSeconds: 3600, addressCalls: 100 }

/** A relay before an upstream that answers with the code that it is asked for, as a number: `0` is a status, `-4` a miss. */
function relayWith(options: Partial<RelayOptions> = {}) {
	const asked: string[] = []
	const relay = createRelay({
		upstream: async (body) => {
			const code = new URLSearchParams(body).get('collectionCode') ?? ''
			asked.push(code)
			return { status: 200, contentType: 'text/plain', body: new TextEncoder().encode(`${code}\nwords`) }
		},
		limits,
		peerAddress: (c) => c.req.header('X-Peer'),
		...options,
	})
	const collect = (code: string, peer: string, headers: Record<string, string> = {}) =>
		relay.request('/api/collect', {
			method: 'POST',
			headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Peer': peer, ...headers },
			body: `collectionCode=${code}&queryType=0`,
		})
	const count = async (times: number, ...[code, peer, headers]: Parameters<typeof collect>) => {
		let answered = 0
		for (let time = 0; time < times; time++) if ((await collect(code, peer, headers)).status === 200) answered++
		return answered
	}
	return { asked, collect, count }
}

describe('codes that do not exist', () => {
	test('can be tried a few times, and then the authority is not even asked', async () => {
		const { count, collect, asked } = relayWith()
		expect(await count(10, '-4', '192.0.2.1')).toBe(4)
		expect(asked).toHaveLength(4)
		const response = await collect('2', '192.0.2.1')
		expect(response.status).toBe(429)
		expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(3500)
		expect(await response.json()).toMatchObject({ code: 'too-many-requests' })
	})
	test('at the same time are no more', async () => {
		const { collect, asked } = relayWith()
		const answers = await Promise.all(Array.from({ length: 50 }, () => collect('-4', '192.0.2.1')))
		expect(answers.filter(({ status }) => status === 200)).toHaveLength(4)
		expect(asked).toHaveLength(4)
	})
	test('use up nothing of another address', async () => {
		const { count } = relayWith()
		await count(10, '-4', '192.0.2.1')
		expect(await count(10, '2', '192.0.2.2')).toBe(10)
	})
	test('are counted for a whole /64, and for no more', async () => {
		const { count } = relayWith()
		expect(await count(10, '-4', '2001:db8::1')).toBe(4)
		expect(await count(10, '-4', '2001:db8::ffff:ffff:ffff:ffff')).toBe(0)
		expect(await count(10, '-4', '2001:db8:0:1::1')).toBe(4)
	})
	test('are counted for whoever is connected, whatever X-Forwarded-For says', async () => {
		const { count } = relayWith()
		expect(await count(10, '-4', '192.0.2.1')).toBe(4)
		expect(await count(10, '-4', '192.0.2.1', { 'X-Forwarded-For': '198.51.100.7' })).toBe(0)
	})
	test('behind a trusted proxy are counted for whom that names, and not for whom the client names', async () => {
		const { count } = relayWith({ trustedProxies: readTrustedProxies('192.0.2.1') })
		expect(await count(10, '-4', '192.0.2.1', { 'X-Forwarded-For': '203.0.113.9, 198.51.100.7' })).toBe(4)
		expect(await count(10, '-4', '192.0.2.1', { 'X-Forwarded-For': '203.0.113.8, 198.51.100.7' })).toBe(0)
		expect(await count(10, '-4', '192.0.2.1', { 'X-Forwarded-For': '198.51.100.8' })).toBe(4)
	})
})

test.each([
	['a page that is none of CollectCCC counts as a code that does not exist', 200, 4],
	['nor does one that says not found help to search', 404, 4],
	['a page for an hour of maintenance costs nobody his attempts', 503, 50],
])('%s', async (_name, status, expected) => {
	let asked = 0
	const body = new TextEncoder().encode('<html>Sorry</html>')
	const upstream = async () => {
		asked++
		return { status, contentType: 'text/html', body }
	}
	const { count } = relayWith({ upstream, limits: { ...limits, failures: 0 } })
	await count(50, 'any', '192.0.2.1')
	expect(asked).toBe(expected)
})

test('codes that exist cost little', async () => {
	const { count } = relayWith()
	expect(await count(200, '0', '192.0.2.1')).toBe(76)
})

test('with no points to spend nothing is counted', async () => {
	const { count } = relayWith({ limits: { ...limits, attemptPoints: 0 } })
	expect(await count(50, '-4', '192.0.2.1')).toBe(50)
})

test('one address has but so many calls at the same time', async () => {
	const attempts = createAttempts(createMemoryStore(), limits, createAddressCalls(2))
	const first = await attempts('a')
	expect((await attempts('a')).kind).toBe('allowed')
	expect(await attempts('a')).toEqual({ kind: 'refused', seconds: 2 })
	expect((await attempts('b')).kind).toBe('allowed')
	if (first.kind === 'allowed') await first.end(0)
	expect((await attempts('a')).kind).toBe('allowed')
})

test('while what relays share cannot be reached, each counts by itself', async () => {
	const gone = () => Promise.reject(new StoreError())
	const { count } = relayWith({
		store: { ...createMemoryStore(), limiter: () => ({ take: gone, look: gone, giveBack: gone, forget: gone }) },
	})
	expect(await count(10, '-4', '192.0.2.1')).toBe(4)
	expect(await count(10, '2', '192.0.2.2')).toBe(10)
})

test.each<readonly [Heard, boolean]>([
	[2, false],
	[1, false],
	[0, false],
	[-20, false],
	[-21, false],
	[-22, false],
	[-23, false],
	[-26, false],
	[-14, false],
	[-42, false],
	['nothing', false],
	['unreadable', true],
	[-1, true],
	[-2, true],
	[-3, true],
	[-4, true],
	[-16, true],
	[-40, true],
	[-91, true],
	[-12345, true],
])('%s heard: a miss is %s', (heard, expected) => {
	expect(isMiss(heard)).toBe(expected)
})

test('whatever is tried, in whatever order: no more misses than the points are for', async () => {
	const statuses = fc.array(fc.constantFrom<Heard[]>(0, 2, -4, -20, 'unreadable', 'nothing'), { maxLength: 300 })
	await fc.assert(
		fc.asyncProperty(statuses, fc.integer({ min: 1, max: 40 }), async (script, missPoints) => {
			const attempts = createAttempts(createMemoryStore(), { ...limits, missPoints }, createAddressCalls(1))
			let spent = 0
			for (const status of script) {
				const attempt = await attempts('a')
				expect(attempt.kind).toBe(spent + missPoints <= limits.attemptPoints ? 'allowed' : 'refused')
				if (attempt.kind === 'refused') continue
				await attempt.end(status)
				spent += isMiss(status) ? missPoints : 1
			}
		}),
		{ numRuns: 50 },
	)
})
