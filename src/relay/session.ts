/** Signing in and out: the only ones who ever see a password are CollectCCC, this relay for a moment, and the sealed cookie. */
import type { Context, Handler } from 'hono'
import { InvalidRequest, parseRequest } from '../collectccc/request.ts'
import { type AccountRequest, type Accounts, loginRefused } from './accounts.ts'
import type { RelayEnvironment } from './log.ts'
import { problem } from './problem.ts'
import { endOf, latestEndOf, type Session } from './sealedSession.ts'
import type { SessionCookie } from './sessionCookie.ts'
import { ifReached, type Store } from './store.ts'

export type SessionParts = {
	readonly accounts: Accounts
	readonly cookie: SessionCookie
	readonly store: Store
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

/** @returns for how many seconds a session's cookie can be opened at most, however often it is renewed */
export const secondsLeft = (session: Session, now: number) =>
	Math.max(1, Math.ceil((latestEndOf(session) - now) / 1000))

/** How long somebody should wait when an account has more calls waiting than it may, in seconds. */
const patience = 5

/** @returns the answer to a call that never got to CollectCCC */
export function notCalled(
	c: Context<RelayEnvironment>,
	outcome: { readonly kind: 'throttled'; readonly seconds: number } | { readonly kind: 'busy' },
): Response {
	if (outcome.kind === 'busy') return problem(c, 'account-busy', { retryAfter: patience })
	return problem(c, 'sign-in-throttled', { retryAfter: outcome.seconds })
}

/** @returns a handler that tries a login and, unless it is refused, answers 204 with a session's cookie */
export function signIn({ accounts, cookie, store, now }: SessionParts): Handler<RelayEnvironment> {
	return async (c) => {
		let request: AccountRequest
		try {
			request = parseSignIn(new URLSearchParams(await c.req.text()))
		} catch (error) {
			if (!(error instanceof InvalidRequest)) throw error
			return problem(c, error.code, { parameter: error.parameter, detail: error.rule })
		}
		const outcome = await accounts.asStranger(request, c.get('address'), c.get('client'))
		if (outcome.kind === 'ended') return problem(c, 'not-signed-in')
		if (outcome.kind !== 'called') return notCalled(c, outcome)
		const { call, status } = outcome
		c.set('upstream', call)
		if (status !== undefined) c.set('upstreamCode', status)
		if ('error' in call) return problem(c, call.error.code, { retryAfter: call.error.retryAfter })
		if (status === undefined) return problem(c, 'upstream-unreadable')
		if (status === loginRefused) return problem(c, 'sign-in-refused')
		// Whoever signs in anew leaves the session before: no late answer of that may bring its cookie back.
		const before = await cookie.read(c)
		if (before) await ifReached(store.endSession(before.id, secondsLeft(before, now())))
		const { loginName, loginPassword } = request
		const time = now()
		const session = { id: crypto.randomUUID(), loginName, loginPassword, signedInAt: time, usedAt: time }
		return c.body(null, 204, { 'Set-Cookie': await cookie.holding(session), 'Cache-Control': 'no-store' })
	}
}

/** @returns a handler that says who is signed in, until when if nothing more is done, and until when at the most */
export function whoIsSignedIn({ cookie, store }: SessionParts): Handler<RelayEnvironment> {
	return async (c) => {
		const session = await cookie.read(c)
		if (!session || (await store.hasEnded(session.id))) return problem(c, 'not-signed-in')
		const expiresAt = new Date(endOf(session)).toISOString()
		const endsAt = new Date(latestEndOf(session)).toISOString()
		return c.json({ loginName: session.loginName, expiresAt, endsAt }, 200, { 'Cache-Control': 'no-store' })
	}
}

/** @returns a handler that keeps a session from ending because it was not used; CollectCCC is not asked */
export function staySignedIn({ cookie, store, now }: SessionParts): Handler<RelayEnvironment> {
	return async (c) => {
		const session = await cookie.read(c)
		if (!session) return problem(c, 'not-signed-in')
		const renewed = await cookie.holding({ ...session, usedAt: now() })
		// Looked up last, so that a session which ends meanwhile does not get its cookie back.
		if (await store.hasEnded(session.id)) return problem(c, 'not-signed-in')
		return c.body(null, 204, { 'Set-Cookie': renewed, 'Cache-Control': 'no-store' })
	}
}

/** @returns a handler that ends the session, also for whoever has a copy of its cookie */
export function signOut({ cookie, store, now }: SessionParts): Handler<RelayEnvironment> {
	return async (c) => {
		c.header('Set-Cookie', cookie.cleared)
		const session = await cookie.read(c)
		if (session) await ifReached(store.endSession(session.id, secondsLeft(session, now())))
		return c.body(null, 204, { 'Cache-Control': 'no-store' })
	}
}
