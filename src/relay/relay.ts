/** The relay: requests of the application to CollectCCC and back, with web-standard types only. */
import { type Context, Hono } from 'hono'
import { routePath } from 'hono/route'
import { createAccounts } from './accounts.ts'
import { createAttempts } from './attempts.ts'
import { limitBody } from './body.ts'
import { createCalls } from './calls.ts'
import { clientAddress, type TrustedProxies } from './clientAddress.ts'
import { clientGone, collect, formOnly } from './collect.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { faultLine, type Log, logCalls, type RelayEnvironment, silentLog } from './log.ts'
import { createMemoryStore } from './memoryStore.ts'
import { problem } from './problem.ts'
import { createSeal, randomSecret } from './sealedSession.ts'
import { refuseCrossSite, securityHeaders } from './security.ts'
import { signIn, signOut, staySignedIn, whoIsSignedIn } from './session.ts'
import { createSessionCookie } from './sessionCookie.ts'
import { type Store, StoreError } from './store.ts'
import type { Upstream } from './upstream.ts'
import { noWatch, type Watch } from './watch.ts'

export type Relay = Hono<RelayEnvironment>

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
 * Makes the relay. Routes that are added to what it returns get its request ids, security headers and answers to errors.
 *
 * - `POST /api/collect` CollectCCC's parameters as a form → CollectCCC's status, bytes, and Content-Type made inert
 * - `POST`, `GET`, `PUT`, `DELETE /api/session` signing in, who is signed in, staying so, signing out, see `session.ts`
 * - `GET /healthz` → `ok`
 *
 * @returns the application; its own refusals and failures are problem details, see `problem.ts`
 */
export function createRelay(options: RelayOptions): Relay {
	const { upstream, log = silentLog, watch = noWatch, publicOrigin, now = Date.now } = options
	const { store = createMemoryStore(now), sessionSecrets = [randomSecret()], peerAddress } = options
	const limits = { ...defaultLimits, ...options.limits }
	const makeCall = createCalls(upstream, limits, watch)
	const cookie = createSessionCookie(createSeal(sessionSecrets, now), publicOrigin?.startsWith('https:') ?? false)
	const attempts = createAttempts(store, limits)
	const parts = { makeCall, attempts, accounts: createAccounts(makeCall, store, limits), cookie, store, now }
	const fieldsFor = securityHeaders(publicOrigin)
	const relay: Relay = new Hono()

	relay.use(async (c, next) => {
		const began = performance.now()
		// Taken here because the body limit puts a new request, with a signal of its own, in this one's place.
		c.set('client', c.req.raw.signal)
		const requestId = crypto.randomUUID()
		c.set('requestId', requestId)
		const forwardedFor = c.req.header('X-Forwarded-For')
		c.set('address', clientAddress(peerAddress?.(c), forwardedFor, options.trustedProxies))
		const fields = { ...fieldsFor(c.req.url), 'X-Request-Id': requestId }
		c.set('fields', fields)
		await next()
		if (!c.get('hasFields')) for (const [name, value] of Object.entries(fields)) c.res.headers.set(name, value)
		watch.answered(routePath(c), c.res.status, performance.now() - began, c.get('problem'))
	})
	relay.use('/api/*', logCalls(log), refuseCrossSite(publicOrigin))

	const shortOnly = limitBody(limits.requestBytes)
	const allowing = (methods: string) => (c: Context<RelayEnvironment>) => {
		c.header('Allow', methods)
		return problem(c, 'method-not-allowed')
	}
	relay.post('/api/collect', formOnly, shortOnly, collect(parts))
	relay.all('/api/collect', allowing('POST'))
	relay.post('/api/session', formOnly, shortOnly, signIn(parts))
	relay.get('/api/session', whoIsSignedIn(parts))
	relay.put('/api/session', staySignedIn(parts))
	relay.delete('/api/session', signOut(parts))
	relay.all('/api/session', allowing('GET, POST, PUT, DELETE'))
	relay.all('/api/*', (c) => problem(c, 'not-found'))
	relay.get('/healthz', (c) => c.text('ok', 200, { 'Cache-Control': 'no-store' }))

	relay.notFound((c) => problem(c, 'not-found'))
	relay.onError((error, c) => {
		// A body that stops arriving, and a call that was ended for it, are no faults of ours.
		if (c.get('client').aborted) return clientGone(c)
		if (error instanceof StoreError) return problem(c, error.code)
		log.fault(faultLine(c.get('requestId'), error))
		return problem(c, 'internal')
	})
	return relay
}
