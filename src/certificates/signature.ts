/** Checks signatures with WebCrypto. What the browser cannot check is "not checked", never "failed" and never "fine". */
import type { Certificate } from './certificate.ts'
import { MalformedDer } from './malformedDer.ts'
import type { PublicKey } from './publicKey.ts'
import { contentOf, oneValue, partsOf, tags } from './tlv.ts'

export type SignatureState =
	| { readonly state: 'verified' }
	| { readonly state: 'failed' }
	| {
			readonly state: 'not-checked'
			/** `no-webcrypto`: the page is not in a secure context; `unsupported`: an algorithm or key that WebCrypto has not */
			readonly reason: 'no-webcrypto' | 'unsupported'
	  }

/** How WebCrypto wants it: to import the key, to verify, and the signature's own encoding. */
interface Verification {
	readonly importing: RsaHashedImportParams | EcKeyImportParams | Algorithm
	readonly verifying: AlgorithmIdentifier | RsaPssParams | EcdsaParams
	readonly signature: Uint8Array
}

/** The hashes that WebCrypto has. */
const hashes: ReadonlySet<string> = new Set(['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'])

const pss = '1.2.840.113549.1.1.10'

/** RFC 8017 A.2.4 */
const pkcs1: ReadonlyMap<string, string> = new Map([
	['1.2.840.113549.1.1.5', 'SHA-1'],
	['1.2.840.113549.1.1.11', 'SHA-256'],
	['1.2.840.113549.1.1.12', 'SHA-384'],
	['1.2.840.113549.1.1.13', 'SHA-512'],
])

/** RFC 5758 3.2 */
const ecdsa: ReadonlyMap<string, string> = new Map([
	['1.2.840.10045.4.1', 'SHA-1'],
	['1.2.840.10045.4.3.2', 'SHA-256'],
	['1.2.840.10045.4.3.3', 'SHA-384'],
	['1.2.840.10045.4.3.4', 'SHA-512'],
])

/** RFC 5480 2.1.1.1, with the octets of one coordinate */
const curves: ReadonlyMap<string, readonly [string, number]> = new Map([
	['1.2.840.10045.3.1.7', ['P-256', 32]],
	['1.3.132.0.34', ['P-384', 48]],
	['1.3.132.0.35', ['P-521', 66]],
])

/** X.509 has ECDSA's two numbers in a SEQUENCE (RFC 5480 2.2.3 of X9.62), WebCrypto wants them side by side. */
function sideBySide(signature: Uint8Array, octets: number): Uint8Array {
	const joined = new Uint8Array(2 * octets)
	const [r, s] = partsOf(oneValue(signature)).map((number) => contentOf(number, tags.integer))
	for (const [index, number] of [r, s].entries()) {
		const digits = number?.subarray(number.findIndex((octet) => octet !== 0)) ?? new Uint8Array()
		if (digits.length === 0 || digits.length > octets) throw new MalformedDer('not an ECDSA signature')
		joined.set(digits, (index + 1) * octets - digits.length)
	}
	return joined
}

function verificationOf(
	{ signature, signatureAlgorithm }: Certificate,
	{ key }: Certificate,
): Verification | undefined {
	const { algorithm, value } = signature
	if (algorithm === '1.3.101.112') return { importing: { name: 'Ed25519' }, verifying: 'Ed25519', signature: value }
	if (algorithm === pss) {
		const parameters = signatureAlgorithm.pss
		if (!parameters) throw new MalformedDer('no parameters of RSASSA-PSS')
		const { hash, maskHash, saltLength } = parameters
		// WebCrypto takes one hash for both, and no key that is for PSS alone.
		if (!hashes.has(hash) || maskHash !== hash || key.type !== '1.2.840.113549.1.1.1') return undefined
		return { importing: { name: 'RSA-PSS', hash }, verifying: { name: 'RSA-PSS', saltLength }, signature: value }
	}
	const rsaHash = pkcs1.get(algorithm)
	if (rsaHash) {
		const name = 'RSASSA-PKCS1-v1_5'
		return { importing: { name, hash: rsaHash }, verifying: name, signature: value }
	}
	const hash = ecdsa.get(algorithm)
	const curve = curves.get((key.kind === 'ec' && key.curve.type) || '')
	if (hash === undefined || curve === undefined) return undefined
	const [namedCurve, octets] = curve
	return {
		importing: { name: 'ECDSA', namedCurve },
		verifying: { name: 'ECDSA', hash },
		signature: sideBySide(value, octets),
	}
}

/** The kind of key that makes signatures of an algorithm, where that is known. */
function familyOf(algorithm: string): PublicKey['kind'] | undefined {
	if (algorithm === '1.3.101.112') return 'ed25519'
	if (algorithm === '1.3.101.113') return 'ed448'
	if (pkcs1.has(algorithm) || algorithm === pss) return 'rsa'
	return ecdsa.has(algorithm) ? 'ec' : undefined
}

/** WebCrypto wants bytes that are not shared memory, and the types say so. */
const owned = (bytes: Uint8Array) => new Uint8Array(bytes)

/**
 * @param certificate whose signature is checked
 * @param issuer who is said to have made it
 * @returns whether the issuer's key made the signature over the certificate (RFC 5280 6.1.3 (a)(1)), or why that is not known
 */
export async function checkSignature(certificate: Certificate, issuer: Certificate): Promise<SignatureState> {
	// Outside a secure context browsers have no `crypto.subtle`, whatever the types say.
	const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
	if (!subtle) return { state: 'not-checked', reason: 'no-webcrypto' }
	// A key of one kind makes no signatures of another: whoever claims that has not been signed by it.
	const family = familyOf(certificate.signature.algorithm)
	if (family !== undefined && issuer.key.kind !== 'other' && issuer.key.kind !== family) return { state: 'failed' }
	let verification: Verification | undefined
	try {
		verification = verificationOf(certificate, issuer)
	} catch {
		return { state: 'failed' }
	}
	if (!verification) return { state: 'not-checked', reason: 'unsupported' }
	const { importing, verifying, signature } = verification
	try {
		const key = await subtle.importKey('spki', owned(issuer.publicKey), importing, false, ['verify'])
		const isVerified = await subtle.verify(verifying, key, owned(signature), owned(certificate.signature.signed))
		return { state: isVerified ? 'verified' : 'failed' }
	} catch {
		return { state: 'not-checked', reason: 'unsupported' }
	}
}
