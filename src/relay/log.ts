/**
 * What the relay tells its operator. The lines are typed so that nothing else gets in: no parameter, no query string, no
 * body, no certificate, and no error's message, which might quote one of them.
 */
import type { Call } from './calls.ts'
import type { Exchange } from './exchange.ts'
import type { ProblemCode } from './problemCodes.ts'

/** One call upstream. */
type UpstreamLine = {
	readonly upstreamMilliseconds: number
	readonly upstreamStatus?: number
	/** CollectCCC's own status in the reply, such as 2 or -4. */
	readonly upstreamCode?: number
	/** The transport's own code for what went wrong, such as `ECONNREFUSED`. */
	readonly upstreamCause?: string
}

/** One request to /api. */
export type CallLine = Partial<UpstreamLine> & {
	readonly requestId: string
	/** The route's pattern, never the address that was asked for. */
	readonly route: string
	readonly status: number
	readonly milliseconds: number
	/** `client-gone` is for a client that left before its answer. */
	readonly problem?: ProblemCode | 'client-gone'
}

/** Something that nobody foresaw: what kind of error it was and where, but not what it said. */
export type FaultLine = {
	/** Of the request that it happened in, where there is one. */
	readonly requestId?: string
	readonly error: string
	readonly stack: readonly string[]
}

export type Log = {
	call(line: CallLine): void
	fault(line: FaultLine): void
	/** Somebody whose word does not count has sent X-Forwarded-For; told once. */
	forwardedForIgnored?(): void
}

/** What is said of that. */
export const forwardedForIgnored =
	'an X-Forwarded-For was ignored: whoever sent it is not among the proxies of TRUST_PROXY'

/** For when nobody listens. */
export const silentLog: Log = { call: () => undefined, fault: () => undefined }

function upstreamLine(call: Call | undefined): Partial<UpstreamLine> {
	if (!call) return {}
	const { milliseconds: upstreamMilliseconds } = call
	if ('reply' in call) return { upstreamMilliseconds, upstreamStatus: call.reply.status }
	const upstreamCause = causeCode(call.error.cause)
	return { upstreamMilliseconds, ...(upstreamCause === undefined ? {} : { upstreamCause }) }
}

/**
 * @param route the route's pattern
 * @param milliseconds from the request's headers to its answer
 * @returns the line for a request, when its answer is known
 */
export function callLine(exchange: Exchange, route: string, status: number, milliseconds: number): CallLine {
	const { requestId, problem, upstream, upstreamCode } = exchange
	return {
		requestId,
		route,
		status,
		milliseconds: Math.round(milliseconds),
		...(problem === undefined ? {} : { problem }),
		...upstreamLine(upstream),
		...(upstreamCode === undefined ? {} : { upstreamCode }),
	}
}

/**
 * @param error what was thrown
 * @returns its class and its stack's frames, without its message
 */
export function faultLine(requestId: string | undefined, error: Error): FaultLine {
	const frames = (error.stack ?? '').replace(error.message, '').split('\n')
	return {
		...(requestId === undefined ? {} : { requestId }),
		error: error.constructor.name,
		stack: frames.filter((line) => /^\s+at /.test(line)),
	}
}

/**
 * @param cause what a transport failed with
 * @returns its code, if it has one that is a mere name
 */
export function causeCode(cause: unknown): string | undefined {
	if (!(cause instanceof Error && 'code' in cause && typeof cause.code === 'string')) return undefined
	return /^\w{1,64}$/.test(cause.code) ? cause.code : undefined
}
