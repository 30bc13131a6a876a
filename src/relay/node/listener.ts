/** The HTTP server as the open internet meets it: everything that Node can limit is limited, and the rest is done here. */
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { TrustedProxies } from '../clientAddress.ts'
import type { Limits } from '../limits.ts'
import { problemMembers } from '../problem.ts'
import type { ListenerRefusal } from '../problemCodes.ts'
import { limitAddresses } from './addressConnections.ts'
import { type Connections, connectionsOf } from './connections.ts'

/** What becomes known of a connection that never got as far as a route. */
export type ListenerEvents = {
	/** A request that could not be read, and what was answered. */
	refused?(code: ListenerRefusal): void
	/** A connection that was cut: one too many, of all or of its address, or one whose answer was not read in time. */
	cut?(limit: 'connections' | 'addressConnections' | 'answerMilliseconds'): void
}

/**
 * @param handle answers a request
 * @param trustedProxies who may have any number of the connections
 * @returns a server that does not listen yet, and its connections
 */
export function createListener(
	handle: (incoming: IncomingMessage, outgoing: ServerResponse) => unknown,
	limits: Limits,
	events: ListenerEvents = {},
	trustedProxies?: TrustedProxies,
): { readonly server: Server; readonly connections: Connections } {
	const server = createServer({
		maxHeaderSize: limits.headerBytes,
		headersTimeout: limits.headerMilliseconds,
		requestTimeout: limits.requestMilliseconds,
		keepAliveTimeout: limits.keepAliveMilliseconds,
		// How often those times are looked at: with the default of 30 s they would hardly count.
		connectionsCheckingInterval: Math.min(1_000, limits.headerMilliseconds),
		// Asked for here, together with what else Node takes and should not.
		requireHostHeader: false,
	})
	server.maxConnections = limits.connections
	server.maxRequestsPerSocket = limits.requestsPerConnection
	// Node would leave out what is beyond a number of fields, X-Forwarded-For for example; their size is limited anyway.
	server.maxHeadersCount = 0
	const connections = connectionsOf(server)

	server.on('request', (incoming, outgoing) => {
		const { socket } = incoming
		const connection = connections.get(socket)
		// Closed meanwhile: nobody is left to be answered.
		if (!connection) return
		const { answering } = connection
		if (answering) {
			if (!connection.isEnding) endAfter(answering)
			connection.isEnding = true
			return
		}
		connection.answering = outgoing
		connection.requests++
		// Node says then that the connection ends, and leaves it to the client to end it.
		if (connection.requests >= limits.requestsPerConnection) outgoing.shouldKeepAlive = false
		// Node has no limit for a client that does not read.
		const patience = setTimeout(() => {
			events.cut?.('answerMilliseconds')
			socket.destroy()
		}, limits.answerMilliseconds)
		outgoing.once('close', () => {
			clearTimeout(patience)
			connection.answering = undefined
		})
		if (isPlain(incoming)) handle(incoming, outgoing)
		else {
			events.refused?.('request-malformed')
			socket.end(refusal('request-malformed'))
			destroyLater(socket)
		}
	})
	// RFC 9110, section 10.1.1: what is not understood there may be ignored.
	server.on('checkExpectation', (incoming, outgoing) => server.emit('request', incoming, outgoing))
	server.on('clientError', (error: Error & { readonly code?: string }, socket) => {
		const code = refusalOf(error.code)
		const isAnswered = (socket instanceof Socket && connections.get(socket)?.answering?.headersSent) ?? false
		if (code === undefined || isAnswered || !socket.writable) {
			socket.destroy()
			return
		}
		events.refused?.(code)
		socket.end(refusal(code))
		destroyLater(socket)
	})
	server.on('drop', () => events.cut?.('connections'))
	limitAddresses(server, limits.addressConnections, trustedProxies, () => events.cut?.('addressConnections'))
	return { server, connections }
}

/**
 * @returns whether a request is one that nobody could read in two ways: HTTP/1.x with one Host (RFC 9112, section 3.2) and no coding
 *   of the transfer but `chunked`
 */
function isPlain({ rawHeaders, headers, httpVersion }: IncomingMessage): boolean {
	const hosts = rawHeaders.filter(
		(name, index) => index % 2 === 0 && name.length === 4 && name.toLowerCase() === 'host',
	).length
	const coding = headers['transfer-encoding']
	if (coding !== undefined && coding.trim().toLowerCase() !== 'chunked') return false
	return httpVersion === '1.1' ? hosts === 1 : httpVersion === '1.0' && hosts <= 1
}

// For the way of the last bytes to a client that is far away.
const lingerMilliseconds = 1_000

/** Closes a connection that was ended, once its client has had time to read why: one that never closes it would keep its place. */
function destroyLater(socket: Duplex): void {
	const linger = setTimeout(() => socket.destroy(), lingerMilliseconds)
	socket.once('close', () => clearTimeout(linger))
}

/**
 * No browser sends a request behind another one that has no answer yet. Who does gets the first answer, with the connection's end:
 * otherwise one connection could have any number of calls made at the same time (RFC 9112, section 9.3.2).
 */
function endAfter(first: ServerResponse): void {
	if (first.headersSent) first.once('finish', () => first.socket?.destroySoon())
	else first.shouldKeepAlive = false
	// Nor is there any use in reading on.
	first.socket?.pause()
}

/** @returns `undefined` where nobody is left to be answered */
function refusalOf(code: string | undefined): ListenerRefusal | undefined {
	if (code === 'HPE_HEADER_OVERFLOW') return 'header-too-large'
	if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request-slow'
	return code?.startsWith('HPE_') ? 'request-malformed' : undefined
}

/** A whole response, as there is no request that one could belong to. */
function refusal(code: ListenerRefusal): string {
	const members = problemMembers(code)
	const body = JSON.stringify(members)
	return [
		`HTTP/1.1 ${members.status} ${STATUS_CODES[members.status]}`,
		'Content-Type: application/problem+json',
		`Content-Length: ${Buffer.byteLength(body)}`,
		'Cache-Control: no-store',
		'X-Content-Type-Options: nosniff',
		'Connection: close',
		'',
		body,
	].join('\r\n')
}
