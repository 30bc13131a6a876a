/**
 * One certificate: built and signed.
 *
 * Source: RFC 5280 4.1. No object of the ASN.1 library leaves this file: what comes out is plain data.
 */
import { Set as AsnSet, Integer, PrintableString, Sequence, Utf8String } from 'asn1js'
import {
	AttributeTypeAndValue,
	PublicKeyInfo,
	RelativeDistinguishedNames,
	Time,
	TimeType,
	Certificate as X509,
} from 'pkijs'
import { extensionsFor, type Profile } from './extensions.ts'

/** From the first second to the last that a certificate is valid, both included. */
export interface Validity {
	readonly notBefore: Date
	readonly notAfter: Date
}

export interface Certificate extends Validity {
	readonly der: Uint8Array
}

/** A name, attribute by attribute, most general first. */
export type Name = readonly (readonly [attribute: keyof typeof attributes, value: string])[]

/** Somebody who has a name and keys: an authority, or the holder of a certificate. */
export interface Party {
	readonly name: Name
	readonly keys: CryptoKeyPair
}

const attributes = {
	CN: '2.5.4.3',
	SN: '2.5.4.4',
	C: '2.5.4.6',
	O: '2.5.4.10',
	givenName: '2.5.4.42',
} as const

const secondsOfDay = 86_400

/**
 * A period as the vendor writes it: from 00:00:00 GMT of the first day to 23:59:59 GMT of the last one.
 *
 * @param now the day to count from
 * @param firstDay days from then to the first day; negative for the past
 * @param lastDay days from then to the last day
 */
export function validityPeriod(now: Date, firstDay: number, lastDay: number): Validity {
	const today = Math.floor(now.getTime() / 1000 / secondsOfDay)
	return {
		notBefore: new Date((today + firstDay) * secondsOfDay * 1000),
		notAfter: new Date(((today + lastDay + 1) * secondsOfDay - 1) * 1000),
	}
}

function distinguishedName(name: Name) {
	const typesAndValues = name.map(([attribute, value]) => {
		// RFC 5280 appendix A allows nothing else for a country.
		const text = attribute === 'C' ? new PrintableString({ value }) : new Utf8String({ value })
		return new AttributeTypeAndValue({ type: attributes[attribute], value: text })
	})
	// pkijs would put all attributes into one set, a single multi-valued RDN; each is to have a set of its own.
	const sets = typesAndValues.map((attribute) => new AsnSet({ value: [attribute.toSchema()] }))
	return new RelativeDistinguishedNames({ typesAndValues, valueBeforeDecode: new Sequence({ value: sets }).toBER() })
}

// RFC 5280 4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050 on.
const time = (value: Date) =>
	new Time({ type: value.getUTCFullYear() < 2050 ? TimeType.UTCTime : TimeType.GeneralizedTime, value })

function serialNumber() {
	const bytes = crypto.getRandomValues(new Uint8Array(16))
	// Positive, and no leading zero byte: always 16 bytes.
	bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
	return new Integer({ valueHex: bytes.buffer })
}

async function publicKeyOf({ keys }: Party) {
	const info = new PublicKeyInfo()
	await info.importKey(keys.publicKey)
	// RFC 5280 4.2.1.2, method 1.
	const keyId = await crypto.subtle.digest('SHA-1', Uint8Array.from(info.subjectPublicKey.valueBlock.valueHexView))
	return { info, keyId }
}

const fileOf = (name: Name) => name.find(([attribute]) => attribute === 'CN')?.[1].replaceAll(' ', '') ?? 'Unnamed'

/**
 * Issues a certificate.
 *
 * @param subject whom it names, and whose public key it holds
 * @param issuer who signs it; the subject itself for a root
 * @param profile what it is for
 * @param validity from when to when
 * @returns the signed certificate; RSA keys sign with SHA-256, elliptic curve keys with SHA-384
 */
export async function issue(subject: Party, issuer: Party, profile: Profile, validity: Validity): Promise<Certificate> {
	const [own, signing] = await Promise.all([publicKeyOf(subject), publicKeyOf(issuer)])
	const isElliptic = (party: Party) => party.keys.publicKey.algorithm.name === 'ECDSA'
	const certificate = new X509({
		version: 2, // counted from 0: X.509 version 3
		serialNumber: serialNumber(),
		issuer: distinguishedName(issuer.name),
		subject: distinguishedName(subject.name),
		notBefore: time(validity.notBefore),
		notAfter: time(validity.notAfter),
		subjectPublicKeyInfo: own.info,
		extensions: extensionsFor(profile, {
			subjectKeyId: own.keyId,
			issuerKeyId: signing.keyId,
			issuerFile: fileOf(issuer.name),
			canEncipher: !isElliptic(subject),
		}),
	})
	await certificate.sign(issuer.keys.privateKey, isElliptic(issuer) ? 'SHA-384' : 'SHA-256')
	return { der: new Uint8Array(certificate.toSchema(true).toBER()), ...validity }
}

/**
 * @param kind RSA with 2048 bits, or the named curve
 * @returns a new pair of keys for signatures
 */
export async function generateKeys(kind: 'RSA' | 'P-256' | 'P-384'): Promise<CryptoKeyPair> {
	const algorithm =
		kind === 'RSA'
			? {
					name: 'RSASSA-PKCS1-v1_5',
					modulusLength: 2048,
					publicExponent: Uint8Array.of(1, 0, 1),
					hash: 'SHA-256',
				}
			: { name: 'ECDSA', namedCurve: kind }
	return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}
