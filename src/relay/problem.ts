/** The relay's own refusals and failures, as problem details (RFC 9457). */
import type { Context } from 'hono'
import type { RelayEnvironment } from './log.ts'
import { type ProblemCode, problems } from './problemCodes.ts'

/**
 * Answers a request with a problem, and notes it for the log.
 *
 * @param code which problem; it decides the status and the words
 * @param field the parameter at fault and the rule that it breaks; never its value
 * @returns application/problem+json with `type`, `title`, `status`, `detail`, `code`, `requestId`, and `parameter` where
 *   one is at fault (RFC 9457, section 3)
 */
export function problem(
	c: Context<RelayEnvironment>,
	code: ProblemCode,
	field?: { readonly parameter: string; readonly detail: string },
): Response {
	c.set('problem', code)
	const { status, title, detail } = problems[code]
	const members = { type: `/problems/${code}`, title, status, detail, ...field, code, requestId: c.get('requestId') }
	return c.body(JSON.stringify(members), status, {
		'Content-Type': 'application/problem+json',
		'Cache-Control': 'no-store',
	})
}

/**
 * Answers with a problem that will be over after some time.
 *
 * @param seconds when to try again (RFC 9110, section 10.2.3)
 */
export function problemUntil(c: Context<RelayEnvironment>, code: ProblemCode, seconds: number): Response {
	c.header('Retry-After', String(seconds))
	return problem(c, code)
}
