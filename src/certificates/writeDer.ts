/** Writes DER around values that stay as they came, so that nothing is decoded and encoded again. */
import { concatenate } from './octets.ts'
import { tags } from './tlv.ts'

/**
 * @param tag the identifier octet (X.690 8.1.2)
 * @param content what it holds, one behind the other: values of DER for a constructed one, octets for any other
 * @returns one value of DER with the shortest length (X.690 10.1)
 */
export function der(tag: number, ...content: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const value = concatenate(content)
	const octets = digits(value.length, 256)
	const length = value.length < 0x80 ? octets : [0x80 | octets.length, ...octets]
	return concatenate([Uint8Array.of(tag, ...length), value])
}

/** @param content values of DER; @returns a SEQUENCE of them */
export const sequence = (...content: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => der(tags.sequence, ...content)

/** @param content octets; @returns an OCTET STRING of them all */
export const octetString = (...content: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
	der(tags.octetString, ...content)

/** The digits of a number to a base, the highest first: one at least. */
function digits(value: number, base: number): number[] {
	const found = [value % base]
	for (let rest = Math.floor(value / base); rest > 0; rest = Math.floor(rest / base)) found.unshift(rest % base)
	return found
}

/** @param value a whole number from zero to 2^53; @returns an INTEGER (X.690 8.3) */
export function integer(value: number): Uint8Array<ArrayBuffer> {
	const octets = digits(value, 256)
	return der(tags.integer, Uint8Array.from((octets[0] ?? 0) < 0x80 ? octets : [0, ...octets]))
}

/** @param dotted an object identifier with arcs below 2^53; @returns it as DER (X.690 8.19) */
export function objectIdentifier(dotted: string): Uint8Array<ArrayBuffer> {
	const [first = 0, second = 0, ...others] = dotted.split('.').map(Number)
	// Every octet of an arc but its last has the highest bit.
	const octets = [first * 40 + second, ...others].flatMap((arc) =>
		digits(arc, 128).map((digit, at, { length }) => (at < length - 1 ? digit | 0x80 : digit)),
	)
	return der(tags.objectIdentifier, Uint8Array.from(octets))
}
