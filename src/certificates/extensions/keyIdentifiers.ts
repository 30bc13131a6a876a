import { type GeneralName, readGeneralNames } from '../generalName.ts'
import { hex } from '../octets.ts'
import { readOctets } from '../primitives.ts'
import { oneValue, partsOf, tags } from '../tlv.ts'

/** RFC 5280 4.2.1.2. @param value the extension's octets; @returns hexadecimal; @throws MalformedDer */
export function readSubjectKeyIdentifier(value: Uint8Array): string {
	return hex(readOctets(oneValue(value)))
}

/** RFC 5280 4.2.1.1 */
export interface AuthorityKeyIdentifier {
	/** hexadecimal */
	readonly keyIdentifier: string | undefined
	/**
	 * The issuer's issuer and serial number. They bind to one certificate instead of one key, and are wrong where a
	 * cross-certificate exists: to be shown, not to be followed.
	 */
	readonly issuer: readonly GeneralName[]
	/** hexadecimal, two's complement as encoded */
	readonly serialNumber: string | undefined
}

/** @param value the extension's octets; @throws MalformedDer */
export function readAuthorityKeyIdentifier(value: Uint8Array): AuthorityKeyIdentifier {
	const fields = partsOf(oneValue(value))
	const identifier = fields.find(({ tag }) => tag === 0x80)
	const issuer = fields.find(({ tag }) => tag === tags.context1)
	const serialNumber = fields.find(({ tag }) => tag === 0x82)
	return {
		keyIdentifier: identifier && hex(identifier.content),
		issuer: issuer ? readGeneralNames(issuer, tags.context1) : [],
		serialNumber: serialNumber && hex(serialNumber.content),
	}
}
