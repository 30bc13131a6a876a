/** A PKCS#7 file that carries certificates and nothing else (RFC 5652 5.1, "certs-only"). */
import { compareOctets } from '../certificates/octets.ts'
import { tags } from '../certificates/tlv.ts'
import { der, integer, objectIdentifier, sequence } from '../certificates/writeDer.ts'

const signedData = '1.2.840.113549.1.7.2'
const data = '1.2.840.113549.1.7.1'

/**
 * @param certificates DER of each certificate
 * @returns DER of a ContentInfo with a SignedData, version 1, that has these certificates and no signers
 */
export function makePkcs7(certificates: readonly Uint8Array[]): Uint8Array {
	const inOrder = certificates.toSorted(compareOctets)
	const none = der(tags.set)
	const content = sequence(integer(1), none, sequence(objectIdentifier(data)), der(tags.context0, ...inOrder), none)
	return sequence(objectIdentifier(signedData), der(tags.context0, content))
}
