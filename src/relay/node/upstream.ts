import { Pool } from 'undici'
import type { Limits } from '../limits.ts'
import { readReply, type Upstream, UpstreamError } from '../upstream.ts'

/**
 * Calls CollectCCC over connections that are kept open between calls.
 *
 * @param url where CollectCCC is; its certificate is always verified
 * @param limits the longest reply and the longest wait for a connection; the whole call's time is its caller's, by signal
 * @returns the upstream, and `close`, which waits for running calls and closes the connections
 */
export function createUpstream(
	url: URL,
	limits: Pick<Limits, 'replyBytes' | 'connectMilliseconds'>,
): { readonly upstream: Upstream; close(): Promise<void> } {
	const pool = new Pool(url.origin, {
		connect: { timeout: limits.connectMilliseconds },
		headersTimeout: 0,
		bodyTimeout: 0,
	})
	// The same code, say ECONNRESET, means "not asked" during the TLS handshake and "maybe asked" after it.
	const beforeAsking = new WeakSet<object>()
	pool.on('connectionError', (_origin, _targets, error) => beforeAsking.add(error))

	const upstream: Upstream = async (body, signal) => {
		try {
			const reply = await pool.request({
				method: 'POST',
				path: url.pathname + url.search,
				// Without this header a server may choose any coding (RFC 9110, section 12.5.3), and bytes pass here as they come.
				headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-encoding': 'identity' },
				body,
				signal,
			})
			return {
				status: reply.statusCode,
				contentType: [reply.headers['content-type']].flat()[0],
				body: await readReply(reply.body, limits.replyBytes),
			}
		} catch (cause) {
			if (cause instanceof UpstreamError) throw cause
			const unreachable = cause instanceof Error && beforeAsking.has(cause)
			throw new UpstreamError(unreachable ? 'upstream-unreachable' : 'upstream-broken', { cause })
		}
	}
	return { upstream, close: () => pool.close() }
}
