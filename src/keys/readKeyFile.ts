/** A file or a text that somebody takes for a private key, in any of the forms that there are. */

import { MalformedDer } from '../certificates/malformedDer.ts'
import { decodeBase64, type PemBlock, readPem } from '../certificates/pem.ts'
import { readOctets } from '../certificates/primitives.ts'
import { declaredLength, isOneValue, oneValue, partsOf, splitValues, type Tlv, tags } from '../certificates/tlv.ts'
import { decrypt } from './decryption.ts'
import { KeyFailure } from './keyFailure.ts'
import { openLegacyPem } from './legacyPem.ts'
import { type KeyForm, keyFormOf, type PrivateKey, publicKeyOfRequest, readPrivateKey } from './privateKey.ts'
import { isPfx, openPfx } from './readPfx.ts'

export type KeyFile =
	/** `form` as it came; most files have one key */
	| { readonly kind: 'keys'; readonly form: KeyForm | 'pfx'; readonly keys: readonly [PrivateKey, ...PrivateKey[]] }
	/** it cannot be read without a passphrase */
	| { readonly kind: 'locked' }
	/** a certificate request: no private key, but one can say whose it is */
	| { readonly kind: 'request'; readonly publicKey: Uint8Array }

/** No file with keys is longer; what is may be anything. */
const longest = 1024 * 1024

const formats = /OPENSSH|SSH2|DSA|PGP|ANY/

const isEncryptedKey = ([algorithm, data, ...others]: readonly Tlv[]) =>
	algorithm?.tag === tags.sequence &&
	data?.tag === tags.octetString &&
	others.length === 0 &&
	splitValues(algorithm.content)[0]?.tag === tags.objectIdentifier

async function readBinary(der: Uint8Array, passphrase: string | undefined): Promise<KeyFile> {
	const parts = partsOf(oneValue(der))
	const locked: KeyFile = { kind: 'locked' }
	if (isPfx(parts)) {
		if (passphrase === undefined) return (await openWithout(der)) ?? locked
		return readOpened(der, passphrase)
	}
	if (isEncryptedKey(parts)) {
		const [algorithm, data] = parts
		return passphrase === undefined
			? locked
			: readBinary(await decrypt(algorithm, readOctets(data), passphrase), undefined)
	}
	const form = keyFormOf(parts)
	if (form) return { kind: 'keys', form, keys: [await readPrivateKey(der)] }
	const publicKey = publicKeyOfRequest(der)
	if (publicKey) return { kind: 'request', publicKey }
	throw new KeyFailure('not-a-key')
}

async function readOpened(der: Uint8Array, passphrase: string): Promise<KeyFile> {
	const { keys, unread } = await openPfx(der, passphrase)
	const [first, ...others] = await Promise.all(keys.map(({ pkcs8 }) => readPrivateKey(pkcs8)))
	if (first) return { kind: 'keys', form: 'pfx', keys: [first, ...others] }
	const [cipher] = unread
	throw cipher === undefined ? new KeyFailure('not-a-key') : new KeyFailure('unsupported', cipher)
}

/** Some programs write PKCS#12 with an empty passphrase; nobody should be asked for that one. */
const openWithout = (der: Uint8Array) =>
	readOpened(der, '').catch((error: unknown) => {
		if (error instanceof KeyFailure && error.code === 'wrong-passphrase') return undefined
		throw error
	})

async function readBlock({ label, der, dekInfo }: PemBlock, passphrase: string | undefined): Promise<KeyFile> {
	if (formats.test(label)) throw new KeyFailure('unsupported', label)
	if (dekInfo === undefined) return readBinary(der, passphrase)
	if (passphrase === undefined) return { kind: 'locked' }
	return readBinary(openLegacyPem(dekInfo, der, passphrase), undefined)
}

/** Two files in one are what some programs write; the last word has what is most of a key. */
function preferred(files: readonly KeyFile[]): KeyFile {
	const keys = files.flatMap((file) => (file.kind === 'keys' ? file.keys : []))
	const [first, ...others] = keys
	const form = files.find((file) => file.kind === 'keys')?.form
	if (first && form) return { kind: 'keys', form, keys: [first, ...others] }
	const file = files.find(({ kind }) => kind === 'locked') ?? files[0]
	if (!file) throw new KeyFailure('not-a-key')
	return file
}

const mayHoldKey = ({ label }: PemBlock) => /PRIVATE KEY|REQUEST|PKCS ?12|PFX/.test(label)

function asText(bytes: Uint8Array): string {
	const [first, second] = bytes
	if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
	if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
	return new TextDecoder().decode(bytes)
}

async function read(bytes: Uint8Array, passphrase: string | undefined): Promise<KeyFile> {
	if (isOneValue(bytes)) return readBinary(bytes, passphrase)
	const text = asText(bytes)
	const { blocks, isCutOff } = readPem(text)
	const found = blocks.filter(mayHoldKey)
	if (isCutOff && found.length <= 1) throw new KeyFailure('broken')
	if (found.length > 0) {
		const files: KeyFile[] = []
		for (const block of found) files.push(await readBlock(block, passphrase))
		return preferred(files)
	}
	const bare = blocks.length === 0 && bytes[0] !== tags.sequence ? decodeBase64(text) : undefined
	if (bare && isOneValue(bare)) return readBinary(bare, passphrase)
	// A SEQUENCE that is longer than what there is of it was more before.
	const isCut = bytes[0] === tags.sequence && (declaredLength(bytes) ?? 0) > bytes.length
	throw new KeyFailure(isCut ? 'broken' : 'not-a-key')
}

/**
 * @param bytes a file or a text: PEM, DER or base64 of PKCS#8 (encrypted or not), PKCS#1, SEC 1, old OpenSSL's encrypted form,
 *   PKCS#12 or a certificate request
 * @param passphrase what somebody entered; nothing as long as nobody was asked
 * @returns the key or the keys in it, or that a passphrase is needed
 * @throws KeyFailure, and nothing else
 */
export async function readKeyFile(bytes: Uint8Array, passphrase?: string): Promise<KeyFile> {
	if (bytes.length > longest) throw new KeyFailure('too-large')
	try {
		return await read(bytes, passphrase)
	} catch (cause) {
		if (cause instanceof MalformedDer) throw new KeyFailure('broken', undefined, { cause })
		throw cause
	}
}
