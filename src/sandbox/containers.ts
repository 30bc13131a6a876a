/**
 * The structures that hold several certificates at once, written byte by byte in DER (X.690), so that the code that
 * reads them elsewhere is tested against something that it did not make itself.
 */
import type { Certificate } from './certificate.ts'

const integerTag = 0x02
const objectIdentifierTag = 0x06
const sequenceTag = 0x30
const setTag = 0x31
/** The tag [number], constructed: around a value that keeps its own tag, or in place of a SET's or SEQUENCE's. */
const contextTag = (number: number) => 0xa0 + number

function lengthOctets(length: number): number[] {
	if (length < 0x80) return [length]
	const bytes: number[] = []
	for (let rest = length; rest > 0; rest = Math.floor(rest / 0x100)) bytes.unshift(rest % 0x100)
	return [0x80 + bytes.length, ...bytes]
}

function encode(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
	const length = contents.reduce((sum, content) => sum + content.length, 0)
	return new Uint8Array(Buffer.concat([Uint8Array.from([tag, ...lengthOctets(length)]), ...contents]))
}

const number = (value: number) => encode(integerTag, Uint8Array.of(value))
const identifier = (hex: string) => encode(objectIdentifierTag, new Uint8Array(Buffer.from(hex, 'hex')))
const ders = (certificates: readonly Certificate[]) => certificates.map(({ der }) => der)

const data = identifier('2a864886f70d010701') // 1.2.840.113549.1.7.1
const signedData = identifier('2a864886f70d010702') // 1.2.840.113549.1.7.2
const certificateSequence = identifier('6086480186f8420205') // 2.16.840.1.113730.2.5

/**
 * PKCS#7 that carries certificates and signs nothing (RFC 2315 9, "degenerate").
 *
 * @param certificates in the order in which they are to stand
 */
export function pkcs7(certificates: readonly Certificate[]): Uint8Array {
	const content = encode(
		sequenceTag,
		number(1),
		encode(setTag), // no digest algorithms
		encode(sequenceTag, data),
		encode(contextTag(0), ...ders(certificates)),
		encode(setTag), // no signers
	)
	return encode(sequenceTag, signedData, encode(contextTag(0), content))
}

/**
 * Netscape Certificate Sequence: a content type of its own around a SEQUENCE OF Certificate.
 *
 * @param certificates in the order in which they are to stand
 */
export function netscapeCertificateSequence(certificates: readonly Certificate[]): Uint8Array {
	return encode(sequenceTag, certificateSequence, encode(contextTag(0), encode(sequenceTag, ...ders(certificates))))
}

/**
 * CMMF CertRepContent, which lives on as CertRepMessage (RFC 4210 5.3.4), with explicit tags as there.
 *
 * @param issuers what goes into caPubs
 * @param leaf the one certificate that was asked for
 */
export function cmmf(issuers: readonly Certificate[], leaf: Certificate): Uint8Array {
	const certifiedKeyPair = encode(sequenceTag, encode(contextTag(0), leaf.der))
	const granted = encode(sequenceTag, number(0))
	const response = encode(sequenceTag, number(0), granted, certifiedKeyPair)
	return encode(
		sequenceTag,
		encode(contextTag(1), encode(sequenceTag, ...ders(issuers))),
		encode(sequenceTag, response),
	)
}
