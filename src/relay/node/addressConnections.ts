import type { Server } from 'node:net'
import { clientAddress, isTrustedProxy, type TrustedProxies } from '../clientAddress.ts'

/**
 * Closes each connection of an address that has as many as it may, as soon as it is there, so that one address cannot take all that
 * there are. Proxies whose word counts may have any number: they bring everybody.
 *
 * @param server one that does not listen yet
 * @param most how many one address may have; of IPv6 one network of 64 bits
 * @param cut told of each that is closed
 */
export function limitAddresses(
	server: Server,
	most: number,
	trusted: TrustedProxies | undefined,
	cut: () => void,
): void {
	const open = new Map<string, number>()
	server.on('connection', (socket) => {
		if (isTrustedProxy(socket.remoteAddress, trusted)) return
		const address = clientAddress(socket.remoteAddress, undefined)
		const count = open.get(address) ?? 0
		if (count >= most) {
			cut()
			socket.destroy()
			return
		}
		open.set(address, count + 1)
		socket.once('close', () => {
			const left = (open.get(address) ?? 0) - 1
			if (left > 0) open.set(address, left)
			else open.delete(address)
		})
	})
}
