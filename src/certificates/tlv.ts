/**
 * Splits BER (X.690 8.1) into its values without looking into them. Containers and certificates are opened with it, one
 * level at a time, so that a thousand certificates cost no more than a walk along their headers, and each keeps its own bytes.
 */
import { MalformedDer } from './malformedDer.ts'

/** One value: where it stands, and what is in it. */
export interface Tlv {
	/** the identifier octet; tags over 30 do not occur in what is read here */
	readonly tag: number
	/** header and content, and the end-of-contents octets where the length is indefinite */
	readonly whole: Uint8Array
	readonly content: Uint8Array
}

export const tags = {
	boolean: 0x01,
	integer: 0x02,
	bitString: 0x03,
	octetString: 0x04,
	null: 0x05,
	objectIdentifier: 0x06,
	enumerated: 0x0a,
	utcTime: 0x17,
	generalizedTime: 0x18,
	sequence: 0x30,
	set: 0x31,
	/** [0] to [3], constructed */
	context0: 0xa0,
	context1: 0xa1,
	context2: 0xa2,
	context3: 0xa3,
} as const

/** The bit of a tag that says that the content is values in turn (X.690 8.1.2.5). */
export const constructed = 0x20

/** Deeper than this no container goes, and no stack has to. */
const deepest = 32

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

/** Header and end of the value at an offset; the end is found by walking where the length is indefinite (X.690 8.1.3.6). */
function measure(bytes: Uint8Array, at: number, depth: number): { start: number; end: number; after: number } {
	const tag = bytes[at]
	const first = bytes[at + 1]
	if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f || depth > deepest)
		throw new MalformedDer('not a BER value')
	if (first === 0x80) {
		if ((tag & constructed) === 0) throw new MalformedDer('a primitive value without a length')
		let end = at + 2
		while (bytes[end] !== 0 || bytes[end + 1] !== 0) end = measure(bytes, end, depth + 1).after
		return { start: at + 2, end, after: end + 2 }
	}
	const octets = first > 0x80 ? first & 0x7f : 0
	if (octets > 4) throw new MalformedDer('a length that no reply can have')
	let length = octets === 0 ? first : 0
	for (let index = 0; index < octets; index++) length = length * 256 + (bytes[at + 2 + index] ?? 0)
	const start = at + 2 + octets
	const end = start + length
	if (end > bytes.length) throw new MalformedDer('a value that is cut off')
	return { start, end, after: end }
}

/** Most values are asked for one of the two, or for none: a view costs more than finding out where it would be. */
class Value implements Tlv {
	constructor(
		private readonly bytes: Uint8Array,
		readonly tag: number,
		private readonly at: number,
		private readonly start: number,
		private readonly end: number,
		private readonly after: number,
	) {}
	get whole() {
		return this.bytes.subarray(this.at, this.after)
	}
	get content() {
		return this.bytes.subarray(this.start, this.end)
	}
}

/**
 * @param bytes any number of BER values, one behind the other
 * @returns them, each with its own bytes (views, not copies)
 * @throws MalformedDer if there is anything else in them, or if the last one is cut off
 */
export function splitValues(bytes: Uint8Array): readonly Tlv[] {
	const values: Tlv[] = []
	for (let at = 0; at < bytes.length; ) {
		const { start, end, after } = measure(bytes, at, 0)
		values.push(new Value(bytes, bytes[at] ?? 0, at, start, end, after))
		at = after
	}
	return values
}

/** @param bytes anything; @returns whether they are BER values, one behind the other, and nothing else */
export function areValues(bytes: Uint8Array): boolean {
	return countValues(bytes) > 0
}

/** @param bytes anything; @returns whether they are exactly one BER value, neither cut off nor followed by anything */
export function isOneValue(bytes: Uint8Array): boolean {
	return countValues(bytes) === 1
}

function countValues(bytes: Uint8Array): number {
	try {
		return splitValues(bytes).length
	} catch {
		return 0
	}
}

/**
 * @param bytes BER of exactly one value
 * @returns it
 * @throws MalformedDer if it is anything else
 */
export function oneValue(bytes: Uint8Array): Tlv {
	const [value, ...others] = splitValues(bytes)
	if (!value || others.length > 0) throw new MalformedDer('exactly one value was expected')
	return value
}

/**
 * @param value a value, if there is one
 * @param tag what it should be
 * @returns its content
 * @throws MalformedDer if it is missing or something else
 */
export function contentOf(value: Tlv | undefined, tag: number): Uint8Array {
	if (value?.tag !== tag) throw new MalformedDer(`tag ${tag} was expected, not ${value?.tag ?? 'the end'}`)
	return value.content
}

/** @param value a value, if there is one; @param tag a SEQUENCE's unless told; @returns what it holds; @throws MalformedDer */
export function partsOf(value: Tlv | undefined, tag: number = tags.sequence): readonly Tlv[] {
	return splitValues(contentOf(value, tag))
}

/**
 * @param value a SEQUENCE of which every part counts: what limits something must not be read by halves
 * @param expected the tags that its parts may have
 * @returns its parts
 * @throws MalformedDer if one of them is something else
 */
export function expectedParts(value: Tlv | undefined, ...expected: readonly number[]): readonly Tlv[] {
	const parts = partsOf(value)
	if (parts.some(({ tag }) => !expected.includes(tag))) throw new MalformedDer('a part that is not expected')
	return parts
}
