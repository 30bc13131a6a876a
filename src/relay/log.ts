/**
 * What the relay tells its operator. The lines are typed so that nothing else gets in: no parameter, no query string, no
 * body, no certificate, and no error's message, which might quote one of them.
 */
import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Call } from './calls.ts'
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
}

/** What a request gathers on its way through the relay. */
export type RelayEnvironment = {
	Variables: {
		requestId: string
		/** Whom limits count this request for, see `clientAddress.ts`. */
		address: string
		/** Aborts when the client has gone away. */
		client: AbortSignal
		problem?: ProblemCode | 'client-gone'
		upstream?: Call
		upstreamCode?: number
	}
}

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
 * @param log where to write
 * @returns a middleware that writes one line for each request, when its answer is known
 */
export function logCalls(log: Log): MiddlewareHandler<RelayEnvironment> {
	return async (c, next) => {
		const began = performance.now()
		await next()
		const problem = c.get('problem')
		const upstreamCode = c.get('upstreamCode')
		log.call({
			requestId: c.get('requestId'),
			route: routePath(c),
			status: c.res.status,
			milliseconds: Math.round(performance.now() - began),
			...(problem === undefined ? {} : { problem }),
			...upstreamLine(c.get('upstream')),
			...(upstreamCode === undefined ? {} : { upstreamCode }),
		})
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
