import { once } from 'node:events'
import { getRequestListener } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { Deployment } from '../deployment.ts'
import { defaultLimits, type Limits } from '../limits.ts'
import type { Log } from '../log.ts'
import { problemMembers } from '../problem.ts'
import { createRelay } from '../relay.ts'
import { serveSite } from '../site.ts'
import type { Upstream } from '../upstream.ts'
import { readBuiltFiles } from './builtFiles.ts'
import type { Config } from './config.ts'
import { drainOf } from './drain.ts'
import { createListener } from './listener.ts'
import { createRedisStore, type RedisLog } from './redis.ts'
import { createUpstream } from './upstream.ts'

export type ServerOptions = {
	readonly config: Pick<Config, 'host' | 'port' | 'collectUrl' | 'publicOrigin'> &
		Partial<Pick<Config, 'sessionSecrets' | 'trustedProxies' | 'redisUrl'>>
	/** The folder with the built application. */
	readonly webRoot: string
	readonly deployment?: Deployment | undefined
	/** In place of calls to `config.collectUrl`. */
	readonly upstream?: Upstream | undefined
	readonly limits?: Partial<Limits> | undefined
	readonly log?: (Log & Partial<RedisLog>) | undefined
}

export type RunningServer = {
	/** Where it listens, with the port that it got. */
	readonly url: string
	/** Takes no more connections, lets running calls finish for as long as they may take to end, and ends. */
	close(): Promise<void>
}

/** For a request whose Host or address makes no URL, so that no route can have it. */
const malformed = {
	status: 400,
	headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', Connection: 'close' },
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
	const { publicOrigin, sessionSecrets, trustedProxies, redisUrl } = config
	const redis = redisUrl === undefined ? undefined : await createRedisStore({ url: redisUrl, log })
	const relay = createRelay({
		upstream,
		limits,
		log,
		publicOrigin,
		sessionSecrets,
		trustedProxies,
		store: redis?.store,
		peerAddress: (c: Context) => getConnInfo(c).remote.address,
	})
	await serveSite(relay, await readBuiltFiles(webRoot), { collectUrl: config.collectUrl.href, ...deployment })

	const errorHandler = () => Response.json(problemMembers('request-malformed'), malformed)
	const server = createListener(getRequestListener(relay.fetch, { errorHandler }), limits)
	const drain = drainOf(server, limits.drainMilliseconds)
	server.listen(config.port, config.host)
	await once(server, 'listening')
	const address = server.address()
	const port = typeof address === 'object' && address !== null ? address.port : config.port
	const host = config.host.includes(':') ? `[${config.host}]` : config.host

	const end = async () => {
		await drain()
		await authority.close()
		redis?.close()
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
