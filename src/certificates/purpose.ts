/** What a certificate is for. */
import { type Certificate, isCertificateAuthority } from './certificate.ts'
import { keyPurposes } from './extensions/extendedKeyUsage.ts'

export type Purpose =
	| 'tls-server'
	| 'tls-client'
	| 'email'
	| 'code-signing'
	| 'document-signing'
	| 'authority'
	| 'other'

/** What an end certificate can be for, and the purposes that say so: IETF's, and Adobe's and Microsoft's for documents. */
const stating: readonly (readonly [Purpose, readonly string[]])[] = [
	['tls-server', [keyPurposes.serverAuth]],
	['email', [keyPurposes.emailProtection]],
	['code-signing', [keyPurposes.codeSigning]],
	['document-signing', [keyPurposes.documentSigning, '1.2.840.113583.1.1.5', '1.3.6.1.4.1.311.10.3.12']],
	['tls-client', [keyPurposes.clientAuth]],
]

/**
 * What `openssl req -x509` makes unless it is told otherwise: an authority by its constraints, and a server by its names.
 *
 * @param certificate any certificate
 * @returns whether it issued itself and names a host
 */
export function isOwnServer({ subject, issuer, extensions }: Certificate): boolean {
	const names = extensions.subjectAlternativeName?.names ?? []
	return subject.comparable === issuer.comparable && names.some(({ kind }) => kind === 'dns' || kind === 'ip')
}

/**
 * @param certificate any certificate
 * @returns `authority` if it may issue others; else the first of TLS server, e-mail, code signing, document signing and TLS
 *   client that its extended key usage states; where that leaves everything open (RFC 5280 4.2.1.12), what its alternative
 *   names are good for
 */
export function purposeOf(certificate: Certificate): Purpose {
	if (isCertificateAuthority(certificate) && !isOwnServer(certificate)) return 'authority'
	const { extendedKeyUsage, subjectAlternativeName } = certificate.extensions
	const stated = stating.find(([, purposes]) => purposes.some((one) => extendedKeyUsage?.includes(one)))
	if (stated) return stated[0]
	if (extendedKeyUsage && !extendedKeyUsage.includes(keyPurposes.any)) return 'other'
	const kinds = new Set(subjectAlternativeName?.names.map(({ kind }) => kind))
	if (kinds.has('dns') || kinds.has('ip')) return 'tls-server'
	return kinds.has('email') || kinds.has('smtp-utf8') ? 'email' : 'other'
}

/**
 * @param leaf an end certificate
 * @returns the object identifiers of which an authority above it must allow one, for it to serve its purpose; none if it
 *   states none and its names say nothing
 */
export function purposesNeeded(leaf: Certificate): readonly string[] {
	const stated = leaf.extensions.extendedKeyUsage
	const purpose = purposeOf(leaf)
	const fitting = stating.find(([one]) => one === purpose)?.[1] ?? stated ?? []
	const both = fitting.filter((one) => stated?.includes(one))
	return both.length > 0 ? both : fitting
}
