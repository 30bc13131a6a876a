/** Private keys in the three forms that they come in, each made into one: PKCS#8 (RFC 5958), version 1, nothing added. */
import { hex } from '../certificates/octets.ts'
import { readBitString, readNumber, readObjectIdentifier, readOctets } from '../certificates/primitives.ts'
import { contentOf, oneValue, partsOf, splitValues, type Tlv, tags } from '../certificates/tlv.ts'
import { der, integer, objectIdentifier, octetString, sequence } from '../certificates/writeDer.ts'
import { KeyFailure } from './keyFailure.ts'
import { derivePublicKey, proveKey } from './webCrypto.ts'

export interface PrivateKey {
	readonly kind: 'RSA' | 'EC' | 'Ed25519' | 'Ed448'
	/** PrivateKeyInfo as DER */
	readonly pkcs8: Uint8Array
	/** the SubjectPublicKeyInfo that belongs to it, as DER */
	readonly publicKey: Uint8Array
}

export const types = {
	rsa: '1.2.840.113549.1.1.1',
	pss: '1.2.840.113549.1.1.10',
	ec: '1.2.840.10045.2.1',
	ed25519: '1.3.101.112',
	ed448: '1.3.101.113',
} as const

/** rsaEncryption with its NULL (RFC 8017 A.1) */
const rsaAlgorithm = sequence(objectIdentifier(types.rsa), der(tags.null))

const [zero, one] = [integer(0), integer(1)]

const bitString = (...content: readonly Uint8Array[]) => der(tags.bitString, Uint8Array.of(0), ...content)

/** The content of a context tag that is there once or not at all. */
const inside = (parts: readonly Tlv[], tag: number): Tlv | undefined => {
	const wrapper = parts.find((part) => part.tag === tag)
	return wrapper && oneValue(wrapper.content)
}

/** Longer than this no program makes or takes them, and arithmetic would take its time. */
const longestModulus = 2048

/**
 * Whether an RSA key's numbers are those of one key (RFC 8017 3.2). Signing alone does not tell: what is wrong with the last
 * five some programs get around, and others stumble over.
 */
function doNumbersFit(numbers: readonly Tlv[]): boolean {
	if (numbers.some(({ content }) => content.length > longestModulus)) throw new KeyFailure('unsupported', 'RSA')
	const [n = 0n, e = 0n, d = 0n, p = 0n, q = 0n, dP = 0n, dQ = 0n, qInv = 0n] = numbers.map(({ content }) =>
		BigInt(`0x${hex(content) || '0'}`),
	)
	if (p < 2n || q < 2n || p * q !== n) return false
	const isExponent = (own: bigint, less: bigint) => own === d % less && (e * own) % less === 1n
	return isExponent(dP, p - 1n) && isExponent(dQ, q - 1n) && (qInv * q) % p === 1n
}

/** @param algorithm AlgorithmIdentifier; @param inner RSAPrivateKey (RFC 8017 A.1.2) */
function rsaKey(algorithm: Uint8Array, inner: Uint8Array): PrivateKey {
	const [version, ...numbers] = partsOf(oneValue(inner))
	// Version 1 has more than two primes, which hardly any program takes.
	if (readNumber(version) === 1) throw new KeyFailure('unsupported', 'multi-prime RSA')
	const [modulus, publicExponent] = numbers
	if (numbers.length !== 8 || !modulus || !publicExponent || numbers.some(({ tag }) => tag !== tags.integer))
		throw new KeyFailure('broken')
	if (!doNumbersFit(numbers)) throw new KeyFailure('broken')
	return {
		kind: 'RSA',
		pkcs8: sequence(zero, algorithm, octetString(inner)),
		publicKey: sequence(algorithm, bitString(sequence(modulus.whole, publicExponent.whole))),
	}
}

/**
 * @param algorithm AlgorithmIdentifier with the curve
 * @param inner ECPrivateKey (RFC 5915 3); the curve is left out of it, which is said once already and stops Java
 */
async function ecKey(algorithm: Uint8Array, inner: Uint8Array): Promise<PrivateKey> {
	const [version, secret, ...optional] = partsOf(oneValue(inner))
	const isKnown = ({ tag }: Tlv) => tag === tags.context0 || tag === tags.context1
	// What should be the public half and is not would let a damaged secret pass for a key of its own.
	if (readNumber(version) !== 1 || !optional.every(isKnown)) throw new KeyFailure('broken')
	const [, curve] = partsOf(oneValue(algorithm))
	if (curve?.tag !== tags.objectIdentifier) throw new KeyFailure('unsupported', 'explicit curve')
	const octets = octetString(contentOf(secret, tags.octetString))
	const written = inside(optional, tags.context1)
	const bare = sequence(zero, algorithm, octetString(sequence(one, octets)))
	const publicKey = written
		? sequence(algorithm, bitString(readBitString(written)))
		: await derivePublicKey(bare, readObjectIdentifier(curve))
	const point = readBitString(partsOf(oneValue(publicKey))[1])
	const whole = sequence(one, octets, der(tags.context1, bitString(point)))
	return { kind: 'EC', pkcs8: sequence(zero, algorithm, octetString(whole)), publicKey }
}

/** @param inner CurvePrivateKey (RFC 8410 7): an OCTET STRING in the OCTET STRING */
async function edwardsKey(kind: 'Ed25519' | 'Ed448', type: string, algorithm: Uint8Array, inner: Uint8Array) {
	const secret = contentOf(oneValue(inner), tags.octetString)
	if (secret.length !== (kind === 'Ed25519' ? 32 : 57)) throw new KeyFailure('broken')
	const pkcs8 = sequence(zero, algorithm, octetString(inner))
	return { kind, pkcs8, publicKey: await derivePublicKey(pkcs8, type) }
}

function fromPkcs8([version, algorithm, inner]: readonly Tlv[]): Promise<PrivateKey> | PrivateKey {
	const octets = readOctets(inner)
	const type = readObjectIdentifier(partsOf(algorithm)[0])
	if (!algorithm || readNumber(version) > 1) throw new KeyFailure('broken')
	switch (type) {
		case types.rsa:
		case types.pss:
			return rsaKey(algorithm.whole, octets)
		case types.ec:
			return ecKey(algorithm.whole, octets)
		case types.ed25519:
			return edwardsKey('Ed25519', type, algorithm.whole, octets)
		case types.ed448:
			return edwardsKey('Ed448', type, algorithm.whole, octets)
		default:
			throw new KeyFailure('unsupported', type)
	}
}

export type KeyForm = 'pkcs8' | 'pkcs1' | 'sec1'

/**
 * @param parts what stands in a SEQUENCE
 * @returns the form of private key that it has the outline of, if any
 */
export function keyFormOf([first, second, third]: readonly Tlv[]): KeyForm | undefined {
	if (first?.tag !== tags.integer) return undefined
	if (second?.tag === tags.integer) return 'pkcs1'
	if (second?.tag === tags.octetString) return 'sec1'
	return second?.tag === tags.sequence && third?.tag === tags.octetString ? 'pkcs8' : undefined
}

function fromForm(form: KeyForm, whole: Uint8Array): Promise<PrivateKey> | PrivateKey {
	const parts = partsOf(oneValue(whole))
	switch (form) {
		case 'pkcs8':
			return fromPkcs8(parts)
		case 'pkcs1':
			return rsaKey(rsaAlgorithm, whole)
		case 'sec1': {
			const curve = inside(parts, tags.context0)
			if (curve?.tag !== tags.objectIdentifier) throw new KeyFailure('unsupported', 'explicit curve')
			return ecKey(sequence(objectIdentifier(types.ec), curve.whole), whole)
		}
	}
}

/**
 * @param whole a private key as PKCS#8, PKCS#1 or SEC 1, DER
 * @returns it, with the public key that belongs to it; that it does belong has been tried out where WebCrypto can
 * @throws KeyFailure `not-a-key`, `broken`, `unsupported`, `no-webcrypto`; MalformedDer
 */
export async function readPrivateKey(whole: Uint8Array): Promise<PrivateKey> {
	const form = keyFormOf(partsOf(oneValue(whole)))
	if (!form) throw new KeyFailure('not-a-key')
	const key = await fromForm(form, whole)
	await proveKey(key)
	return key
}

/**
 * @param request a CertificationRequest (RFC 2986 4), DER
 * @returns its SubjectPublicKeyInfo as DER; nothing if it is something else
 */
export function publicKeyOfRequest(request: Uint8Array): Uint8Array | undefined {
	const [info, algorithm, signature] = partsOf(oneValue(request))
	if (info?.tag !== tags.sequence || algorithm?.tag !== tags.sequence || signature?.tag !== tags.bitString)
		return undefined
	const [version, subject, key, attributes] = splitValues(info.content)
	const isRequest = version?.tag === tags.integer && subject?.tag === tags.sequence && key?.tag === tags.sequence
	return isRequest && (attributes === undefined || attributes.tag === tags.context0) ? key.whole : undefined
}
