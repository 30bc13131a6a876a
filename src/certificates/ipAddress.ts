/** Internet addresses as octets and as text. */
import { hex } from './octets.ts'

/** RFC 5952 4.2: the longest run of two or more zero groups, the first of equals, becomes `::`. */
function formatIpv6(octets: Uint8Array): string {
	const groups: string[] = []
	for (let at = 0; at < 16; at += 2) groups.push((((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0)).toString(16))
	const text = groups.join(':')
	const runs = [...text.matchAll(/(?<![\da-f])0(?::0)+(?![\da-f])/g)]
	const longest = runs.reduce((best, [run]) => (run.length > best.length ? run : best), '')
	if (longest === '') return text
	const at = runs.find(([run]) => run === longest)?.index ?? 0
	return `${text.slice(0, at).replace(/:$/, '')}::${text.slice(at + longest.length).replace(/^:/, '')}`
}

/** How many bits of a mask are set, if they are all in front. */
function prefixOf(mask: Uint8Array): number | undefined {
	const bits = [...mask].map((octet) => octet.toString(2).padStart(8, '0')).join('')
	return /^1*0*$/.test(bits) ? bits.replace(/0+$/, '').length : undefined
}

/**
 * @param octets 4 of IPv4 or 16 of IPv6; or twice as many, an address and a mask (RFC 5280 4.2.1.10)
 * @returns the usual text (RFC 5952 for IPv6), a range as `192.0.2.0/24`, or with the mask where its bits have gaps; of
 *   another number of octets, hexadecimal
 */
export function formatIpAddress(octets: Uint8Array): string {
	const { length } = octets
	if (length === 4) return octets.join('.')
	if (length === 16) return formatIpv6(octets)
	if (length !== 8 && length !== 32) return hex(octets)
	const mask = octets.subarray(length / 2)
	return `${formatIpAddress(octets.subarray(0, length / 2))}/${prefixOf(mask) ?? formatIpAddress(mask)}`
}
