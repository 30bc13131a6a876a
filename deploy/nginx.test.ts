/** What nginx.conf and nginx-http.conf promise beyond what every proxy does (proxies.test.ts). */
import { mkdir, writeFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { connect as connectHttp2, constants } from 'node:http2'
import { connect as connectTcp } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { connect } from 'node:tls'
import { beforeEach, describe, expect, test } from 'vitest'
import { problems } from '../src/relay/problemCodes.ts'
import { account } from '../src/sandbox/accounts.ts'
import { freePort } from '../tools/servers.ts'
import {
	type Answer,
	type Ask,
	askAt,
	exampleWith,
	folder,
	isMissing,
	name,
	nginxExample,
	sandbox,
	startNginx,
	startRelays,
} from './fixtures/behindProxy.ts'

const times = (count: number) => Array.from({ length: count }, (_, index) => index)
const byCode = { collectionCode: 'abcdefgh12345678', queryType: '1' }

describe.skipIf(isMissing('nginx', 'redis-server'))('nginx.conf', () => {
	let all: Awaited<ReturnType<typeof startRelays>>
	let port: number
	let ask: Ask
	/** @param change what an operator changes in the example */
	async function begin(change: (example: string) => string = (example) => example) {
		all = await startRelays()
		port = await freePort()
		await startNginx(port, change(await nginxExample(port, all.relays)))
		ask = askAt(port)
	}
	const callsOf = (relay: 0 | 1) => all.relays[relay].lines.filter((line) => line.includes('"msg":"call"')).length
	const signIn = (loginPassword: string, headers = {}) =>
		ask('/api/session', { loginName: account.loginName, loginPassword, orderNumber: '1000101' }, headers)

	test('one session for both, one call at a time, and an end for both', async () => {
		await begin()
		const signedIn = await signIn(account.loginPassword)
		expect(signedIn.status).toBe(204)
		const cookie = signedIn.headers['set-cookie']?.[0] ?? ''
		expect(cookie).toMatch(/; Secure/)
		const headers = { Cookie: cookie.split(';')[0] ?? '' }
		const collect = (orderNumber: number) =>
			ask('/api/collect', { orderNumber: String(orderNumber), queryType: '0' }, headers)
		const answers = await Promise.all(times(8).map((index) => collect(1000101 + index)))
		expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
		expect(sandbox.callsOf(account.loginName).most).toBe(1)
		await expect.poll(() => callsOf(0) > 0 && callsOf(1) > 0).toBe(true)

		expect((await ask('/api/session', undefined, headers)).status).toBe(200)
		expect((await ask('/api/session', undefined, headers, { method: 'DELETE' })).status).toBe(204)
		for (const _ of times(4)) expect(JSON.parse((await collect(1000101)).body).code).toBe('not-signed-in')
	})

	/** Begins requests that are not sent whole. @returns what ends them */
	async function hold(count: number, localAddress: string, path: string): Promise<() => void> {
		const begun = `POST ${path} HTTP/1.1\r\nHost: ${name}\r\nContent-Length: 9\r\n\r\n`
		const options = { host: '127.0.0.1', port, servername: name, rejectUnauthorized: false, localAddress }
		const sockets = times(count).map(() => connect(options))
		for (const socket of sockets) await new Promise<unknown>((resolve) => socket.write(begun, resolve))
		return () => {
			for (const socket of sockets) socket.destroy()
		}
	}

	test('one address cannot have everything that runs, and others have the page all the same', async () => {
		await begin()
		const letGo = await hold(50, '127.0.0.2', '/api/collect')
		const statusFrom = async (localAddress: string, path = '/api/session') =>
			(await ask(path, undefined, {}, { localAddress })).status
		await expect.poll(() => statusFrom('127.0.0.2')).toBe(429)
		expect(await statusFrom('127.0.0.1')).toBe(401)
		expect(await statusFrom('127.0.0.2', '/assets/index-old.js')).toBe(200)
		letGo()
		await expect.poll(() => statusFrom('127.0.0.2')).toBe(401)
	})

	test('a lecture behind one address has the page and its files', async () => {
		await begin()
		const letGo = await hold(200, '127.0.0.2', '/assets/index-old.js')
		for (const path of ['/', '/assets/index-old.js'])
			expect((await ask(path, undefined, {}, { localAddress: '127.0.0.2' })).status).toBe(200)
		expect((await ask('/api/collect', byCode, {}, { localAddress: '127.0.0.2' })).status).toBe(200)
		letGo()
	})

	test('what nginx says by itself is a problem as the relay has them', async () => {
		await begin()
		const expectProblem = ({ headers, body, status }: Answer, code: keyof typeof problems) => {
			expect(headers['content-type']).toBe('application/problem+json')
			const { title } = problems[code]
			expect(JSON.parse(body)).toMatchObject({ type: `/problems/${code}`, title, status, code })
		}
		const tooLarge = await ask('/api/collect', { ...byCode, orderNumber: '1'.repeat(17_000) })
		expect(tooLarge.status).toBe(413)
		expectProblem(tooLarge, 'request-too-large')

		const letGo = await hold(50, '127.0.0.2', '/api/collect')
		const busy = () => ask('/api/session', undefined, {}, { localAddress: '127.0.0.2' })
		await expect.poll(async () => (await busy()).status).toBe(429)
		const tooMany = await busy()
		expect(tooMany.headers['retry-after']).toBe('2')
		expectProblem(tooMany, 'too-many-requests')
		letGo()

		// What the relay refuses is its own.
		expect(JSON.parse((await ask('/api/nothing')).body)).toMatchObject({
			code: 'not-found',
			requestId: expect.any(String),
		})
		for (const { child, ended } of all.relays) {
			child.kill('SIGKILL')
			await ended
		}
		const away = await ask('/api/collect', byCode)
		expect([away.status, away.headers['retry-after']]).toEqual([503, '5'])
		expectProblem(away, 'internal')
		// Who opens the page is a person.
		expect((await ask('/')).headers['content-type']).toBe('text/html')
	})

	test('no other name is served, whatever is said in TLS', async () => {
		await begin()
		await expect(
			ask('/', undefined, { Host: 'evil.example.net' }, { servername: 'evil.example.net' }),
		).rejects.toThrow()
		await expect(ask('/', undefined, {}, { servername: '' })).rejects.toThrow()
		await expect(ask('/', undefined, { Host: 'evil.example.net' })).rejects.toThrow('socket hang up')
		expect(await statusOverHttp2('evil.example.net')).toBeUndefined()
		expect(await statusOverHttp2(name)).toBe(200)
	})

	/** @param authority which name is asked for over a connection to the right one; @returns nothing if it ends without an answer */
	function statusOverHttp2(authority: string): Promise<number | undefined> {
		const session = connectHttp2(`https://127.0.0.1:${port}`, { servername: name, rejectUnauthorized: false })
		return new Promise<number | undefined>((resolve) => {
			const stream = session.request({ [constants.HTTP2_HEADER_AUTHORITY]: authority })
			stream.once('response', (headers) => resolve(headers[':status']))
			stream.once('error', () => resolve(undefined))
			stream.once('close', () => resolve(undefined))
			session.once('error', () => resolve(undefined))
		}).finally(() => session.destroy())
	}

	test('files of an operator’s own', async () => {
		await begin((example) =>
			example.replaceAll('/var/www/certcollect', `${folder}/own`).replace(/^\t#(location = .*)$/gm, '$1'),
		)
		await mkdir(join(folder, 'own/.well-known'), { recursive: true })
		for (const file of ['robots.txt', 'favicon.ico', '.well-known/security.txt']) {
			await writeFile(join(folder, 'own', file), file)
			expect(await ask(`/${file}`)).toMatchObject({ status: 200, body: file })
		}
	})

	test('behind a load balancer its word counts, and nobody else’s', async () => {
		const balancer = '127.0.0.9'
		await begin((example) =>
			example
				.replace('#set_real_ip_from 192.0.2.0/24;', `set_real_ip_from ${balancer};`)
				.replace(/^#(real_ip_.*)$/gm, '$1'),
		)
		const keys = () =>
			new Promise<string>((resolve, reject) => {
				const socket = connectTcp(all.redis, '127.0.0.1', () => socket.end('KEYS certcollect:*\r\n'))
				text(socket).then(resolve, reject)
			})
		const from = (localAddress: string) =>
			ask(
				'/api/session',
				{ loginName: account.loginName, loginPassword: 'wrong', orderNumber: '1000101' },
				{ 'X-Forwarded-For': '192.0.2.77, 198.51.100.7' },
				{ localAddress },
			)
		await from(balancer)
		expect(await keys()).toContain('198.51.100.7')
		await from('127.0.0.5')
		expect(await keys()).not.toContain('192.0.2.77')
		expect((await keys()).match(/\d+\.\d+\.\d+\.\d+/g)?.toSorted()).toEqual(['127.0.0.5', '198.51.100.7'])
	})
})

describe.skipIf(isMissing('nginx'))('nginx-http.conf', () => {
	let port: number
	const ask = (path: string, host = name) =>
		new Promise<Answer>((resolve, reject) => {
			const options = { host: '127.0.0.1', port, path, headers: { Host: host } }
			const request = httpRequest(options, (response) => {
				const { statusCode: status = 0, headers } = response
				text(response).then((body) => resolve({ status, headers, body }), reject)
			})
			request.once('error', reject).end()
		})
	beforeEach(async () => {
		port = await freePort()
		const example = await exampleWith('nginx-http.conf', [
			['/var/www/acme', folder],
			['listen [::]:80;', ''],
			['listen [::]:80 default_server;', ''],
			['listen 80', `listen 127.0.0.1:${port}`],
		])
		await startNginx(port, example)
	})

	test('a first certificate can be had with nothing else there', async () => {
		const challenges = '.well-known/acme-challenge'
		await mkdir(join(folder, challenges), { recursive: true })
		await writeFile(join(folder, challenges, 'token'), 'token.thumbprint')
		expect(await ask(`/${challenges}/token`)).toMatchObject({ status: 200, body: 'token.thumbprint' })
	})

	test('everything else is sent to https, by the one name that there is', async () => {
		const { status, headers } = await ask('/inspect?a=b')
		expect([status, headers.location]).toEqual([308, `https://${name}/inspect?a=b`])
		await expect(ask('/', 'evil.example.net')).rejects.toThrow('socket hang up')
	})
})
