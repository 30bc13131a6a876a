import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** What an open connection is doing. */
export type Connection = {
	/** How many requests it has brought. */
	requests: number
	/** The answer that is under way: one at a time. */
	answering: ServerResponse | undefined
	/** It brought a request before it had the answer to the one before, and ends with that. */
	isEnding: boolean
}

/**
 * What is known of each open connection. It is kept for each connection, and not for each request, because sets that every request goes in
 * and out of took an eighth of the relay's time.
 */
export type Connections = ReadonlyMap<Socket, Connection>

/** @param server one that does not listen yet */
export function connectionsOf(server: Server): Connections {
	const connections = new Map<Socket, Connection>()
	server.on('connection', (socket) => {
		connections.set(socket, { requests: 0, answering: undefined, isEnding: false })
		socket.once('close', () => connections.delete(socket))
	})
	return connections
}
