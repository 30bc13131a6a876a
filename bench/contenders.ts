/** What is compared: each a process of its own in front of the same upstream. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startSandbox } from '../src/sandbox/server.ts'
import { freePort, isListening } from '../tools/servers.ts'

export interface Server {
	readonly url: string
	/** of the process that was started and all that it started */
	readonly pids: () => readonly number[]
	stop(): Promise<void>
}

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** nginx with one worker, its configuration for `server` and what stands beside that given. */
function nginxConfiguration(folder: string, rest: string): string {
	return `
		worker_processes 1;
		daemon off;
		pid ${folder}/pid;
		error_log ${folder}/error.log;
		events { worker_connections 4096; }
		http {
			keepalive_requests 100000000;
			client_body_temp_path ${folder}/body;
			proxy_temp_path ${folder}/proxy;
			fastcgi_temp_path ${folder}/fastcgi;
			uwsgi_temp_path ${folder}/uwsgi;
			scgi_temp_path ${folder}/scgi;
			${rest}
		}`
}

/** @returns the children of a process, and itself */
function family(pid: number): readonly number[] {
	const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
		readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
	)
	return [pid, ...children.flatMap(family)]
}

async function start(
	folder: string,
	core: number,
	port: number,
	[...command]: readonly string[],
	env: Record<string, string> = {},
): Promise<Server> {
	const log = openSync(join(folder, 'output.log'), 'w')
	const child: ChildProcess = spawn('taskset', ['-c', String(core), ...command], {
		stdio: ['ignore', log, log],
		env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...env },
	})
	process.once('exit', () => child.kill())
	while (!(await isListening(port)))
		if (child.exitCode !== null) throw new Error(readFileSync(join(folder, 'output.log'), 'utf8'))
	return {
		url: `http://127.0.0.1:${port}`,
		pids: () => family(child.pid ?? 0),
		async stop() {
			if (child.exitCode !== null) return
			child.kill()
			await once(child, 'exit')
		},
	}
}

async function startNginx(folder: string, core: number, port: number, rest: string): Promise<Server> {
	const file = join(folder, 'nginx.conf')
	await writeFile(file, nginxConfiguration(folder, rest))
	return start(folder, core, port, ['nginx', '-c', file, '-e', join(folder, 'error.log')])
}

/** @returns what CollectCCC replies with for an order with four certificates, 5 KB */
async function reply(): Promise<string> {
	const sandbox = await startSandbox()
	const body = new URLSearchParams({ collectionCode: 'DemoSingleHost01', queryType: '1', showValidityPeriod: 'Y' })
	const text = await fetch(sandbox.url, { method: 'POST', body }).then((response) => response.text())
	await sandbox.close()
	return text
}

/** @returns what all have behind them: as fast as a server can be, so that it is no bottleneck */
export async function startUpstream(parent: string, core: number): Promise<Server> {
	const folder = await folderOf(parent, 'upstream')
	const port = await freePort()
	// nginx takes no longer word than 4 KB.
	const parts = (await reply()).match(/[\s\S]{1,3000}/g) ?? []
	return startNginx(
		folder,
		core,
		port,
		`server {
			listen 127.0.0.1:${port} backlog=4096;
			access_log off;
			default_type text/plain;
			${parts.map((part, index) => `set $part${index} '${part}';`).join('\n')}
			location / { return 200 '${parts.map((_part, index) => `$part${index}`).join('')}'; }
		}`,
	)
}

async function folderOf(parent: string, name: string): Promise<string> {
	const folder = join(parent, name)
	await mkdir(folder, { recursive: true })
	return folder
}

/** The relay as it is deployed. */
export const relayCommand: readonly string[] = [process.execPath, pathOf('../dist/server/start.js')]

/** @returns its environment: everything by default, but that it calls this upstream and lets one address do so as often as it likes */
export const relayVariables = (port: number, upstream: string): Readonly<Record<string, string>> => ({
	NODE_ENV: 'production',
	SESSION_SECRET: 'only for the time of a measurement',
	PORT: String(port),
	COLLECT_URL: `${upstream}/products/download/CollectCCC`,
	// Counted all the same: it is only that all of the load comes from one address.
	ADDRESS_POINTS: '999999999',
	ADDRESS_CALLS: '999999999',
	ADDRESS_CONNECTIONS: '999999999',
})

/** name → how to start it on a core, in front of an upstream */
export const contenders: Readonly<Record<string, (parent: string, core: number, upstream: string) => Promise<Server>>> =
	{
		async relay(parent, core, upstream) {
			const port = await freePort()
			return start(await folderOf(parent, 'relay'), core, port, relayCommand, relayVariables(port, upstream))
		},
		async nginx(parent, core, upstream) {
			const port = await freePort()
			const folder = await folderOf(parent, 'nginx')
			return startNginx(
				folder,
				core,
				port,
				`upstream authority { server ${new URL(upstream).host}; keepalive 1000; keepalive_requests 100000000; }
			server {
				listen 127.0.0.1:${port} backlog=4096;
				access_log ${folder}/access.log;
				location / {
					proxy_pass http://authority;
					proxy_http_version 1.1;
					proxy_set_header Connection "";
				}
			}`,
			)
		},
		async '@fastify/http-proxy'(parent, core, upstream) {
			const port = await freePort()
			const command = [process.execPath, pathOf('proxies/fastifyHttpProxy.js'), String(port), upstream]
			return start(await folderOf(parent, 'fastify'), core, port, command)
		},
		async 'http-proxy'(parent, core, upstream) {
			const port = await freePort()
			const command = [process.execPath, pathOf('proxies/httpProxy.js'), String(port), upstream]
			return start(await folderOf(parent, 'http-proxy'), core, port, command)
		},
		async 'http-proxy, connections kept'(parent, core, upstream) {
			const port = await freePort()
			const command = [process.execPath, pathOf('proxies/httpProxy.js'), String(port), upstream, 'kept']
			return start(await folderOf(parent, 'http-proxy-kept'), core, port, command)
		},
		async 'node:http, no proxy'(parent, core, upstream) {
			const port = await freePort()
			const command = [process.execPath, pathOf('proxies/nodeHttp.js'), String(port), upstream]
			return start(await folderOf(parent, 'node-http'), core, port, command)
		},
	}
