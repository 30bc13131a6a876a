/**
 * The structures that hold several certificates at once, written byte by byte in DER or BER (X.690), so that the code
 * that reads them elsewhere is tested against something that it did not make itself.
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

/** The same without a length: two zero octets end it (X.690 8.1.3.6). For constructed values only. */
const encodeOpenEnded = (tag: number, ...contents: readonly Uint8Array[]) =>
	new Uint8Array(Buffer.concat([Uint8Array.of(tag, 0x80), ...contents, Uint8Array.of(0, 0)]))

const number = (value: number) => encode(integerTag, Uint8Array.of(value))
const identifier = (hex: string) => encode(objectIdentifierTag, new Uint8Array(Buffer.from(hex, 'hex')))
const ders = (certificates: readonly Certificate[]) => certificates.map(({ der }) => der)

const data = identifier('2a864886f70d010701') // 1.2.840.113549.1.7.1
const signedData = identifier('2a864886f70d010702') // 1.2.840.113549.1.7.2
const certificateSequence = identifier('6086480186f8420205') // 2.16.840.1.113730.2.5

/** Whether a structure says how long it is (DER wants that), or ends where it says so (BER allows that). */
export type LengthForm = 'definite' | 'indefinite'

/**
 * PKCS#7 that carries certificates and signs nothing (RFC 2315 9, "degenerate").
 *
 * @param certificates in the order in which they are to stand
 * @param lengthForm how the structure around the certificates is encoded; they themselves stay as they were signed
 */
export function pkcs7(certificates: readonly Certificate[], lengthForm: LengthForm = 'definite'): Uint8Array {
	const write = lengthForm === 'definite' ? encode : encodeOpenEnded
	const content = write(
		sequenceTag,
		number(1),
		write(setTag), // no digest algorithms
		write(sequenceTag, data),
		write(contextTag(0), ...ders(certificates)),
		write(setTag), // no signers
	)
	return write(sequenceTag, signedData, write(contextTag(0), content))
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
 * How caPubs [1] and certificate [0] are tagged. The drafts leave room, and each of these has been written by somebody.
 * - `bare`: caPubs IMPLICIT, the certificate without its tag, as NSS does.
 * - `implicit`: both IMPLICIT, as JSS does.
 * - `explicit`: both EXPLICIT, as RFC 4210 has it.
 */
export type CmmfDialect = 'bare' | 'implicit' | 'explicit'

function taggedCertificate({ der }: Certificate, dialect: CmmfDialect): Uint8Array {
	switch (dialect) {
		case 'bare':
			return der
		case 'implicit':
			return der.with(0, contextTag(0))
		case 'explicit':
			return encode(contextTag(0), der)
	}
}

/**
 * CMMF CertRepContent, which lives on as CertRepMessage (RFC 4210 5.3.4).
 *
 * @param issuers what goes into caPubs
 * @param leaves what was asked for; each is granted in a response of its own
 * @param dialect how the tags are written
 */
export function cmmf(
	issuers: readonly Certificate[],
	leaves: readonly Certificate[],
	dialect: CmmfDialect = 'explicit',
): Uint8Array {
	const published = ders(issuers)
	const granted = encode(sequenceTag, number(0))
	const responses = leaves.map((leaf, id) =>
		encode(sequenceTag, number(id), granted, encode(sequenceTag, taggedCertificate(leaf, dialect))),
	)
	return encode(
		sequenceTag,
		encode(contextTag(1), ...(dialect === 'explicit' ? [encode(sequenceTag, ...published)] : published)),
		encode(sequenceTag, ...responses),
	)
}
