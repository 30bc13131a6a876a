/**
 * A request to the API and its answer, whatever carries them: plain data and no `Request` and `Response`, which cost more than
 * all that is done with them.
 */
import type { Call } from './calls.ts'
import type { ProblemCode } from './problemCodes.ts'
import type { Fields } from './security.ts'
import type { Signal } from './signal.ts'

/** What was asked. */
export type Asked = {
	readonly method: string
	/** Without the query. */
	readonly path: string
	/** Where it was sent to: scheme, host and port. */
	readonly origin: string
	/** Who the connection is with, as the runtime says it. */
	readonly peer: string | undefined
	/** Aborts when the client has gone away. */
	readonly client: Signal
	/** @param name in lower case */
	header(name: string): string | undefined
	/**
	 * Reads the body, as UTF-8.
	 *
	 * @returns nothing as soon as it has more than `limit` bytes; rejects if it ends too early
	 */
	text(limit: number): Promise<string | undefined>
}

export type Answer = {
	readonly status: number
	readonly fields: Fields
	readonly body: string | Uint8Array<ArrayBuffer> | null
}

/** What a request that failed is known by. */
export type Noted = {
	readonly requestId: string
	problem?: ProblemCode | 'client-gone'
}

/** A request, and what it gathers on its way through the relay. */
export type Exchange = Noted & {
	readonly asked: Asked
	/** Whom limits count this request for, see `clientAddress.ts`. */
	readonly address: string
	upstream?: Call
	/** CollectCCC's own status. */
	upstreamCode?: number
}
