/**
 * Whose call it is: the address that limits count by.
 *
 * A proxy appends the address that it was called from to X-Forwarded-For, so the header is read from its right end, and
 * only as far as those who wrote it are trusted. What stands further left was written by the client and counts for nothing.
 */

type Address = { readonly bits: 32 | 128; readonly value: bigint }
type Network = Address & { readonly prefix: number }

/** Whose X-Forwarded-For counts: nobody's, that of so many proxies in a row, or that of proxies in certain networks. */
export type TrustedProxies = { readonly hops: number } | { readonly networks: readonly Network[] }

/** Who called is not known: the connection has gone, or the runtime does not tell. All such calls count as one client's. */
const unknown = 'unknown'

const octets = /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/

function readAddress(text: string): Address | undefined {
	if (octets.test(text)) return { bits: 32, value: number(text.split('.').map(Number), 8n) }
	// The URL Standard has a strict parser of IPv6 addresses, which writes them all in the same way.
	const url = `http://[${text}]`
	if (!/^[\da-f:.]{2,45}$/i.test(text) || !URL.canParse(url)) return undefined
	const [head = '', tail] = new URL(url).hostname.slice(1, -1).split('::')
	const groups = (part = '') => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)))
	const gap = new Array<number>(8 - groups(head).length - groups(tail).length).fill(0)
	const value = number([...groups(head), ...gap, ...groups(tail)], 16n)
	// RFC 4291, section 2.5.5.2: an IPv4 address, as a socket for both kinds shows it.
	return value >> 32n === 0xffffn ? { bits: 32, value: value & 0xffffffffn } : { bits: 128, value }
}

const number = (parts: readonly number[], bits: bigint) =>
	parts.reduce((value, part) => (value << bits) | BigInt(part), 0n)

function readNetwork(text: string): Network | undefined {
	const [address = '', length, ...more] = text.split('/')
	const read = readAddress(address)
	if (!read || more.length > 0) return undefined
	if (length === undefined) return { ...read, prefix: read.bits }
	// A mapped address with a length would leave open which of the two the length counts.
	if (!/^\d{1,3}$/.test(length) || Number(length) > read.bits || (read.bits === 32) === address.includes(':'))
		return undefined
	return { ...read, prefix: Number(length) }
}

const contains = ({ bits, value, prefix }: Network, address: Address) =>
	bits === address.bits && (value ^ address.value) >> BigInt(bits - prefix) === 0n

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
function written({ bits, value }: Address): string {
	if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.')
	const groups = [112n, 96n, 80n, 64n].map((shift) => ((value >> shift) & 0xffffn).toString(16))
	return `${groups.join(':')}::/64`
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

/** @returns whether the peer of a connection is a proxy whose word counts */
export function isTrustedProxy(peer: string | undefined, trusted: TrustedProxies = { hops: 0 }): boolean {
	const address = peer === undefined ? undefined : readAddress(peer)
	return address !== undefined && isTrusted(address, 0, trusted)
}

function isTrusted(address: Address, hop: number, trusted: TrustedProxies): boolean {
	if ('hops' in trusted) return hop < trusted.hops
	return trusted.networks.some((network) => contains(network, address))
}
