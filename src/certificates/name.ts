/** Distinguished names (RFC 5280 4.1.2.4): an ordered list of sets of attributes. */
import * as asn1js from 'asn1js'
import { childrenOf, hex, MalformedDer } from './der.ts'

export interface Attribute {
	/** object identifier, dotted */
	readonly type: string
	readonly value: string
}

export interface Name {
	/** relative distinguished names in the order in which they are encoded; a set may hold several attributes */
	readonly rdns: readonly (readonly Attribute[])[]
	/** the same name always gives the same text here, however it was encoded (RFC 5280 7.1) */
	readonly comparable: string
}

export const attributeTypes = {
	commonName: '2.5.4.3',
	organization: '2.5.4.10',
	organizationalUnit: '2.5.4.11',
	emailAddress: '1.2.840.113549.1.9.1',
} as const

/** Short names as RFC 4514 and openssl write them. */
const shortNames: ReadonlyMap<string, string> = new Map([
	['2.5.4.3', 'CN'],
	['2.5.4.4', 'SN'],
	['2.5.4.5', 'serialNumber'],
	['2.5.4.6', 'C'],
	['2.5.4.7', 'L'],
	['2.5.4.8', 'ST'],
	['2.5.4.9', 'street'],
	['2.5.4.10', 'O'],
	['2.5.4.11', 'OU'],
	['2.5.4.12', 'title'],
	['2.5.4.15', 'businessCategory'],
	['2.5.4.17', 'postalCode'],
	['2.5.4.42', 'GN'],
	['2.5.4.97', 'organizationIdentifier'],
	['0.9.2342.19200300.100.1.1', 'UID'],
	['0.9.2342.19200300.100.1.25', 'DC'],
	['1.2.840.113549.1.9.1', 'emailAddress'],
])

function attributeValue(value: asn1js.AsnType | undefined): string {
	if (value instanceof asn1js.BaseStringBlock) return value.getValue()
	return value ? `#${hex(new Uint8Array(value.toBER()))}` : ''
}

/**
 * @param sequence an RDNSequence as asn1js has it
 * @returns the name as plain data
 * @throws MalformedDer if it is no RDNSequence
 */
export function readName(sequence: asn1js.AsnType): Name {
	const rdns = childrenOf(sequence).map((rdn) =>
		childrenOf(rdn).map((attribute) => {
			const [type, value] = childrenOf(attribute)
			if (!(type instanceof asn1js.ObjectIdentifier)) throw new MalformedDer('an attribute without a type')
			return { type: type.getValue(), value: attributeValue(value) }
		}),
	)
	const folded = (value: string) => value.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
	const comparable = JSON.stringify(rdns.map((rdn) => rdn.map(({ type, value }) => [type, folded(value)]).sort()))
	return { rdns, comparable }
}

/**
 * @param name a name
 * @param type an attribute's object identifier
 * @returns the last such attribute (the most specific one), if there is any that is not blank
 */
export function attributeOf(name: Name, type: string): string | undefined {
	return name.rdns
		.flat()
		.findLast((attribute) => attribute.type === type && attribute.value.trim() !== '')
		?.value.trim()
}

/**
 * @param name a name
 * @returns one line for people, in the order of the encoding: `CN=Example CA, O=Example, C=GB`
 */
export function formatName(name: Name): string {
	return name.rdns
		.map((rdn) => rdn.map(({ type, value }) => `${shortNames.get(type) ?? type}=${value}`).join(' + '))
		.join(', ')
}
