/**
 * Whose call it is: the address that limits count by.
 *
 * A proxy appends the address that it was called from to X-Forwarded-For, so the header is read from its right end, and
 * only as far as those who wrote it are trusted. What stands further left was written by the client and counts for nothing.
 */

/** Groups of 16 bits: two of IPv4, eight of IPv6. */
type Address = readonly number[]
/** The length of the prefix is in bits. */
type Network = { readonly address: Address; readonly prefix: number }

/** Whose X-Forwarded-For counts: nobody's, that of so many proxies in a row, or that of proxies in certain networks. */
export type TrustedProxies = { readonly hops: number } | { readonly networks: readonly Network[] }

/** Who called is not known: the connection has gone, or the runtime does not tell. All such calls count as one client's. */
const unknown = 'unknown'

const octets = /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/

function readAddress(text: string): Address | undefined {
	if (octets.test(text)) {
		const [first = 0, second = 0, third = 0, fourth = 0] = text.split('.').map(Number)
		return [first * 256 + second, third * 256 + fourth]
	}
	// The URL Standard has a strict parser of IPv6 addresses, which writes them all in the same way.
	const url = `http://[${text}]`
	if (!/^[\da-f:.]{2,45}$/i.test(text) || !URL.canParse(url)) return undefined
	const [head = '', tail = ''] = new URL(url).hostname.slice(1, -1).split('::')
	const groups = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)))
	const gap = new Array<number>(8 - groups(head).length - groups(tail).length).fill(0)
	const address = [...groups(head), ...gap, ...groups(tail)]
	// RFC 4291, section 2.5.5.2: an IPv4 address, as a socket for both kinds shows it.
	const isMapped = address.slice(0, 6).join() === '0,0,0,0,0,65535'
	return isMapped ? address.slice(6) : address
}

function readNetwork(text: string): Network | undefined {
	const [address = '', length, ...more] = text.split('/')
	const read = readAddress(address)
	if (!read || more.length > 0) return undefined
	const bits = read.length * 16
	if (length === undefined) return { address: read, prefix: bits }
	// A mapped address with a length would leave open which of the two the length counts.
	if (!/^\d{1,3}$/.test(length) || Number(length) > bits || (bits === 32) === text.includes(':')) return undefined
	return { address: read, prefix: Number(length) }
}

function contains({ address: network, prefix }: Network, address: Address): boolean {
	if (network.length !== address.length) return false
	return network.every((group, index) => {
		const rest = Math.min(16, Math.max(0, prefix - 16 * index))
		return (group ^ (address[index] ?? 0)) >> (16 - rest) === 0
	})
}

/**
 * @param text a number of proxies; or addresses, networks such as `10.0.0.0/8`, and the word `loopback`, separated by commas
 * @returns whom to trust; nothing if the text is neither
 */
export function readTrustedProxies(text: string): TrustedProxies | undefined {
	if (/^\d{1,2}$/.test(text.trim())) return { hops: Number(text) }
	const words = text.split(',').map((word) => word.trim())
	const networks = words.flatMap((word) => (word === 'loopback' ? ['127.0.0.0/8', '::1'] : [word])).map(readNetwork)
	return networks.every((network) => network !== undefined) ? { networks } : undefined
}

/** An entry of X-Forwarded-For; some proxies write the port as well. */
function readEntry(entry: string): Address | undefined {
	const text = entry.trim()
	return readAddress(/^\[(.+)\](?::\d{1,5})?$/.exec(text)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(text)?.[1] ?? text)
}

/** IPv6 as its /64: a single household or server has that many addresses to choose from (RFC 6177). */
function written(address: Address): string {
	if (address.length === 2) return address.flatMap((group) => [group >> 8, group & 255]).join('.')
	const network = address.slice(0, 4).map((group) => group.toString(16))
	return `${network.join(':')}::/64`
}

/**
 * @param peer who the connection is with, as the runtime says it
 * @param forwardedFor the header X-Forwarded-For, as it came
 * @param trusted whose entries in it count
 * @returns the client's address: IPv4 as it is, also where it was written as IPv6; IPv6 as its network of 64 bits; `unknown` if
 *   even the peer is not known
 */
export function clientAddress(
	peer: string | undefined,
	forwardedFor: string | undefined,
	trusted: TrustedProxies = { hops: 0 },
): string {
	// Such an address is written in one way only.
	if (peer !== undefined && forwardedFor === undefined && octets.test(peer)) return peer
	let address = peer === undefined ? undefined : readAddress(peer)
	if (!address) return unknown
	const entries = forwardedFor?.split(',') ?? []
	for (let hop = 0; isTrusted(address, hop, trusted) && hop < entries.length; hop++) {
		const before = readEntry(entries[entries.length - 1 - hop] ?? '')
		if (!before) break
		address = before
	}
	return written(address)
}

/**
 * @param address as {@link clientAddress} writes it
 * @returns the network that it is in: a /24 of IPv4, a /48 of IPv6, which is what a site is given at the most (RFC 6177)
 */
export function widerNetwork(address: string): string {
	if (address.includes(':')) return `${address.split(':').slice(0, 3).join(':')}::/48`
	return address.includes('.') ? `${address.slice(0, address.lastIndexOf('.'))}.0/24` : address
}

/** @returns whether the peer of a connection is a proxy whose word counts */
export function isTrustedProxy(peer: string | undefined, trusted: TrustedProxies = { hops: 0 }): boolean {
	const address = peer === undefined ? undefined : readAddress(peer)
	return address !== undefined && isTrusted(address, 0, trusted)
}

function isTrusted(address: Address, hop: number, trusted: TrustedProxies): boolean {
	if ('hops' in trusted) return hop < trusted.hops
	return trusted.networks.some((network) => contains(network, address))
}
