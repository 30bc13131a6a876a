/** What others say to the files: openssl, and the sandbox when it is asked without anything of ours in between. */
import { execFileSync } from 'node:child_process'

/** Runs openssl; throws what it complains about. */
export const openssl = (words: readonly string[], input: string | Uint8Array = ''): string =>
	execFileSync('openssl', words, { input, encoding: 'utf8', stdio: 'pipe' })

/** The PEM certificates in a text, as they stand. */
export const certificatesIn = (text: string): readonly string[] =>
	text.match(/-----BEGIN CERTIFICATE-----\n[^-]+-----END CERTIFICATE-----\n/g) ?? []

/** A certificate's SHA-256 fingerprint, in openssl's words. */
export const fingerprint = (certificate: string | Uint8Array, form: 'PEM' | 'DER' = 'PEM'): string =>
	openssl(['x509', '-noout', '-fingerprint', '-sha256', '-inform', form], certificate).trim()

/** The certificates that CollectCCC sends for a code, in PEM: leaf first, which the sandbox sends last. */
export async function sentFor(code: string, collectUrl: string): Promise<readonly string[]> {
	const parameters = { queryType: '1', responseType: '3', responseEncoding: '0', showValidityPeriod: 'Y' }
	const body = new URLSearchParams({ collectionCode: code, ...parameters })
	const reply = await fetch(collectUrl, { method: 'POST', body })
	return certificatesIn(await reply.text()).toReversed()
}
