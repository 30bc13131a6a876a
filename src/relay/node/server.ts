import { getRequestListener, RequestError } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { Config } from '../config.ts'
import type { Deployment } from '../deployment.ts'
import type { Answer } from '../exchange.ts'
import { defaultLimits, type Limits } from '../limits.ts'
import { type FaultLine, faultLine, type Log, silentLog } from '../log.ts'
import { problemMembers } from '../problem.ts'
import { createRelay } from '../relay.ts'
import { serveSite } from '../site.ts'
import type { Upstream } from '../upstream.ts'
import { responseOf } from '../web.ts'
import { readBuiltFiles } from './builtFiles.ts'
import { collectDirectly } from './collectDirectly.ts'
import { drain } from './drain.ts'
import { listen } from './listen.ts'
import { createListener } from './listener.ts'
import { createMetrics, serveMetrics } from './metrics.ts'
import { createRedisStore } from './redis.ts'
import type { RedisLog } from './redisConnection.ts'
import { createUpstream } from './upstream.ts'

export type ServerOptions = {
	readonly config: Pick<Config, 'host' | 'port' | 'collectUrl' | 'publicOrigin'> &
		Partial<Pick<Config, 'sessionSecrets' | 'trustedProxies' | 'redisUrl' | 'branding' | 'metricsHost' | 'metricsPort'>>
	/** The folder with the built application. */
	readonly webRoot: string
	readonly deployment?: Deployment | undefined
	/** In place of calls to `config.collectUrl`. */
	readonly upstream?: Upstream | undefined
	readonly limits?: Partial<Limits> | undefined
	readonly log?: (Log & Partial<RedisLog>) | undefined
	/** The clock by which sessions end, in milliseconds since 1970. */
	readonly now?: (() => number) | undefined
}

export type RunningServer = {
	/** Where it listens, with the port that it got. */
	readonly url: string
	/** Where its figures are, if they are anywhere. */
	readonly metricsUrl: string | undefined
	/** Notes an error that nobody caught. */
	noteFault(error: unknown): void
	/**
	 * Takes no more connections, lets running calls finish for as long as they may take to end, and ends.
	 *
	 * @param kept for how many milliseconds a connection that somebody keeps may still bring a request; not at all unless given
	 */
	close(kept?: number): Promise<void>
}

/**
 * Serves the relay and the built application over HTTP.
 *
 * @throws an error of the system when the address cannot be listened on or the application is not there
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
	const { config, webRoot, deployment = {} } = options
	const limits = { ...defaultLimits, ...options.limits }
	const authority = createUpstream(config.collectUrl, limits)
	const { upstream = authority.upstream } = options
	const { publicOrigin, sessionSecrets, trustedProxies, redisUrl } = config
	const metrics = config.metricsPort === undefined ? undefined : createMetrics()
	const log = {
		...silentLog,
		...options.log,
		fault: (line: FaultLine) => {
			metrics?.fault()
			options.log?.fault(line)
		},
		storeLost: (cause: string | undefined) => {
			metrics?.store(false)
			options.log?.storeLost?.(cause)
		},
		storeReached: () => {
			metrics?.store(true)
			options.log?.storeReached?.()
		},
	}
	const redis = redisUrl === undefined ? undefined : await createRedisStore({ url: redisUrl, log })
	const relay = createRelay({
		upstream,
		limits,
		log,
		watch: metrics?.watch,
		publicOrigin,
		sessionSecrets,
		trustedProxies,
		store: redis?.store,
		now: options.now,
		peerAddress: (c: Context) => getConnInfo(c).remote.address,
	})
	const told = { collectUrl: config.collectUrl.href, ...deployment }
	await serveSite(relay, await readBuiltFiles(webRoot), told, config.branding)

	const noteFault = (error: unknown) => log.fault(faultLine(undefined, error instanceof Error ? error : new Error()))
	/** For what happens outside of every route: a Host or an address that makes no URL, or a fault of the frame itself. */
	const failed = (error: unknown): Answer => {
		const code = error instanceof RequestError ? 'request-malformed' : 'internal'
		if (code === 'internal') noteFault(error)
		const members = problemMembers(code)
		const fields = [
			...['Content-Type', 'application/problem+json'],
			...['Cache-Control', 'no-store'],
			...['X-Content-Type-Options', 'nosniff'],
			...['Connection', 'close'],
		]
		return { status: members.status, fields, body: JSON.stringify(members) }
	}
	const fetch: typeof relay.fetch = (request, ...more) => {
		// What looks like an address need not be one, such as 1.2.3.999.
		if (!URL.canParse(request.url)) throw new RequestError('Invalid URL')
		return relay.fetch(request, ...more)
	}
	const byWeb = getRequestListener(fetch, { errorHandler: (error) => responseOf(failed(error)) })
	const handle = collectDirectly(relay.api, limits.requestBytes, failed, byWeb)
	const { server, connections } = createListener(handle, limits, metrics?.listener, trustedProxies)
	metrics?.connections(server)
	const figures =
		metrics && config.metricsPort !== undefined ? createListener(serveMetrics(metrics), limits).server : undefined
	const metricsUrl = figures && (await listen(figures, config.metricsHost ?? config.host, config.metricsPort ?? 0))
	const url = await listen(server, config.host, config.port).catch((error: unknown) => {
		figures?.close()
		throw error
	})

	const end = async (kept: number) => {
		// Calls with a login go on when their client has left, but not beyond the end.
		const drained = drain(server, connections, kept, limits.drainMilliseconds)
		const patience = setTimeout(() => void authority.destroy(), limits.drainMilliseconds)
		await drained
		await authority.close()
		clearTimeout(patience)
		redis?.close()
		figures?.close()
		figures?.closeAllConnections()
	}
	let ending: Promise<void> | undefined
	return {
		url,
		metricsUrl,
		noteFault,
		close: (kept = 0) => {
			ending ??= end(kept)
			return ending
		},
	}
}
