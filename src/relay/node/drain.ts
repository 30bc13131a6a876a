import { once } from 'node:events'
import type { Server, ServerResponse } from 'node:http'
import { Server as Listener, type Socket } from 'node:net'

/**
 * Watches a server's connections from its beginning, so that it can be ended in good order.
 *
 * @param server one that does not listen yet, and has no listeners for requests before this one's
 * @param milliseconds how long running requests may take to end before they are cut
 * @returns what ends it: takes no more connections, lets running requests finish, ends the rest. A client that keeps a connection may
 *   be sending a request in the moment in which that is closed, and would not know whether it arrived. So a kept one may bring
 *   one more for the given milliseconds, and is told with the answer that it ends (RFC 9112, section 9.6)
 */
export function drainOf(server: Server, milliseconds: number): (kept: number) => Promise<void> {
	// Browsers open connections ahead of need. One without a request is not idle to Node, and would be waited for at the end.
	const unused = new Set<Socket>()
	const answering = new Set<ServerResponse>()
	let state: 'open' | 'draining' | 'closing' = 'open'
	server.on('connection', (socket) => {
		unused.add(socket)
		socket.once('close', () => unused.delete(socket))
	})
	server.prependListener('request', (incoming, outgoing) => {
		unused.delete(incoming.socket)
		answering.add(outgoing)
		if (state !== 'open') outgoing.shouldKeepAlive = false
		outgoing.once('close', () => {
			answering.delete(outgoing)
			// A kept connection becomes idle when its answer is out, which may be after the idle ones were ended.
			if (state === 'closing') server.closeIdleConnections()
		})
	})
	return async (kept) => {
		const closed = once(server, 'close')
		state = 'draining'
		// Node's server for HTTP would end the idle connections as well.
		Listener.prototype.close.call(server)
		for (const outgoing of answering) if (!outgoing.headersSent) outgoing.shouldKeepAlive = false
		const closing = setTimeout(() => {
			state = 'closing'
			server.closeIdleConnections()
		}, kept)
		// Not at once: a request may just be on its way.
		const grace = setTimeout(
			() => {
				for (const socket of unused) if (socket.bytesRead === 0) socket.destroy()
			},
			Math.max(100, kept),
		)
		const patience = setTimeout(() => server.closeAllConnections(), milliseconds)
		await closed
		clearTimeout(closing)
		clearTimeout(grace)
		clearTimeout(patience)
		// What looks after slow requests ends here.
		server.close()
	}
}
