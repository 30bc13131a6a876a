/** Hashes that people compare certificates and keys by. */
import type { Certificate } from './certificate.ts'
import { hex } from './octets.ts'

export interface Fingerprints {
	/** of the whole certificate, hexadecimal */
	readonly sha1: string
	readonly sha256: string
	/** SHA-256 of the public key with its algorithm, base64: what is pinned (RFC 7469 2.4) */
	readonly pin: string
}

/**
 * @param certificate any certificate
 * @returns its fingerprints; nothing where there is no WebCrypto, as on a page that came over plain http
 */
export async function fingerprintsOf({ der, publicKey }: Certificate): Promise<Fingerprints | undefined> {
	// Outside a secure context browsers have no `crypto.subtle`, whatever the types say.
	const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
	if (!subtle) return undefined
	const digest = async (hash: string, bytes: Uint8Array) =>
		new Uint8Array(await subtle.digest(hash, new Uint8Array(bytes)))
	const [sha1, sha256, pin] = await Promise.all([
		digest('SHA-1', der),
		digest('SHA-256', der),
		digest('SHA-256', publicKey),
	])
	return { sha1: hex(sha1), sha256: hex(sha256), pin: btoa(String.fromCharCode(...pin)) }
}
