/** Unlocks what is locked with a passphrase: PBES2 (RFC 8018 6.2), PBES1 (6.1) and PKCS#12's own (RFC 7292 C). */
import { readNumber, readObjectIdentifier, readOctets } from '../certificates/primitives.ts'
import { contentOf, partsOf, type Tlv, tags } from '../certificates/tlv.ts'
import { blockOf, type Cipher, decryptCbc } from './ciphers.ts'
import { asBmp, asUtf8, type Hash, pbkdf1, pbkdf2, pkcs12Derive, scrypt } from './derivation.ts'
import { KeyFailure } from './keyFailure.ts'

const pbes2 = '1.2.840.113549.1.5.13'

const pbes1: ReadonlyMap<string, Hash> = new Map([
	['1.2.840.113549.1.5.3', 'MD5'],
	['1.2.840.113549.1.5.10', 'SHA-1'],
])

/** How many octets of key material there are for three keys of DES. */
const pkcs12: ReadonlyMap<string, number> = new Map([
	['1.2.840.113549.1.12.1.3', 24],
	['1.2.840.113549.1.12.1.4', 16],
])

const ciphers: ReadonlyMap<string, Cipher> = new Map([
	['2.16.840.1.101.3.4.1.2', { kind: 'aes', key: 16 }],
	['2.16.840.1.101.3.4.1.22', { kind: 'aes', key: 24 }],
	['2.16.840.1.101.3.4.1.42', { kind: 'aes', key: 32 }],
	['1.2.840.113549.3.7', { kind: '3des', key: 24 }],
	['1.3.14.3.2.7', { kind: 'des', key: 8 }],
])

const macs: ReadonlyMap<string, Hash> = new Map([
	['1.2.840.113549.2.7', 'SHA-1'],
	['1.2.840.113549.2.8', 'SHA-224'],
	['1.2.840.113549.2.9', 'SHA-256'],
	['1.2.840.113549.2.10', 'SHA-384'],
	['1.2.840.113549.2.11', 'SHA-512'],
])

/** @param value in a map by object identifier; @throws KeyFailure `unsupported` */
function known<Value>(map: ReadonlyMap<string, Value>, type: string): Value {
	const value = map.get(type)
	if (value === undefined) throw new KeyFailure('unsupported', type)
	return value
}

/** In octets: more than any cipher or MAC takes. */
const longestKey = 1024

/**
 * @param algorithm a PBKDF2's or scrypt's AlgorithmIdentifier
 * @param length how many octets are wanted, where the parameters do not say
 * @throws KeyFailure; MalformedDer
 */
export async function deriveBy(
	algorithm: Tlv | undefined,
	passphrase: Uint8Array,
	length: number,
): Promise<Uint8Array> {
	const [type, parameters] = partsOf(algorithm)
	const [salt, rounds, ...others] = partsOf(parameters)
	switch (readObjectIdentifier(type)) {
		case '1.2.840.113549.1.5.12': {
			const [mac] = others.flatMap((one) => (one.tag === tags.sequence ? partsOf(one) : []))
			const hash = mac ? known(macs, readObjectIdentifier(mac)) : 'SHA-1'
			const stated = others.find(({ tag }) => tag === tags.integer)
			const octets = stated ? readNumber(stated) : length
			if (octets < 1 || octets > longestKey) throw new KeyFailure('broken')
			return pbkdf2(hash, passphrase, { salt: readOctets(salt), rounds: readNumber(rounds), length: octets })
		}
		case '1.3.6.1.4.1.11591.4.11': {
			const [N, r, p] = [rounds, ...others].map(readNumber)
			return scrypt(passphrase, { salt: readOctets(salt), length, N: N ?? 0, r: r ?? 0, p: p ?? 0 })
		}
		default:
			throw new KeyFailure('unsupported', readObjectIdentifier(type))
	}
}

/** Some programs (NSS) give PBES2 the octets that are PKCS#12's own, so both are tried. */
async function openPbes2(parameters: Tlv | undefined, data: Uint8Array, passphrase: string): Promise<Uint8Array> {
	const [derivation, encryption] = partsOf(parameters)
	const [type, iv] = partsOf(encryption)
	const cipher = known(ciphers, readObjectIdentifier(type))
	const open = async (octets: Uint8Array) =>
		decryptCbc(cipher, await deriveBy(derivation, octets, cipher.key), contentOf(iv, tags.octetString), data)
	return open(asUtf8(passphrase)).catch((error: unknown) => {
		if (error instanceof KeyFailure && error.code === 'wrong-passphrase') return open(asBmp(passphrase))
		throw error
	})
}

/**
 * @param algorithm the AlgorithmIdentifier beside the data
 * @param data what is locked: one SEQUENCE
 * @returns the SEQUENCE's octets
 * @throws KeyFailure `wrong-passphrase`, `broken`, `unsupported` (with the object identifier), `too-costly`; MalformedDer
 */
export async function decrypt(algorithm: Tlv | undefined, data: Uint8Array, passphrase: string): Promise<Uint8Array> {
	const [identifier, parameters] = partsOf(algorithm)
	const type = readObjectIdentifier(identifier)
	if (type === pbes2) return openPbes2(parameters, data, passphrase)
	const octets = pkcs12.get(type)
	const hash = pbes1.get(type)
	if (octets === undefined && hash === undefined) throw new KeyFailure('unsupported', type)
	const [salt, rounds] = partsOf(parameters)
	const salted = { salt: readOctets(salt), rounds: readNumber(rounds) }
	if (octets === undefined) {
		const key = pbkdf1(hash ?? 'SHA-1', asUtf8(passphrase), { ...salted, length: 16 })
		return decryptCbc({ kind: 'des', key: 8 }, key.subarray(0, 8), key.subarray(8), data)
	}
	const cipher: Cipher = { kind: '3des', key: 24 }
	const key = pkcs12Derive('SHA-1', 'key', asBmp(passphrase), { ...salted, length: octets })
	const iv = pkcs12Derive('SHA-1', 'iv', asBmp(passphrase), { ...salted, length: blockOf(cipher) })
	return decryptCbc(
		cipher,
		Uint8Array.from({ length: 24 }, (_, at) => key[at % octets] ?? 0),
		iv,
		data,
	)
}
