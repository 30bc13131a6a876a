/** One certificate (RFC 5280 4.1) as plain readonly data, with the DER that it came as. */

import { type Extensions, readExtensions } from './extensions/extensions.ts'
import type { GeneralName } from './generalName.ts'
import { MalformedDer } from './malformedDer.ts'
import { attributeOf, attributeTypes, formatName, type Name, readName } from './name.ts'
import { hex } from './octets.ts'
import { readBitString, readNumber, readObjectIdentifier } from './primitives.ts'
import { type PublicKey, readPublicKey } from './publicKey.ts'
import { readSignatureAlgorithm, type SignatureAlgorithm } from './signatureAlgorithm.ts'
import { readTime } from './time.ts'
import { contentOf, oneValue, partsOf, splitValues, tags } from './tlv.ts'
import { type Tolerated, toleratedIn } from './tolerated.ts'

/** What is needed to check a signature: the algorithm, the bytes signed and the signature over them. */
export interface SignatureOf {
	/** object identifier of the algorithm */
	readonly algorithm: string
	readonly signed: Uint8Array
	readonly value: Uint8Array
}

export interface Certificate {
	readonly kind: 'certificate'
	readonly der: Uint8Array
	/** 1, 2 or 3, or whatever else it says; what has none is of version 1 */
	readonly version: number
	/** hexadecimal, two's complement as encoded */
	readonly serialNumber: string
	readonly subject: Name
	readonly issuer: Name
	readonly notBefore: Date
	readonly notAfter: Date
	/** SubjectPublicKeyInfo as DER */
	readonly publicKey: Uint8Array
	/** the same, described */
	readonly key: PublicKey
	readonly signature: SignatureOf
	/** how it was signed, described */
	readonly signatureAlgorithm: SignatureAlgorithm
	readonly extensions: Extensions
	/** what is not as it should be and was read nevertheless, each once */
	readonly tolerated: readonly Tolerated[]
}

/** Bytes that stood where a certificate should, and are none. */
export interface UnreadableCertificate {
	readonly kind: 'unreadable'
	readonly der: Uint8Array
	readonly reason: string
}

function decode(der: Uint8Array): Certificate {
	const [signed, outerAlgorithm, signature, ...outside] = partsOf(oneValue(der))
	const fields = partsOf(signed)
	// The version is the only field before the serial number, and may be left out.
	const [version] = fields[0]?.tag === tags.context0 ? splitValues(fields[0].content) : []
	const [serialNumber, innerAlgorithm, issuer, validity, subject, publicKey, ...optional] = fields.slice(
		version ? 1 : 0,
	)
	const [notBefore, notAfter] = partsOf(validity).map(readTime)
	if (!signed || !publicKey || !notBefore || !notAfter) throw new MalformedDer('not a certificate')
	const list = optional.find(({ tag }) => tag === tags.context3)
	const [algorithm] = partsOf(outerAlgorithm)
	const extensions = readExtensions(list ? partsOf(oneValue(list.content)) : [])
	// Two bit strings that nobody uses, unique identifiers, may stand before the extensions.
	const known = new Set<number>([tags.context3, 0x81, 0x82, 0xa1, 0xa2])
	const certificate: Omit<Certificate, 'tolerated'> = {
		kind: 'certificate',
		der,
		version: version ? readNumber(version) + 1 : 1,
		serialNumber: hex(contentOf(serialNumber, tags.integer)),
		subject: readName(subject),
		issuer: readName(issuer),
		notBefore: notBefore.time,
		notAfter: notAfter.time,
		publicKey: publicKey.whole,
		key: readPublicKey(publicKey),
		signature: {
			algorithm: readObjectIdentifier(algorithm),
			signed: signed.whole,
			value: readBitString(signature),
		},
		signatureAlgorithm: readSignatureAlgorithm(contentOf(outerAlgorithm, tags.sequence)),
		extensions,
	}
	const tolerated = toleratedIn({
		der,
		version: certificate.version,
		isVersionWritten: version !== undefined,
		serialNumber: contentOf(serialNumber, tags.integer),
		algorithms: [contentOf(innerAlgorithm, tags.sequence), contentOf(outerAlgorithm, tags.sequence)],
		names: [certificate.issuer, certificate.subject],
		times: [...notBefore.oddities, ...notAfter.oddities],
		extensions: list && extensions.all,
		others: outside.length + optional.filter(({ tag }) => !known.has(tag)).length,
	})
	return { ...certificate, tolerated }
}

/**
 * @param der what should be one X.509 certificate, DER or BER
 * @returns the certificate; what cannot be read comes back as such, so that it never sinks the ones beside it
 */
export function readCertificate(der: Uint8Array): Certificate | UnreadableCertificate {
	try {
		return decode(der)
	} catch (error) {
		return { kind: 'unreadable', der, reason: error instanceof Error ? error.message : String(error) }
	}
}

/**
 * @param certificate any certificate
 * @returns its serial number in decimal digits; a negative one (RFC 5280 forbids them) with its sign
 */
export function serialInDecimal({ serialNumber }: Certificate): string {
	return BigInt.asIntN(serialNumber.length * 4, BigInt(`0x${serialNumber || '0'}`)).toString()
}

/**
 * @param certificate any certificate
 * @param kind a kind of alternative name
 * @returns the first name of that kind, if there is one
 */
export function alternativeNameOf({ extensions }: Certificate, kind: GeneralName['kind']): string | undefined {
	return extensions.subjectAlternativeName?.names.find((name) => name.kind === kind)?.value
}

/**
 * What people call a certificate by: its first host name, else common name, e-mail address, organization, the whole
 * subject. A leaf for e-mail may have no host at all.
 *
 * @param certificate any certificate
 * @returns one line, never empty
 */
export function displayName(certificate: Certificate): string {
	const { subject, serialNumber } = certificate
	return (
		alternativeNameOf(certificate, 'dns') ??
		attributeOf(subject, attributeTypes.commonName) ??
		alternativeNameOf(certificate, 'email') ??
		attributeOf(subject, attributeTypes.emailAddress) ??
		alternativeNameOf(certificate, 'ip') ??
		attributeOf(subject, attributeTypes.organizationalUnit) ??
		attributeOf(subject, attributeTypes.organization) ??
		(formatName(subject) || serialNumber)
	)
}

/**
 * @param certificate any certificate
 * @returns whether it may issue others: by basic constraints, or, being of an age before extensions, self-issued
 */
export function isCertificateAuthority({ extensions, subject, issuer }: Certificate): boolean {
	return (
		extensions.basicConstraints?.isCertificateAuthority ??
		(extensions.all.length === 0 && subject.comparable === issuer.comparable)
	)
}
