import { readObjectIdentifier } from '../primitives.ts'
import { expectedParts, oneValue, tags } from '../tlv.ts'

/** Purposes by object identifier (RFC 5280 4.2.1.12). */
export const keyPurposes = {
	serverAuth: '1.3.6.1.5.5.7.3.1',
	clientAuth: '1.3.6.1.5.5.7.3.2',
	codeSigning: '1.3.6.1.5.5.7.3.3',
	emailProtection: '1.3.6.1.5.5.7.3.4',
	timeStamping: '1.3.6.1.5.5.7.3.8',
	ocspSigning: '1.3.6.1.5.5.7.3.9',
	documentSigning: '1.3.6.1.5.5.7.3.36',
	any: '2.5.29.37.0',
} as const

/** @param value the extension's octets; @returns the purposes' object identifiers; @throws MalformedDer */
export function readExtendedKeyUsage(value: Uint8Array): readonly string[] {
	return expectedParts(oneValue(value), tags.objectIdentifier).map(readObjectIdentifier)
}
