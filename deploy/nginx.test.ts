/** The example as an operator takes it: nginx with TLS, two relays and Redis, each a process of its own. */
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { Agent, request as httpsRequest } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { connect, type TLSSocket } from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { writePem } from '../src/certificates/pem.ts'
import { started } from '../src/relay/node/fixtures/startProcess.ts'
import { account } from '../src/sandbox/accounts.ts'
import { generateKeys, issue, type Party, validityPeriod } from '../src/sandbox/certificate.ts'
import { type Sandbox, startSandbox } from '../src/sandbox/server.ts'
import { findProgram } from '../tools/programs.ts'
import { freePort, startProgram } from '../tools/servers.ts'

const isMissing = ['nginx', 'redis-server'].some((name) => findProgram(name, process.env) === undefined)
const name = 'certificates.example.com'

let folder: string
let sandbox: Sandbox
let root: string
const stops: (() => unknown)[] = []
afterAll(async () => {
	for (const stop of stops.splice(0).reverse()) await stop()
})

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'nginx-'))
	stops.push(() => rm(folder, { recursive: true }))
	sandbox = await startSandbox()
	stops.push(sandbox.close)
	const valid = validityPeriod(new Date(), -3, 100)
	const authority: Party = { name: [['CN', 'Root']], keys: await generateKeys('P-256') }
	const leaf: Party = { name: [['CN', name]], keys: await generateKeys('P-256') }
	root = writePem('CERTIFICATE', (await issue(authority, authority, { kind: 'root' }, valid)).der)
	const { der } = await issue(leaf, authority, { kind: 'tls', hosts: [name] }, valid)
	const key = new Uint8Array(await crypto.subtle.exportKey('pkcs8', leaf.keys.privateKey))
	await writeFile(join(folder, 'fullchain.pem'), writePem('CERTIFICATE', der))
	await writeFile(join(folder, 'certcollect.key'), writePem('PRIVATE KEY', key))
})

/** The example with this machine's ports and files in the place of its own, each of which has to be there. */
async function configuration(replacements: readonly (readonly [string, string])[]): Promise<string> {
	let example = await readFile(new URL('nginx.conf', import.meta.url), 'utf8')
	for (const [theirs, ours] of replacements) {
		expect(example).toContain(theirs)
		example = example.replaceAll(theirs, ours)
	}
	const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
		(kind) => `${kind}_temp_path ${folder}/${kind};`,
	)
	return `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; events {}
		http { access_log ${folder}/access.log; ${temporary.join(' ')}\n${example}\n}`
}

/** All of it, with an address of Redis and nothing in it. */
async function deployment() {
	const [redis, http, https] = [await freePort(), await freePort(), await freePort()]
	stops.push(
		await startProgram(redis, folder, 'redis-server', '--port', `${redis}`, '--bind', '127.0.0.1', '--save', ''),
	)
	// The variables of environment.example.
	const example = await readFile(new URL('environment.example', import.meta.url), 'utf8')
	const given = Object.fromEntries([...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, key, value]) => [key, value]))
	const variables = {
		...given,
		COLLECT_URL: sandbox.url,
		SESSION_SECRET: 'x'.repeat(32),
		REDIS_URL: `redis://127.0.0.1:${redis}`,
		SIGN_IN_FAILURES_ADDRESS: '4',
		ADDRESS_POINTS: '0',
	}
	const relays = [await started(variables), await started(variables)]
	const [first = '', second = ''] = relays.map(({ url }) => new URL(url).host)
	const file = join(folder, 'nginx.conf')
	await writeFile(
		file,
		await configuration([
			['127.0.0.1:8081', first],
			['127.0.0.1:8082', second],
			['/etc/ssl/certcollect/fullchain.pem', join(folder, 'fullchain.pem')],
			['/etc/ssl/private/certcollect.key', join(folder, 'certcollect.key')],
			['/var/www/acme', folder],
			['listen 80;', `listen 127.0.0.1:${http};`],
			['listen 443 ssl', `listen 127.0.0.1:${https} ssl`],
			['listen [::]:80;', ''],
			['listen [::]:443 ssl http2;', ''],
		]),
	)
	const stopNginx = await startProgram(https, folder, 'nginx', '-c', file, '-e', join(folder, 'error.log'))
	return { relays, variables, http, https, stopNginx }
}

interface Answer {
	readonly status: number
	readonly headers: IncomingHttpHeaders
	readonly body: string
}

describe.skipIf(isMissing && process.env['CI'] !== 'true')('nginx, two relays and Redis', () => {
	let all: Awaited<ReturnType<typeof deployment>>
	beforeEach(async () => {
		all = await deployment()
		return all.stopNginx
	})

	/** As a browser asks for it; certificates are verified. */
	function ask(
		path: string,
		form?: Record<string, string>,
		headers: Record<string, string> = {},
		more: { readonly agent?: Agent; readonly localAddress?: string } = {},
	): Promise<Answer> {
		const body = form && new URLSearchParams(form).toString()
		const type = { 'Content-Type': 'application/x-www-form-urlencoded', Origin: `https://${name}` }
		const options = {
			host: '127.0.0.1',
			port: all.https,
			servername: name,
			ca: root,
			path,
			method: body === undefined ? 'GET' : 'POST',
			...more,
			headers: { Host: name, ...(body === undefined ? {} : type), ...headers },
		}
		return new Promise((resolve, reject) => {
			const request = httpsRequest(options, (response) => {
				const { statusCode: status = 0 } = response
				text(response).then((read) => resolve({ status, headers: response.headers, body: read }), reject)
			})
			request.once('error', reject)
			request.end(body)
		})
	}
	const codeOf = ({ body }: Answer) => JSON.parse(body).code
	const signIn = (loginPassword: string, headers = {}) =>
		ask('/api/session', { loginName: account.loginName, loginPassword, orderNumber: '1000101' }, headers)
	const callsOf = (relay: number) => all.relays[relay]?.lines.filter((line) => line.includes('"msg":"call"')).length

	test('one session for both, one call at a time, and an end for both', async () => {
		const signedIn = await signIn(account.loginPassword)
		expect(signedIn.status).toBe(204)
		const cookie = signedIn.headers['set-cookie']?.[0] ?? ''
		expect(cookie).toMatch(/; Secure/)
		const headers = { Cookie: cookie.split(';')[0] ?? '' }
		const collect = (orderNumber: number) =>
			ask('/api/collect', { orderNumber: String(orderNumber), queryType: '0' }, headers)
		const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => collect(1000101 + index)))
		expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
		expect(sandbox.callsOf(account.loginName).most).toBe(1)
		await expect.poll(() => [callsOf(0), callsOf(1)].every((calls = 0) => calls > 0)).toBe(true)

		expect((await ask('/api/session', undefined, headers)).status).toBe(200)
		const end = new Promise<number>((resolve, reject) => {
			const options = { host: '127.0.0.1', port: all.https, servername: name, ca: root, path: '/api/session' }
			httpsRequest({ ...options, method: 'DELETE', headers: { Host: name, ...headers } }, (response) => {
				response.resume()
				resolve(response.statusCode ?? 0)
			})
				.once('error', reject)
				.end()
		})
		expect(await end).toBe(204)
		for (let call = 0; call < 4; call++) expect(codeOf(await collect(1000101))).toBe('not-signed-in')
	})

	test('failures count for both, whatever address a client pretends to have', async () => {
		const codes: string[] = []
		for (let attempt = 0; attempt < 6; attempt++)
			codes.push(codeOf(await signIn('wrong', { 'X-Forwarded-For': `192.0.2.${attempt}` })))
		const refused = 'sign-in-refused'
		expect(codes).toEqual([refused, refused, refused, refused, 'sign-in-throttled', 'sign-in-throttled'])
	})

	test('https and nothing else but what ACME asks for, with HSTS', async () => {
		const { status, headers } = await ask('/')
		expect([status, headers['strict-transport-security']]).toEqual([200, 'max-age=31536000'])
		expect(headers['cross-origin-opener-policy']).toBe('same-origin')
		const askPlain = (path: string) =>
			new Promise<Answer>((resolve, reject) => {
				const options = { host: '127.0.0.1', port: all.http, path, headers: { Host: name } }
				const request = httpRequest(options, (response) => {
					const { statusCode: status = 0, headers } = response
					text(response).then((body) => resolve({ status, headers, body }), reject)
				})
				request.once('error', reject).end()
			})
		const plain = await askPlain('/inspect')
		expect([plain.status, plain.headers.location]).toEqual([308, `https://${name}/inspect`])
		const challenges = '.well-known/acme-challenge'
		await mkdir(join(folder, challenges), { recursive: true })
		// Whoever nginx is when it was started by root gets in, and sees no more than what it knows the name of.
		await chmod(folder, 0o711)
		await writeFile(join(folder, challenges, 'token'), 'token.thumbprint')
		expect(await askPlain(`/${challenges}/token`)).toMatchObject({ status: 200, body: 'token.thumbprint' })
	})

	test('a relay that has gone is not missed', async () => {
		const [first] = all.relays
		first?.child.kill('SIGKILL')
		await first?.ended
		for (let call = 0; call < 10; call++) expect((await ask('/healthz')).status).toBe(200)
	})

	test('one address cannot have everything that runs', async () => {
		const begun = `POST /api/collect HTTP/1.1\r\nHost: ${name}\r\nContent-Length: 9\r\n\r\n`
		const sockets = Array.from({ length: 50 }, () => {
			const options = { host: '127.0.0.1', port: all.https, servername: name, ca: root, localAddress: '127.0.0.2' }
			return connect(options, function (this: TLSSocket) {
				this.write(begun)
			})
		})
		const statusFrom = async (localAddress: string) => (await ask('/healthz', undefined, {}, { localAddress })).status
		await expect.poll(() => statusFrom('127.0.0.2')).toBe(429)
		expect(await statusFrom('127.0.0.1')).toBe(200)
		for (const socket of sockets) socket.destroy()
		await expect.poll(() => statusFrom('127.0.0.2')).toBe(200)
	})

	test('relays that are started anew, one after the other, are not missed by anybody', async () => {
		const agent = new Agent({ keepAlive: true })
		const statuses = new Map<number, number>()
		let isOver = false
		const byCode = { collectionCode: 'abcdefgh12345678', queryType: '1' }
		const clients = Array.from({ length: 6 }, async () => {
			while (!isOver) {
				const { status } = await ask('/api/collect', byCode, {}, { agent })
				statuses.set(status, (statuses.get(status) ?? 0) + 1)
			}
		})
		const { variables } = all
		const again: (typeof all.relays)[number][] = []
		for (const { child, ended, url } of all.relays) {
			child.kill('SIGTERM')
			expect(await ended).toEqual([0, null])
			again.push(await started({ ...variables, PORT: new URL(url).port }))
		}
		for (const { line } of again) await line('call')
		isOver = true
		await Promise.all(clients)
		agent.destroy()
		expect([...statuses.keys()]).toEqual([200])
	})
})
