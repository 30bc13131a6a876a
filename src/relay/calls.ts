/** Calls to CollectCCC as the routes make them: in a queue, with a rest when the upstream fails, and within a time. */
import { type CallEnd, createBreaker } from './breaker.ts'
import { createGate } from './gate.ts'
import type { Limits } from './limits.ts'
import type { Signal } from './signal.ts'
import { callUpstream, type Upstream, UpstreamError, type UpstreamReply } from './upstream.ts'
import { type CallOutcome, noWatch, type Watch } from './watch.ts'

/** What came of a call, and how long it took, the wait in the queue not counted. */
export type Call = { readonly milliseconds: number } & (
	| { readonly reply: UpstreamReply }
	| { readonly error: UpstreamError }
)

/**
 * Makes one call.
 *
 * @param body x-www-form-urlencoded
 * @param caller the address that asks for it
 * @param client aborts when the client has gone away
 * @returns the reply or what went wrong; it rejects with any error at all once `client` has aborted
 */
export type MakeCall = (body: string, caller: string, client: Signal) => Promise<Call>

/** What goes on upstream just now. */
export type CallState = { readonly running: number; readonly queued: number; readonly isResting: boolean }

/**
 * @param upstream who carries the calls
 * @param watch is told how each call ended
 * @param clock milliseconds that never go back
 * @returns what makes calls
 */
export function createCalls(
	upstream: Upstream,
	limits: Limits,
	watch: Watch = noWatch,
	clock: () => number = () => performance.now(),
): MakeCall {
	const gate = createGate(limits)
	const breaker = createBreaker(limits, clock)
	const refuseWhileResting = (caller: string) => {
		const rest = breaker.rest(caller)
		if (rest > 0) throw new UpstreamError('upstream-resting', { retryAfter: Math.ceil(rest / 1000) })
	}

	async function ask(body: string, caller: string, client: Signal): Promise<UpstreamReply> {
		const end = breaker.begin(caller)
		try {
			const reply = await callUpstream(upstream, body, client, limits.callMilliseconds)
			end(isGateway(reply.status) ? 'failed' : 'answered')
			return reply
		} catch (error) {
			end(client.aborted ? 'unknown' : endOf(error))
			throw error
		}
	}

	async function makeCall(body: string, caller: string, client: Signal): Promise<Call> {
		let began = clock()
		const ended = (outcome: CallOutcome) => {
			const milliseconds = Math.round(clock() - began)
			watch.called(outcome, milliseconds)
			return { milliseconds }
		}
		let leave: (() => void) | undefined
		try {
			refuseWhileResting(caller)
			leave = await gate.enter(client)
			// Things may have changed while it waited.
			refuseWhileResting(caller)
			began = clock()
			const reply = await ask(body, caller, client)
			return { reply, ...ended('answered') }
		} catch (error) {
			if (client.aborted) ended('client-gone')
			if (!(error instanceof UpstreamError) || client.aborted) throw error
			return { error, ...ended(error.code) }
		} finally {
			leave?.()
		}
	}
	watch.upstream(() => {
		const { running, waiting } = gate.length()
		return { running, queued: waiting, isResting: breaker.isResting() }
	})
	return makeCall
}

/** What a proxy in front of CollectCCC says when it is not there. 500 is not among them: one odd order may cause that. */
const isGateway = (status: number) => status >= 502 && status <= 504

/** Only what says something about the upstream as a whole. Nobody shall be able to stop it for others with an odd request. */
function endOf(error: unknown): CallEnd {
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
		case 'relay-busy':
		case 'upstream-resting':
			return 'unknown'
	}
}
