/** The form of old OpenSSL (`Proc-Type: 4,ENCRYPTED`): a key in PEM, locked as a header says (RFC 1421 4.6.1.3). */
import { type Cipher, decryptCbc } from './ciphers.ts'
import { asUtf8, bytesToKey } from './derivation.ts'
import { KeyFailure } from './keyFailure.ts'

const ciphers: ReadonlyMap<string, Cipher> = new Map([
	['AES-128-CBC', { kind: 'aes', key: 16 }],
	['AES-192-CBC', { kind: 'aes', key: 24 }],
	['AES-256-CBC', { kind: 'aes', key: 32 }],
	['DES-EDE3-CBC', { kind: '3des', key: 24 }],
	['DES-CBC', { kind: 'des', key: 8 }],
])

/**
 * @param dekInfo what stands in the header DEK-Info: a cipher's name, and the initialization vector in hexadecimal
 * @param data what the PEM holds
 * @returns the key that it is when it is unlocked, DER
 * @throws KeyFailure `unsupported`, `broken`, `wrong-passphrase`
 */
export function openLegacyPem(dekInfo: string, data: Uint8Array, passphrase: string): Uint8Array {
	const [name = '', digits = ''] = dekInfo.split(',').map((part) => part.trim())
	const cipher = ciphers.get(name)
	if (!cipher) throw new KeyFailure('unsupported', name)
	const iv = Uint8Array.from(digits.match(/[0-9A-F]{2}/gi) ?? [], (octet) => Number.parseInt(octet, 16))
	const key = bytesToKey(asUtf8(passphrase), iv.subarray(0, 8), cipher.key)
	return decryptCbc(cipher, key, iv, data)
}
