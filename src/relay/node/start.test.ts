/** The entry as it is deployed: bundled, in a process of its own, with the application beside it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

let folder: string
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'start-'))
	await symlink(fileURLToPath(new URL('../../../node_modules', import.meta.url)), join(folder, 'node_modules'))
	await writeFile(join(folder, 'package.json'), '{"type":"module"}')
	await mkdir(join(folder, 'web'))
	await writeFile(join(folder, 'web/index.html'), '<script type="application/json" id="deployment">{}</script>')
	const ssr = fileURLToPath(new URL('start.ts', import.meta.url))
	await build({
		configFile: false,
		logLevel: 'silent',
		build: { ssr, outDir: join(folder, 'server'), emptyOutDir: true },
	})
})
afterAll(() => rm(folder, { recursive: true }))

const children: ChildProcess[] = []
const upstream = createServer()
afterEach(() => {
	for (const child of children.splice(0)) child.kill('SIGKILL')
	upstream.closeAllConnections()
	upstream.close()
	upstream.removeAllListeners('request')
})

function start(env: Record<string, string>) {
	const child = spawn(process.execPath, [join(folder, 'server/start.js')], { env, stdio: ['ignore', 'pipe', 'pipe'] })
	children.push(child)
	return { child, ended: once(child, 'close'), errors: text(child.stderr) }
}

/** A server that waits for its upstream with one call. */
async function startAndAsk() {
	const asked = once(upstream, 'request').then(([, response]): ServerResponse => response)
	upstream.listen(0, '127.0.0.1')
	await once(upstream, 'listening')
	const address = upstream.address()
	const port = typeof address === 'object' ? address?.port : address
	const env = { PORT: '0', COLLECT_URL: `http://127.0.0.1:${port}/`, SESSION_SECRET: 'x'.repeat(32) }
	const { child, ended } = start(env)
	const [line] = await once(child.stdout, 'data')
	const { url, msg } = JSON.parse(line)
	expect(msg).toBe('listening')
	const body = new URLSearchParams({ collectionCode: 'SECRET', queryType: '1' })
	const answer = fetch(`${url}/api/collect`, { method: 'POST', body })
	return { child, ended, answer, response: await asked }
}

test('every mistake is a line on stderr, and the exit code is 2', async () => {
	const { ended, errors } = start({ PORT: 'x', COLLECT_URL: 'http://SECRET@example.com', LOG_LEVEL: 'loud' })
	expect(await ended).toEqual([2, null])
	const lines = (await errors).trimEnd().split('\n')
	expect(lines.map((line) => line.split(':')[0])).toEqual(['PORT', 'COLLECT_URL', 'COLLECT_URL', 'LOG_LEVEL'])
	expect(lines.join()).not.toContain('SECRET')
})

test('an address that is taken is one line on stderr, and the exit code is 1', async () => {
	upstream.listen(0, '127.0.0.1')
	await once(upstream, 'listening')
	const address = upstream.address()
	const { ended, errors } = start({ PORT: String(typeof address === 'object' ? address?.port : address) })
	expect(await ended).toEqual([1, null])
	expect(await errors).toMatch(/^Cannot start: .*EADDRINUSE.*\n$/)
})

test.each(['SIGTERM', 'SIGINT'] as const)('%s lets a running call finish, then the exit code is 0', async (signal) => {
	const { child, ended, answer, response } = await startAndAsk()
	child.kill(signal)
	const [line] = await once(child.stdout, 'data')
	expect(JSON.parse(line)).toMatchObject({ msg: 'stopping' })
	response.end('0\n')
	expect(await (await answer).text()).toBe('0\n')
	expect(await ended).toEqual([0, null])
})

test('a second signal ends it at once', async () => {
	const { child, ended, answer } = await startAndAsk()
	child.kill('SIGTERM')
	await once(child.stdout, 'data')
	child.kill('SIGTERM')
	await expect(answer).rejects.toThrow()
	expect(await ended).toEqual([1, null])
})

test('it says that nobody gave it a secret, and that its Redis is not there, and serves all the same', async () => {
	const { child } = start({ PORT: '0', REDIS_URL: 'redis://:SECRET@127.0.0.1:1' })
	let said = ''
	child.stdout.setEncoding('utf8').on('data', (text) => {
		said += text
	})
	await expect.poll(() => said, { timeout: 10_000 }).toContain('"listening"')
	const lines = said
		.trimEnd()
		.split('\n')
		.map((line) => JSON.parse(line))
	expect(lines).toMatchObject([
		{ level: 'warn', msg: expect.stringContaining('SESSION_SECRET is not given') },
		{ level: 'warn', msg: 'store lost', cause: 'ECONNREFUSED' },
		{ level: 'info', msg: 'listening' },
	])
	expect(said).not.toContain('SECRET@')
	expect((await fetch(`${lines[2].url}/healthz`)).status).toBe(200)
})
