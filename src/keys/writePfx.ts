/** Makes PKCS#12 files (RFC 7292): with a key for those who present a certificate, without one for those who trust. */
import { hmac } from '@noble/hashes/hmac.js'
import { sha1 } from '@noble/hashes/legacy.js'
import * as asn1js from 'asn1js'
import {
	AlgorithmIdentifier,
	Attribute,
	AuthenticatedSafe,
	CertBag,
	ContentInfo,
	DigestInfo,
	EncryptedContentInfo,
	EncryptedData,
	MacData,
	PFX,
	PKCS8ShroudedKeyBag,
	SafeBag,
	SafeContents,
} from 'pkijs'
import { hex } from '../certificates/octets.ts'
import { asBmp, hashes, pkcs12Derive } from './derivation.ts'
import { encrypt, octetString, random, type Strength } from './encryption.ts'
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

const attribute = (type: string, value: asn1js.BaseBlock) => new Attribute({ type, values: [value] })

const friendlyName = (alias: string) =>
	alias === '' ? [] : [attribute(identifiers.friendlyName, new asn1js.BmpString({ value: alias }))]

function certificateBag(der: Uint8Array, attributes: Attribute[]): SafeBag {
	const bagValue = new CertBag({ certId: identifiers.x509Certificate, certValue: octetString(der) })
	return new SafeBag({
		bagId: identifiers.certBag,
		bagValue,
		...(attributes.length > 0 ? { bagAttributes: attributes } : {}),
	})
}

const octetsOf = (value: asn1js.BaseBlock) => new Uint8Array(value.toBER())

const safe = (safeBags: SafeBag[]) => octetsOf(new SafeContents({ safeBags }).toSchema())

const dataInfo = (content: Uint8Array) =>
	new ContentInfo({ contentType: identifiers.data, content: octetString(content) })

async function encryptedInfo(content: Uint8Array, { password, strength }: Protection): Promise<ContentInfo> {
	const { algorithm, data } = await encrypt(content, password, strength)
	const encryptedContentInfo = new EncryptedContentInfo({
		contentType: identifiers.data,
		contentEncryptionAlgorithm: algorithm,
		encryptedContent: octetString(data),
		disableSplit: true,
	})
	const content_ = new EncryptedData({ encryptedContentInfo }).toSchema()
	return new ContentInfo({ contentType: identifiers.encryptedData, content: content_ })
}

/** Puts safes into one file, with a MAC over them. */
function assemble(safeContents: ContentInfo[], { password, strength }: Protection): Uint8Array {
	const content = octetsOf(new AuthenticatedSafe({ safeContents }).toSchema())
	const { hash, type } = macs[strength]
	const salt = random(16)
	const length = hashes[hash].outputLen
	const key = pkcs12Derive(hash, 'mac', asBmp(password), { salt, rounds: macRounds, length })
	const digestAlgorithm = new AlgorithmIdentifier({ algorithmId: type, algorithmParams: new asn1js.Null() })
	const mac = new DigestInfo({ digestAlgorithm, digest: octetString(hmac(hashes[hash], key, content)) })
	const macData = new MacData({ mac, macSalt: octetString(salt), iterations: macRounds })
	return octetsOf(new PFX({ version: 3, authSafe: dataInfo(content), macData }).toSchema())
}

const refuseEmpty = ({ password }: Protection) => {
	if (password === '') throw new KeyFailure('empty-password')
}

/** What the file should hold, in a form that can be compared. */
const summary = ({ keys, certificates }: Pick<OpenedPfx, 'keys' | 'certificates'>) =>
	JSON.stringify([
		keys.map(({ pkcs8, friendlyName }) => [hex(pkcs8), friendlyName]),
		certificates.map(({ der, friendlyName, isTrusted }) => [hex(der), friendlyName, isTrusted]),
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
	const attributes = () => [...friendlyName(alias), attribute(identifiers.localKeyId, octetString(localKeyId))]
	const { algorithm, data } = await encrypt(pkcs8, password, strength)
	const bagValue = new PKCS8ShroudedKeyBag({ encryptionAlgorithm: algorithm, encryptedData: octetString(data) })
	const keyBag = new SafeBag({ bagId: identifiers.shroudedKeyBag, bagValue, bagAttributes: attributes() })
	const certificateBags = certificates.map((der) => certificateBag(der, der === own ? attributes() : []))
	const safes = [await encryptedInfo(safe(certificateBags), store), dataInfo(safe([keyBag]))]
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
	const trusted = () =>
		attribute(identifiers.trustedKeyUsage, new asn1js.ObjectIdentifier({ value: identifiers.anyExtendedKeyUsage }))
	const bags = store.authorities.map(({ der, alias }) => certificateBag(der, [...friendlyName(alias), trusted()]))
	return checked(assemble([await encryptedInfo(safe(bags), store)], store), store, {
		keys: [],
		certificates: store.authorities.map(({ der, alias }) => ({
			der,
			friendlyName: alias,
			localKeyId: undefined,
			isTrusted: true,
		})),
	})
}
