/** What the relay tells whoever counts and measures: names and numbers, each of a small set, and nothing of what was asked. */
import type { CallState } from './calls.ts'
import type { ProblemCode, UpstreamFailure } from './problemCodes.ts'

/** How a call upstream ended. */
export type CallOutcome = 'answered' | 'client-gone' | UpstreamFailure

export type Watch = {
	/**
	 * A request has its answer.
	 *
	 * @param route the route's pattern, never the address that was asked for
	 */
	answered(route: string, status: number, milliseconds: number, problem: ProblemCode | 'client-gone' | undefined): void
	/** A call upstream has ended, or was not made. The time is without the wait in the queue. */
	called(outcome: CallOutcome, milliseconds: number): void
	/** Told once, at the start: where to look up what goes on upstream. */
	upstream(state: () => CallState): void
}

/** For when nobody counts. */
export const noWatch: Watch = { answered: () => undefined, called: () => undefined, upstream: () => undefined }
