/** What relays share in a real Redis, and what they do without it. */
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@redis/client'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { account, otherAccount } from '../../sandbox/accounts.ts'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'
import { testStore } from '../fixtures/storeTests.ts'
import type { Limits } from '../limits.ts'
import { type Store, StoreError } from '../store.ts'
import { isRedisMissing, type RedisServer, redisServer } from './fixtures/redisServer.ts'
import { createRedisStore } from './redis.ts'
import { startServer } from './server.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
	for (const step of undo.splice(0).reverse()) await step()
})
const last: (() => unknown)[] = []
afterAll(async () => {
	for (const step of last.splice(0).reverse()) await step()
})

/** For the time that a test takes: a store, as a relay of its own has one, and what it told its log. */
async function storeAt(url: string, leaseMilliseconds = 10_000) {
	const told: string[] = []
	const log = {
		storeLost: (cause: string | undefined) => told.push(`lost ${cause}`),
		storeReached: () => told.push('reached'),
	}
	const { store, close } = await createRedisStore({ url, log, leaseMilliseconds, answerMilliseconds: 300 })
	undo.push(close)
	return { store, close, told }
}
/** Somebody else who looks into Redis, and its own clock in milliseconds. */
async function watch(url: string) {
	const client = await createClient({ url }).connect()
	undo.push(() => client.destroy())
	const time = async () => {
		const [seconds, micros] = await client.time()
		return Number(seconds) * 1000 + Number(micros) / 1000
	}
	return { client, time }
}
const hour = 3_600_000
const patient = () => new AbortController().signal
const aborted = (signal: AbortSignal) => signal.aborted || once(signal, 'abort')

describe.skipIf(isRedisMissing)('a store in Redis', () => {
	let server: RedisServer
	let stores: readonly [Store, Store]
	beforeAll(async () => {
		server = await redisServer()
		// With such leases a line moves on only because those who stand in it are told.
		const options = { url: server.url, leaseMilliseconds: hour }
		const [here, there] = await Promise.all([createRedisStore(options), createRedisStore(options)])
		stores = [here.store, there.store]
		last.push(server.stop, here.close, there.close)
	})
	testStore(() => stores, 20)

	test('the turn of a relay that has died passes on after its lease, and so does its place in the line', async () => {
		const dying = await storeAt(server.url, 500)
		const living = await storeAt(server.url, 500)
		const held = await dying.store.enter('dead', 5, patient())
		expect(held).toBeDefined()
		const waiting = dying.store.enter('dead', 5, patient())
		waiting.catch(() => undefined)
		const { client } = await watch(server.url)
		await expect.poll(() => client.lLen('certcollect:line:{dead}')).toBe(2)
		const next = living.store.enter('dead', 5, patient())
		await expect.poll(() => client.lLen('certcollect:line:{dead}')).toBe(3)
		dying.close()
		await (await next)?.release()
		await expect(waiting).rejects.toBeInstanceOf(StoreError)
		expect(held?.lost.aborted).toBe(true)
		expect(await client.keys('*{dead}*')).toEqual([])
	})

	test('nothing is left of what was given back, and none of what is taken meanwhile is lost', async () => {
		const name = crypto.randomUUID()
		const [here, there] = stores.map((store) => store.limiter(name, { points: 1_000, seconds: 60 }))
		const { client } = await watch(server.url)
		await here?.take('key')
		await here?.giveBack('key')
		expect(await client.keys(`certcollect:${name}*`)).toEqual([])
		// The time was over in between.
		await here?.giveBack('key')
		expect(await client.keys(`certcollect:${name}*`)).toEqual([])
		const rounds = Array.from({ length: 100 }, async () => {
			await here?.take('key')
			await Promise.all([here?.giveBack('key'), there?.take('key')])
		})
		await Promise.all(rounds)
		expect(await client.get(`certcollect:${name}:key`)).toBe('100')
	})

	test('a time begins anew with each that is taken, if it is to, but not with one that is refused or given back', async () => {
		const { client } = await watch(server.url)
		const [here] = stores
		const limiters = [true, false].map((isRenewed) => here.limiter('renewed', { points: 2, seconds: 60, isRenewed }))
		const key = crypto.randomUUID()
		const timeAfter = async (step: Promise<unknown> | undefined) => {
			await step
			const left = await client.ttl(`certcollect:renewed:${key}`)
			await client.expire(`certcollect:renewed:${key}`, 30)
			return left > 30 ? 'all' : 'the rest'
		}
		const [renewed, fixed] = limiters
		expect(await timeAfter(renewed?.take(key))).toBe('all')
		expect(await timeAfter(renewed?.take(key))).toBe('all')
		expect(await timeAfter(renewed?.take(key))).toBe('the rest')
		expect(await timeAfter(renewed?.giveBack(key))).toBe('the rest')
		expect(await timeAfter(fixed?.take(key))).toBe('the rest')
	})

	test('a turn that is needed for longer than its lease is kept', async () => {
		const { store } = await storeAt(server.url, 2_000)
		const turn = await store.enter('long', 5, patient())
		const { time } = await watch(server.url)
		const began = await time()
		await expect.poll(async () => (await time()) - began, { timeout: 60_000 }).toBeGreaterThan(5_000)
		expect(turn?.lost.aborted).toBe(false)
		expect(await stores[0].enter('long', 0, patient())).toBeUndefined()
		await turn?.release()
		await (await stores[0].enter('long', 0, patient()))?.release()
	})

	test('many turns are held at the same time without a word of warning', async () => {
		const warnings: string[] = []
		const warn = ({ message }: Error) => warnings.push(message)
		process.on('warning', warn)
		undo.push(() => process.off('warning', warn))
		const turns = await Promise.all(
			Array.from({ length: 30 }, (_, index) => stores[0].enter(`many ${index}`, 0, patient())),
		)
		const { client } = await watch(server.url)
		// Nor does what others say on the channel do any harm.
		await client.publish('certcollect:released', 'error')
		await Promise.all(turns.map((turn) => turn?.release()))
		expect(warnings).toEqual([])
	})

	test('a turn that Redis has forgotten is lost, and nobody who waits is', async () => {
		const { store } = await storeAt(server.url, 500)
		const turn = await store.enter('forgotten', 5, patient())
		const { client } = await watch(server.url)
		await client.del(['certcollect:line:{forgotten}', 'certcollect:leases:{forgotten}'])
		if (turn) await aborted(turn.lost)
		expect(turn?.lost.reason).toBeInstanceOf(StoreError)
		await turn?.release()
		await (await store.enter('forgotten', 0, patient()))?.release()
	})
})

describe.skipIf(isRedisMissing)('without Redis', () => {
	const someSession = { id: 'a', account: 'a', signedInAt: 0 }

	test('a relay starts, refuses, and comes back by itself', async () => {
		const server = await redisServer()
		undo.push(server.stop)
		await server.stop()
		const { store, told } = await storeAt(server.url, hour)
		const limiter = store.limiter('test', { points: 1, seconds: 60 })
		const asks = [
			() => store.enter('a', 5, patient()),
			() => limiter.take('a'),
			() => limiter.look('a'),
			() => limiter.giveBack('a'),
			() => store.endSession('b', 60),
			() => store.endSessionsBefore('b', 0, 60),
			() => store.hasEnded(someSession),
		]
		for (const ask of asks) await expect(ask()).rejects.toBeInstanceOf(StoreError)
		await server.start()
		await expect.poll(() => told).toEqual(['lost ECONNREFUSED', 'reached'])
		await (await store.enter('a', 5, patient()))?.release()
		expect(await limiter.take('a')).toBeUndefined()
		await server.stop()
		await expect.poll(() => told).toHaveLength(3)
		await expect(store.hasEnded(someSession)).rejects.toBeInstanceOf(StoreError)
		await server.start()
		await expect.poll(() => told.at(-1)).toBe('reached')
		// So who waits is told that it is its turn.
		const { store: other } = await storeAt(server.url, hour)
		const turn = await other.enter('b', 5, patient())
		const next = store.enter('b', 5, patient())
		const { client } = await watch(server.url)
		await expect.poll(() => client.lLen('certcollect:line:{b}')).toBe(2)
		await turn?.release()
		await (await next)?.release()
	})

	test('one that has stopped answering is no other than one that has gone', async () => {
		const server = await redisServer()
		undo.push(server.stop)
		const { store, told } = await storeAt(server.url, 1_000)
		const turn = await store.enter('a', 5, patient())
		const waiting = store.enter('a', 5, patient())
		waiting.catch(() => undefined)
		server.freeze()
		await expect(store.enter('b', 5, patient())).rejects.toBeInstanceOf(StoreError)
		await expect(waiting).rejects.toBeInstanceOf(StoreError)
		if (turn) await aborted(turn.lost)
		await expect.poll(() => told[0]).toMatch(/^lost/)
		server.thaw()
		await expect.poll(() => told.at(-1)).toBe('reached')
		await turn?.release()
		await (await store.enter('a', 5, patient()))?.release()
	})
})

describe.skipIf(isRedisMissing)('sessions that end while Redis is away', () => {
	const sessionOf = (id: string, account = id) => ({ id, account, signedInAt: 1_000 })

	test('have ended here at once, and everywhere when it is back', async () => {
		const server = await redisServer()
		undo.push(server.stop)
		const { store: here, told } = await storeAt(server.url)
		const { store: there, told: toldThere } = await storeAt(server.url)
		await server.stop()
		await expect.poll(() => [told.length, toldThere.length]).toEqual([1, 1])
		await expect(here.endSession('a', 60)).rejects.toBeInstanceOf(StoreError)
		await expect(here.endSessionsBefore('b', 2_000, 60)).rejects.toBeInstanceOf(StoreError)
		expect([await here.hasEnded(sessionOf('a')), await here.hasEnded(sessionOf('b'))]).toEqual([true, true])
		await expect(here.hasEnded(sessionOf('c'))).rejects.toBeInstanceOf(StoreError)
		await server.start()
		const ended = (id: string) => there.hasEnded(sessionOf(id)).catch(() => undefined)
		await expect.poll(() => ended('a'), { timeout: 10_000 }).toBe(true)
		await expect.poll(() => ended('b')).toBe(true)
		expect(await there.hasEnded({ ...sessionOf('b'), signedInAt: 2_000 })).toBe(false)
		expect(await here.hasEnded(sessionOf('c'))).toBe(false)
	})

	test('are kept for it, but not more of them than any desk has', async () => {
		const server = await redisServer()
		await server.stop()
		const { store } = await storeAt(server.url)
		for (let id = 0; id <= 10_000; id++) await store.endSession(`${id}`, 60).catch(() => undefined)
		await expect(store.hasEnded(sessionOf('0'))).rejects.toBeInstanceOf(StoreError)
		for (const id of ['1', '10000']) expect(await store.hasEnded(sessionOf(id))).toBe(true)
	})

	test('are written as soon as it takes them again', async () => {
		const server = await redisServer()
		undo.push(server.stop)
		const { client } = await watch(server.url)
		const { store } = await storeAt(server.url)
		await client.configSet('min-replicas-to-write', '1')
		await expect(store.endSession('a', 60)).rejects.toBeInstanceOf(StoreError)
		expect(await store.hasEnded(sessionOf('a'))).toBe(true)
		await client.configSet('min-replicas-to-write', '0')
		await expect.poll(() => client.exists('certcollect:ended:a'), { timeout: 10_000 }).toBe(1)
		expect(await client.ttl('certcollect:ended:a')).toBeLessThanOrEqual(60)
	})
})

describe.skipIf(isRedisMissing)('a Redis that is there and refuses', () => {
	async function withPassword() {
		const server = await redisServer()
		undo.push(server.stop)
		const { client } = await watch(server.url)
		await client.configSet('requirepass', 'right')
		return { server, client, at: (path: string) => server.url.replace('redis://', `redis://${path}`) }
	}

	test('says so: a wrong password, and a database that there is none of', async () => {
		const { at } = await withPassword()
		expect((await storeAt(at(':SECRET@'))).told).toEqual(['lost WRONGPASS'])
		expect((await storeAt(`${at(':right@')}/99`)).told).toEqual(['lost ERR'])
	})

	test('says so: no password, until none is needed', async () => {
		const { client, at } = await withPassword()
		const { told } = await storeAt(at(''))
		expect(told).toEqual(['lost NOAUTH'])
		await client.configSet('requirepass', '')
		await expect.poll(() => told).toEqual(['lost NOAUTH', 'reached'])
	})

	test('says so: a command that may not be used, until it may', async () => {
		const { server, client } = await withPassword()
		await client.configSet('requirepass', '')
		const { store, told } = await storeAt(server.url)
		const session = { id: 'a', account: 'b', signedInAt: 0 }
		await client.sendCommand(['ACL', 'SETUSER', 'default', '-exists'])
		for (let call = 0; call < 2; call++) await expect(store.hasEnded(session)).rejects.toBeInstanceOf(StoreError)
		expect(told).toEqual(['lost NOPERM'])
		await client.sendCommand(['ACL', 'SETUSER', 'default', '+@all'])
		expect(await store.hasEnded(session)).toBe(false)
		await expect.poll(() => told, { timeout: 10_000 }).toEqual(['lost NOPERM', 'reached'])
	})

	test('says so once: it takes nothing, though it answers, until it does', async () => {
		const { server, client } = await withPassword()
		await client.configSet('requirepass', '')
		const { store, told } = await storeAt(server.url)
		const limiter = store.limiter('test', { points: 9, seconds: 60 })
		await client.configSet('min-replicas-to-write', '1')
		for (let call = 0; call < 10; call++) {
			expect(await limiter.look('a')).toBeUndefined()
			expect(await store.hasEnded({ id: 'a', account: 'b', signedInAt: 0 })).toBe(false)
			await expect(limiter.take('a')).rejects.toBeInstanceOf(StoreError)
			await expect(store.enter('a', 5, patient())).rejects.toBeInstanceOf(StoreError)
		}
		expect(told).toEqual(['lost NOREPLICAS'])
		await client.configSet('min-replicas-to-write', '0')
		await expect.poll(() => told, { timeout: 10_000 }).toEqual(['lost NOREPLICAS', 'reached'])
	})

	test.each(['take', 'look'] as const)(
		'says so once: a single key that somebody has made a list, to %s',
		async (ask) => {
			const { server, client } = await withPassword()
			await client.configSet('requirepass', '')
			const { store, told } = await storeAt(server.url)
			const limiter = store.limiter('test', { points: 9, seconds: 60 })
			await client.lPush('certcollect:test:a', 'x')
			for (let call = 0; call < 3; call++) {
				await expect(limiter[ask]('a')).rejects.toBeInstanceOf(StoreError)
				await limiter.take('b')
			}
			expect(told).toEqual([expect.stringMatching(/^lost (WRONGTYPE|ERR)$/)])
			await client.del('certcollect:test:a')
			await expect.poll(() => told.at(-1), { timeout: 10_000 }).toBe('reached')
			expect(told).toHaveLength(2)
		},
	)

	test('says so: it speaks no TLS', async () => {
		const { at } = await withPassword()
		const { told } = await storeAt(at('').replace('redis:', 'rediss:'))
		expect(told).toEqual([expect.stringMatching(/^lost \w+$/)])
		expect(told).not.toEqual(['lost undefined'])
	})
})

describe.skipIf(isRedisMissing)('two relays with one Redis', () => {
	let sandbox: Sandbox
	let webRoot: string
	beforeAll(async () => {
		sandbox = await startSandbox()
		webRoot = await mkdtemp(join(tmpdir(), 'web-'))
		await writeFile(join(webRoot, 'index.html'), '<script type="application/json" id="deployment">{}</script>')
		last.push(sandbox.close, () => rm(webRoot, { recursive: true }))
	})

	async function twoRelays(limits: Partial<Limits> = {}) {
		const server = await redisServer()
		undo.push(server.stop)
		const sessionSecrets = ['a secret of the two relays, and of nobody else'] as const
		const collectUrl = new URL(sandbox.url)
		const start = async () => {
			const config = {
				host: '127.0.0.1',
				port: 0,
				collectUrl,
				publicOrigin: undefined,
				sessionSecrets,
				redisUrl: server.url,
			}
			const relay = await startServer({ config, webRoot, limits })
			undo.push(relay.close)
			return relay.url
		}
		return { server, here: await start(), there: await start() }
	}
	const post = (url: string, form: Record<string, string>, cookie = '', signal?: AbortSignal) =>
		fetch(url, {
			method: 'POST',
			body: new URLSearchParams(form),
			headers: { Cookie: cookie },
			...(signal ? { signal } : {}),
		})
	async function signIn(url: string, { loginName, loginPassword } = account) {
		const response = await post(`${url}/api/session`, { loginName, loginPassword, orderNumber: '1000101' })
		expect(response.status).toBe(204)
		return (response.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
	}
	const collect = (url: string, cookie: string, orderNumber: string, queryType = '0') =>
		post(`${url}/api/collect`, { orderNumber, queryType }, cookie)

	test('three tabs of two people, and never are two calls made for one account', async () => {
		const { here, there } = await twoRelays({ waitingCalls: 200 })
		const [mine, yours] = [await signIn(here), await signIn(there)]
		const theirs = await signIn(there, otherAccount)
		const tabs = [
			[here, mine],
			[there, mine],
			[there, yours],
			[here, theirs],
		] as const
		const answers = tabs.flatMap(([url, cookie], tab) =>
			Array.from({ length: 20 }, (_, index) => collect(url, cookie, String(2_000_100 + tab * 20 + index))),
		)
		for (const answer of await Promise.all(answers)) expect(answer.status).toBe(200)
		expect(sandbox.callsOf(account.loginName)).toMatchObject({ most: 1, running: 0 })
		expect(sandbox.callsOf(otherAccount.loginName)).toMatchObject({ most: 1, running: 0 })
	})

	test('they are served in turn, and one more than may wait is told when to come again', async () => {
		const { here, there } = await twoRelays({ waitingCalls: 2 })
		const cookie = await signIn(here)
		const release = sandbox.hold()
		const { received } = sandbox.callsOf(account.loginName)
		const running = collect(here, cookie, '2000001')
		await expect.poll(() => sandbox.callsOf(account.loginName).received).toBe(received + 1)
		const waiting = [collect(there, cookie, '2000002'), collect(there, cookie, '2000003')]
		const answers = [...waiting, collect(here, cookie, '2000004')].map(async (answer) => (await answer).status)
		expect(await Promise.race(answers)).toBe(503)
		release()
		expect((await Promise.all(answers)).toSorted()).toEqual([200, 200, 503])
		expect((await running).status).toBe(200)
		expect(sandbox.callsOf(account.loginName).most).toBe(1)
	})

	test('failures at one count at the other', async () => {
		const { here, there } = await twoRelays()
		const wrong = { loginName: 'nobody', loginPassword: 'wrong', orderNumber: '1000101' }
		const statuses = []
		for (const url of [here, there, here, there, here, there, here])
			statuses.push((await post(`${url}/api/session`, wrong)).status)
		expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
		expect(sandbox.callsOf('nobody').received).toBe(5)
	})

	test('a session that ends at one has ended at the other', async () => {
		const { here, there } = await twoRelays()
		const cookie = await signIn(here)
		const { received } = sandbox.callsOf(account.loginName)
		expect(await (await collect(there, cookie, '1000101')).text()).toBe('1\nCertificates Available')
		expect((await collect(there, cookie, '1000316')).status).toBe(401)
		expect(await (await collect(here, cookie, '1000101')).json()).toMatchObject({ code: 'not-signed-in' })
		expect((await fetch(`${here}/api/session`, { headers: { Cookie: cookie } })).status).toBe(401)
		expect(sandbox.callsOf(account.loginName).received).toBe(received + 2)
	})

	test('without Redis codes are collected, and logins are not used', async () => {
		const { server, here } = await twoRelays()
		const cookie = await signIn(here)
		await server.stop()
		const { received } = sandbox.callsOf(account.loginName)
		const refused = { status: 503, code: 'store-unreachable' }
		await expect.poll(async () => (await collect(here, cookie, '1000101')).json()).toMatchObject(refused)
		const signingIn = await post(`${here}/api/session`, { ...account, orderNumber: '1000101' })
		expect(await signingIn.json()).toMatchObject(refused)
		expect(sandbox.callsOf(account.loginName).received).toBe(received)
		const byCode = await post(`${here}/api/collect`, { collectionCode: 'DemoSingleHost01', queryType: '0' })
		expect(byCode.status).toBe(200)
		const signOut = await fetch(`${here}/api/session`, { method: 'DELETE', headers: { Cookie: cookie } })
		expect([signOut.status, signOut.headers.get('Set-Cookie')]).toEqual([204, expect.stringContaining('Max-Age=0')])
		await server.start()
		const signedIn = () => post(`${here}/api/session`, { ...account, orderNumber: '1000101' })
		await expect.poll(async () => (await signedIn()).status).toBe(204)
	})

	test('who signs out while Redis is away has signed out for good, also where there is a copy of the cookie', async () => {
		const { server, here, there } = await twoRelays()
		const cookie = await signIn(here)
		const who = async (url: string) => (await fetch(`${url}/api/session`, { headers: { Cookie: cookie } })).status
		expect([await who(here), await who(there)]).toEqual([200, 200])
		await server.stop()
		expect((await fetch(`${here}/api/session`, { method: 'DELETE', headers: { Cookie: cookie } })).status).toBe(204)
		expect(await who(here)).toBe(401)
		await server.start()
		await expect.poll(() => who(there), { timeout: 10_000 }).toBe(401)
		expect([await who(here), (await collect(here, cookie, '1000101')).status]).toEqual([401, 401])
	})

	test('a figure says whether Redis is there', async () => {
		const server = await redisServer()
		undo.push(server.stop)
		const config = { host: '127.0.0.1', port: 0, collectUrl: new URL(sandbox.url), publicOrigin: undefined }
		const relay = await startServer({ config: { ...config, redisUrl: server.url, metricsPort: 0 }, webRoot })
		undo.push(relay.close)
		const figure = async () =>
			/^certcollect_store_reached (\d)$/m.exec(await (await fetch(`${relay.metricsUrl}/metrics`)).text())?.[1]
		expect(await figure()).toBe('1')
		await server.stop()
		await expect.poll(figure).toBe('0')
		await server.start()
		await expect.poll(figure, { timeout: 10_000 }).toBe('1')
	})

	test('nothing that Redis is told names a login, a password, a cookie or a certificate', async () => {
		const { server, here, there } = await twoRelays()
		const told: string[] = []
		const { client: monitor } = await watch(server.url)
		await monitor.monitor((line) => told.push(String(line)))
		const cookie = await signIn(here)
		await collect(there, cookie, '1000101', '1')
		await post(`${here}/api/session`, { ...account, loginPassword: 'a-wrong-one', orderNumber: '1000101' })
		await collect(there, cookie, '1000316')
		await (await watch(server.url)).client.echo('the last word')
		await expect.poll(() => told.join()).toContain('the last word')
		const text = told.join('\n')
		expect(text).toContain('certcollect:line:')
		expect(text).toContain('certcollect:failures-name:')
		expect(text).toContain('certcollect:ended:')
		const [, sealed = 'none'] = cookie.split('=')
		for (const secret of [account.loginName, account.loginPassword, 'a-wrong-one', sealed, 'BEGIN CERT', '1000101'])
			expect(text).not.toContain(secret)
	})
})
