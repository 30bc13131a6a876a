/** Distinguished names (RFC 5280 4.1.2.4): an ordered list of sets of attributes. */
import { readObjectIdentifier } from './primitives.ts'
import { readString, type StringType } from './strings.ts'
import { partsOf, type Tlv, tags } from './tlv.ts'

export interface Attribute {
	/** object identifier, dotted */
	readonly type: string
	readonly value: string
	/** how it was encoded; missing where the value is no string, and stands as `#` and hexadecimal */
	readonly encoding?: StringType
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
	['1.3.6.1.4.1.311.60.2.1.1', 'jurisdictionL'],
	['1.3.6.1.4.1.311.60.2.1.2', 'jurisdictionST'],
	['1.3.6.1.4.1.311.60.2.1.3', 'jurisdictionC'],
	['0.9.2342.19200300.100.1.1', 'UID'],
	['0.9.2342.19200300.100.1.25', 'DC'],
	['1.2.840.113549.1.9.1', 'emailAddress'],
])

/** @param type an attribute's object identifier; @returns its short name as RFC 4514 and openssl write it, if it has one */
export function shortNameOf(type: string): string | undefined {
	return shortNames.get(type)
}

/** @param rdn an AttributeTypeAndValue SET's parts; @returns them; @throws MalformedDer */
export function readRdn(rdn: readonly Tlv[]): readonly Attribute[] {
	return rdn.map((attribute) => {
		const [type, value] = partsOf(attribute)
		const { text, encoding } = value ? readString(value) : { text: '', encoding: undefined }
		return { type: readObjectIdentifier(type), value: text, ...(encoding && { encoding }) }
	})
}

const folded = (value: string) => value.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

/**
 * @param sequence an RDNSequence
 * @returns the name as plain data
 * @throws MalformedDer if it is no RDNSequence
 */
export function readName(sequence: Tlv | undefined): Name {
	const rdns = partsOf(sequence).map((rdn) => readRdn(partsOf(rdn, tags.set)))
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

/** @param name a subject's or an issuer's; @returns its common name, or all of it where there is none */
export const commonNameOf = (name: Name): string => attributeOf(name, attributeTypes.commonName) ?? formatName(name)
