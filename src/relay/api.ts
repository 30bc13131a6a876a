/** The API: what each of its requests is answered, and what is noted of it. */
import { createAccounts } from './accounts.ts'
import { createAddressCalls } from './addressCalls.ts'
import { createAttempts } from './attempts.ts'
import { createCalls } from './calls.ts'
import { clientAddress, isTrustedProxy, type TrustedProxies } from './clientAddress.ts'
import { collect } from './collect.ts'
import type { Answer, Asked, Exchange } from './exchange.ts'
import { ofForm } from './form.ts'
import type { Limits } from './limits.ts'
import { callLine, faultLine, type Log } from './log.ts'
import { problem } from './problem.ts'
import { createSeal } from './sealedSession.ts'
import { apiSecurityHeaders, isCrossSite } from './security.ts'
import { signIn, signOut, staySignedIn, whoIsSignedIn } from './session.ts'
import { createSessionCookie } from './sessionCookie.ts'
import { createSessionEnds } from './sessionEnds.ts'
import { type Store, StoreError } from './store.ts'
import type { Upstream } from './upstream.ts'
import type { Watch } from './watch.ts'

export type ApiOptions = {
	readonly upstream: Upstream
	readonly limits: Limits
	readonly log: Log
	readonly watch: Watch
	readonly publicOrigin: string | undefined
	readonly sessionSecrets: readonly [string, ...string[]]
	readonly store: Store
	readonly trustedProxies: TrustedProxies | undefined
	readonly now: () => number
}

/** Answers a request whose path begins with /api; never rejects for anything that the request brings. */
export type Api = (asked: Asked) => Promise<Answer>

type Handler = (exchange: Exchange) => Promise<Answer>

/** The answer for a client that has left. Nobody reads it; the status is for the log, and is the one that others use there. */
function clientGone(exchange: Exchange): Answer {
	exchange.problem = 'client-gone'
	return { status: 499, fields: [], body: null }
}

/**
 * - `POST /api/collect` CollectCCC's parameters as a form → CollectCCC's status, bytes, and Content-Type made inert
 * - `POST`, `GET`, `PUT`, `DELETE /api/session` signing in, who is signed in, staying so, signing out, see `session.ts`
 */
export function createApi(options: ApiOptions): Api {
	const { upstream, limits, log, watch, publicOrigin, store, trustedProxies, now } = options
	const makeCall = createCalls(upstream, limits, watch)
	const cookie = createSessionCookie(
		createSeal(options.sessionSecrets, now),
		publicOrigin?.startsWith('https:') ?? false,
	)
	const enter = createAddressCalls(limits.addressCalls)
	const attempts = createAttempts(store, limits, enter)
	const ends = createSessionEnds(store, now)
	const accounts = createAccounts(makeCall, store, limits, ends, enter)
	const parts = { makeCall, attempts, accounts, cookie, ends, now }
	const security = apiSecurityHeaders(publicOrigin)

	/** path → method → handler */
	const routes = new Map<string, ReadonlyMap<string, Handler>>([
		['/api/collect', new Map([['POST', ofForm(limits.requestBytes, collect(parts))]])],
		[
			'/api/session',
			new Map([
				['GET', whoIsSignedIn(parts)],
				['POST', ofForm(limits.requestBytes, signIn(parts))],
				['PUT', staySignedIn(parts)],
				['DELETE', signOut(parts)],
			]),
		],
	])

	async function answer(exchange: Exchange, methods: ReadonlyMap<string, Handler> | undefined): Promise<Answer> {
		const { asked } = exchange
		try {
			if (isCrossSite(asked, publicOrigin)) return problem(exchange, 'cross-site')
			if (!methods) return problem(exchange, 'not-found')
			const handle = methods.get(asked.method === 'HEAD' ? 'GET' : asked.method)
			if (handle) return await handle(exchange)
			const refused = problem(exchange, 'method-not-allowed')
			return { ...refused, fields: [...refused.fields, 'Allow', [...methods.keys()].join(', ')] }
		} catch (error) {
			// A body that stops arriving, and a call that was ended for it, are no faults of ours.
			if (asked.client.aborted) return clientGone(exchange)
			if (error instanceof StoreError) return problem(exchange, error.code)
			log.fault(faultLine(exchange.requestId, error instanceof Error ? error : new Error()))
			return problem(exchange, 'internal')
		}
	}

	let isIgnoranceTold = false
	return async (asked) => {
		const began = performance.now()
		const requestId = crypto.randomUUID()
		const forwardedFor = asked.header('x-forwarded-for')
		if (!isIgnoranceTold && forwardedFor !== undefined && !isTrustedProxy(asked.peer, trustedProxies)) {
			isIgnoranceTold = true
			log.forwardedForIgnored?.()
		}
		const address = clientAddress(asked.peer, forwardedFor, trustedProxies)
		const exchange: Exchange = { asked, requestId, address }
		const methods = routes.get(asked.path)
		const { status, fields, body } = await answer(exchange, methods)
		const route = methods ? asked.path : '/api/*'
		const milliseconds = performance.now() - began
		log.call(callLine(exchange, route, status, milliseconds))
		watch.answered(route, status, milliseconds, exchange.problem)
		return { status, fields: security.concat('X-Request-Id', requestId, fields), body }
	}
}
