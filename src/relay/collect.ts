import type { Context, Handler, MiddlewareHandler } from 'hono'
import { type CollectRequest, formBody, InvalidRequest, parseRequest } from '../collectccc/request.ts'
import { loginRefused, statusOf } from './accounts.ts'
import type { Attempts } from './attempts.ts'
import type { Call, MakeCall } from './calls.ts'
import { inertType } from './inertType.ts'
import type { RelayEnvironment } from './log.ts'
import { problem } from './problem.ts'
import { endOf } from './sealedSession.ts'
import { notCalled, type SessionParts, secondsLeft } from './session.ts'

/** A middleware that refuses every body but a form: anything else would need a second reader. */
export const formOnly: MiddlewareHandler<RelayEnvironment> = async (c, next) => {
	const [type = ''] = (c.req.header('Content-Type') ?? '').split(';')
	if (type.trim().toLowerCase() === 'application/x-www-form-urlencoded') return next()
	return problem(c, 'content-type-unsupported')
}

/**
 * The answer for a client that has left. Nobody reads it; the status is for the log, and is the one that other servers
 * use there.
 */
export function clientGone(c: Context<RelayEnvironment>): Response {
	c.set('problem', 'client-gone')
	return new Response(null, { status: 499 })
}

/** Hands on what a call brought: the bytes untouched. */
function handOn(c: Context<RelayEnvironment>, call: Call, more: Record<string, string> = {}): Response {
	c.set('upstream', call)
	if ('error' in call) return problem(c, call.error.code, { retryAfter: call.error.retryAfter })
	const { status, contentType, body } = call.reply
	return new Response(hasNoBody(status) ? null : body, {
		status,
		headers: { 'Content-Type': inertType(contentType), 'Cache-Control': 'no-store', ...more },
	})
}

// RFC 9110, sections 15.3.5 and 15.3.6: a Response with such a status refuses even an empty body.
const hasNoBody = (status: number) => status === 204 || status === 205

/** An order and nothing that says who asks for it: whoever is signed in. */
const isOfSession = (form: URLSearchParams) =>
	form.has('orderNumber') && !['loginName', 'loginPassword', 'collectionCode'].some((name) => form.has(name))

/** A session's use is noted in its cookie so often, which leaves its end right to the minute. */
const renewAfter = 60_000

export type CollectParts = SessionParts & { readonly makeCall: MakeCall; readonly attempts: Attempts }

/** Notes CollectCCC's status for the log, if there is one. */
function noteCode(c: Context<RelayEnvironment>, status: number | undefined): void {
	if (status !== undefined) c.set('upstreamCode', status)
}

/** Asks with a collection code, as often as the address may. */
async function collectByCode(
	c: Context<RelayEnvironment>,
	request: CollectRequest,
	{ makeCall, attempts }: CollectParts,
) {
	const attempt = await attempts(c.get('address'))
	if (attempt.kind === 'refused') return problem(c, 'too-many-requests', { retryAfter: attempt.seconds })
	let status: number | undefined
	try {
		const call = await makeCall(formBody(request), c.get('client'))
		if ('reply' in call) status = statusOf(call.reply.body)
		noteCode(c, status)
		return handOn(c, call)
	} finally {
		await attempt.end(status)
	}
}

/** Asks with the login of a session, and notes that the session was used. */
async function collectInSession(c: Context<RelayEnvironment>, form: URLSearchParams, parts: CollectParts) {
	const { accounts, cookie, store, now } = parts
	const session = await cookie.read(c)
	if (!session) return problem(c, 'not-signed-in')
	const { id, loginName, loginPassword } = session
	const request = parseRequest([...form, ['loginName', loginName], ['loginPassword', loginPassword]])
	if ('collectionCode' in request) throw new InvalidRequest('collectionCode', 'is not of a session')
	const seconds = secondsLeft(session, now())
	const outcome = await accounts.inSession(request, { id, seconds }, c.get('client'))
	switch (outcome.kind) {
		case 'ended':
			return problem(c, 'not-signed-in')
		case 'busy':
		case 'throttled':
			return notCalled(c, outcome)
		case 'called': {
			noteCode(c, outcome.status)
			if (outcome.status === loginRefused) {
				c.set('upstream', outcome.call)
				c.header('Set-Cookie', cookie.cleared)
				return problem(c, 'session-refused')
			}
			const used = { ...session, usedAt: now() }
			if (endOf(used) - endOf(session) < renewAfter) return handOn(c, outcome.call)
			// An answer that was long under way does not bring the cookie back of somebody who has signed out since.
			if (await store.hasEnded(id).catch(() => true)) return handOn(c, outcome.call)
			return handOn(c, outcome.call, { 'Set-Cookie': await cookie.holding(used) })
		}
	}
}

/**
 * Checks one request to CollectCCC, asks the upstream, and hands back its bytes untouched. With a login it waits for the
 * account's turn; with a collection code it does not.
 *
 * @returns a handler for a form of CollectCCC's own parameters
 */
export function collect(parts: CollectParts): Handler<RelayEnvironment> {
	const { accounts } = parts
	return async (c) => {
		const client = c.get('client')
		const form = new URLSearchParams(await c.req.text())
		try {
			if (isOfSession(form)) return await collectInSession(c, form, parts)
			const request = parseRequest(form)
			if ('collectionCode' in request) return await collectByCode(c, request, parts)
			const outcome = await accounts.asStranger(request, c.get('address'), client)
			if (outcome.kind === 'ended') return problem(c, 'not-signed-in')
			if (outcome.kind !== 'called') return notCalled(c, outcome)
			noteCode(c, outcome.status)
			return handOn(c, outcome.call)
		} catch (error) {
			if (!(error instanceof InvalidRequest)) throw error
			return problem(c, error.code, { parameter: error.parameter, detail: error.rule })
		}
	}
}
