/**
 * Whether names lie within subtrees (RFC 5280 4.2.1.10). Each name is asked for the subtrees that it lies in, written in one
 * canonical way, and those are looked up: so many names and many subtrees cost no more than both lists.
 */

import type { GeneralName } from '../generalName.ts'
import type { Name } from '../name.ts'
import { hex } from '../octets.ts'

/** Longer ones are no names of hosts (RFC 1035 2.3.4) or entries that anybody has. */
const longestHost = 253
const mostRdns = 64

/** Kinds of names that constraints are for; an address may be of either kind. */
type Kind = 'dns' | 'email' | 'uri' | 'ip' | 'directory'

/** @param name any general name; @returns the kind of subtree that it may lie in, if there are such */
export function constrainedKind({ kind }: GeneralName): Kind | undefined {
	switch (kind) {
		case 'dns':
		case 'email':
		case 'uri':
		case 'ip':
		case 'directory':
			return kind
		case 'smtp-utf8':
			return 'email'
		default:
			return undefined
	}
}

/** The domains above a host, itself not among them, each with a dot in front as constraints write it. */
function domainsAbove(host: string): string[] {
	const domains: string[] = []
	for (let dot = host.indexOf('.'); dot !== -1; dot = host.indexOf('.', dot + 1)) domains.push(host.slice(dot))
	return domains
}

/** The host of a URI where it is a name (RFC 3986 3.2.2): constraints are for nothing else. */
function hostOf(uri: string): string | undefined {
	const [, host] = /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:@[\]]+)/i.exec(uri) ?? []
	return host === undefined || /^[\d.]+$/.test(host) ? undefined : host.toLowerCase()
}

/** The local part as it is, for upper and lower case may differ in it. */
function splitAddress(address: string): readonly [local: string, host: string] {
	const at = address.lastIndexOf('@')
	return [address.slice(0, Math.max(at, 0)), address.slice(at + 1).toLowerCase()]
}

/** The first bits of an address, and how many they are. */
function networkOf(address: Uint8Array, bits: number): string {
	const masked = address.map((octet, index) => octet & (0xff00 >> Math.min(8, Math.max(0, bits - index * 8))))
	return `${hex(masked)}/${bits}`
}

function beginningsOf({ comparable }: Name): string[] {
	const rdns: readonly unknown[] = JSON.parse(comparable)
	return rdns.slice(0, mostRdns).map((_, index) => JSON.stringify(rdns.slice(0, index + 1)))
}

/**
 * @param name of a certificate
 * @returns every subtree that it lies in, as {@link subtree} writes them; nothing if it is a name that no constraint can be
 *   applied to, and that must be refused where there is one
 */
export function subtreesOf(name: GeneralName): readonly string[] | undefined {
	switch (name.kind) {
		case 'dns': {
			const host = name.value.toLowerCase()
			if (host.length > longestHost) return undefined
			const above = domainsAbove(host)
			return ['', host, ...above, ...above.map((domain) => domain.slice(1))]
		}
		case 'email':
		case 'smtp-utf8': {
			const [local, host] = splitAddress(name.value)
			return host.length > longestHost ? undefined : ['', `${local}@${host}`, host, ...domainsAbove(host)]
		}
		case 'uri': {
			const host = hostOf(name.value)
			return host === undefined || host.length > longestHost ? undefined : ['', host, ...domainsAbove(host)]
		}
		case 'ip':
			return Array.from({ length: name.octets.length * 8 + 1 }, (_, bits) => networkOf(name.octets, bits))
		case 'directory':
			return ['', ...beginningsOf(name.name)]
		default:
			return undefined
	}
}

/** How many bits a mask has in front; one with gaps (which RFC 4632 does not have) is taken to the first gap. */
function prefixLength(mask: Uint8Array): number {
	const bits = Array.from(mask, (octet) => octet.toString(2).padStart(8, '0')).join('')
	return `${bits}0`.indexOf('0')
}

/** @param base of a subtree; @returns it, written so that it can be looked for among {@link subtreesOf} a name */
export function subtree(base: GeneralName): string {
	switch (base.kind) {
		case 'ip': {
			const half = base.octets.length / 2
			return networkOf(base.octets.subarray(0, half), prefixLength(base.octets.subarray(half)))
		}
		case 'directory':
			return base.name.rdns.length === 0 ? '' : base.name.comparable
		case 'email':
		case 'smtp-utf8': {
			const [local, host] = splitAddress(base.value)
			return local === '' ? host : `${local}@${host}`
		}
		default:
			return base.value.toLowerCase()
	}
}
