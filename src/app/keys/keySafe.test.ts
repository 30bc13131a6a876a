import { afterAll, expect, test } from 'vitest'
import { type Kind, Workshop } from '../../keys/fixtures/openssl.ts'
import type { Brought } from './keyProtocol.ts'
import { KeySafe } from './keySafe.ts'

const shop = new Workshop()
afterAll(shop.remove)
process.env['KEY_PASSPHRASE'] = 'pässwörd'

/** What a public key's file and a private key's file hold, made by openssl. */
function make(name: string, kind: Kind) {
	shop.key(name, kind)
	return { publicKey: shop.read(`${name}.pub`), file: shop.read(`${name}.key`) }
}
const rsa = make('rsa', 'RSA 2048')
const ec = make('ec', 'EC P-256')
const locked = () => {
	const words = ['-topk8', '-in', 'rsa.key', '-passout', 'env:KEY_PASSPHRASE', '-iter', '50000', '-out', 'locked']
	shop.openssl('pkcs8', ...words)
	return shop.read('locked')
}
const publicKeys = [rsa.publicKey, ec.publicKey]

/** The public half of the key that is held, by openssl. */
async function heldIn(safe: KeySafe): Promise<Buffer> {
	const reply = await safe.answer({ ask: 'key' })
	if (reply.kind !== 'file') throw new Error(JSON.stringify(reply))
	shop.write('held', reply.bytes)
	shop.openssl('pkey', '-inform', 'DER', '-in', 'held', '-pubout', '-outform', 'DER', '-out', 'held.pub')
	return Buffer.from(shop.read('held.pub'))
}
const key = (algorithm: 'RSA' | 'EC', owner: number) => ({
	kind: 'brought',
	brought: { kind: 'key', form: 'pkcs8', algorithm, owner },
})

test('two files that are brought quickly do each other no harm, and the last one is held', async () => {
	const safe = new KeySafe()
	const files = [rsa.file, ec.file, rsa.file, ec.file].map((file) => Uint8Array.from(file))
	const replies = await Promise.all(files.map((bytes) => safe.answer({ ask: 'open', bytes, publicKeys })))
	expect(replies).toEqual([key('RSA', 0), key('EC', 1), key('RSA', 0), key('EC', 1)])
	expect(await heldIn(safe)).toEqual(Buffer.from(ec.publicKey))
	// Nothing of what was brought is left.
	expect(files.every((bytes) => bytes.every((octet) => octet === 0))).toBe(true)
})

test('a file that is brought while another is unlocked waits for it', async () => {
	const safe = new KeySafe()
	const opened = safe.answer({ ask: 'open', bytes: locked(), publicKeys })
	const unlocked = safe.answer({ ask: 'unlock', passphrase: 'pässwörd' })
	const next = safe.answer({ ask: 'open', bytes: Uint8Array.from(ec.file), publicKeys })
	const brought: Brought = { kind: 'locked' }
	expect(await opened).toEqual({ kind: 'brought', brought })
	expect(await unlocked).toEqual(key('RSA', 0))
	expect(await next).toEqual(key('EC', 1))
	expect(await heldIn(safe)).toEqual(Buffer.from(ec.publicKey))
})

test('a failure is an answer, and the next request is answered all the same', async () => {
	const safe = new KeySafe()
	const failed = safe.answer({ ask: 'open', bytes: Uint8Array.of(1, 2, 3), publicKeys })
	const opened = safe.answer({ ask: 'open', bytes: Uint8Array.from(ec.file), publicKeys })
	expect(await failed).toEqual({ kind: 'failed', code: 'not-a-key', detail: undefined })
	expect(await opened).toEqual(key('EC', 1))
	safe.wipe()
	expect(await safe.answer({ ask: 'key' })).toMatchObject({ kind: 'failed', code: 'not-a-key' })
})
