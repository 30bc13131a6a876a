/** Reads single values (X.690 8.2 to 8.19), as liberally as BER has them. */

import { MalformedDer } from './malformedDer.ts'
import { concatenate, hex } from './octets.ts'
import { constructed, contentOf, splitValues, type Tlv, tags } from './tlv.ts'

/** The content of an OBJECT IDENTIFIER, dotted; that of none as `#` and hexadecimal, so that a bad one sinks nothing. */
export function dotted(content: Uint8Array): string {
	const arcs: (number | bigint)[] = []
	let arc = 0
	let octets = 0
	for (const [at, octet] of content.entries()) {
		// An arc of 19 octets is a UUID (X.667), the longest that there is a use for; 7 fit into a number.
		if ((octets === 0 && octet === 0x80) || ++octets > 19) return `#${hex(content)}`
		arc = arc * 128 + (octet & 0x7f)
		if (octet >= 0x80) continue
		arcs.push(octets > 7 ? bigArc(content.subarray(at + 1 - octets, at + 1)) : arc)
		arc = 0
		octets = 0
	}
	const [first, ...others] = arcs
	if (first === undefined || octets > 0) return `#${hex(content)}`
	// X.690 8.19.4: the first two arcs share one number, and only below 2 is the second one bounded.
	const root = first < 40 ? 0 : first < 80 ? 1 : 2
	const second = typeof first === 'bigint' ? first - 80n : first - root * 40
	return [root, second, ...others].join('.')
}

const bigArc = (octets: Uint8Array) => octets.reduce((arc, octet) => (arc << 7n) | BigInt(octet & 0x7f), 0n)

/** @param value an OBJECT IDENTIFIER; @returns it dotted; @throws MalformedDer if it is something else */
export function readObjectIdentifier(value: Tlv | undefined): string {
	return dotted(contentOf(value, tags.objectIdentifier))
}

/** The content of an INTEGER as a number: for those that count something. @throws MalformedDer beyond 2^47 */
export function smallNumber(content: Uint8Array): number {
	if (content.length === 0 || content.length > 6) throw new MalformedDer('not a small number')
	const unsigned = content.reduce((number, octet) => number * 256 + octet, 0)
	return (content[0] ?? 0) < 0x80 ? unsigned : unsigned - 256 ** content.length
}

/** @param value an INTEGER or ENUMERATED that counts something; @returns the number; @throws MalformedDer */
export function readNumber(value: Tlv | undefined): number {
	return smallNumber(value?.tag === tags.enumerated ? value.content : contentOf(value, tags.integer))
}

/** @param value a BOOLEAN; @returns whether it is anything but zero, as BER has it; @throws MalformedDer */
export function readBoolean(value: Tlv | undefined): boolean {
	return contentOf(value, tags.boolean).some((octet) => octet !== 0)
}

/** An OCTET STRING's or BIT STRING's pieces: one, or several where BER has it constructed. */
function piecesOf(value: Tlv | undefined, tag: number, depth = 0): readonly Uint8Array[] {
	if (value?.tag !== (tag | constructed)) return [contentOf(value, tag)]
	if (depth > 8) throw new MalformedDer('a string in too many pieces')
	return splitValues(value.content).flatMap((piece) => piecesOf(piece, tag, depth + 1))
}

/** A single piece is not copied. */
function joined(pieces: readonly Uint8Array[]): Uint8Array {
	const [only] = pieces
	return only && pieces.length === 1 ? only : concatenate(pieces)
}

/** @param value an OCTET STRING; @returns its octets; @throws MalformedDer */
export function readOctets(value: Tlv | undefined): Uint8Array {
	return joined(piecesOf(value, tags.octetString))
}

/** @param value a BIT STRING of whole octets, a key or a signature; @returns them; @throws MalformedDer */
export function readBitString(value: Tlv | undefined): Uint8Array {
	return joined(piecesOf(value, tags.bitString).map((piece) => piece.subarray(1)))
}

/**
 * The content of a BIT STRING that is a set of flags (X.680 22.6).
 *
 * @param content unused bits, then the octets
 * @param names what each bit means, the first one first
 * @returns the names of those that are set; a bit without a name by its number
 * @throws MalformedDer if it does not say how many bits are unused, or more than an octet has
 */
export function flags<Name extends string>(content: Uint8Array, names: readonly Name[]): readonly (Name | number)[] {
	const [unused = 8] = content
	if (unused > 7) throw new MalformedDer('not a set of flags')
	const set: (Name | number)[] = []
	// No set of flags has more than a few; what is longer is read as far as anything can be meant.
	for (let bit = 0; bit < Math.min((content.length - 1) * 8 - unused, 64); bit++)
		if (((content[1 + (bit >> 3)] ?? 0) >> (7 - (bit & 7))) & 1) set.push(names[bit] ?? bit)
	return set
}
