import type { Limits } from '../limits.ts'
import { gatherReply, type Upstream, UpstreamError } from '../upstream.ts'

/**
 * Calls CollectCCC with `fetch`, over connections that the runtime keeps.
 *
 * `fetch` does not tell what went wrong, nor whether anything had been sent by then. So there is no `upstream-unreachable`,
 * `upstream-untrusted` or `upstream-garbled` from here: all these are `upstream-closed`, which promises nothing, and no
 * call is made twice.
 *
 * @param url where CollectCCC is; its certificate is always verified
 * @param limits the longest reply; the whole call's time is its caller's, by signal
 */
export function createUpstream(url: URL, limits: Pick<Limits, 'replyBytes'>): Upstream {
	return async (body, signal) => {
		let hasBegun = false
		const call = new AbortController()
		const leave = () => call.abort(signal.reason)
		signal.addEventListener('abort', leave)
		if (signal.aborted) leave()
		try {
			const reply = await fetch(url, {
				method: 'POST',
				// In this runtime a redirect then comes as it is, and is refused like any other (in a browser it would be opaque).
				redirect: 'manual',
				// Whatever came in another coding would be decoded here, and bytes pass as they come.
				headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Accept-Encoding': 'identity' },
				body,
				signal: call.signal,
			})
			hasBegun = true
			const gathered = gatherReply(limits.replyBytes)
			for await (const chunk of reply.body ?? [])
				if (!gathered.add(chunk)) throw new UpstreamError('upstream-too-large')
			const contentType = reply.headers.get('Content-Type') ?? undefined
			return { status: reply.status, contentType, body: gathered.whole() }
		} catch (cause) {
			if (cause instanceof UpstreamError) throw cause
			throw new UpstreamError(hasBegun ? 'upstream-broken' : 'upstream-closed', { cause })
		} finally {
			signal.removeEventListener('abort', leave)
		}
	}
}
