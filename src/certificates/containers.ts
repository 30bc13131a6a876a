/**
 * Finds the certificates in whatever they came in: one certificate, PKCS#7, a Netscape Certificate Sequence or CMMF, as PEM,
 * bare base64 or binary. What something is shows by its content; labels are not trusted.
 */

import { MalformedDer } from './malformedDer.ts'
import { hex } from './octets.ts'
import { type OtherThing, otherThingIn, otherThingUnder } from './otherThings.ts'
import { decodeBase64, type PemBlock, readPem } from './pem.ts'
import { areValues, declaredLength, isOneValue, splitValues, type Tlv, tags } from './tlv.ts'

export type ContainerKind = 'certificate' | 'pkcs7' | 'netscape' | 'cmmf'

/** What was found in a text or in bytes. */
export interface Contents {
	/** each as it stood in its container, in the order in which they stood; repeated ones too */
	readonly certificates: readonly Uint8Array[]
	/** the containers that they were in, each kind once */
	readonly kinds: readonly ContainerKind[]
	/** what is certainly no certificate and was passed over unread, each kind once */
	readonly passedOver: readonly OtherThing[]
	/** it ends in the middle of something, so something of the end is missing */
	readonly isCutOff: boolean
}

const signedData = '2a864886f70d010702' // 1.2.840.113549.1.7.2
const certificateSequence = '6086480186f8420205' // 2.16.840.1.113730.2.5

const only = (values: readonly Tlv[], tag: number): Tlv | undefined =>
	values.length === 1 && values[0]?.tag === tag ? values[0] : undefined

/** A Certificate is exactly SEQUENCE, SEQUENCE, BIT STRING (RFC 5280 4.1). */
function isCertificateContent(content: Uint8Array): boolean {
	const [tbs, algorithm, signature, ...others] = splitValues(content)
	return (
		tbs?.tag === tags.sequence &&
		algorithm?.tag === tags.sequence &&
		signature?.tag === tags.bitString &&
		others.length === 0
	)
}

const isCertificate = ({ tag, content }: Tlv) => tag === tags.sequence && isCertificateContent(content)

/** An implicitly tagged SEQUENCE, with the tag that it would have by itself. */
function asSequence({ whole }: Tlv): Uint8Array {
	const bytes = Uint8Array.from(whole)
	bytes[0] = tags.sequence
	return bytes
}

/** SignedData's certificates (RFC 5652 5.1); other choices than certificates are passed over. */
function inSignedData(content: Uint8Array): readonly Uint8Array[] {
	const [data] = splitValues(content)
	const fields = splitValues(data?.content ?? content)
	// The first [0] behind encapContentInfo: that one has its own content tagged [0], but inside itself.
	const certificates = fields.find(({ tag }) => tag === tags.context0)
	return certificates
		? splitValues(certificates.content)
				.filter(({ tag }) => tag === tags.sequence)
				.map(({ whole }) => whole)
		: []
}

/**
 * CMMF's CertOrEncCert.certificate [0]. Alive are a bare certificate, IMPLICIT and EXPLICIT: a tag that holds a certificate's
 * three parts is IMPLICIT, one that holds a single SEQUENCE of them is EXPLICIT.
 */
function certificateIn(choice: Tlv): readonly Uint8Array[] {
	if (isCertificate(choice)) return [choice.whole]
	if (choice.tag !== tags.context0) return []
	if (isCertificateContent(choice.content)) return [asSequence(choice)]
	return splitValues(choice.content)
		.filter(isCertificate)
		.map(({ whole }) => whole)
}

/** CertRepContent (RFC 4210 5.3.4): the authorities in caPubs [1], then one CertResponse a certificate. */
function inCmmf(values: readonly Tlv[]): readonly Uint8Array[] | undefined {
	const caPubs = values.find(({ tag }) => tag === tags.context1)
	const responses = values.find(({ tag }) => tag === tags.sequence)
	if (!responses || values.length > 2 || (values.length === 2 && !caPubs)) return undefined
	const authorities = caPubs ? splitValues(caPubs.content) : []
	const explicit = only(authorities, tags.sequence)
	const published = explicit && !isCertificate(explicit) ? splitValues(explicit.content) : authorities
	const issued = splitValues(responses.content).flatMap((response) => {
		const [id, status, pair] = splitValues(response.content)
		if (id?.tag !== tags.integer || status?.tag !== tags.sequence) throw new MalformedDer('not a CertResponse')
		const [certificate] = pair ? splitValues(pair.content) : []
		return certificate ? certificateIn(certificate) : []
	})
	return [...published.filter(isCertificate).map(({ whole }) => whole), ...issued]
}

type Found =
	| { readonly kind: ContainerKind; readonly certificates: readonly Uint8Array[] }
	| { readonly kind: 'passed-over'; readonly thing: OtherThing }

/** One BER value: a certificate, or a container of them. */
function open(value: Tlv): Found | undefined {
	if (value.tag !== tags.sequence) return undefined
	const parts = splitValues(value.content)
	const [first, second] = parts
	if (first?.tag === tags.objectIdentifier && second?.tag === tags.context0) {
		const type = hex(first.content)
		if (type === signedData) return { kind: 'pkcs7', certificates: inSignedData(second.content) }
		if (type !== certificateSequence) return undefined
		const [sequence] = splitValues(second.content)
		return { kind: 'netscape', certificates: sequence ? splitValues(sequence.content).map(({ whole }) => whole) : [] }
	}
	const thing = otherThingIn(parts)
	if (thing) return { kind: 'passed-over', thing }
	if (isCertificateContent(value.content)) return { kind: 'certificate', certificates: [value.whole] }
	const certificates = inCmmf(parts)
	return certificates && { kind: 'cmmf', certificates }
}

/** What one run of bytes holds. Bytes that are no container at all are kept as one unreadable certificate, to be shown. */
function openBytes(bytes: Uint8Array): readonly Found[] {
	try {
		const found = splitValues(bytes).map(open)
		if (found.length > 0 && found.every((one) => one !== undefined)) return found
	} catch (error) {
		if (!(error instanceof MalformedDer)) throw error
	}
	return [{ kind: 'certificate', certificates: [bytes] }]
}

function contentsOf(found: readonly Found[], isCutOff: boolean): Contents {
	const containers = found.filter((one) => one.kind !== 'passed-over')
	return {
		certificates: containers.flatMap(({ certificates }) => certificates),
		kinds: [...new Set(containers.map(({ kind }) => kind))],
		passedOver: [...new Set(found.flatMap((one) => (one.kind === 'passed-over' ? one.thing : [])))],
		isCutOff,
	}
}

/** What one block of armour holds. A label that announces something else is believed, so that no key is opened. */
function openBlock({ label, der }: PemBlock): readonly Found[] {
	const thing = otherThingUnder(label)
	if (thing) return [{ kind: 'passed-over', thing }]
	// OpenSSL's own form has what a user trusts it for behind the certificate.
	return openBytes(label === 'TRUSTED CERTIFICATE' ? der.subarray(0, declaredLength(der)) : der)
}

function inText(text: string): Contents {
	const { blocks, isCutOff } = readPem(text)
	if (blocks.length > 0 || isCutOff) return contentsOf(blocks.flatMap(openBlock), isCutOff)
	// Without armour it is base64 and nothing else, up to where something else begins.
	const [base64 = ''] = /^[A-Za-z\d+/\s]*={0,2}/.exec(text) ?? []
	const bytes = decodeBase64(base64)
	if (bytes === undefined || bytes[0] !== tags.sequence) return contentsOf([], false)
	// Words behind it look like base64 too: what counts is as long as the value says.
	return inBytes(isOneValue(bytes) ? bytes : bytes.subarray(0, declaredLength(bytes)))
}

/** Without the line ends that editors and shells leave behind a file. */
function withoutBlanks(bytes: Uint8Array): Uint8Array {
	const length = declaredLength(bytes) ?? bytes.length
	const isBlank = bytes.subarray(length).every((octet) => octet === 0x0a || octet === 0x0d || octet === 0x20)
	return isBlank ? bytes.subarray(0, length) : bytes
}

function inBytes(bytes: Uint8Array): Contents {
	// An indefinite length says nothing; such a value is whole if its end is there.
	const isCutOff = bytes[1] === 0x80 ? !isOneValue(bytes) : (declaredLength(bytes) ?? 0) > bytes.length
	return contentsOf(isCutOff ? [] : openBytes(withoutBlanks(bytes)), isCutOff)
}

/**
 * Whether bytes are BER and not text. A SEQUENCE of 128 octets or more is: as text these two would be a 0 before what is not
 * UTF-8. A shorter one, a private key's at most, could be words behind a 0, so it has to hold whole values too.
 */
function isBinary(bytes: Uint8Array): boolean {
	const [tag, length = 0] = bytes
	if (tag !== tags.sequence) return false
	if (length >= 0x80) return length <= 0x84
	return isOneValue(bytes) && areValues(bytes.subarray(2))
}

/**
 * @param input text with PEM or bare base64, or bytes of either or of DER or BER
 * @returns the certificates in it, unjudged: none if nothing of the kind was found. What stood where a certificate should
 *   and is none is among them, for {@link readCertificate} to say so
 */
export function readContents(input: string | Uint8Array): Contents {
	if (typeof input === 'string') return inText(input)
	return isBinary(input) ? inBytes(input) : inText(new TextDecoder().decode(input))
}
