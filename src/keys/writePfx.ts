/** Makes PKCS#12 files (RFC 7292): with a key for those who present a certificate, without one for those who trust. */
import { hmac } from '@noble/hashes/hmac.js'
import { sha1 } from '@noble/hashes/legacy.js'
import { compareOctets, hex } from '../certificates/octets.ts'
import { tags } from '../certificates/tlv.ts'
import { der, integer, objectIdentifier, octetString, sequence } from '../certificates/writeDer.ts'
import { asBmp, hashes, pkcs12Derive } from './derivation.ts'
import { encrypt, random, type Strength } from './encryption.ts'
import { KeyFailure } from './keyFailure.ts'
import { identifiers, type OpenedPfx, openPfx } from './readPfx.ts'

export interface Protection {
	/** at least one character; UTF-16, as it was typed */
	readonly password: string
	readonly strength: Strength
}

export interface KeyStore extends Protection {
	/** PrivateKeyInfo as DER */
	readonly pkcs8: Uint8Array
	/** DER each, the key's own first */
	readonly certificates: readonly [Uint8Array, ...Uint8Array[]]
	/** what Windows calls the friendly name; none where it is empty */
	readonly alias: string
}

export interface TrustStore extends Protection {
	/** each needs a name of its own, since Java finds it by that */
	readonly authorities: readonly { readonly der: Uint8Array; readonly alias: string }[]
}

const macs = {
	modern: { hash: 'SHA-256', type: '2.16.840.1.101.3.4.2.1' },
	compatible: { hash: 'SHA-1', type: '1.3.14.3.2.26' },
} as const

/** Few enough to be quick: Java's own number. */
const macRounds = 10_000

const explicit = (content: Uint8Array) => der(tags.context0, content)

const attribute = (type: string, value: Uint8Array) => sequence(objectIdentifier(type), der(tags.set, value))

const friendlyName = (alias: string) =>
	// A BMPString ends where it ends; a password has two zeroes more.
	alias === '' ? [] : [attribute(identifiers.friendlyName, der(0x1e, asBmp(alias).subarray(0, -2)))]

/** SafeBag (RFC 7292 4.2) */
function bag(type: string, value: Uint8Array, attributes: readonly Uint8Array[]): Uint8Array {
	const set = attributes.length > 0 ? [der(tags.set, ...attributes.toSorted(compareOctets))] : []
	return sequence(objectIdentifier(type), explicit(value), ...set)
}

/** CertBag (RFC 7292 4.2.3) */
const certificateBag = (certificate: Uint8Array, attributes: readonly Uint8Array[]) => {
	const value = sequence(objectIdentifier(identifiers.x509Certificate), explicit(octetString(certificate)))
	return bag(identifiers.certBag, value, attributes)
}

/** ContentInfo (RFC 5652 3) */
const contentInfo = (type: string, content: Uint8Array) => sequence(objectIdentifier(type), explicit(content))

const dataInfo = (content: Uint8Array) => contentInfo(identifiers.data, octetString(content))

/** EncryptedData (RFC 5652 8) */
async function encryptedInfo(content: Uint8Array, { password, strength }: Protection): Promise<Uint8Array> {
	const { algorithm, data } = await encrypt(content, password, strength)
	const info = sequence(objectIdentifier(identifiers.data), algorithm, der(0x80, data))
	return contentInfo(identifiers.encryptedData, sequence(integer(0), info))
}

/** Puts safes into one file, with a MAC over them (RFC 7292 4). */
function assemble(safes: readonly Uint8Array[], { password, strength }: Protection): Uint8Array {
	const content = sequence(...safes)
	const { hash, type } = macs[strength]
	const salt = random(16)
	const length = hashes[hash].outputLen
	const key = pkcs12Derive(hash, 'mac', asBmp(password), { salt, rounds: macRounds, length })
	const algorithm = sequence(objectIdentifier(type), der(tags.null))
	const mac = sequence(algorithm, octetString(hmac(hashes[hash], key, content)))
	return sequence(integer(3), dataInfo(content), sequence(mac, octetString(salt), integer(macRounds)))
}

const refuseEmpty = ({ password }: Protection) => {
	if (password === '') throw new KeyFailure('empty-password')
}

/** What the file should hold, in a form that can be compared. */
const summary = ({ keys, certificates }: Pick<OpenedPfx, 'keys' | 'certificates'>) =>
	JSON.stringify([
		keys.map(({ pkcs8, friendlyName, localKeyId }) => [hex(pkcs8), friendlyName, localKeyId]),
		certificates.map(({ der, friendlyName, localKeyId, isTrusted }) => [hex(der), friendlyName, localKeyId, isTrusted]),
	])

/** Opens a finished file as whoever gets it would. @throws KeyFailure `not-as-written` if anything in it is not what went in */
async function checked(pfx: Uint8Array, { password }: Protection, expected: Parameters<typeof summary>[0]) {
	const opened = await openPfx(pfx, password).catch((cause: unknown) => {
		throw new KeyFailure('not-as-written', undefined, { cause })
	})
	if (summary(opened) !== summary(expected)) throw new KeyFailure('not-as-written')
	return pfx
}

/**
 * @param store a key and the certificates that are shown with it
 * @returns PKCS#12 as DER: certificates in an encrypted safe, the key's own first, then the key by itself. It has been opened
 *   again and compared
 * @throws KeyFailure `empty-password`, `not-as-written`
 */
export async function writeKeyStore(store: KeyStore): Promise<Uint8Array> {
	refuseEmpty(store)
	const { pkcs8, certificates, alias, password, strength } = store
	const [own] = certificates
	// What ties the key to its certificate; that it is SHA-1 of the certificate is custom, not a measure of safety.
	const localKeyId = sha1(own)
	const attributes = [...friendlyName(alias), attribute(identifiers.localKeyId, octetString(localKeyId))]
	const { algorithm, data } = await encrypt(pkcs8, password, strength)
	const keyBag = bag(identifiers.shroudedKeyBag, sequence(algorithm, octetString(data)), attributes)
	const certificateBags = certificates.map((one) => certificateBag(one, one === own ? attributes : []))
	const safes = [await encryptedInfo(sequence(...certificateBags), store), dataInfo(sequence(keyBag))]
	const entry = { friendlyName: alias === '' ? undefined : alias, localKeyId: hex(localKeyId), isTrusted: false }
	const bare = { friendlyName: undefined, localKeyId: undefined, isTrusted: false }
	return checked(assemble(safes, store), store, {
		keys: [{ pkcs8, ...entry }],
		certificates: certificates.map((der) => ({ der, ...(der === own ? entry : bare) })),
	})
}

/**
 * @param store authorities to be trusted
 * @returns PKCS#12 as DER that Java takes for a trust store: each certificate with its alias and, as Java asks for, what it is
 *   trusted for (anything). It has been opened again and compared
 * @throws KeyFailure `empty-password`, `not-as-written`
 */
export async function writeTrustStore(store: TrustStore): Promise<Uint8Array> {
	refuseEmpty(store)
	const trusted = attribute(identifiers.trustedKeyUsage, objectIdentifier(identifiers.anyExtendedKeyUsage))
	const bags = store.authorities.map(({ der, alias }) => certificateBag(der, [...friendlyName(alias), trusted]))
	return checked(assemble([await encryptedInfo(sequence(...bags), store)], store), store, {
		keys: [],
		certificates: store.authorities.map(({ der, alias }) => ({
			der,
			friendlyName: alias,
			localKeyId: undefined,
			isTrusted: true,
		})),
	})
}
