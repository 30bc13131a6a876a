import { once } from 'node:events'
import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Watches a server's connections from its beginning, so that it can be ended in good order.
 *
 * @param server one that does not listen yet
 * @param milliseconds how long running requests may take to end before they are cut
 * @returns what ends it: takes no more connections, lets running requests finish, ends the rest
 */
export function drainOf(server: Server, milliseconds: number): () => Promise<void> {
	// Browsers open connections ahead of need. One without a request is not idle to Node, and would be waited for at the end.
	const unused = new Set<Socket>()
	server.on('connection', (socket) => {
		unused.add(socket)
		socket.once('close', () => unused.delete(socket))
	})
	// A kept connection becomes idle when its answer is out, which may be after `close` has ended the idle ones.
	server.on('request', (incoming, outgoing) => {
		unused.delete(incoming.socket)
		outgoing.once('close', () => server.listening || server.closeIdleConnections())
	})
	return async () => {
		const closed = once(server, 'close')
		server.close()
		// Not at once: a request may just be on its way.
		const grace = setTimeout(() => {
			for (const socket of unused) if (socket.bytesRead === 0) socket.destroy()
		}, 100)
		const patience = setTimeout(() => server.closeAllConnections(), milliseconds)
		await closed
		clearTimeout(grace)
		clearTimeout(patience)
	}
}
