import { once } from 'node:events'
import type { Server, ServerResponse } from 'node:http'
import { Server as Listener } from 'node:net'
import type { Connections } from './connections.ts'

/**
 * Ends a server in good order: takes no more connections, lets running requests finish, ends the rest. A client that keeps a connection
 * may be sending a request in the moment in which that is closed, and would not know whether it arrived. So a kept one may bring
 * one more, and is told with the answer that it ends (RFC 9112, section 9.6).
 *
 * @param kept for how many milliseconds a kept connection may do so
 * @param milliseconds how long running requests may take to end before they are cut
 */
export async function drain(
	server: Server,
	connections: Connections,
	kept: number,
	milliseconds: number,
): Promise<void> {
	const closed = once(server, 'close')
	let isClosing = false
	const endWith = (outgoing: ServerResponse) => {
		if (!outgoing.headersSent) outgoing.shouldKeepAlive = false
		outgoing.once('close', () => {
			// A kept connection becomes idle when its answer is out, which may be after the idle ones were ended.
			if (isClosing) server.closeIdleConnections()
		})
	}
	for (const { answering } of connections.values()) if (answering) endWith(answering)
	server.prependListener('request', (_incoming, outgoing) => endWith(outgoing))
	// Node's server for HTTP would end the idle connections as well.
	Listener.prototype.close.call(server)
	const closing = setTimeout(() => {
		isClosing = true
		server.closeIdleConnections()
	}, kept)
	// Browsers open connections ahead of need. One without a request is not idle to Node, and would be waited for at the end. It is
	// not ended at once: a request may just be on its way.
	const grace = setTimeout(
		() => {
			for (const [socket, { requests }] of connections) if (requests === 0 && socket.bytesRead === 0) socket.destroy()
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
