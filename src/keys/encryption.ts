/** Locks octets with a password, in one of two strengths. */
import * as asn1js from 'asn1js'
import { AlgorithmIdentifier, PBES2Params, PBKDF2Params } from 'pkijs'
import { encryptCbc } from './ciphers.ts'
import { asBmp, asUtf8, pbkdf2, pkcs12Derive } from './derivation.ts'

/**
 * `modern`: PBES2 with AES-256-CBC and PBKDF2-HMAC-SHA-256. `compatible`: PKCS#12's own derivation with SHA-1, and 3DES, for
 * programs that know nothing else. Guessing a password costs about the same with both, since the MAC tells whether a guess is
 * right; it is the ciphers and hashes of the latter that nobody relies on any more.
 */
export type Strength = 'modern' | 'compatible'

/** How often the password is hashed for a key. */
export const rounds = { modern: 200_000, compatible: 10_000 } as const

/** @param length octets; @returns so many that nobody can guess */
export const random = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length))

const octetString = (octets: Uint8Array<ArrayBuffer>) => new asn1js.OctetString({ valueHex: octets.buffer })

/** @param type an object identifier; @param parameters what belongs to it; @returns an AlgorithmIdentifier as DER */
const identifier = (type: string, parameters: asn1js.BaseBlock) =>
	new Uint8Array(new AlgorithmIdentifier({ algorithmId: type, algorithmParams: parameters }).toSchema().toBER())

export interface Encrypted {
	/** AlgorithmIdentifier as DER (RFC 5280 4.1.1.2) */
	readonly algorithm: Uint8Array
	readonly data: Uint8Array
}

async function withPbes2(plain: Uint8Array, password: string): Promise<Encrypted> {
	const [salt, iv] = [random(16), random(16)]
	const key = await pbkdf2('SHA-256', asUtf8(password), { salt, rounds: rounds.modern, length: 32 })
	const parameters = new PBES2Params({
		keyDerivationFunc: new AlgorithmIdentifier({
			algorithmId: '1.2.840.113549.1.5.12',
			algorithmParams: new PBKDF2Params({
				salt: octetString(salt),
				iterationCount: rounds.modern,
				prf: new AlgorithmIdentifier({ algorithmId: '1.2.840.113549.2.9', algorithmParams: new asn1js.Null() }),
			}).toSchema(),
		}),
		encryptionScheme: new AlgorithmIdentifier({
			algorithmId: '2.16.840.1.101.3.4.1.42',
			algorithmParams: octetString(iv),
		}),
	})
	const algorithm = identifier('1.2.840.113549.1.5.13', parameters.toSchema())
	return { algorithm, data: encryptCbc({ kind: 'aes', key: 32 }, key, iv, plain) }
}

/** pbeWithSHAAnd3-KeyTripleDES-CBC (RFC 7292 C) */
function withTripleDes(plain: Uint8Array, password: string): Encrypted {
	const salted = { salt: random(8), rounds: rounds.compatible }
	const key = pkcs12Derive('SHA-1', 'key', asBmp(password), { ...salted, length: 24 })
	const iv = pkcs12Derive('SHA-1', 'iv', asBmp(password), { ...salted, length: 8 })
	const parameters = [octetString(salted.salt), new asn1js.Integer({ value: salted.rounds })]
	const algorithm = identifier('1.2.840.113549.1.12.1.3', new asn1js.Sequence({ value: parameters }))
	return { algorithm, data: encryptCbc({ kind: '3des', key: 24 }, key, iv, plain) }
}

/** @param plain any octets; @returns them locked, and how */
export const encrypt = async (plain: Uint8Array, password: string, strength: Strength): Promise<Encrypted> =>
	strength === 'modern' ? withPbes2(plain, password) : withTripleDes(plain, password)
