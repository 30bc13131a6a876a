import { type CollectRequest, formBody, InvalidRequest, parseRequest } from '../collectccc/request.ts'
import type { Attempts, Heard } from './attempts.ts'
import type { Call, MakeCall } from './calls.ts'
import type { Answer, Exchange } from './exchange.ts'
import { inertType } from './inertType.ts'
import { loginRefused, provesLogin, statusOf } from './loginStatus.ts'
import { problem } from './problem.ts'
import { endOf } from './sealedSession.ts'
import type { Fields } from './security.ts'
import { isReplaced, notCalled, noteCall, type SessionParts } from './session.ts'

/** Hands on what a call brought: the bytes untouched. */
function handOn(exchange: Exchange, call: Call, more: Fields = []): Answer {
	if ('error' in call) return problem(exchange, call.error.code, { retryAfter: call.error.retryAfter })
	const { status, contentType, body } = call.reply
	return {
		status,
		fields: ['Content-Type', inertType(contentType), 'Cache-Control', 'no-store', ...more],
		body: hasNoBody(status) ? null : body,
	}
}

// RFC 9110, sections 15.3.5 and 15.3.6: a Response with such a status refuses even an empty body.
const hasNoBody = (status: number) => status === 204 || status === 205

/** An order and nothing that says who asks for it: whoever is signed in. */
const isOfSession = (form: URLSearchParams) =>
	form.has('orderNumber') && !['loginName', 'loginPassword', 'collectionCode'].some((name) => form.has(name))

/** A session's use is noted in its cookie so often, which leaves its end right to the minute. */
const renewAfter = 60_000

export type CollectParts = SessionParts & { readonly makeCall: MakeCall; readonly attempts: Attempts }

/** Asks with a collection code, as often as the address may. */
async function collectByCode(exchange: Exchange, request: CollectRequest, { makeCall, attempts }: CollectParts) {
	const attempt = await attempts(exchange.address)
	if (attempt.kind === 'refused') return problem(exchange, 'too-many-requests', { retryAfter: attempt.seconds })
	let heard: Heard = 'nothing'
	try {
		const call = await makeCall(formBody(request), exchange.address, exchange.asked.client)
		const status = 'reply' in call ? statusOf(call.reply.body) : undefined
		// A gateway's page, or one for an hour of maintenance, says nothing of the code.
		if ('reply' in call && call.reply.status < 500) heard = status ?? 'unreadable'
		noteCall(exchange, call, status)
		return handOn(exchange, call)
	} finally {
		await attempt.end(heard)
	}
}

/** Asks with the login of a session, and notes that the session was used. */
async function collectInSession(exchange: Exchange, form: URLSearchParams, parts: CollectParts): Promise<Answer> {
	const { accounts, cookie, ends, now } = parts
	const session = await cookie.read(exchange.asked)
	if (!session) return problem(exchange, 'not-signed-in')
	if (isReplaced(session, exchange.asked)) return problem(exchange, 'session-replaced')
	const { loginName, loginPassword } = session
	const request = parseRequest([...form, ['loginName', loginName], ['loginPassword', loginPassword]])
	if ('collectionCode' in request) throw new InvalidRequest('collectionCode', 'is not of a session')
	const outcome = await accounts.inSession(request, session, exchange.address, exchange.asked.client)
	switch (outcome.kind) {
		case 'ended':
			return problem(exchange, 'not-signed-in')
		case 'busy':
		case 'throttled':
			return notCalled(exchange, outcome)
		case 'called': {
			noteCall(exchange, outcome.call, outcome.status)
			if (outcome.status === loginRefused) {
				const refused = problem(exchange, 'session-refused')
				return { ...refused, fields: [...refused.fields, 'Set-Cookie', cookie.cleared] }
			}
			const used = { ...session, isProven: session.isProven || provesLogin(outcome.status), usedAt: now() }
			const isAsBefore = used.isProven === session.isProven && endOf(used) - endOf(session) < renewAfter
			if (isAsBefore) return handOn(exchange, outcome.call)
			// An answer that was long under way does not bring the cookie back of somebody who has signed out since.
			if (await ends.hasEnded(session).catch(() => true)) return handOn(exchange, outcome.call)
			return handOn(exchange, outcome.call, ['Set-Cookie', await cookie.holding(used)])
		}
	}
}

/**
 * Checks one request to CollectCCC, asks the upstream, and hands back its bytes untouched. With a login it waits for the
 * account's turn; with a collection code it does not.
 *
 * @returns a handler for a form of CollectCCC's own parameters
 */
export function collect(parts: CollectParts) {
	const { accounts } = parts
	return async (exchange: Exchange, form: URLSearchParams): Promise<Answer> => {
		if (isOfSession(form)) return collectInSession(exchange, form, parts)
		const request = parseRequest(form)
		if ('collectionCode' in request) return collectByCode(exchange, request, parts)
		const outcome = await accounts.asStranger(request, exchange.address, exchange.asked.client)
		if (outcome.kind === 'ended') return problem(exchange, 'not-signed-in')
		if (outcome.kind !== 'called') return notCalled(exchange, outcome)
		noteCall(exchange, outcome.call, outcome.status)
		return handOn(exchange, outcome.call)
	}
}
