/**
 * The entry for workerd. The relay, site and all, is one Durable Object: what it counts and whose turn it is holds for every
 * request, and a call's own code runs to its end when its client has left, which workerd does for objects alone.
 */
import { DurableObject } from 'cloudflare:workers'
import type { Context } from 'hono'
import { readConfig } from '../config.ts'
import { createRelay, type Relay } from '../relay.ts'
import { serveSite } from '../site.ts'
import { type Fetcher, readBuiltFiles } from './builtFiles.ts'
import { readImageFiles } from './imageFiles.ts'
import { createLog } from './log.ts'
import { createUpstream } from './upstream.ts'

/** What `relay.capnp` binds: variables of the environment, null if they are not set, and what is reached by `fetch`. */
type Bindings = {
	readonly web: Fetcher
	readonly logo: Fetcher
	readonly icon: Fetcher
	readonly object: {
		idFromName(name: string): unknown
		get(id: unknown): { fetch(request: Request): Promise<Response> }
	}
	readonly [variable: string]: unknown
}

/** workerd tells the other end of a connection with its port. */
function peerAddress(c: Context): string | undefined {
	const request: Request & { readonly cf?: { readonly clientIp?: string } } = c.req.raw
	return request.cf?.clientIp?.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')
}

/** @throws with every mistake in the configuration; the launcher has found them before, and says them better */
async function start(bindings: Bindings): Promise<Relay> {
	const set = Object.entries(bindings).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
	const variables = Object.fromEntries(set)
	const reading = readConfig(variables, await readImageFiles(variables, bindings))
	if ('mistakes' in reading) throw new Error(reading.mistakes.join('\n'))
	const { branding, collectUrl, limits, logLevel, publicOrigin, sessionSecrets, trustedProxies } = reading.config
	const relay = createRelay({
		upstream: createUpstream(collectUrl, limits),
		limits,
		log: createLog(logLevel),
		publicOrigin,
		sessionSecrets,
		peerAddress,
		trustedProxies,
	})
	await serveSite(relay, await readBuiltFiles(bindings.web), { collectUrl: collectUrl.href }, branding)
	return relay
}

export class RelayObject extends DurableObject<Bindings> {
	// There is no input or output before the first request.
	#relay: Promise<Relay> | undefined

	async fetch(request: Request): Promise<Response> {
		this.#relay ??= start(this.env)
		return (await this.#relay).fetch(request)
	}
}

export default {
	fetch: (request: Request, { object }: Bindings): Promise<Response> =>
		object.get(object.idFromName('relay')).fetch(request),
}
