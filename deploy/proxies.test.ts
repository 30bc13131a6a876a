/** What every example of a proxy promises, each as an operator takes it: with TLS and two relays. */
import { writeFile } from 'node:fs/promises'
import { Agent } from 'node:https'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { account } from '../src/sandbox/accounts.ts'
import { isRoot } from '../tools/programs.ts'
import { freePort } from '../tools/servers.ts'
import {
	type Ask,
	askAt,
	exampleWith,
	folder,
	installBuild,
	isMissing,
	loadPage,
	nginxExample,
	type Relay,
	sandbox,
	startNginx,
	startProxy,
	startRelays,
} from './fixtures/behindProxy.ts'

type Relays = readonly [Relay, Relay]
const hostOf = ({ url }: Relay) => new URL(url).host

async function startCaddy(port: number, [first, second]: Relays) {
	const example = await exampleWith('Caddyfile', [
		['127.0.0.1:8081', hostOf(first)],
		['127.0.0.1:8082', hostOf(second)],
		['#tls /etc/caddy/', `tls ${folder}/`],
		[' /etc/caddy/key.pem', ` ${folder}/key.pem`],
	])
	const elsewhere = `{\n	admin off\n	auto_https disable_redirects\n	https_port ${port}\n	storage file_system ${folder}\n}\n`
	const file = join(folder, 'Caddyfile')
	await writeFile(file, elsewhere + example)
	await startProxy(port, 'caddy', 'run', '--config', file, '--adapter', 'caddyfile')
}

async function startHaproxy(port: number, [first, second]: Relays) {
	const example = await exampleWith('haproxy.cfg', [
		['127.0.0.1:8081', hostOf(first)],
		['127.0.0.1:8082', hostOf(second)],
		['/etc/haproxy/certcollect.pem', join(folder, 'together.pem')],
		['[::]:80 v4v6', `127.0.0.1:${await freePort()}`],
		['[::]:443 v4v6', `127.0.0.1:${port}`],
	])
	const file = join(folder, 'haproxy.cfg')
	await writeFile(file, example)
	await startProxy(port, 'haproxy', '-db', '-f', file)
}

async function startApache(port: number, [first, second]: Relays) {
	const http = await freePort()
	const example = await exampleWith('apache.conf', [
		['127.0.0.1:8081', hostOf(first)],
		['127.0.0.1:8082', hostOf(second)],
		['/etc/ssl/certcollect', folder],
		['*:80', `*:${http}`],
		['*:443', `*:${port}`],
	])
	const modules = '/usr/lib/apache2/modules'
	const itself = ['mpm_event', 'authz_core', 'alias', 'slotmem_shm', 'socache_shmcb']
	const [, enabled = ''] = /a2enmod ([\w ]+)/.exec(example) ?? []
	const main = `ServerRoot ${folder}
ServerName 127.0.0.1
PidFile ${folder}/apache.pid
DefaultRuntimeDir ${folder}
Mutex file:${folder}
ErrorLog ${folder}/apache.log
${isRoot() ? 'User www-data\nGroup www-data' : ''}
${[...itself, ...enabled.trim().split(' ')].map((module) => `LoadModule ${module}_module ${modules}/mod_${module}.so`).join('\n')}
Listen 127.0.0.1:${http}
Listen 127.0.0.1:${port}
${example}`
	const file = join(folder, 'apache.conf')
	await writeFile(file, main)
	await startProxy(port, 'apache2', '-f', file, '-DFOREGROUND')
}

const proxies = [
	['nginx', 'nginx', async (port: number, relays: Relays) => startNginx(port, await nginxExample(port, relays))],
	['Caddy', 'caddy', startCaddy],
	['HAProxy', 'haproxy', startHaproxy],
	['Apache', 'apache2', startApache],
] as const

const times = (count: number) => Array.from({ length: count }, (_, index) => index)
const byCode = { collectionCode: 'abcdefgh12345678', queryType: '1' }

describe.each(proxies)('%s', (_, program, startIt) => {
	describe.skipIf(isMissing(program, 'redis-server'))('in front of two relays', () => {
		let all: Awaited<ReturnType<typeof startRelays>>
		let port: number
		let ask: Ask
		beforeEach(async () => {
			all = await startRelays()
			port = await freePort()
			await startIt(port, all.relays)
			ask = askAt(port)
		})
		const codeOf = ({ body }: { readonly body: string }) => JSON.parse(body).code

		test('the page has its policy and HSTS, calls get through, and another name gets nothing', async () => {
			const { status, headers } = await ask('/')
			expect([status, headers['strict-transport-security']]).toEqual([200, 'max-age=31536000'])
			expect(headers['cross-origin-opener-policy']).toBe('same-origin')
			expect(await ask('/api/collect', byCode)).toMatchObject({ status: 200 })
			const other = await ask('/', undefined, { Host: 'evil.example.net' }).catch(() => undefined)
			expect(other?.body ?? '').not.toContain('deployment')
			expect(other?.headers ?? {}).not.toHaveProperty('content-security-policy')
		})

		test('failures count for both, whatever address a client pretends to have', async () => {
			const codes: string[] = []
			for (const attempt of times(6)) {
				const form = { loginName: account.loginName, loginPassword: 'wrong', orderNumber: '1000101' }
				codes.push(codeOf(await ask('/api/session', form, { 'X-Forwarded-For': `192.0.2.${attempt}` })))
			}
			const refused = 'sign-in-refused'
			expect(codes).toEqual([refused, refused, refused, refused, 'sign-in-throttled', 'sign-in-throttled'])
			expect(sandbox.callsOf(account.loginName).most).toBe(1)
		})

		test('a relay that has gone is not missed', async () => {
			const [first] = all.relays
			first.child.kill('SIGKILL')
			await first.ended
			for (const _ of times(10)) expect((await ask('/healthz')).status).toBe(200)
			for (const _ of times(10)) expect(await loadPage(ask)).toBe('old')
			for (const _ of times(10)) expect((await ask('/api/collect', byCode)).status).toBe(200)
		})

		test('while relays are of different versions every page is whole, and an old one is later', async () => {
			const load = async () => {
				const builds: (string | undefined)[] = []
				for (const _ of times(20)) builds.push(await loadPage(ask))
				return new Set(builds)
			}
			const isWhole = (builds: ReadonlySet<string | undefined>) =>
				expect([...builds].filter((build) => build !== 'old' && build !== 'new')).toEqual([])
			// How calls end is for the next test.
			const renew = (relay: Relay) => all.again(relay, 'SIGKILL')
			const [first, second] = all.relays
			// An upgrade, with what the page of the old build still needs.
			await installBuild('new', true)
			const newFirst = await renew(first)
			isWhole(await load())
			const newSecond = await renew(second)
			expect(await load()).toEqual(new Set(['new']))
			for (const _ of times(4)) expect((await ask('/assets/index-old.js')).status).toBe(200)
			// And back, to a build that knows nothing of the new one.
			await installBuild('old')
			await renew(newFirst)
			isWhole(await load())
			await renew(newSecond)
			expect(await load()).toEqual(new Set(['old']))
			expect((await ask('/assets/index-new.js')).status).toBe(404)
		})

		test('relays that are started anew, one after the other, are not missed by anybody', async () => {
			const agent = new Agent({ keepAlive: true })
			const answers = new Set<string>()
			let isOver = false
			const clients = times(6).map(async (client) => {
				while (!isOver) {
					const form = client % 2 === 0 ? byCode : undefined
					const path = form ? '/api/collect' : '/api/session'
					const { status, headers } = await ask(path, form, {}, { agent })
					answers.add(`${form ? 'POST' : 'GET'} ${status} ${headers['retry-after'] ?? ''}`)
				}
			})
			for (const relay of all.relays) {
				const again = await all.again(relay)
				// Apache asks the second one only while the first one is away.
				if (program !== 'apache2' || relay === all.relays[0]) await again.line('call')
			}
			isOver = true
			await Promise.all(clients)
			agent.destroy()
			// Caddy 2.6 asks nobody else what is a POST.
			const allowed = program === 'caddy' ? /^(GET 401 |POST 200 |POST 50[23] 5)$/ : /^(GET 401 |POST 200 )$/
			expect([...answers].filter((answer) => !allowed.test(answer))).toEqual([])
			expect([...answers]).toEqual(expect.arrayContaining(['GET 401 ', 'POST 200 ']))
		})

		test('without any relay the page learns that it is away', async () => {
			for (const relay of all.relays) {
				relay.child.kill('SIGKILL')
				await relay.ended
			}
			const { status, headers, body } = await ask('/api/collect', byCode)
			expect([502, 503, 504]).toContain(status)
			// Apache has nothing but pages, which the page takes for what they are.
			if (program === 'apache2') expect(headers['content-type']).toMatch(/^text\/html/)
			else {
				expect(headers).toMatchObject({ 'content-type': 'application/problem+json', 'retry-after': '5' })
				expect(JSON.parse(body)).toMatchObject({ type: '/problems/internal', code: 'internal' })
			}
		})
	})
})
