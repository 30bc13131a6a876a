/**
 * The few things about DER (X.690) that every reader in this room needs. asn1js does the parsing; it signals failure by
 * offset -1 and ignores trailing bytes, and both are turned into errors here.
 */
import * as asn1js from 'asn1js'

/** Bytes that are not the structure they should be. */
export class MalformedDer extends Error {
	override readonly name = 'MalformedDer'
	readonly code = 'malformed-der'
}

/**
 * @param bytes BER or DER of exactly one value
 * @returns it as an asn1js object, which must not leave this room
 * @throws MalformedDer if it does not parse, or if bytes are left over
 */
export function parseDer(bytes: Uint8Array): asn1js.AsnType {
	const { offset, result } = asn1js.fromBER(bytes)
	if (offset === -1) throw new MalformedDer(result.error || 'not BER')
	if (offset !== bytes.length) throw new MalformedDer(`${bytes.length - offset} bytes too many`)
	return result
}

/**
 * @param value a constructed value: a SEQUENCE, a SET or an explicit tag
 * @returns what it holds
 * @throws MalformedDer if it is primitive
 */
export function childrenOf(value: asn1js.AsnType | undefined): readonly asn1js.AsnType[] {
	if (value instanceof asn1js.Constructed) return value.valueBlock.value
	throw new MalformedDer('a constructed value was expected')
}

/**
 * @param value a primitive value
 * @returns its content octets
 * @throws MalformedDer if it is constructed
 */
export function contentOf(value: asn1js.AsnType | undefined): Uint8Array {
	const block = value?.valueBlock
	if (block && 'valueHexView' in block && block.valueHexView instanceof Uint8Array) return block.valueHexView
	throw new MalformedDer('a primitive value was expected')
}

/**
 * How long a value says it is (X.690 8.1.3), without parsing what is in it.
 *
 * @param bytes the beginning of a BER value
 * @returns the whole length in octets, header included; nothing if the header is not there, or the length is indefinite
 */
export function declaredLength(bytes: Uint8Array): number | undefined {
	const [, first] = bytes
	if (first === undefined || first === 0x80) return undefined
	if (first < 0x80) return 2 + first
	const octets = first & 0x7f
	if (octets > 4 || bytes.length < 2 + octets) return undefined
	return bytes.subarray(2, 2 + octets).reduce((length, octet) => length * 256 + octet, 0) + 2 + octets
}

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
