/**
 * What the relay needs of whatever carries its calls to CollectCCC. Each runtime has an implementation of its own; what
 * is the same for all of them stands here.
 */
import type { UpstreamFailure } from './problemCodes.ts'
import { Ending, type Signal } from './signal.ts'

export type UpstreamReply = {
	readonly status: number
	/** The Content-Type as it was sent. */
	readonly contentType: string | undefined
	/** The body as it was sent, byte for byte. */
	readonly body: Uint8Array<ArrayBuffer>
}

/**
 * One call: POSTs `body` (x-www-form-urlencoded) and gives the reply, redirects included and never followed.
 * It rejects with an {@link UpstreamError}; and, with any error at all, as soon as the signal aborts.
 */
export type Upstream = (body: string, signal: Signal) => Promise<UpstreamReply>

/** A call that brought no reply that could be handed on. */
export class UpstreamError extends Error {
	override readonly name = 'UpstreamError'
	/** When it is worth trying again, in whole seconds, where that is known. */
	readonly retryAfter: number | undefined
	/** @param options `cause` is what the transport said */
	constructor(
		readonly code: UpstreamFailure,
		options: { readonly cause?: unknown; readonly retryAfter?: number } = {},
	) {
		super(code, options)
		this.retryAfter = options.retryAfter
	}
}

/** Failures that promise that not a byte of the request was sent. */
const unsent: ReadonlySet<UpstreamFailure> = new Set([
	'relay-busy',
	'upstream-resting',
	'upstream-unreachable',
	'upstream-untrusted',
])

/** @returns whether the upstream may have read the request: then nobody may make the call again unasked */
export const mayHaveArrived = ({ code }: UpstreamError) => !unsent.has(code)

/** A reply's body, as far as it has come. */
type Gathered = {
	/** @returns whether the body is still short enough; if not, the chunk was not kept, and reading should end */
	add(chunk: Uint8Array): boolean
	whole(): Uint8Array<ArrayBuffer>
}

/** @param limit the most bytes that are allowed */
export function gatherReply(limit: number): Gathered {
	const parts: Uint8Array[] = []
	let size = 0
	return {
		add(chunk) {
			size += chunk.byteLength
			if (size > limit) return false
			parts.push(chunk)
			return true
		},
		whole() {
			const [only] = parts
			// Mostly it came in one piece. No runtime has its sockets write to memory that threads share.
			if (only && parts.length === 1) return only as Uint8Array<ArrayBuffer>
			const body = new Uint8Array(size)
			let offset = 0
			for (const part of parts) {
				body.set(part, offset)
				offset += part.byteLength
			}
			return body
		},
	}
}

async function askTwiceIfUnsent(upstream: Upstream, body: string, call: Signal): Promise<UpstreamReply> {
	try {
		return await upstream(body, call)
	} catch (error) {
		const isUnsent = error instanceof UpstreamError && error.code === 'upstream-unreachable'
		if (!isUnsent || call.aborted) throw error
		return upstream(body, call)
	}
}

/**
 * Makes one call within a time, and ends it when the client leaves. It is made again, once, if it did not get out of the house:
 * a call that may have been read is never made again, because it could lock an account.
 *
 * @param body x-www-form-urlencoded
 * @param client aborts when the client has gone away
 * @param milliseconds how long the whole call may take
 * @throws UpstreamError also `upstream-timeout`, `upstream-redirect` for any 3xx, and `upstream-garbled` for a status that
 *   is no final status of HTTP (RFC 9110, section 15); any error at all once `client` has aborted
 */
export async function callUpstream(
	upstream: Upstream,
	body: string,
	client: Signal,
	milliseconds: number,
): Promise<UpstreamReply> {
	const call = new Ending()
	const leave = () => call.abort()
	const deadline = setTimeout(() => call.abort(new UpstreamError('upstream-timeout')), milliseconds)
	client.addEventListener('abort', leave)
	if (client.aborted) leave()
	try {
		const reply = await askTwiceIfUnsent(upstream, body, call)
		if (reply.status >= 300 && reply.status <= 399) throw new UpstreamError('upstream-redirect')
		if (reply.status < 200 || reply.status > 599) throw new UpstreamError('upstream-garbled')
		return reply
	} catch (error) {
		throw call.aborted ? call.reason : error
	} finally {
		clearTimeout(deadline)
		client.removeEventListener('abort', leave)
	}
}
