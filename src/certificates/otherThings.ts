/** What people have beside certificates. It is recognised to be named, and never opened: a private key least of all. */
import { hex } from './octets.ts'
import { splitValues, type Tlv, tags } from './tlv.ts'

export type OtherThing = 'private-key' | 'public-key' | 'request' | 'revocation-list' | 'pkcs12' | 'parameters'

const labels: readonly (readonly [RegExp, OtherThing])[] = [
	[/PRIVATE KEY/, 'private-key'],
	[/PUBLIC KEY/, 'public-key'],
	[/REQUEST/, 'request'],
	[/CRL/, 'revocation-list'],
	[/PARAMETERS/, 'parameters'],
]

/** @param label what armour says (RFC 7468); @returns what it announces, if that is certainly no certificate */
export function otherThingUnder(label: string): OtherThing | undefined {
	return labels.find(([pattern]) => pattern.test(label))?.[1]
}

const pkcs7 = '2a864886f70d0107' // 1.2.840.113549.1.7, the arc of PKCS#7's content types
const times = [0x17, 0x18]

/** A CertificationRequestInfo (RFC 2986 4.1) or a TBSCertList (RFC 5280 5.1): signed like a certificate, and none. */
function otherSigned(fields: readonly Tlv[]): OtherThing | undefined {
	const [first, second, third, fourth] = fields.map(({ tag }) => tag)
	if (first === tags.sequence && times.includes(third ?? 0)) return 'revocation-list'
	if (first !== tags.integer || second !== tags.sequence || third !== tags.sequence) return undefined
	if (times.includes(fourth ?? 0)) return 'revocation-list'
	return fields.length === 3 || (fields.length === 4 && fourth === tags.context0) ? 'request' : undefined
}

/**
 * @param parts what stands in a SEQUENCE that is a whole file
 * @returns what it is, if its outline is that of a private key (PKCS#1, PKCS#8, SEC 1), a public one, PKCS#12, a request
 *   or a revocation list
 */
export function otherThingIn(parts: readonly Tlv[]): OtherThing | undefined {
	const [first, second, third] = parts
	if (first?.tag === tags.integer) {
		const [type] = second?.tag === tags.sequence ? splitValues(second.content) : []
		const isPkcs12 = type?.tag === tags.objectIdentifier && hex(type.content).startsWith(pkcs7)
		return isPkcs12 ? 'pkcs12' : 'private-key'
	}
	if (first?.tag !== tags.sequence) return undefined
	// EncryptedPrivateKeyInfo (RFC 5958 3) and SubjectPublicKeyInfo
	if (parts.length === 2 && second?.tag === tags.octetString) return 'private-key'
	if (parts.length === 2 && second?.tag === tags.bitString) return 'public-key'
	if (parts.length !== 3 || third?.tag !== tags.bitString) return undefined
	return otherSigned(splitValues(first.content))
}
