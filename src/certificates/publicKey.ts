/** Public keys (RFC 5280 4.1.2.7), described. */
import { MalformedDer } from './malformedDer.ts'
import { nameOf } from './objectIdentifiers.ts'
import { readBitString, readObjectIdentifier } from './primitives.ts'
import { contentOf, oneValue, partsOf, type Tlv, tags } from './tlv.ts'

export interface Curve {
	/** `P-256`, `brainpoolP256r1`; missing where the curve has no name here, or is given by its numbers */
	readonly name: string | undefined
	/** object identifier; missing where the curve is given by its numbers (RFC 5480 2.1.1 forbids that) */
	readonly type: string | undefined
}

/** `type` and `name` are those of the algorithm, `#` where not even that can be read; `bits` is the size that people compare keys by. */
export type PublicKey = { readonly type: string; readonly name: string | undefined } & (
	| {
			readonly kind: 'rsa'
			readonly bits: number
			readonly exponent: bigint
			/** unsigned, without zeroes in front */
			readonly modulus: Uint8Array
	  }
	| { readonly kind: 'ec'; readonly bits: number; readonly curve: Curve }
	| { readonly kind: 'ed25519' | 'ed448' | 'x25519' | 'x448' | 'dsa'; readonly bits: number }
	| { readonly kind: 'ml-dsa'; readonly parameterSet: 'ML-DSA-44' | 'ML-DSA-65' | 'ML-DSA-87' }
	/** an algorithm that is not taken apart here */
	| { readonly kind: 'other' }
	/** broken */
	| { readonly kind: 'unreadable' }
)

type Described = PublicKey extends infer Key ? (Key extends PublicKey ? Omit<Key, 'type' | 'name'> : never) : never

/** A positive INTEGER's octets without the zeroes in front. */
function magnitude(value: Tlv | undefined): Uint8Array {
	const content = contentOf(value, tags.integer)
	const first = content.findIndex((octet) => octet !== 0)
	return first === -1 ? new Uint8Array() : content.subarray(first)
}

const bitsOf = (octets: Uint8Array) => octets.length * 8 - (octets.length > 0 ? Math.clz32(octets[0] ?? 0) - 24 : 0)

const bigNumber = (octets: Uint8Array) => octets.reduce((number, octet) => (number << 8n) | BigInt(octet), 0n)

function readRsa(key: Uint8Array): Described {
	const [first, second] = partsOf(oneValue(key))
	const modulus = magnitude(first)
	const exponent = magnitude(second)
	// No exponent is longer than its modulus, and no modulus longer than 16384 bits is in use anywhere.
	if (exponent.length > 2048) throw new MalformedDer('an exponent that no key has')
	return { kind: 'rsa', bits: bitsOf(modulus), exponent: bigNumber(exponent), modulus }
}

/** ECParameters (RFC 5480 2.1.1): a name, or the numbers of the field and the curve (RFC 3279 2.3.5). */
function readCurve(parameters: Tlv | undefined, key: Uint8Array): Described {
	if (parameters?.tag !== tags.objectIdentifier) {
		const [, prime] = partsOf(partsOf(parameters)[1])
		return { kind: 'ec', bits: bitsOf(magnitude(prime)), curve: { name: undefined, type: undefined } }
	}
	const type = readObjectIdentifier(parameters)
	const name = nameOf(type)
	// A point is one octet and then one coordinate or two (RFC 5480 2.2); P-521 alone does not fill its octets.
	const coordinates = key[0] === 4 ? 2 : 1
	return { kind: 'ec', bits: name === 'P-521' ? 521 : ((key.length - 1) / coordinates) * 8, curve: { name, type } }
}

const readers: Readonly<Record<string, (key: Uint8Array, parameters: Tlv | undefined) => Described>> = {
	'1.2.840.113549.1.1.1': readRsa,
	'1.2.840.113549.1.1.7': readRsa,
	'1.2.840.113549.1.1.10': readRsa,
	'1.2.840.10040.4.1': (_, parameters) => ({ kind: 'dsa', bits: bitsOf(magnitude(partsOf(parameters)[0])) }),
	'1.2.840.10045.2.1': (key, parameters) => readCurve(parameters, key),
	'1.3.101.110': () => ({ kind: 'x25519', bits: 256 }),
	'1.3.101.111': () => ({ kind: 'x448', bits: 448 }),
	'1.3.101.112': () => ({ kind: 'ed25519', bits: 256 }),
	'1.3.101.113': () => ({ kind: 'ed448', bits: 456 }),
	'2.16.840.1.101.3.4.3.17': () => ({ kind: 'ml-dsa', parameterSet: 'ML-DSA-44' }),
	'2.16.840.1.101.3.4.3.18': () => ({ kind: 'ml-dsa', parameterSet: 'ML-DSA-65' }),
	'2.16.840.1.101.3.4.3.19': () => ({ kind: 'ml-dsa', parameterSet: 'ML-DSA-87' }),
}

/** @param info a SubjectPublicKeyInfo; @returns the key, or that it cannot be read: it does not sink the certificate */
export function readPublicKey(info: Tlv | undefined): PublicKey {
	let type = '#'
	try {
		const [algorithm, key] = partsOf(info)
		const [first, parameters] = partsOf(algorithm)
		type = readObjectIdentifier(first)
		const details = readers[type]?.(readBitString(key), parameters) ?? { kind: 'other' }
		return { type, name: nameOf(type), ...details }
	} catch {
		return { type, name: nameOf(type), kind: 'unreadable' }
	}
}
