import { type GeneralName, readGeneralNames } from '../generalName.ts'
import { readNumber, readObjectIdentifier } from '../primitives.ts'
import { readString } from '../strings.ts'
import { oneValue, partsOf, type Tlv, tags } from '../tlv.ts'

/** What a qualified certificate states (RFC 3739 3.2.6, ETSI EN 319 412-5). */
export type QualifiedStatement =
	/** qualified under the European Union's regulation; the key is in a device that is certified for it */
	| { readonly kind: 'compliance' | 'secure-device' }
	/** up to `amount` × 10^`exponent` in a currency (ISO 4217, letters or a number) a transaction */
	| { readonly kind: 'limit'; readonly currency: string; readonly amount: number; readonly exponent: number }
	/** for so many years after it ends, records are kept */
	| { readonly kind: 'retention'; readonly years: number }
	/** where to read what it means, and in which language (ISO 639-1) */
	| { readonly kind: 'disclosure'; readonly places: readonly { readonly uri: string; readonly language: string }[] }
	/** object identifiers: for signatures, seals or web sites */
	| { readonly kind: 'type'; readonly types: readonly string[] }
	/** ISO 3166-1, two letters: under whose law, if not the European Union's */
	| { readonly kind: 'legislation'; readonly countries: readonly string[] }
	/** by which rules the subject's attributes are to be read: an object identifier, and who registered the names */
	| { readonly kind: 'semantics'; readonly type: string | undefined; readonly authorities: readonly GeneralName[] }
	| { readonly kind: 'other'; readonly type: string; readonly der: Uint8Array }

const text = (value: Tlv | undefined) => (value ? readString(value).text : '')

function readLimit(value: Tlv | undefined): QualifiedStatement {
	const [currency, amount, exponent] = partsOf(value)
	const code = currency?.tag === tags.integer ? String(readNumber(currency)) : text(currency)
	return { kind: 'limit', currency: code, amount: readNumber(amount), exponent: readNumber(exponent) }
}

function readDisclosure(value: Tlv | undefined): QualifiedStatement {
	const places = partsOf(value).map((place) => {
		const [uri, language] = partsOf(place)
		return { uri: text(uri), language: text(language) }
	})
	return { kind: 'disclosure', places }
}

function readSemantics(value: Tlv | undefined): QualifiedStatement {
	const fields = value ? partsOf(value) : []
	const type = fields.find(({ tag }) => tag === tags.objectIdentifier)
	const authorities = fields.find(({ tag }) => tag === tags.sequence)
	return {
		kind: 'semantics',
		type: type && readObjectIdentifier(type),
		authorities: authorities ? readGeneralNames(authorities) : [],
	}
}

const readers: Readonly<Record<string, (value: Tlv | undefined) => QualifiedStatement>> = {
	'0.4.0.1862.1.1': () => ({ kind: 'compliance' }),
	'0.4.0.1862.1.2': readLimit,
	'0.4.0.1862.1.3': (value) => ({ kind: 'retention', years: readNumber(value) }),
	'0.4.0.1862.1.4': () => ({ kind: 'secure-device' }),
	'0.4.0.1862.1.5': readDisclosure,
	'0.4.0.1862.1.6': (value) => ({ kind: 'type', types: partsOf(value).map(readObjectIdentifier) }),
	'0.4.0.1862.1.7': (value) => ({ kind: 'legislation', countries: partsOf(value).map(text) }),
	'1.3.6.1.5.5.7.11.1': readSemantics,
	'1.3.6.1.5.5.7.11.2': readSemantics,
}

/** @param value the extension's octets; @throws MalformedDer */
export function readQualifiedStatements(value: Uint8Array): readonly QualifiedStatement[] {
	return partsOf(oneValue(value)).map((statement) => {
		const [first, information] = partsOf(statement)
		const type = readObjectIdentifier(first)
		return readers[type]?.(information) ?? { kind: 'other', type, der: statement.whole }
	})
}
