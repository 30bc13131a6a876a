/** Why nothing comes of a key or of a file with one. */
export type KeyFailureCode =
	/** nothing in it is a private key or a certificate request */
	| 'not-a-key'
	/** a key that is damaged: its structure, or its numbers do not belong together */
	| 'broken'
	/** it cannot be unlocked with this one */
	| 'wrong-passphrase'
	/** a cipher, a kind of key or a format that is not read here; `detail` is its object identifier or name */
	| 'unsupported'
	/** it asks for so many rounds that it looks like an attack on whoever opens it */
	| 'too-costly'
	/** no key file is so large */
	| 'too-large'
	/** a password of no characters protects nothing, and programs do not agree on what it is */
	| 'empty-password'
	/** a finished file, opened again, does not hold what was put into it */
	| 'not-as-written'
	/** the page is not in a secure context, or the browser is too old: there is no WebCrypto */
	| 'no-webcrypto'

/** A failure about a key. It never holds any of the key, of the passphrase or of the file. */
export class KeyFailure extends Error {
	override readonly name = 'KeyFailure'
	constructor(
		readonly code: KeyFailureCode,
		/** what is not supported: an object identifier or a format's name */
		readonly detail?: string,
		options?: ErrorOptions,
	) {
		super(code, options)
	}
}
