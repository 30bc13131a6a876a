/** The structure of BER (X.690) as a tree of plain values, for people who read ASN.1. */
import { hex } from './octets.ts'
import { dotted } from './primitives.ts'
import { readString } from './strings.ts'
import { constructed, splitValues, type Tlv, tags } from './tlv.ts'

export interface Asn1Node {
	/** where it begins in the whole, in octets */
	readonly offset: number
	/** of identifier and length */
	readonly headerLength: number
	/** of everything, header included */
	readonly length: number
	/** `SEQUENCE`, `[0]`, `UTF8String` */
	readonly type: string
	/** what it says, where that can be told in a line */
	readonly text: string | undefined
	/** what is in it: its values, or those in the octets of a string that are values in turn */
	readonly children: readonly Asn1Node[]
	/** the children are in a primitive OCTET STRING or BIT STRING, which only its user knows to be more than octets */
	readonly isEncapsulating: boolean
}

/** X.680 8.4 */
const universal: Readonly<Record<number, string>> = {
	1: 'BOOLEAN',
	2: 'INTEGER',
	3: 'BIT STRING',
	4: 'OCTET STRING',
	5: 'NULL',
	6: 'OBJECT IDENTIFIER',
	10: 'ENUMERATED',
	12: 'UTF8String',
	13: 'RELATIVE-OID',
	16: 'SEQUENCE',
	17: 'SET',
	18: 'NumericString',
	19: 'PrintableString',
	20: 'TeletexString',
	21: 'VideotexString',
	22: 'IA5String',
	23: 'UTCTime',
	24: 'GeneralizedTime',
	25: 'GraphicString',
	26: 'VisibleString',
	27: 'GeneralString',
	28: 'UniversalString',
	30: 'BMPString',
}

const classes = ['', 'APPLICATION ', '', 'PRIVATE ']

function typeOf(tag: number): string {
	const number = tag & 0x1f
	return tag >> 6 === 0 ? (universal[number] ?? `UNIVERSAL ${number}`) : `[${classes[tag >> 6]}${number}]`
}

const ascii = (content: Uint8Array) => String.fromCharCode(...content.subarray(0, 64))

function integer(content: Uint8Array): string {
	if (content.length > 20) return `${content.length * 8} bit`
	return content.length === 0 ? '' : BigInt.asIntN(content.length * 8, BigInt(`0x${hex(content)}`)).toString()
}

const beginning = (content: Uint8Array) => `${hex(content.subarray(0, 24))}${content.length > 24 ? '…' : ''}`

function textOf(value: Tlv): string | undefined {
	const { tag, content } = value
	switch (tag) {
		case tags.boolean:
			return content.every((octet) => octet === 0) ? 'FALSE' : 'TRUE'
		case tags.integer:
		case tags.enumerated:
			return integer(content)
		case tags.objectIdentifier:
			return dotted(content)
		case tags.utcTime:
		case tags.generalizedTime:
			return ascii(content)
		case tags.null:
			return undefined
		case tags.bitString:
			return beginning(content.subarray(1))
		default:
			if ((tag & constructed) !== 0) return undefined
			return tag >> 6 === 0 && tag !== tags.octetString ? readString(value).text : beginning(content)
	}
}

/** The values inside a string's octets, if they are values and nothing else. A BIT STRING has its unused bits in front. */
function encapsulated({ tag, content }: Tlv): readonly Tlv[] {
	const inside = tag === tags.bitString && content[0] === 0 ? content.subarray(1) : content
	if ((tag !== tags.bitString && tag !== tags.octetString) || inside.length < 2) return []
	try {
		const [first, ...others] = splitValues(inside)
		const isPlausible =
			first && others.length === 0 && (universal[first.tag & 0x1f] ?? '') !== '' && first.tag >> 6 === 0
		return isPlausible ? [first] : []
	} catch {
		return []
	}
}

/** The values in a constructed one; none where they are not values, which is what is to be seen then. */
function valuesIn(content: Uint8Array): readonly Tlv[] {
	try {
		return splitValues(content)
	} catch {
		return []
	}
}

function nodeOf(value: Tlv, base: number, depth: number): Asn1Node {
	const { tag, whole, content } = value
	const isConstructed = (tag & constructed) !== 0
	const inner = encapsulated(value)
	const inside = isConstructed ? valuesIn(content) : inner
	return {
		offset: whole.byteOffset - base,
		headerLength: content.byteOffset - whole.byteOffset,
		length: whole.length,
		type: typeOf(tag),
		text: inner.length > 0 ? undefined : isConstructed && inside.length === 0 ? beginning(content) : textOf(value),
		children: depth > 0 ? inside.map((one) => nodeOf(one, base, depth - 1)) : [],
		isEncapsulating: !isConstructed && inner.length > 0,
	}
}

/** Deeper than this nothing is taken apart. */
const deepest = 24

/**
 * @param der BER of any values
 * @returns each as a tree
 * @throws MalformedDer if there is anything else in them
 */
export function readAsn1Tree(der: Uint8Array): readonly Asn1Node[] {
	return splitValues(der).map((value) => nodeOf(value, der.byteOffset, deepest))
}
