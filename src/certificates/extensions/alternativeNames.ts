import { type GeneralName, readGeneralNames } from '../generalName.ts'
import { oneValue } from '../tlv.ts'

/** Of the subject or of the issuer (RFC 5280 4.2.1.6 and 4.2.1.7). */
export interface AlternativeNames {
	/** in the order of the encoding */
	readonly names: readonly GeneralName[]
}

/** @param value the extension's octets; @returns the names; @throws MalformedDer */
export function readAlternativeNames(value: Uint8Array): AlternativeNames {
	return { names: readGeneralNames(oneValue(value)) }
}
