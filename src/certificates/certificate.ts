/** One certificate (RFC 5280 4.1) as plain readonly data, with the DER that it came as. */
import * as pkijs from 'pkijs'
import { childrenOf, contentOf, hex, MalformedDer, parseDer } from './der.ts'
import { type Extensions, readExtensions } from './extensions/extensions.ts'
import type { AlternativeName } from './extensions/subjectAlternativeName.ts'
import { attributeOf, attributeTypes, formatName, type Name, readName } from './name.ts'

/** What is needed to check a signature: the algorithm, the bytes signed and the signature over them. */
export interface SignatureOf {
	/** object identifier of the algorithm */
	readonly algorithm: string
	/** the algorithm's parameters as DER, if there are any */
	readonly parameters: Uint8Array | undefined
	readonly signed: Uint8Array
	readonly value: Uint8Array
}

export interface Certificate {
	readonly kind: 'certificate'
	readonly der: Uint8Array
	/** hexadecimal, two's complement as encoded */
	readonly serialNumber: string
	readonly subject: Name
	readonly issuer: Name
	readonly notBefore: Date
	readonly notAfter: Date
	/** SubjectPublicKeyInfo as DER */
	readonly publicKey: Uint8Array
	readonly signature: SignatureOf
	readonly extensions: Extensions
}

/** Bytes that stood where a certificate should, and are none. */
export interface UnreadableCertificate {
	readonly kind: 'unreadable'
	readonly der: Uint8Array
	readonly reason: string
}

function decode(der: Uint8Array): Certificate {
	const schema = parseDer(der)
	const parsed = new pkijs.Certificate({ schema })
	const fields = childrenOf(childrenOf(schema)[0])
	// The version is the only field before the serial number, and may be left out.
	const [serialNumber, , issuer, , subject, publicKey] = fields.slice(fields[0]?.idBlock.tagClass === 3 ? 1 : 0)
	if (!issuer || !subject || !publicKey) throw new MalformedDer('not a certificate')
	const parameters: pkijs.AlgorithmIdentifier['algorithmParams'] = parsed.signatureAlgorithm.algorithmParams
	return {
		kind: 'certificate',
		der,
		serialNumber: hex(contentOf(serialNumber)),
		subject: readName(subject),
		issuer: readName(issuer),
		notBefore: parsed.notBefore.value,
		notAfter: parsed.notAfter.value,
		publicKey: publicKey.valueBeforeDecodeView,
		signature: {
			algorithm: parsed.signatureAlgorithm.algorithmId,
			parameters: parameters && new Uint8Array(parameters.toBER()),
			signed: parsed.tbsView,
			value: parsed.signatureValue.valueBlock.valueHexView,
		},
		extensions: readExtensions(
			(parsed.extensions ?? []).map(({ extnID, critical, extnValue }) => ({
				type: extnID,
				isCritical: critical,
				value: extnValue.valueBlock.valueHexView,
			})),
		),
	}
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
 * @param ders what should be certificates
 * @returns each of them read, in the same order; what comes twice is read once and is the same object
 */
export function readCertificates(ders: readonly Uint8Array[]): readonly (Certificate | UnreadableCertificate)[] {
	const read = new Map<string, Certificate | UnreadableCertificate>()
	return ders.map((der) => {
		const key = hex(der)
		const certificate = read.get(key) ?? readCertificate(der)
		read.set(key, certificate)
		return certificate
	})
}

/**
 * @param certificate any certificate
 * @param kind a kind of alternative name
 * @returns the first name of that kind, if there is one
 */
export function alternativeNameOf({ extensions }: Certificate, kind: AlternativeName['kind']): string | undefined {
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
