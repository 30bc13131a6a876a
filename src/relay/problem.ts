/** The relay's own refusals and failures, as problem details (RFC 9457). */
import type { Answer, Noted } from './exchange.ts'
import { type ProblemCode, problems } from './problemCodes.ts'

/** What a problem may say beyond its code. */
type More = {
	/** The parameter at fault, and with `detail` the rule that it breaks; never its value. */
	readonly parameter?: string
	readonly detail?: string
	/** When it is worth trying again, in whole seconds. */
	readonly retryAfter?: number | undefined
}

/**
 * @param code which problem; it decides the status and the words
 * @returns the members of application/problem+json: `type`, `title`, `status`, `detail`, `code` (RFC 9457, section 3)
 */
export function problemMembers(code: ProblemCode) {
	return { type: `/problems/${code}`, ...problems[code], code }
}

/**
 * Answers a request with a problem, and notes it for the log.
 *
 * @returns application/problem+json with the members of its code, `requestId`, and `parameter` where one is at fault; with
 *   Retry-After where that is known (RFC 9110, section 10.2.3)
 */
export function problem(noted: Noted, code: ProblemCode, { retryAfter, ...field }: More = {}): Answer {
	noted.problem = code
	const members = { ...problemMembers(code), ...field, requestId: noted.requestId }
	return {
		status: members.status,
		fields: [
			...['Content-Type', 'application/problem+json'],
			...['Cache-Control', 'no-store'],
			...(retryAfter === undefined ? [] : ['Retry-After', String(retryAfter)]),
		],
		body: JSON.stringify(members),
	}
}
