import { buildConnector, errors, Pool } from 'undici'
import type { Limits } from '../limits.ts'
import type { UpstreamFailure } from '../problemCodes.ts'
import { reasonOf } from '../signal.ts'
import { gatherReply, type Upstream, UpstreamError } from '../upstream.ts'
import { isUntrusted } from './untrusted.ts'

type CallLimits = Pick<Limits, 'calls' | 'replyHeaderBytes' | 'replyBytes' | 'connectMilliseconds'>

/**
 * Calls CollectCCC over connections that are kept open between calls.
 *
 * @param url where CollectCCC is; its certificate is always verified
 * @param limits the most connections, the longest reply and the longest wait for a connection; the whole call's time is its
 *   caller's, by signal
 * @returns the upstream; `close`, which waits for running calls and closes the connections; and `destroy`, which does not wait
 */
export function createUpstream(
	url: URL,
	limits: CallLimits,
): { readonly upstream: Upstream; close(): Promise<void>; destroy(): Promise<void> } {
	// Said aloud, so that no NODE_TLS_REJECT_UNAUTHORIZED in the environment can turn it off.
	const connectTo = buildConnector({ timeout: limits.connectMilliseconds, rejectUnauthorized: true })
	// Where a reply has no length undici takes a reset for its end, and says so before anything else happens.
	let isReset = false
	const noteReset = () => {
		isReset = true
		queueMicrotask(() => {
			isReset = false
		})
	}
	const connect: typeof connectTo = (options, connected) =>
		connectTo(options, (...result) => {
			result[1]?.on('error', noteReset)
			connected(...result)
		})
	const pool = new Pool(url.origin, {
		connections: limits.calls,
		connect,
		maxHeaderSize: limits.replyHeaderBytes,
		headersTimeout: 0,
		bodyTimeout: 0,
	})
	// The same code, say ECONNRESET, means "not asked" during the TLS handshake and "maybe asked" after it. A kept connection that
	// ends while a call waits for it is no error at all: undici then opens another, as long as nothing was written.
	const beforeAsking = new WeakSet<object>()
	pool.on('connectionError', (_origin, _targets, error) => beforeAsking.add(error))

	const options = {
		method: 'POST',
		path: url.pathname + url.search,
		// Without this header a server may choose any coding (RFC 9110, section 12.5.3), and bytes pass here as they come.
		headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-encoding': 'identity' },
	} as const
	/** `dispatch` and not `request`, which makes a stream of every reply, for a sixth of the relay's time. */
	const upstream: Upstream = (body, signal) =>
		new Promise((resolve, reject) => {
			const gathered = gatherReply(limits.replyBytes)
			// 0 until the reply's headers have come.
			let status = 0
			let contentType: string | undefined
			const failed = (cause: unknown) => {
				signal.removeEventListener('abort', leave)
				// undici says only afterwards that it was a connection that failed.
				queueMicrotask(() =>
					reject(cause instanceof UpstreamError ? cause : new UpstreamError(codeOf(cause, status > 0), { cause })),
				)
			}
			let abort = (): void => failed(signal.reason)
			const leave = () => abort()
			signal.addEventListener('abort', leave)
			pool.dispatch(
				{ ...options, body },
				{
					onRequestStart(controller) {
						abort = () => controller.abort(reasonOf(signal))
						if (signal.aborted) abort()
					},
					onResponseStart(_controller, code, headers) {
						// What comes before is only news (RFC 9110, section 15.2).
						if (code < 200) return
						status = code
						const type = headers['content-type']
						contentType = Array.isArray(type) ? type[0] : type
					},
					onResponseData(controller, chunk) {
						if (!gathered.add(chunk)) controller.abort(new UpstreamError('upstream-too-large'))
					},
					onResponseEnd() {
						signal.removeEventListener('abort', leave)
						if (isReset) failed(new UpstreamError('upstream-broken'))
						else resolve({ status, contentType, body: gathered.whole() })
					},
					onResponseError: (_controller, cause) => failed(cause),
				},
			)
		})
	const codeOf = (cause: unknown, hasBegun: boolean) =>
		cause instanceof Error && beforeAsking.has(cause) ? unsent(cause) : sent(cause, hasBegun)
	return { upstream, close: () => (pool.destroyed ? Promise.resolve() : pool.close()), destroy: () => pool.destroy() }
}

const unsent = (cause: Error): UpstreamFailure => (isUntrusted(cause) ? 'upstream-untrusted' : 'upstream-unreachable')

/** @param hasBegun whether the reply's headers had come */
function sent(cause: unknown, hasBegun: boolean): UpstreamFailure {
	if (cause instanceof errors.HeadersOverflowError) return 'upstream-header-too-large'
	if (cause instanceof errors.ResponseContentLengthMismatchError) return 'upstream-broken'
	// An end that comes too early is told by the same class.
	if (cause instanceof errors.HTTPParserError)
		return cause.message.includes('Invalid EOF state') ? 'upstream-broken' : 'upstream-garbled'
	// A status that nobody asked for: undici calls it a bad response or a bad upgrade.
	if (cause instanceof errors.SocketError && cause.message.startsWith('bad ')) return 'upstream-garbled'
	return hasBegun ? 'upstream-broken' : 'upstream-closed'
}
