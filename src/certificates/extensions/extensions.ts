/**
 * The registry of extensions: one decoder a file, found by object identifier. A broken or unknown extension never sinks
 * the certificate; it keeps its octets and says that it could not be read.
 */
import { type BasicConstraints, readBasicConstraints } from './basicConstraints.ts'
import { readExtendedKeyUsage } from './extendedKeyUsage.ts'
import { readAuthorityKeyIdentifier, readSubjectKeyIdentifier } from './keyIdentifiers.ts'
import { type AlternativeNames, readSubjectAlternativeName } from './subjectAlternativeName.ts'

export interface RawExtension {
	/** object identifier, dotted */
	readonly type: string
	readonly isCritical: boolean
	/** the octets inside the OCTET STRING */
	readonly value: Uint8Array
}

export interface Extensions {
	readonly all: readonly RawExtension[]
	/** the types of those that are known here and could not be read */
	readonly unreadable: readonly string[]
	readonly basicConstraints?: BasicConstraints
	readonly extendedKeyUsage?: readonly string[]
	readonly subjectAlternativeName?: AlternativeNames
	readonly subjectKeyIdentifier?: string
	readonly authorityKeyIdentifier?: string
}

type Known = Omit<Extensions, 'all' | 'unreadable'>

const decoders: Readonly<Record<string, (value: Uint8Array) => Known>> = {
	'2.5.29.14': (value) => ({ subjectKeyIdentifier: readSubjectKeyIdentifier(value) }),
	'2.5.29.17': (value) => ({ subjectAlternativeName: readSubjectAlternativeName(value) }),
	'2.5.29.19': (value) => ({ basicConstraints: readBasicConstraints(value) }),
	'2.5.29.35': (value) => {
		const identifier = readAuthorityKeyIdentifier(value)
		return identifier === undefined ? {} : { authorityKeyIdentifier: identifier }
	},
	'2.5.29.37': (value) => ({ extendedKeyUsage: readExtendedKeyUsage(value) }),
}

/** @param all a certificate's extensions in their order; @returns the same, decoded where a decoder is known */
export function readExtensions(all: readonly RawExtension[]): Extensions {
	const unreadable: string[] = []
	let known: Known = {}
	for (const { type, value } of all) {
		try {
			known = { ...known, ...decoders[type]?.(value) }
		} catch {
			unreadable.push(type)
		}
	}
	return { all, unreadable, ...known }
}
