import type { Context, Handler, MiddlewareHandler } from 'hono'
import { type CollectRequest, formBody, InvalidRequest, parseRequest } from '../collectccc/request.ts'
import type { Call } from './calls.ts'
import { CallRefused } from './gate.ts'
import { inertType } from './inertType.ts'
import { causeCode, type RelayEnvironment } from './log.ts'
import { problem } from './problem.ts'
import { UpstreamError } from './upstream.ts'

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

/**
 * Checks one request to CollectCCC, asks the upstream, and hands back its bytes untouched.
 *
 * @param call makes the call
 * @returns a handler for a form of CollectCCC's own parameters
 */
export function collect(call: Call): Handler<RelayEnvironment> {
	return async (c) => {
		const client = c.get('client')
		let request: CollectRequest
		try {
			request = parseRequest(new URLSearchParams(await c.req.text()))
		} catch (error) {
			if (!(error instanceof InvalidRequest)) throw error
			return problem(c, error.code, { parameter: error.parameter, detail: error.rule })
		}
		const began = performance.now()
		const elapsed = () => ({ upstreamMilliseconds: Math.round(performance.now() - began) })
		try {
			const reply = await call(formBody(request), client)
			c.set('upstream', { ...elapsed(), upstreamStatus: reply.status })
			return new Response(hasNoBody(reply.status) ? null : reply.body, {
				status: reply.status,
				headers: { 'Content-Type': inertType(reply.contentType), 'Cache-Control': 'no-store' },
			})
		} catch (error) {
			if (error instanceof CallRefused) return problem(c, error.code, { retryAfter: error.retryAfter })
			if (!(error instanceof UpstreamError) || client.aborted) throw error
			const upstreamCause = causeCode(error.cause)
			c.set('upstream', { ...elapsed(), ...(upstreamCause === undefined ? {} : { upstreamCause }) })
			return problem(c, error.code)
		}
	}
}

// RFC 9110, sections 15.3.5 and 15.3.6: a Response with such a status refuses even an empty body.
const hasNoBody = (status: number) => status === 204 || status === 205
