/** Calls to CollectCCC as the routes make them: in a queue, with a rest when the upstream fails, and within a time. */
import { createBreaker } from './breaker.ts'
import { CallRefused, createGate } from './gate.ts'
import type { Limits } from './limits.ts'
import { callUpstream, type Upstream, UpstreamError, type UpstreamReply } from './upstream.ts'

/**
 * Makes one call.
 *
 * @param body x-www-form-urlencoded
 * @param client aborts when the client has gone away
 * @throws UpstreamError; CallRefused when it was not made; any error at all once `client` has aborted
 */
export type Call = (body: string, client: AbortSignal) => Promise<UpstreamReply>

/** What goes on upstream just now. */
export type CallState = { readonly running: number; readonly waiting: number; readonly isResting: boolean }

/**
 * @param upstream who carries the calls
 * @param clock milliseconds that never go back
 * @returns `call`, and `state` for who watches
 */
export function createCalls(
	upstream: Upstream,
	limits: Limits,
	clock: () => number = () => performance.now(),
): { readonly call: Call; state(): CallState } {
	const gate = createGate(limits)
	const breaker = createBreaker(limits, clock)
	const refuseWhileResting = () => {
		const rest = breaker.rest()
		if (rest > 0) throw new CallRefused('upstream-resting', Math.ceil(rest / 1000))
	}

	const call: Call = async (body, client) => {
		refuseWhileResting()
		const leave = await gate.enter(client)
		try {
			// Things may have changed while it waited.
			refuseWhileResting()
			const end = breaker.begin()
			try {
				const reply = await callUpstream(upstream, body, client, limits.callMilliseconds)
				end(isGateway(reply.status) ? 'failed' : 'answered')
				return reply
			} catch (error) {
				end(endOf(error))
				throw error
			}
		} finally {
			leave()
		}
	}
	return { call, state: () => ({ ...gate.length(), isResting: breaker.rest() > 0 }) }
}

/** What a proxy in front of CollectCCC says when it is not there. 500 is not among them: one odd order may cause that. */
const isGateway = (status: number) => status >= 502 && status <= 504

/** Only what says something about the upstream as a whole. Nobody shall be able to stop it for others with an odd request. */
function endOf(error: unknown): 'answered' | 'failed' | 'unknown' {
	if (!(error instanceof UpstreamError)) return 'unknown'
	switch (error.code) {
		case 'upstream-unreachable':
		case 'upstream-untrusted':
		case 'upstream-closed':
		case 'upstream-broken':
		case 'upstream-garbled':
		case 'upstream-timeout':
			return 'failed'
		case 'upstream-redirect':
		case 'upstream-header-too-large':
		case 'upstream-too-large':
			return 'answered'
	}
}
