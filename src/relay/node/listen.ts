import { once } from 'node:events'
import type { Server } from 'node:http'

/**
 * @param server one that does not listen yet
 * @param host an address or a host name
 * @param port 0 lets the system choose
 * @returns where it listens, with the port that it got
 * @throws an error of the system when it cannot listen there
 */
export async function listen(server: Server, host: string, port: number): Promise<string> {
	server.listen(port, host)
	await once(server, 'listening')
	const address = server.address()
	const given = typeof address === 'object' && address !== null ? address.port : port
	return `http://${host.includes(':') ? `[${host}]` : host}:${given}`
}
