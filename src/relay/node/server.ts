import { once } from 'node:events'
import { getRequestListener, RequestError } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { Config } from '../config.ts'
import type { Deployment } from '../deployment.ts'
import { defaultLimits, type Limits } from '../limits.ts'
import { faultLine, type Log } from '../log.ts'
import { problemMembers } from '../problem.ts'
import { createRelay } from '../relay.ts'
import { serveSite } from '../site.ts'
import type { Upstream } from '../upstream.ts'
import { readBuiltFiles } from './builtFiles.ts'
import { drainOf } from './drain.ts'
import { createListener } from './listener.ts'
import { createUpstream } from './upstream.ts'

export type ServerOptions = {
	readonly config: Pick<Config, 'host' | 'port' | 'collectUrl' | 'publicOrigin'> &
		Partial<Pick<Config, 'sessionSecrets' | 'trustedProxies'>>
	/** The folder with the built application. */
	readonly webRoot: string
	readonly deployment?: Deployment | undefined
	/** In place of calls to `config.collectUrl`. */
	readonly upstream?: Upstream | undefined
	readonly limits?: Partial<Limits> | undefined
	readonly log?: Log | undefined
}

export type RunningServer = {
	/** Where it listens, with the port that it got. */
	readonly url: string
	/** Takes no more connections, lets running calls finish for as long as they may take to end, and ends. */
	close(): Promise<void>
}

/**
 * Serves the relay and the built application over HTTP.
 *
 * @throws an error of the system when the address cannot be listened on or the application is not there
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
	const { config, webRoot, deployment = {}, log } = options
	const limits = { ...defaultLimits, ...options.limits }
	const authority = createUpstream(config.collectUrl, limits)
	const { upstream = authority.upstream } = options
	const { publicOrigin, sessionSecrets, trustedProxies } = config
	const peerAddress = (c: Context) => getConnInfo(c).remote.address
	const relay = createRelay({ upstream, limits, log, publicOrigin, sessionSecrets, trustedProxies, peerAddress })
	await serveSite(relay, await readBuiltFiles(webRoot), { collectUrl: config.collectUrl.href, ...deployment })

	/** For what happens outside of every route: a Host or an address that makes no URL, or a fault of the frame itself. */
	const errorHandler = (error: unknown) => {
		const code = error instanceof RequestError ? 'request-malformed' : 'internal'
		if (code === 'internal') log?.fault(faultLine(undefined, error instanceof Error ? error : new Error()))
		const { status } = problemMembers(code)
		const headers = { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', Connection: 'close' }
		return Response.json(problemMembers(code), { status, headers })
	}
	const server = createListener(getRequestListener(relay.fetch, { errorHandler }), limits)
	const drain = drainOf(server, limits.drainMilliseconds)
	server.listen(config.port, config.host)
	await once(server, 'listening')
	const address = server.address()
	const port = typeof address === 'object' && address !== null ? address.port : config.port
	const host = config.host.includes(':') ? `[${config.host}]` : config.host

	const end = async () => {
		// Calls with a login go on when their client has left, but not beyond the end.
		const drained = drain()
		const patience = setTimeout(() => void authority.destroy(), limits.drainMilliseconds)
		await drained
		await authority.close()
		clearTimeout(patience)
	}
	let ending: Promise<void> | undefined
	return {
		url: `http://${host}:${port}`,
		close: () => {
			ending ??= end()
			return ending
		},
	}
}
