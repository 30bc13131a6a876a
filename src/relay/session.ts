/** Signing in and out: the only ones who ever see a password are CollectCCC, this relay for a moment, and the sealed cookie. */
import { InvalidRequest, parseRequest } from '../collectccc/request.ts'
import type { AccountRequest, Accounts } from './accounts.ts'
import type { Call } from './calls.ts'
import type { Answer, Asked, Exchange } from './exchange.ts'
import { loginRefused, provesLogin } from './loginStatus.ts'
import { problem } from './problem.ts'
import { endOf, latestEndOf, type Session } from './sealedSession.ts'
import type { Fields } from './security.ts'
import type { SessionCookie } from './sessionCookie.ts'
import type { SessionEnds } from './sessionEnds.ts'

export type SessionParts = {
	readonly accounts: Accounts
	readonly cookie: SessionCookie
	readonly ends: SessionEnds
	readonly now: () => number
}

const parameters: readonly string[] = ['loginName', 'loginPassword', 'orderNumber'] satisfies (keyof AccountRequest)[]

/** A sign-in asks for an order's status and for nothing else: there is no other way to try a login. */
function parseSignIn(form: URLSearchParams): AccountRequest {
	for (const name of form.keys())
		if (!parameters.includes(name)) throw new InvalidRequest(name.slice(0, 64), 'is not a parameter of a sign-in')
	const missing = parameters.find((name) => !form.has(name))
	if (missing !== undefined) throw new InvalidRequest(missing, 'is missing')
	const request = parseRequest([...form, ['queryType', '0']])
	if ('collectionCode' in request) throw new InvalidRequest('collectionCode', 'is not a parameter of a sign-in')
	return request
}

/** Notes for the log what a call brought. */
export function noteCall(exchange: Exchange, call: Call, status: number | undefined): void {
	exchange.upstream = call
	if (status !== undefined) exchange.upstreamCode = status
}

/** How long somebody should wait when an account has more calls waiting than it may, in seconds. */
const patience = 5

/** @returns the answer to a call that never got to CollectCCC */
export function notCalled(
	exchange: Exchange,
	outcome: { readonly kind: 'throttled'; readonly seconds: number } | { readonly kind: 'busy' },
): Answer {
	if (outcome.kind === 'busy') return problem(exchange, 'account-busy', { retryAfter: patience })
	return problem(exchange, 'sign-in-throttled', { retryAfter: outcome.seconds })
}

/** An answer that says all in its fields. */
const nothing = (fields: Fields): Answer => ({
	status: 204,
	fields: ['Cache-Control', 'no-store', ...fields],
	body: null,
})

/** @returns a handler that tries a login and, unless it is refused, answers 204 with a session's cookie */
export function signIn({ accounts, cookie, ends, now }: SessionParts) {
	return async (exchange: Exchange, form: URLSearchParams): Promise<Answer> => {
		const request = parseSignIn(form)
		const outcome = await accounts.asStranger(request, exchange.address, exchange.asked.client)
		if (outcome.kind === 'ended') return problem(exchange, 'not-signed-in')
		if (outcome.kind !== 'called') return notCalled(exchange, outcome)
		const { call, status } = outcome
		noteCall(exchange, call, status)
		if ('error' in call) return problem(exchange, call.error.code, { retryAfter: call.error.retryAfter })
		if (status === undefined) return problem(exchange, 'upstream-unreadable')
		if (status === loginRefused) return problem(exchange, 'sign-in-refused')
		// Whoever signs in anew leaves the session before: no late answer of that may bring its cookie back.
		const before = await cookie.read(exchange.asked)
		if (before) await ends.end(before)
		const { loginName, loginPassword } = request
		const time = now()
		const isProven = provesLogin(status)
		const session = { id: crypto.randomUUID(), loginName, loginPassword, isProven, signedInAt: time, usedAt: time }
		return nothing(['Set-Cookie', await cookie.holding(session)])
	}
}

/**
 * All tabs of a browser have one cookie, so a page may ask with the session of somebody who has signed in elsewhere since. Its
 * `Session-Id` says which one it means; programs without tabs need not say.
 */
export function isReplaced({ id }: Session, { header }: Pick<Asked, 'header'>): boolean {
	const meant = header('session-id')
	return meant !== undefined && meant !== id
}

/** @returns a handler that says who is signed in, until when if nothing more is done, and until when at the most */
export function whoIsSignedIn({ cookie, ends }: SessionParts) {
	return async (exchange: Exchange): Promise<Answer> => {
		const session = await cookie.read(exchange.asked)
		if (!session || (await ends.hasEnded(session))) return problem(exchange, 'not-signed-in')
		const expiresAt = new Date(endOf(session)).toISOString()
		const endsAt = new Date(latestEndOf(session)).toISOString()
		return {
			status: 200,
			fields: ['Content-Type', 'application/json', 'Cache-Control', 'no-store'],
			body: JSON.stringify({ id: session.id, loginName: session.loginName, expiresAt, endsAt }),
		}
	}
}

/** @returns a handler that keeps a session from ending because it was not used; CollectCCC is not asked */
export function staySignedIn({ cookie, ends, now }: SessionParts) {
	return async (exchange: Exchange): Promise<Answer> => {
		const session = await cookie.read(exchange.asked)
		if (!session) return problem(exchange, 'not-signed-in')
		if (isReplaced(session, exchange.asked)) return problem(exchange, 'session-replaced')
		const renewed = await cookie.holding({ ...session, usedAt: now() })
		// Looked up last, so that a session which ends meanwhile does not get its cookie back.
		if (await ends.hasEnded(session)) return problem(exchange, 'not-signed-in')
		return nothing(['Set-Cookie', renewed])
	}
}

/** @returns a handler that ends the session, also for whoever has a copy of its cookie */
export function signOut({ cookie, ends }: SessionParts) {
	return async ({ asked }: Exchange): Promise<Answer> => {
		const session = await cookie.read(asked)
		if (session) await ends.end(session)
		return nothing(['Set-Cookie', cookie.cleared])
	}
}
