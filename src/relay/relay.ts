/** The relay: requests of the application to CollectCCC and back, with web-standard types only. */
import { type Context, Hono } from 'hono'
import { routePath } from 'hono/route'
import { type Api, createApi } from './api.ts'
import type { TrustedProxies } from './clientAddress.ts'
import type { Noted } from './exchange.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { faultLine, type Log, silentLog } from './log.ts'
import { createMemoryStore } from './memoryStore.ts'
import { problem } from './problem.ts'
import { randomSecret } from './sealedSession.ts'
import { securityHeaders } from './security.ts'
import type { Store } from './store.ts'
import type { Upstream } from './upstream.ts'
import { noWatch, type Watch } from './watch.ts'
import { askedBy, pairs, responseOf } from './web.ts'

type Environment = { Variables: { noted: Noted } }

/** The application; and the API alone, for a runtime that has a shorter way to it than `Request` and `Response`. */
export type Relay = Hono<Environment> & { readonly api: Api }

export type RelayOptions = {
	/** Who carries the calls to CollectCCC. */
	readonly upstream: Upstream
	/** What differs from the default limits. */
	readonly limits?: Partial<Limits> | undefined
	readonly log?: Log | undefined
	readonly watch?: Watch | undefined
	/** The origin that users see, such as `https://certificates.example.com`, when it is not the one that arrives here. */
	readonly publicOrigin?: string | undefined
	/** What sessions are sealed with: the first seals, all open. One made at random unless given. */
	readonly sessionSecrets?: readonly [string, ...string[]] | undefined
	/** What is shared with other relays; a store in memory unless given. */
	readonly store?: Store | undefined
	/** Who the connection of a request is with. */
	readonly peerAddress?: ((c: Context) => string | undefined) | undefined
	/** Whose X-Forwarded-For counts. */
	readonly trustedProxies?: TrustedProxies | undefined
	/** The clock, in milliseconds since 1970. */
	readonly now?: (() => number) | undefined
}

/**
 * Makes the relay: the API, see `api.ts`, and `GET /healthz` → `ok`. Routes that are added to what it returns get request ids,
 * security headers and answers to errors.
 *
 * @returns the application; its own refusals and failures are problem details, see `problem.ts`
 */
export function createRelay(options: RelayOptions): Relay {
	const { upstream, log = silentLog, watch = noWatch, publicOrigin, now = Date.now, trustedProxies } = options
	const { store = createMemoryStore(now), sessionSecrets = [randomSecret()], peerAddress } = options
	const limits = { ...defaultLimits, ...options.limits }
	const api = createApi({ upstream, limits, log, watch, publicOrigin, sessionSecrets, store, trustedProxies, now })
	const fieldsFor = securityHeaders(publicOrigin)
	const relay: Relay = Object.assign(new Hono<Environment>(), { api })

	relay.all('/api/*', async (c) => responseOf(await api(askedBy(c.req.raw, c.req.path, peerAddress?.(c)))))
	relay.use(async (c, next) => {
		const began = performance.now()
		const noted: Noted = { requestId: crypto.randomUUID() }
		c.set('noted', noted)
		const fields = fieldsFor(new URL(c.req.url).origin).concat('X-Request-Id', noted.requestId)
		await next()
		// What a route has said for itself stands: a drawing has a policy that is stricter.
		for (const [name, value] of pairs(fields)) if (!c.res.headers.has(name)) c.res.headers.set(name, value)
		watch.answered(routePath(c), c.res.status, performance.now() - began, noted.problem)
	})
	relay.get('/healthz', (c) => c.text('ok', 200, { 'Cache-Control': 'no-store' }))

	relay.notFound((c) => responseOf(problem(c.get('noted'), 'not-found')))
	relay.onError((error, c) => {
		const noted: Noted | undefined = c.get('noted')
		// Whatever runs this has a word for what should never happen.
		if (!noted) throw error
		log.fault(faultLine(noted.requestId, error))
		return responseOf(problem(noted, 'internal'))
	})
	return relay
}
