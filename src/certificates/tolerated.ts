/** What is not as X.690 and RFC 5280 want it, and was read nevertheless: said by a code each, so that it can be shown. */
import type { Extension } from './extensions/extensions.ts'
import type { Name } from './name.ts'
import type { TimeOddity } from './time.ts'
import { constructed, tags } from './tlv.ts'

/** How values are encoded: BER that is no DER (X.690 10 and 11). */
export type EncodingOddity =
	/** a length that is not given, the value ends where an end stands */
	| 'length-indefinite'
	/** a length in more octets than it needs */
	| 'length-not-minimal'
	/** an OCTET STRING or BIT STRING in pieces */
	| 'string-in-pieces'
	/** TRUE as another number than 255 */
	| 'boolean-not-255'
	/** FALSE or version 1, which are meant where nothing stands */
	| 'default-written'
	/** a number with octets in front that say nothing, or without any */
	| 'integer-not-minimal'

export type Tolerated =
	| EncodingOddity
	| TimeOddity
	| 'serial-not-positive'
	/** over 20 octets (RFC 5280 4.1.2.2) */
	| 'serial-too-long'
	/** inside and outside the signed part another signature algorithm is named (RFC 5280 4.1.1.2) */
	| 'algorithms-differ'
	/** the version is none of 1, 2 and 3 */
	| 'version-unknown'
	| 'extensions-below-version-3'
	| 'extension-repeated'
	/** a list with nothing in it where there has to be something */
	| 'list-empty'
	/** more fields than there are names for */
	| 'fields-too-many'

const flag = (octets: Uint8Array, found: Set<Tolerated>) => {
	const [octet] = octets
	if (octet === 0) found.add('default-written')
	else if (octet !== 0xff) found.add('boolean-not-255')
}

/** X.690 8.3.2: the first nine bits are neither all zero nor all one. */
const isMinimal = ([first, second]: Uint8Array) =>
	first !== undefined &&
	(second === undefined || !((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80)))

/**
 * Walks through everything that holds values in turn.
 *
 * @param bytes BER that was split before, from `at` to `end`
 * @param found where the oddities go
 * @returns where it stopped: at `end`, or behind an end-of-contents
 */
function walk(bytes: Uint8Array, begin: number, end: number, found: Set<Tolerated>, depth = 0): number {
	let at = begin
	while (at + 1 < end) {
		const tag = bytes[at] ?? 0
		const first = bytes[at + 1] ?? 0
		if (tag === 0 && first === 0) return at + 2
		// Deeper than this nothing in a certificate goes that was taken apart; and tags over 30 nobody wrote.
		if (depth > 32 || (tag & 0x1f) === 0x1f) return end
		let start = at + 2
		let length = first
		if (first > 0x80) {
			length = 0
			for (; start < at + 2 + (first & 0x7f); start++) length = length * 256 + (bytes[start] ?? 0)
			if (length < 0x80 || bytes[at + 2] === 0) found.add('length-not-minimal')
		}
		const isConstructed = (tag & constructed) !== 0
		if (first === 0x80) {
			found.add('length-indefinite')
			at = walk(bytes, start, end, found, depth + 1)
		} else {
			at = start + length
			if (at > end) return end
			if (isConstructed) walk(bytes, start, at, found, depth + 1)
			else if (tag === tags.boolean) flag(bytes.subarray(start, at), found)
			else if (tag === tags.integer && !isMinimal(bytes.subarray(start, at))) found.add('integer-not-minimal')
		}
		if (tag === (tags.octetString | constructed) || tag === (tags.bitString | constructed))
			found.add('string-in-pieces')
	}
	return at
}

/** Of these two everything may be left out. */
const mayBeEmpty = new Set(['basicConstraints', 'authorityKeyIdentifier'])

const isEmptyList = ([tag, length, ...others]: Uint8Array) =>
	tag === tags.sequence && length === 0 && others.length === 0

/** The parts of a certificate that oddities show in. */
interface Parts {
	readonly der: Uint8Array
	readonly version: number
	readonly isVersionWritten: boolean
	readonly serialNumber: Uint8Array
	readonly algorithms: readonly [Uint8Array, Uint8Array]
	readonly names: readonly [issuer: Name, subject: Name]
	readonly times: readonly TimeOddity[]
	/** nothing where there is no list of them */
	readonly extensions: readonly Extension[] | undefined
	/** fields that nothing is known about */
	readonly others: number
}

/** @param parts a certificate's; @returns what was tolerated in it, each once */
export function toleratedIn(parts: Parts): readonly Tolerated[] {
	const { der, version, isVersionWritten, serialNumber, algorithms, names, times, extensions, others } = parts
	const found = new Set<Tolerated>(times)
	walk(der, 0, der.length, found)
	for (const { decoded, value } of extensions ?? [])
		if (decoded.kind !== 'unknown' && decoded.kind !== 'unreadable') {
			walk(value, 0, value.length, found)
			if (isEmptyList(value) && !mayBeEmpty.has(decoded.kind)) found.add('list-empty')
		}
	if ((serialNumber[0] ?? 0) >= 0x80 || serialNumber.every((octet) => octet === 0)) found.add('serial-not-positive')
	if (serialNumber.length > 20) found.add('serial-too-long')
	const [inner, outer] = algorithms
	if (inner.length !== outer.length || inner.some((octet, at) => octet !== outer[at])) found.add('algorithms-differ')
	if (isVersionWritten && version === 1) found.add('default-written')
	if (version < 1 || version > 3) found.add('version-unknown')
	if (extensions && version < 3) found.add('extensions-below-version-3')
	if (new Set(extensions?.map(({ type }) => type)).size < (extensions?.length ?? 0)) found.add('extension-repeated')
	const [issuer] = names
	const hasEmptySet = names.some(({ rdns }) => rdns.some((rdn) => rdn.length === 0))
	if (extensions?.length === 0 || issuer.rdns.length === 0 || hasEmptySet) found.add('list-empty')
	if (others > 0) found.add('fields-too-many')
	return [...found]
}
