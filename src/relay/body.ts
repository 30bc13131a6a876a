import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { RelayEnvironment } from './log.ts'
import { problem } from './problem.ts'

/**
 * @param bytes the longest body that is let through
 * @returns a middleware that refuses longer ones, by their Content-Length or, where they come in chunks, by counting
 */
export function limitBody(bytes: number): MiddlewareHandler<RelayEnvironment> {
	const counting = bodyLimit({ maxSize: bytes, onError: (c) => problem(c, 'request-too-large') })
	return async (c, next) => {
		const length = c.req.header('Content-Length')
		if (length === undefined || c.req.header('Transfer-Encoding') !== undefined) return counting(c, next)
		// HTTP itself ends such a body where it said. To count it would mean to make a stream of it, which costs more than the
		// rest of the relay together.
		return Number(length) <= bytes ? next() : problem(c, 'request-too-large')
	}
}
