/** Octets: compared, joined, and as hexadecimal digits. */

/** @param parts any octets; @returns them in one piece, a copy */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
	let at = 0
	for (const part of parts) {
		whole.set(part, at)
		at += part.length
	}
	return whole
}

/**
 * The order that DER wants in a SET OF (X.690 11.6).
 *
 * @returns less than nothing, nothing or more, as a comes before b, is the same or comes after it
 */
export function compareOctets(a: Uint8Array, b: Uint8Array): number {
	if (a === b) return 0
	const shorter = Math.min(a.length, b.length)
	for (let at = 0; at < shorter; at++) {
		const difference = (a[at] ?? 0) - (b[at] ?? 0)
		if (difference !== 0) return difference
	}
	return a.length - b.length
}

/** @returns whether both are the same octets; not for secrets: how long it takes tells how much is the same */
export const areSame = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && compareOctets(a, b) === 0

const ascii = new TextDecoder()

/** 0 to 15 as the character code of its digit. */
const digit = (nibble: number) => nibble + (nibble < 10 ? 48 : 87)

/**
 * @param bytes any bytes
 * @returns lower-case hexadecimal, two digits an octet
 */
export function hex(bytes: Uint8Array): string {
	// One flat string at once: what is put together from many pieces costs ten times as much where it is a key.
	const codes = new Uint8Array(bytes.length * 2)
	for (let at = 0; at < bytes.length; at++) {
		const octet = bytes[at] ?? 0
		codes[2 * at] = digit(octet >> 4)
		codes[2 * at + 1] = digit(octet & 15)
	}
	return ascii.decode(codes)
}

/** @param hexadecimal two digits an octet; @returns them with colons between the octets, as tools print fingerprints */
export const inPairs = (hexadecimal: string): string => hexadecimal.match(/../g)?.join(':') ?? ''
