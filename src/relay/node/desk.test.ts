/** A whole session of the desk against a sandbox: what the relay writes into its log, and what it answers with. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { account, lockedAccount } from '../../sandbox/accounts.ts'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'
import { createLog } from './log.ts'
import { type RunningServer, startServer } from './server.ts'

let sandbox: Sandbox
let webRoot: string
let server: RunningServer
const written: string[] = []
beforeAll(async () => {
	sandbox = await startSandbox()
	webRoot = await mkdtemp(join(tmpdir(), 'web-'))
	await writeFile(join(webRoot, 'index.html'), '<script type="application/json" id="deployment">{}</script>')
	const config = { host: '127.0.0.1', port: 0, collectUrl: new URL(sandbox.url), publicOrigin: undefined }
	const log = createLog('trace', { write: (line) => written.push(line) })
	server = await startServer({ config, webRoot, log, limits: { failures: 0 } })
})
afterAll(async () => {
	await server.close()
	await sandbox.close()
	await rm(webRoot, { recursive: true })
})

type Answer = {
	readonly call: string
	readonly status: number
	readonly headers: string
	readonly body: string
	readonly cookie: string
}

/** A browser: it keeps its cookie, and notes every answer whole. */
function browser() {
	const answers: Answer[] = []
	const cookies: string[] = []
	let jar = ''
	async function ask(method: string, path: string, form?: Record<string, string>): Promise<Answer> {
		const body = form && new URLSearchParams(form)
		const response = await fetch(server.url + path, { method, headers: { Cookie: jar }, ...(body && { body }) })
		const cookie = response.headers.get('Set-Cookie') ?? ''
		const [pair = '', maxAge] = [cookie.split(';')[0], /Max-Age=0/.exec(cookie)]
		if (cookie !== '') jar = maxAge ? '' : pair
		if (jar !== '') cookies.push(jar.slice(jar.indexOf('=') + 1))
		const answer = {
			call: `${method} ${path} ${form?.['queryType'] ?? ''}`.trim(),
			status: response.status,
			headers: JSON.stringify([...response.headers].filter(([name]) => name !== 'set-cookie')),
			body: await response.text(),
			cookie,
		}
		answers.push(answer)
		return answer
	}
	return { ask, answers, cookies }
}

test('neither passwords nor cookies nor certificates are anywhere but where they belong', async () => {
	const { ask, answers, cookies } = browser()
	const { loginName, loginPassword } = account
	const wrongPassword = 'mistyped-password'
	const signIn = (password: string, name = loginName) =>
		ask('POST', '/api/session', { loginName: name, loginPassword: password, orderNumber: '1000101' })
	const collect = (orderNumber: string, queryType = '0', more = {}) =>
		ask('POST', '/api/collect', { orderNumber, queryType, ...more })

	expect((await ask('GET', '/api/session')).status).toBe(401)
	expect((await collect('1000101')).status).toBe(401)
	expect((await signIn(wrongPassword)).status).toBe(401)
	expect((await signIn(lockedAccount.loginPassword, lockedAccount.loginName)).status).toBe(401)
	expect((await signIn('')).status).toBe(400)
	expect((await signIn(loginPassword)).status).toBe(204)
	expect((await ask('GET', '/api/session')).body).toContain(loginName)
	expect((await ask('PUT', '/api/session')).status).toBe(204)
	for (let shop = 1; shop <= 60; shop++) expect((await collect(String(2_000_000 + shop))).status).toBe(200)
	for (const order of ['1000101', '1000102', '2000001', '1000407']) {
		const { status, body } = await collect(order, '1')
		expect([status, body.split('\n')[0]]).toEqual([200, '2'])
	}
	expect((await collect('1000101', '1', { responseType: '2' })).body).toMatch(/^2\nMII/)
	// Replies that are none, break off, point elsewhere, or are too long.
	for (const order of ['1000401', '1000402', '1000403', '1000405', '1000406', '1000408']) await collect(order, '1')
	expect((await collect('not-a-number')).status).toBe(400)
	expect((await collect('1000101', '0', { loginName, loginPassword: wrongPassword })).body).toMatch(/^-16\n/)
	expect((await ask('GET', '/api/collect')).status).toBe(405)
	expect((await collect('1000316')).status).toBe(401)
	expect((await collect('1000101')).status).toBe(401)
	expect((await signIn(loginPassword)).status).toBe(204)
	// Three where the name was accepted, and what strangers have left.
	for (let attempt = 0; attempt < 6; attempt++) expect((await signIn(wrongPassword)).status).toBe(401)
	expect((await signIn(loginPassword)).status).toBe(429)
	expect((await ask('DELETE', '/api/session')).status).toBe(204)
	expect((await ask('GET', '/api/session')).status).toBe(401)

	const log = written.join('')
	expect(written.length).toBe(answers.length)
	expect(new Set(cookies).size).toBe(3)
	const secrets = [loginPassword, wrongPassword, ...cookies]
	const encoded = secrets.flatMap((secret) => [secret, encodeURIComponent(secret), btoa(secret).replaceAll('=', '')])
	for (const secret of encoded) {
		expect(log).not.toContain(secret)
		for (const { headers, body } of answers) expect(headers + body).not.toContain(secret)
	}
	// A cookie is set by signing in, by using it and by staying, and by nothing else; what it holds cannot be read in it.
	for (const { call, status, cookie } of answers) {
		if (cookie === '' || /=; Max-Age=0/.test(cookie)) continue
		expect([
			'POST /api/session 204',
			'PUT /api/session 204',
			'POST /api/collect 0 200',
			'POST /api/collect 1 200',
		]).toContain(`${call} ${status}`)
		for (const part of cookie.split('.'))
			for (const secret of [loginName, loginPassword, wrongPassword])
				expect(Buffer.from(part, 'base64url').toString('latin1')).not.toContain(secret)
	}
	// Certificates are where they were asked for, and in no log. `MII` begins the base64 of whatever is longer than 255 octets.
	expect(log).not.toMatch(/BEGIN|MII/)
	for (const { call, body } of answers) if (/BEGIN CERT|MII/.test(body)) expect(call).toBe('POST /api/collect 1')
	expect(answers.filter(({ body }) => body.includes('BEGIN CERT')).length).toBeGreaterThan(3)
	// Who signs in is told to that browser alone, and which orders were asked for to nobody.
	expect(log).not.toContain(loginName)
	expect(log).not.toContain(lockedAccount.loginName)
	expect(log).not.toMatch(/\b[12]00\d{4}\b/)
	for (const { call, body } of answers) if (body.includes(loginName)) expect(call).toBe('GET /api/session')
	expect(sandbox.callsOf(loginName)).toMatchObject({ most: 1, running: 0 })
})
