/** What the worker that holds a private key does with it. Nothing here stores, logs or sends anything. */
import { KeyFailure } from '../../keys/keyFailure.ts'
import { isSameKey } from '../../keys/match.ts'
import type { PrivateKey } from '../../keys/privateKey.ts'
import { readKeyFile } from '../../keys/readKeyFile.ts'
import { writeKeyStore, writeTrustStore } from '../../keys/writePfx.ts'
import type { Brought, Reply, Request } from './keyProtocol.ts'

const fileOf = (bytes: Uint8Array): Reply => ({ kind: 'file', bytes: new Uint8Array(bytes) })

function failureOf(error: unknown): Reply {
	const isKnown = error instanceof KeyFailure
	return { kind: 'failed', code: isKnown ? error.code : 'unexpected', detail: isKnown ? error.detail : undefined }
}

/** The one place that holds a key and the file that it came in, for as long as they are needed. */
export class KeySafe {
	private bytes: Uint8Array = new Uint8Array()
	private publicKeys: readonly Uint8Array[] = []
	private keys: readonly PrivateKey[] = []
	private last: Promise<unknown> = Promise.resolve()

	/**
	 * One after another: a file that is brought while another is read would overwrite it.
	 *
	 * @param request what is wanted
	 * @returns what came of it; failures too are answers
	 */
	answer(request: Request): Promise<Reply> {
		const reply = this.last.then(() => this.answerAlone(request)).catch(failureOf)
		this.last = reply
		return reply
	}

	/** Overwrites all that is held, at once. */
	wipe(): void {
		this.bytes.fill(0)
		for (const { pkcs8 } of this.keys) pkcs8.fill(0)
		this.keys = []
	}

	private async answerAlone(request: Request): Promise<Reply> {
		switch (request.ask) {
			case 'open':
				this.wipe()
				this.bytes = request.bytes
				this.publicKeys = request.publicKeys
				return { kind: 'brought', brought: await this.read(undefined) }
			case 'unlock':
				return { kind: 'brought', brought: await this.read(request.passphrase) }
			case 'key-store': {
				const pkcs8 = this.key()
				const store = await writeKeyStore({ ...request.wishes, pkcs8 })
				pkcs8.fill(0)
				return fileOf(store)
			}
			case 'trust-store':
				return fileOf(await writeTrustStore(request.wishes))
			case 'key':
				return { kind: 'file', bytes: this.key() }
		}
	}

	private ownerOf(publicKey: Uint8Array): number | undefined {
		const at = this.publicKeys.findIndex((one) => isSameKey(one, publicKey))
		return at === -1 ? undefined : at
	}

	/** The key that belongs to the first certificate, where there are several: keys that belong to none come last. */
	private async read(passphrase: string | undefined): Promise<Brought> {
		const { bytes } = this
		const file = await readKeyFile(bytes, passphrase)
		if (file.kind === 'locked') return file
		bytes.fill(0)
		if (file.kind === 'request') return { kind: 'request', owner: this.ownerOf(file.publicKey) }
		const place = ({ publicKey }: PrivateKey) => this.ownerOf(publicKey) ?? Number.POSITIVE_INFINITY
		const [first, ...others] = [...file.keys].sort((a, b) => (place(a) < place(b) ? -1 : 1))
		if (!first) throw new KeyFailure('not-a-key')
		this.keys = [first, ...others]
		return { kind: 'key', form: file.form, algorithm: first.kind, owner: this.ownerOf(first.publicKey) }
	}

	private key(): Uint8Array<ArrayBuffer> {
		const [first] = this.keys
		if (!first) throw new KeyFailure('not-a-key')
		return new Uint8Array(first.pkcs8)
	}
}
