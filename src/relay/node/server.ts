import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { Deployment } from '../deployment.ts'
import { defaultLimits, type Limits } from '../limits.ts'
import type { Log } from '../log.ts'
import { createRelay } from '../relay.ts'
import type { Upstream } from '../upstream.ts'
import type { Config } from './config.ts'
import { serveSite } from './site.ts'
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
	/** Takes no more connections, lets running calls finish for as long as one call may take, and ends. */
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
	await serveSite(relay, webRoot, { collectUrl: config.collectUrl.href, ...deployment })

	const server = createServer(
		{
			headersTimeout: 10_000,
			requestTimeout: 30_000,
			keepAliveTimeout: 5_000,
			// How often the first two are looked at: with the default of 30 s they would hardly count.
			connectionsCheckingInterval: 1_000,
			maxHeaderSize: 16 * 1024,
		},
		getRequestListener(relay.fetch),
	)
	// Browsers open connections ahead of need. One without a request is not idle to Node, and would be waited for at the end.
	const unused = new Set<Socket>()
	server.on('connection', (socket) => {
		unused.add(socket)
		socket.once('close', () => unused.delete(socket))
	})
	// A kept connection becomes idle when its answer is out, which may be after `close` has ended the idle ones.
	server.on('request', (incoming, outgoing) => {
		unused.delete(incoming.socket)
		outgoing.once('close', () => server.listening || server.closeIdleConnections())
	})
	server.listen(config.port, config.host)
	await once(server, 'listening')
	const address = server.address()
	const port = typeof address === 'object' && address !== null ? address.port : config.port
	const host = config.host.includes(':') ? `[${config.host}]` : config.host

	const end = async () => {
		const closed = once(server, 'close')
		server.close()
		// Not at once: a request may just be on its way.
		const grace = setTimeout(() => {
			for (const socket of unused) if (socket.bytesRead === 0) socket.destroy()
		}, 100)
		const patience = setTimeout(() => server.closeAllConnections(), limits.callMilliseconds)
		await closed
		clearTimeout(grace)
		clearTimeout(patience)
		await authority.close()
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
