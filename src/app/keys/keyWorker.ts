/** Holds a private key, apart from the page and for as long as it is needed. Nothing here stores, logs or sends anything. */
import { KeyFailure } from '../../keys/keyFailure.ts'
import { isSameKey } from '../../keys/match.ts'
import type { PrivateKey } from '../../keys/privateKey.ts'
import { readKeyFile } from '../../keys/readKeyFile.ts'
import { writeKeyStore, writeTrustStore } from '../../keys/writePfx.ts'
import type { Brought, Numbered, Reply, Request } from './keyProtocol.ts'

/** All that is kept. */
const held: { bytes: Uint8Array; publicKeys: readonly Uint8Array[]; keys: readonly PrivateKey[] } = {
	bytes: new Uint8Array(),
	publicKeys: [],
	keys: [],
}

function wipe(): void {
	held.bytes.fill(0)
	for (const { pkcs8 } of held.keys) pkcs8.fill(0)
	held.keys = []
}

const ownerOf = (publicKey: Uint8Array): number | undefined => {
	const at = held.publicKeys.findIndex((one) => isSameKey(one, publicKey))
	return at === -1 ? undefined : at
}

/** The key that belongs to the first certificate, where there are several: keys that belong to none come last. */
async function read(passphrase: string | undefined): Promise<Brought> {
	const file = await readKeyFile(held.bytes, passphrase)
	if (file.kind === 'locked') return file
	held.bytes.fill(0)
	if (file.kind === 'request') return { kind: 'request', owner: ownerOf(file.publicKey) }
	const place = ({ publicKey }: PrivateKey) => ownerOf(publicKey) ?? Number.POSITIVE_INFINITY
	const [first, ...others] = [...file.keys].sort((a, b) => (place(a) < place(b) ? -1 : 1))
	if (!first) throw new KeyFailure('not-a-key')
	held.keys = [first, ...others]
	return { kind: 'key', form: file.form, algorithm: first.kind, owner: ownerOf(first.publicKey) }
}

function key(): Uint8Array<ArrayBuffer> {
	const [first] = held.keys
	if (!first) throw new KeyFailure('not-a-key')
	return new Uint8Array(first.pkcs8)
}

const file = (bytes: Uint8Array): Reply => ({ kind: 'file', bytes: new Uint8Array(bytes) })

async function answer(request: Request): Promise<Reply | undefined> {
	switch (request.ask) {
		case 'open':
			wipe()
			held.bytes = request.bytes
			held.publicKeys = request.publicKeys
			return { kind: 'brought', brought: await read(undefined) }
		case 'unlock':
			return { kind: 'brought', brought: await read(request.passphrase) }
		case 'key-store': {
			const pkcs8 = key()
			const store = await writeKeyStore({ ...request.wishes, pkcs8 })
			pkcs8.fill(0)
			return file(store)
		}
		case 'trust-store':
			return file(await writeTrustStore(request.wishes))
		case 'key':
			return { kind: 'file', bytes: key() }
		case 'forget':
			wipe()
			close()
			return undefined
	}
}

addEventListener('message', ({ data }: MessageEvent<Numbered<Request>>) => {
	void answer(data)
		.catch((error: unknown): Reply => {
			const isKnown = error instanceof KeyFailure
			return { kind: 'failed', code: isKnown ? error.code : 'unexpected', detail: isKnown ? error.detail : undefined }
		})
		.then((reply) => reply && postMessage({ ...reply, number: data.number } satisfies Numbered<Reply>))
})
