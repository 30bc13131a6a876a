/** What only arithmetic can tell of a key: the public half that is not written down, and whether both halves belong together. */
import { readObjectIdentifier } from '../certificates/primitives.ts'
import { oneValue, partsOf, tags } from '../certificates/tlv.ts'
import { der, sequence } from '../certificates/writeDer.ts'
import { KeyFailure } from './keyFailure.ts'
import type { PrivateKey } from './privateKey.ts'

type Algorithm = { readonly name: string; readonly namedCurve?: string; readonly hash?: string }

const curves: ReadonlyMap<string, string> = new Map([
	['1.2.840.10045.3.1.7', 'P-256'],
	['1.3.132.0.34', 'P-384'],
	['1.3.132.0.35', 'P-521'],
])

/** The algorithm that signs with a key: `type` is its object identifier, for an elliptic curve that of the curve. */
function algorithmFor(type: string): Algorithm | undefined {
	const namedCurve = curves.get(type)
	if (namedCurve !== undefined) return { name: 'ECDSA', namedCurve, hash: 'SHA-256' }
	switch (type) {
		case '1.2.840.113549.1.1.1':
			return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
		case '1.3.101.112':
			return { name: 'Ed25519' }
		case '1.3.101.113':
			return { name: 'Ed448' }
		default:
			return undefined
	}
}

function subtle(): SubtleCrypto {
	const found: SubtleCrypto | undefined = crypto.subtle
	if (!found) throw new KeyFailure('no-webcrypto')
	return found
}

/** A browser says NotSupportedError to what it has not; anything else that it says is about the key. */
const isUnknown = (error: unknown) => error instanceof DOMException && error.name === 'NotSupportedError'

const octetsOf = (base64url: string | undefined) =>
	Uint8Array.from(atob((base64url ?? '').replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))

/**
 * @param pkcs8 a PrivateKeyInfo
 * @param type its object identifier, for an elliptic curve that of the curve
 * @returns the SubjectPublicKeyInfo
 * @throws KeyFailure `unsupported` if the browser has no such algorithm; `broken`; `no-webcrypto`
 */
export async function derivePublicKey(pkcs8: Uint8Array, type: string): Promise<Uint8Array> {
	const algorithm = algorithmFor(type)
	if (!algorithm) throw new KeyFailure('unsupported', type)
	try {
		const key = await subtle().importKey('pkcs8', new Uint8Array(pkcs8), algorithm, true, ['sign'])
		const { x, y } = await subtle().exportKey('jwk', key)
		const point = y === undefined ? [octetsOf(x)] : [Uint8Array.of(4), octetsOf(x), octetsOf(y)]
		const [, identifier] = partsOf(oneValue(pkcs8))
		return sequence(identifier?.whole ?? pkcs8, der(tags.bitString, Uint8Array.of(0), ...point))
	} catch (cause) {
		if (cause instanceof KeyFailure) throw cause
		throw isUnknown(cause)
			? new KeyFailure('unsupported', type, { cause })
			: new KeyFailure('broken', undefined, { cause })
	}
}

/**
 * Signs something and verifies it. What the browser has no algorithm for is taken as it is.
 *
 * @throws KeyFailure `broken` if the halves of a key do not belong together; `no-webcrypto`
 */
export async function proveKey({ pkcs8, publicKey }: Pick<PrivateKey, 'pkcs8' | 'publicKey'>): Promise<void> {
	const [type, parameters] = partsOf(partsOf(oneValue(publicKey))[0])
	const curve = parameters?.tag === tags.objectIdentifier ? parameters : undefined
	const algorithm = algorithmFor(readObjectIdentifier(curve ?? type))
	if (!algorithm) return
	const challenge = crypto.getRandomValues(new Uint8Array(32))
	try {
		const signing = await subtle().importKey('pkcs8', new Uint8Array(pkcs8), algorithm, false, ['sign'])
		const verifying = await subtle().importKey('spki', new Uint8Array(publicKey), algorithm, false, ['verify'])
		const signature = await subtle().sign(algorithm, signing, challenge)
		if (await subtle().verify(algorithm, verifying, signature, challenge)) return
	} catch (cause) {
		if (cause instanceof KeyFailure) throw cause
		if (isUnknown(cause)) return
		throw new KeyFailure('broken', undefined, { cause })
	}
	throw new KeyFailure('broken')
}
