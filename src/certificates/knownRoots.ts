/**
 * Roots that a root program trusts for TLS servers; for other purposes it may trust others. A certificate is one of them by its
 * name and key, as a trust anchor is (RFC 5280 6.1.1 (d)): so another edition of a root, or a cross-certificate of one, is
 * recognized as well.
 */
import type { Certificate } from './certificate.ts'
import type { Name } from './name.ts'

/** A list of roots, taken at some time. */
export interface KnownRoots {
	/** what it was taken from, with a version, e.g. `Node.js 22.1.0` */
	readonly source: string
	/** when it was taken, YYYY-MM-DD */
	readonly date: string
	/** each root's comparable subject, and its {@link keyFingerprint} */
	readonly roots: readonly (readonly [subject: string, key: string])[]
}

/** Where nobody has a list. */
export const noKnownRoots: KnownRoots = { source: '', date: '', roots: [] }

/** Whether a certificate has the name and key of a known root; `not-checked`: the name, and keys cannot be compared here. */
export type Recognition = 'known' | 'unknown' | 'not-checked'

/**
 * @param publicKey SubjectPublicKeyInfo as DER
 * @returns base64 of the first 16 octets of its SHA-256 digest; nothing where there is no WebCrypto
 */
export async function keyFingerprint(publicKey: Uint8Array): Promise<string | undefined> {
	// Outside a secure context browsers have no `crypto.subtle`, whatever the types say.
	const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
	if (!subtle) return undefined
	const digest = new Uint8Array(await subtle.digest('SHA-256', new Uint8Array(publicKey)))
	return btoa(String.fromCharCode(...digest.subarray(0, 16)))
}

/** @param name any name; @param known a list; @returns whether a root in it has that name, which says nothing about keys */
export function isNameKnown({ comparable }: Name, { roots }: KnownRoots): boolean {
	return roots.some(([subject]) => subject === comparable)
}

/** @param certificate any certificate; @param known a list; @returns whether it has the name and key of a root in it */
export async function recognize({ subject, publicKey }: Certificate, known: KnownRoots): Promise<Recognition> {
	if (!isNameKnown(subject, known)) return 'unknown'
	const fingerprint = await keyFingerprint(publicKey)
	if (fingerprint === undefined) return 'not-checked'
	return known.roots.some(([name, key]) => name === subject.comparable && key === fingerprint) ? 'known' : 'unknown'
}
