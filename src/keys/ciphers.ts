/**
 * The block ciphers that keys are locked with, all in CBC mode. Neither is WebCrypto's: it has no DES, Chromium's has no AES
 * with 192 bits, and no browser's says more about a wrong passphrase than that something failed.
 */
import { cbc } from '@noble/ciphers/aes.js'
import des from 'des.js'
import { concatenate } from '../certificates/octets.ts'
import { declaredLength, tags } from '../certificates/tlv.ts'
import { KeyFailure } from './keyFailure.ts'

/** `key` in octets: of 3DES three keys of eight, of which the first and the third may be the same one */
export type Cipher = { readonly kind: 'aes' | '3des' | 'des'; readonly key: number }

const kinds = { '3des': des.CBC.instantiate(des.EDE), des: des.CBC.instantiate(des.DES) }

/** @param cipher a cipher; @returns the octets of a block, which are those of an initialization vector too */
export const blockOf = ({ kind }: Cipher): number => (kind === 'aes' ? 16 : 8)

function run({ kind }: Cipher, type: 'encrypt' | 'decrypt', key: Uint8Array, iv: Uint8Array, data: Uint8Array) {
	if (kind === 'aes') return cbc(key, iv, { disablePadding: true })[type](data)
	const cipher = kinds[kind].create({ type, key, iv, padding: false })
	return Uint8Array.from([...cipher.update(data), ...cipher.final()])
}

/** @param data any octets; @returns them encrypted, padded as PKCS#7 has it (RFC 5652 6.3) */
export function encryptCbc(cipher: Cipher, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
	const block = blockOf(cipher)
	const padding = block - (data.length % block)
	return run(cipher, 'encrypt', key, iv, concatenate([data, new Uint8Array(padding).fill(padding)]))
}

/** Whether octets begin as a SEQUENCE that fills them but for the padding: by chance one in twelve million do. */
function looksLikeSequence(plain: Uint8Array, block: number): boolean {
	if (plain[0] !== tags.sequence) return false
	const length = declaredLength(plain)
	return length === undefined ? plain[1] === 0x80 : length < plain.length && length >= plain.length - block
}

/**
 * @param data what should be one SEQUENCE, encrypted and padded as PKCS#7 has it
 * @returns the SEQUENCE's octets
 * @throws KeyFailure `wrong-passphrase` if there is no sign of a SEQUENCE; `broken` if it is there and damaged
 */
export function decryptCbc(cipher: Cipher, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
	const block = blockOf(cipher)
	if (data.length === 0 || data.length % block !== 0 || iv.length !== block || key.length !== cipher.key)
		throw new KeyFailure('broken')
	const plain = run(cipher, 'decrypt', key, iv, data)
	if (!looksLikeSequence(plain, block)) throw new KeyFailure('wrong-passphrase')
	const padding = plain.at(-1) ?? 0
	const isPadded = padding > 0 && padding <= block && plain.subarray(-padding).every((octet) => octet === padding)
	if (!isPadded) throw new KeyFailure('broken')
	return plain.subarray(0, -padding)
}
