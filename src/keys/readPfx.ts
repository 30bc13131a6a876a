/** Opens PKCS#12 (RFC 7292) with a passphrase: other people's files, and our own, to see that they hold what they should. */
import { hmac } from '@noble/hashes/hmac.js'
import { hex } from '../certificates/octets.ts'
import { readNumber, readObjectIdentifier, readOctets } from '../certificates/primitives.ts'
import { contentOf, oneValue, partsOf, splitValues, type Tlv, tags } from '../certificates/tlv.ts'
import { decrypt, deriveBy } from './decryption.ts'
import { asBmp, asUtf8, type Hash, hashes, pkcs12Derive } from './derivation.ts'
import { KeyFailure } from './keyFailure.ts'

export const identifiers = {
	data: '1.2.840.113549.1.7.1',
	encryptedData: '1.2.840.113549.1.7.6',
	keyBag: '1.2.840.113549.1.12.10.1.1',
	shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
	certBag: '1.2.840.113549.1.12.10.1.3',
	safeContentsBag: '1.2.840.113549.1.12.10.1.6',
	x509Certificate: '1.2.840.113549.1.9.22.1',
	friendlyName: '1.2.840.113549.1.9.20',
	localKeyId: '1.2.840.113549.1.9.21',
	/** what Java has beside a certificate that it trusts; the value is what for */
	trustedKeyUsage: '2.16.840.1.113894.746875.1.1',
	anyExtendedKeyUsage: '2.5.29.37.0',
} as const

/** What stands beside a key or a certificate. */
interface Entry {
	readonly friendlyName: string | undefined
	/** hexadecimal */
	readonly localKeyId: string | undefined
	/** Java takes a certificate for trusted */
	readonly isTrusted: boolean
}

export interface OpenedPfx {
	/** PrivateKeyInfo as DER each */
	readonly keys: readonly (Entry & { readonly pkcs8: Uint8Array })[]
	/** DER each */
	readonly certificates: readonly (Entry & { readonly der: Uint8Array })[]
	/** ciphers of parts that could not be read: old programs lock certificates, which are public, with RC2 */
	readonly unread: readonly string[]
}

const macHashes: ReadonlyMap<string, Hash> = new Map([
	['1.2.840.113549.2.5', 'MD5'],
	['1.3.14.3.2.26', 'SHA-1'],
	['2.16.840.1.101.3.4.2.4', 'SHA-224'],
	['2.16.840.1.101.3.4.2.1', 'SHA-256'],
	['2.16.840.1.101.3.4.2.2', 'SHA-384'],
	['2.16.840.1.101.3.4.2.3', 'SHA-512'],
	// PBMAC1 names HMACs instead.
	['1.2.840.113549.2.9', 'SHA-256'],
	['1.2.840.113549.2.10', 'SHA-384'],
	['1.2.840.113549.2.11', 'SHA-512'],
])
const pbmac1 = '1.2.840.113549.1.5.14'

/** @returns whether the passphrase makes the MAC that stands there (RFC 7292 4, RFC 9579) */
async function isMacRight(macData: Tlv, content: Uint8Array, passphrase: string): Promise<boolean> {
	const [info, salt, iterations] = partsOf(macData)
	const [algorithm, expected] = partsOf(info)
	const [type, parameters] = partsOf(algorithm)
	const isPbmac1 = readObjectIdentifier(type) === pbmac1
	const [derivation, scheme] = isPbmac1 ? partsOf(parameters) : []
	const name = readObjectIdentifier(isPbmac1 ? partsOf(scheme)[0] : type)
	const hash = macHashes.get(name)
	if (!hash) throw new KeyFailure('unsupported', name)
	const length = hashes[hash].outputLen
	const rounds = iterations ? readNumber(iterations) : 1
	const key = isPbmac1
		? await deriveBy(derivation, asUtf8(passphrase), length)
		: pkcs12Derive(hash, 'mac', asBmp(passphrase), { salt: readOctets(salt), rounds, length })
	return hex(hmac(hashes[hash], key, content)) === hex(readOctets(expected))
}

const bmp = new TextDecoder('utf-16be')

function entryOf(attributes: Tlv | undefined): Entry {
	const values = new Map(
		(attributes ? partsOf(attributes, tags.set) : []).map((attribute) => {
			const [type, set] = partsOf(attribute)
			return [readObjectIdentifier(type), partsOf(set, tags.set)[0]] as const
		}),
	)
	const name = values.get(identifiers.friendlyName)
	const localKeyId = values.get(identifiers.localKeyId)
	return {
		friendlyName: name && bmp.decode(name.content),
		localKeyId: localKeyId && hex(localKeyId.content),
		isTrusted: values.has(identifiers.trustedKeyUsage),
	}
}

/** What one bag of a safe holds, added to what is there; a certificate, a list or a secret of another kind is passed over. */
async function openBag(bag: Tlv, passphrase: string, found: Found, depth = 0): Promise<void> {
	const [type, wrapper, attributes] = partsOf(bag)
	const value = oneValue(contentOf(wrapper, tags.context0))
	switch (readObjectIdentifier(type)) {
		case identifiers.keyBag:
			found.keys.push({ pkcs8: value.whole, ...entryOf(attributes) })
			return
		case identifiers.shroudedKeyBag: {
			const [algorithm, data] = partsOf(value)
			found.keys.push({ pkcs8: await decrypt(algorithm, readOctets(data), passphrase), ...entryOf(attributes) })
			return
		}
		case identifiers.certBag: {
			const [kind, certificate] = partsOf(value)
			if (readObjectIdentifier(kind) !== identifiers.x509Certificate) return
			const der = readOctets(oneValue(contentOf(certificate, tags.context0)))
			found.certificates.push({ der, ...entryOf(attributes) })
			return
		}
		case identifiers.safeContentsBag:
			if (depth > 4) throw new KeyFailure('broken')
			for (const inner of partsOf(value)) await openBag(inner, passphrase, found, depth + 1)
	}
}

interface Found {
	readonly keys: OpenedPfx['keys'][number][]
	readonly certificates: OpenedPfx['certificates'][number][]
	readonly unread: string[]
}

/** Encrypted content is [0] IMPLICIT: in one piece, or constructed of several where it is BER. */
const implicitOctets = (value: Tlv | undefined): Uint8Array =>
	value?.tag === 0x80
		? value.content
		: readOctets(
				value && { tag: tags.octetString | 0x20, content: contentOf(value, tags.context0), whole: value.whole },
			)

async function openSafe(safe: Tlv, passphrase: string): Promise<Uint8Array> {
	const [type, wrapper] = partsOf(safe)
	const content = oneValue(contentOf(wrapper, tags.context0))
	switch (readObjectIdentifier(type)) {
		case identifiers.data:
			return readOctets(content)
		case identifiers.encryptedData: {
			const [, info] = partsOf(content)
			const [, algorithm, data] = partsOf(info)
			return decrypt(algorithm, implicitOctets(data), passphrase)
		}
		default:
			throw new KeyFailure('unsupported', readObjectIdentifier(type))
	}
}

async function openSafes(content: Uint8Array, passphrase: string): Promise<OpenedPfx> {
	const found: Found = { keys: [], certificates: [], unread: [] }
	for (const safe of partsOf(oneValue(content)))
		try {
			for (const bag of partsOf(oneValue(await openSafe(safe, passphrase)))) await openBag(bag, passphrase, found)
		} catch (error) {
			if (!(error instanceof KeyFailure) || error.code !== 'unsupported') throw error
			found.unread.push(error.detail ?? '')
		}
	return found
}

/** @param parts what stands in a SEQUENCE; @returns whether that is a PFX's outline (RFC 7292 4) */
export function isPfx([version, authSafe]: readonly Tlv[]): boolean {
	if (version?.tag !== tags.integer || authSafe?.tag !== tags.sequence) return false
	const [type, wrapper] = splitValues(authSafe.content)
	return type?.tag === tags.objectIdentifier && wrapper?.tag === tags.context0
}

/**
 * @param pfx DER or BER
 * @returns everything in it that can be read
 * @throws KeyFailure `wrong-passphrase`, `broken`, `unsupported`, `too-costly`; MalformedDer
 */
export async function openPfx(pfx: Uint8Array, passphrase: string): Promise<OpenedPfx> {
	const [, authSafe, macData] = partsOf(oneValue(pfx))
	const [type, wrapper] = partsOf(authSafe)
	// What is signed with a key instead (id-signedData) nobody writes.
	if (readObjectIdentifier(type) !== identifiers.data) throw new KeyFailure('unsupported', readObjectIdentifier(type))
	const content = readOctets(oneValue(contentOf(wrapper, tags.context0)))
	const isRight = macData === undefined || (await isMacRight(macData, content, passphrase))
	const opened = await openSafes(content, passphrase).catch((cause: unknown) => {
		throw isRight ? cause : new KeyFailure('wrong-passphrase', undefined, { cause })
	})
	if (isRight) return opened
	// A passphrase that unlocks a key is the right one, so it is the rest that was altered.
	throw new KeyFailure(opened.keys.length > 0 && opened.unread.length === 0 ? 'broken' : 'wrong-passphrase')
}
