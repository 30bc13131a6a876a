/** The relay: requests of the application to CollectCCC and back, with web-standard types only. */
import { Hono } from 'hono'
import { limitBody } from './body.ts'
import { clientGone, collect, formOnly } from './collect.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { faultLine, type Log, logCalls, type RelayEnvironment, silentLog } from './log.ts'
import { problem } from './problem.ts'
import { refuseCrossSite, securityHeaders } from './security.ts'
import type { Upstream } from './upstream.ts'

export type Relay = Hono<RelayEnvironment>

export type RelayOptions = {
	/** Who carries the calls to CollectCCC. */
	readonly upstream: Upstream
	/** What differs from the default limits. */
	readonly limits?: Partial<Limits> | undefined
	readonly log?: Log | undefined
	/** The origin that users see, such as `https://certificates.example.com`, when it is not the one that arrives here. */
	readonly publicOrigin?: string | undefined
}

/**
 * Makes the relay. Routes that are added to what it returns get its request ids, security headers and answers to errors.
 *
 * - `POST /api/collect` CollectCCC's parameters as a form → CollectCCC's status, bytes, and Content-Type made inert
 * - `GET /healthz` → `ok`
 *
 * @returns the application; its own refusals and failures are problem details, see `problem.ts`
 */
export function createRelay({ upstream, limits, log = silentLog, publicOrigin }: RelayOptions): Relay {
	const { requestBytes, callMilliseconds } = { ...defaultLimits, ...limits }
	const relay: Relay = new Hono()

	relay.use(async (c, next) => {
		const requestId = crypto.randomUUID()
		c.set('requestId', requestId)
		// Taken here because the body limit puts a new request, with a signal of its own, in this one's place.
		c.set('client', c.req.raw.signal)
		await next()
		c.res.headers.set('X-Request-Id', requestId)
	})
	relay.use(securityHeaders(publicOrigin))
	relay.use('/api/*', logCalls(log), refuseCrossSite(publicOrigin))

	relay.post(
		'/api/collect',
		formOnly,
		limitBody(requestBytes),
		collect(upstream, callMilliseconds),
	)
	relay.all('/api/collect', (c) => {
		c.header('Allow', 'POST')
		return problem(c, 'method-not-allowed')
	})
	relay.all('/api/*', (c) => problem(c, 'not-found'))
	relay.get('/healthz', (c) => c.text('ok', 200, { 'Cache-Control': 'no-store' }))

	relay.notFound((c) => problem(c, 'not-found'))
	relay.onError((error, c) => {
		// A body that stops arriving, and a call that was ended for it, are no faults of ours.
		if (c.get('client').aborted) return clientGone(c)
		log.fault(faultLine(c.get('requestId'), error))
		return problem(c, 'internal')
	})
	return relay
}
