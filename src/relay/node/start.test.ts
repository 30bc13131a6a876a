/** What the process does as a whole: its exit codes, its end, and that no fault ends it. */
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { folder, start, started } from './fixtures/startProcess.ts'

const upstream = createServer()
afterEach(() => {
	upstream.closeAllConnections()
	upstream.close()
	upstream.removeAllListeners('request')
})

async function listening(): Promise<number> {
	upstream.listen(0, '127.0.0.1')
	await once(upstream, 'listening')
	const address = upstream.address()
	return typeof address === 'object' && address !== null ? address.port : 0
}

const byCode = { collectionCode: 'SECRET', queryType: '1' }
const byLogin = { loginName: 'SECRET', loginPassword: 'SECRET', orderNumber: '1', queryType: '0' }

/** A server that waits for its upstream with one call. */
async function startAndAsk(form: Record<string, string> = byCode, env: Record<string, string> = {}) {
	const asked = once(upstream, 'request').then(([, response]): ServerResponse => response)
	const running = await started({ COLLECT_URL: `http://127.0.0.1:${await listening()}/`, ...env })
	const answer = fetch(`${running.url}/api/collect`, { method: 'POST', body: new URLSearchParams(form) })
	return { ...running, answer, response: await asked }
}

test('every mistake is a line on stderr, and the exit code is 2', async () => {
	const { ended, errors } = start({
		PORT: 'x',
		COLLECT_URL: 'http://SECRET@example.com',
		SITE_LOGO: '/SECRET/logo.svg',
		LOG_LEVEL: 'loud',
		UPSTREAM_CALLS: 'SECRET',
	})
	expect(await ended).toEqual([2, null])
	const lines = (await errors).trimEnd().split('\n')
	expect(lines.map((line) => line.split(':')[0])).toEqual([
		'PORT',
		'COLLECT_URL',
		'COLLECT_URL',
		'LOG_LEVEL',
		'SITE_LOGO',
		'SITE_NAME',
		'UPSTREAM_CALLS',
	])
	expect(lines.join()).not.toContain('SECRET')
})

test('an address that is taken is one line on stderr, and the exit code is 1', async () => {
	const { ended, errors } = start({ PORT: String(await listening()) })
	expect(await ended).toEqual([1, null])
	expect(await errors).toMatch(/^Cannot start: .*EADDRINUSE.*\n$/)
})

describe('a signal', () => {
	test.each(['SIGTERM', 'SIGINT'] as const)(
		'%s lets a running call finish, then the exit code is 0',
		async (signal) => {
			const { child, ended, answer, response, line } = await startAndAsk()
			child.kill(signal)
			await line('stopping')
			response.end('0\n')
			expect(await (await answer).text()).toBe('0\n')
			expect(await ended).toEqual([0, null])
		},
	)

	test.each([
		['a code', byCode],
		['a login', byLogin],
	])('cuts a call with %s that takes longer than it may', async (_name, form) => {
		const { child, ended, answer, response } = await startAndAsk(form, { DRAIN_SECONDS: '0.2' })
		const cut = once(response, 'close')
		child.kill('SIGTERM')
		await expect(answer).rejects.toThrow()
		await cut
		expect(await ended).toEqual([0, null])
	})

	test('that is the second one ends it at once', async () => {
		const { child, ended, answer, line } = await startAndAsk()
		child.kill('SIGTERM')
		await line('stopping')
		child.kill('SIGTERM')
		await expect(answer).rejects.toThrow()
		expect(await ended).toEqual([1, null])
	})
})

describe('a fault that nobody foresaw is noted, shows nothing to clients, and ends nothing', () => {
	/** Something in the process goes wrong when SIGUSR2 comes. */
	async function startFaulty(fault: string) {
		const module = join(folder, 'faulty.js')
		await writeFile(module, `process.on('SIGUSR2', () => { ${fault} })`)
		upstream.on('request', (_request, response) => response.end('0\n'))
		return started({ COLLECT_URL: `http://127.0.0.1:${await listening()}/` }, '--import', module)
	}
	const collect = (url: string) => fetch(`${url}/api/collect`, { method: 'POST', body: new URLSearchParams(byCode) })

	test.each([
		['an exception', `setTimeout(() => { throw new RangeError('SECRET') })`, 'RangeError'],
		['a rejection', `Promise.reject(new RangeError('SECRET'))`, 'RangeError'],
		['a rejection with no error', `Promise.reject('SECRET')`, 'UnhandledPromiseRejection'],
		[
			'an event',
			`new (process.getBuiltinModule('node:events'))().emit('error', new RangeError('SECRET'))`,
			'RangeError',
		],
	])('%s', async (_name, fault, error) => {
		const { child, url, line, lines, errors, ended } = await startFaulty(fault)
		child.kill('SIGUSR2')
		expect(await line('fault')).toMatchObject({ level: 'error', error })
		expect(await (await collect(url)).text()).toBe('0\n')
		child.kill('SIGINT')
		expect(await ended).toEqual([0, null])
		expect(lines.join() + (await errors)).not.toContain('SECRET')
	})

	test.each([
		['in the first step of a call', '/api/collect', `crypto.randomUUID = () => { throw new RangeError('SECRET') }`],
		[
			'in a call',
			'/api/collect',
			`globalThis.URLSearchParams = class { constructor() { throw new RangeError('SECRET') } }`,
		],
		[
			'before every other route',
			'/healthz',
			`globalThis.URL = class { static canParse = () => true; constructor() { throw new RangeError('SECRET') } }`,
		],
	])('%s', async (_name, path, fault) => {
		const { child, url, line, lines, errors, ended } = await startFaulty(`${fault}; console.log('{"msg":"faulty"}')`)
		child.kill('SIGUSR2')
		await line('faulty')
		const noted = line('fault')
		const response = path === '/healthz' ? await fetch(url + path) : await collect(url)
		expect(response.status).toBe(500)
		const text = await response.text()
		expect(JSON.parse(text)).toMatchObject({ code: 'internal' })
		expect(await noted).toMatchObject({ error: 'RangeError' })
		child.kill('SIGINT')
		expect(await ended).toEqual([0, null])
		expect(text + lines.join() + (await errors)).not.toContain('SECRET')
	})

	test('a log that nobody reads any more', async () => {
		const { child, url, errors } = await startFaulty('')
		child.stdout.destroy()
		for (let call = 0; call < 3; call++) expect(await (await collect(url)).text()).toBe('0\n')
		child.kill('SIGINT')
		await once(child, 'exit')
		expect(child.exitCode).toBe(0)
		expect(await errors).toBe('')
	})
})

test('it says that nobody gave it a secret, and that its Redis is not there, and serves all the same', async () => {
	const first = await started({ SESSION_SECRET: '' })
	expect(first.lines.map((line) => JSON.parse(line))).toMatchObject([
		{ level: 'warn', msg: expect.stringContaining('SESSION_SECRET is not given') },
		{ level: 'info', msg: 'listening' },
	])
	const { url, lines } = await started({ REDIS_URL: 'redis://:SECRET@127.0.0.1:1' })
	expect(lines.map((line) => JSON.parse(line))).toMatchObject([
		{ level: 'warn', msg: 'store lost', cause: 'ECONNREFUSED' },
		{ level: 'info', msg: 'listening' },
	])
	expect(lines.join()).not.toContain('SECRET@')
	expect((await fetch(`${url}/healthz`)).status).toBe(200)
})

describe('a proxy in front', () => {
	const behind = { PUBLIC_ORIGIN: 'https://certificates.example.com' }
	/** The warnings after two calls that somebody has forwarded. */
	async function warnings(env: Record<string, string>): Promise<readonly unknown[]> {
		const { url, lines, line } = await started(env)
		for (let call = 0; call < 2; call++) {
			await fetch(`${url}/api/session`, { headers: { 'X-Forwarded-For': '192.0.2.1' } })
			await line('call')
		}
		const read = lines.map((text) => JSON.parse(text))
		return read.filter(({ level }) => level === 'warn').map(({ msg }) => msg)
	}

	test('that nobody has named is noticed at the start and with its first call', async () => {
		expect(await warnings(behind)).toEqual([
			expect.stringContaining('TRUST_PROXY is not given'),
			expect.stringContaining('an X-Forwarded-For was ignored'),
		])
	})
	test('that is another one than those that were named is noticed with its first call', async () => {
		expect(await warnings({ ...behind, TRUST_PROXY: '192.0.2.2' })).toEqual([
			expect.stringContaining('an X-Forwarded-For was ignored'),
		])
	})
	test('that was named is as it should be', async () => {
		expect(await warnings({ ...behind, TRUST_PROXY: 'loopback' })).toEqual([])
	})
})
