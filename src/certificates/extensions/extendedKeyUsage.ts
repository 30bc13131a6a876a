import * as asn1js from 'asn1js'
import { childrenOf, parseDer } from '../der.ts'

/** Purposes by object identifier (RFC 5280 4.2.1.12). */
export const keyPurposes = {
	serverAuth: '1.3.6.1.5.5.7.3.1',
	clientAuth: '1.3.6.1.5.5.7.3.2',
	codeSigning: '1.3.6.1.5.5.7.3.3',
	emailProtection: '1.3.6.1.5.5.7.3.4',
} as const

/** @param value the extension's octets; @returns the purposes' object identifiers; @throws MalformedDer */
export function readExtendedKeyUsage(value: Uint8Array): readonly string[] {
	return childrenOf(parseDer(value))
		.filter((purpose) => purpose instanceof asn1js.ObjectIdentifier)
		.map((purpose) => purpose.getValue())
}
