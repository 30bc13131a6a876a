/** A PKCS#7 file that carries certificates and nothing else (RFC 5652 5.1, "certs-only"). */
import { compareOctets } from '../certificates/octets.ts'
import { der } from '../certificates/writeDer.ts'

const signedData = Uint8Array.of(0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02)
const data = Uint8Array.of(0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01)

/**
 * @param certificates DER of each certificate
 * @returns DER of a ContentInfo with a SignedData, version 1, that has these certificates and no signers
 */
export function makePkcs7(certificates: readonly Uint8Array[]): Uint8Array {
	const version = Uint8Array.of(0x02, 1, 1)
	const inOrder = [...certificates].sort(compareOctets)
	const content = der(0x30, version, der(0x31), der(0x30, data), der(0xa0, ...inOrder), der(0x31))
	return der(0x30, signedData, der(0xa0, content))
}
