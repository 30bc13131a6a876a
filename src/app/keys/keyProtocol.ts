/** What the page and the worker that holds a key say to each other. */
import type { Strength } from '../../keys/encryption.ts'
import type { KeyFailureCode } from '../../keys/keyFailure.ts'
import type { PrivateKey } from '../../keys/privateKey.ts'
import type { KeyFile } from '../../keys/readKeyFile.ts'
import type { TrustStore } from '../../keys/writePfx.ts'

export interface StoreWishes {
	/** DER each, the key's own first */
	readonly certificates: readonly [Uint8Array, ...Uint8Array[]]
	readonly alias: string
	readonly password: string
	readonly strength: Strength
}

export type Request =
	/** `publicKeys`: of the certificates that the key may belong to, as SubjectPublicKeyInfo */
	| { readonly ask: 'open'; readonly bytes: Uint8Array; readonly publicKeys: readonly Uint8Array[] }
	/** what was brought last, once more */
	| { readonly ask: 'unlock'; readonly passphrase: string }
	| { readonly ask: 'key-store'; readonly wishes: StoreWishes }
	| { readonly ask: 'trust-store'; readonly wishes: TrustStore }
	/** the key itself, PKCS#8 */
	| { readonly ask: 'key' }

/** Not a request: what is held is overwritten at once, whatever is going on, and the worker ends. */
export type Forget = 'forget'

/** What was brought, without any of it. `owner`: the place of the certificate that it belongs to */
export type Brought =
	| { readonly kind: 'locked' }
	| { readonly kind: 'request'; readonly owner: number | undefined }
	| {
			readonly kind: 'key'
			readonly form: Extract<KeyFile, { kind: 'keys' }>['form']
			readonly algorithm: PrivateKey['kind']
			readonly owner: number | undefined
	  }

export type Reply =
	| { readonly kind: 'brought'; readonly brought: Brought }
	| { readonly kind: 'file'; readonly bytes: Uint8Array<ArrayBuffer> }
	| { readonly kind: 'failed'; readonly code: KeyFailureCode | 'unexpected'; readonly detail: string | undefined }

export type Numbered<Message> = Message & { readonly number: number }
