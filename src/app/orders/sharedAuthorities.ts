import { isCertificateAuthority, readCertificate } from '../../certificates/certificate.ts'
import type { ReadCertificate } from '../collect/collection.ts'

/** More authorities than any account has; then it begins anew. */
const mostAuthorities = 200

/**
 * Thousands of orders come from a handful of authorities. Their certificates are most of what a chain needs in memory.
 *
 * @returns a reader of certificates for which the same authority is the same object in every chain
 */
export function readerOfMany(): ReadCertificate {
	const known = new Map<string, ReturnType<ReadCertificate>>()
	// One character for each byte: no two certificates have the same text.
	const decoder = new TextDecoder('windows-1252')
	return (der) => {
		const text = decoder.decode(der)
		const same = known.get(text)
		if (same) return same
		const certificate = readCertificate(der)
		if (certificate.kind === 'certificate' && isCertificateAuthority(certificate)) {
			if (known.size >= mostAuthorities) known.clear()
			known.set(text, certificate)
		}
		return certificate
	}
}
