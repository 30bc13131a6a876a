/** Whose key it is. */
import { areSame } from '../certificates/octets.ts'
import { readBitString, readObjectIdentifier } from '../certificates/primitives.ts'
import { oneValue, partsOf } from '../certificates/tlv.ts'
import { types } from './privateKey.ts'

/** RSA has a second name, for keys that are only to sign with PSS. */
const family = (type: string) => (type === types.pss ? types.rsa : type)

/**
 * @param a a SubjectPublicKeyInfo, DER (RFC 5280 4.1.2.7)
 * @param b another one
 * @returns whether they are one key; parameters may be written in more than one way and are not compared
 */
export function isSameKey(a: Uint8Array, b: Uint8Array): boolean {
	const [first, second] = [a, b].map((info) => {
		const [algorithm, key] = partsOf(oneValue(info))
		return { type: family(readObjectIdentifier(partsOf(algorithm)[0])), key: readBitString(key) }
	})
	return first !== undefined && second?.type === first.type && areSame(first.key, second.key)
}
