/**
 * What stands in the extensions of each kind of certificate.
 *
 * Source: RFC 5280 4.2 for the extensions; the CA/Browser Forum's Baseline Requirements 7.1.2 (TLS) and S/MIME
 * Baseline Requirements 7.1.2, and those for code signing 7.1.2, for which certificate has which.
 */
import { BitString, OctetString } from 'asn1js'
import {
	AccessDescription,
	AuthorityKeyIdentifier,
	BasicConstraints,
	CertificatePolicies,
	CRLDistributionPoints,
	DistributionPoint,
	Extension,
	ExtKeyUsage,
	GeneralName,
	GeneralNames,
	InfoAccess,
	PolicyInformation,
} from 'pkijs'

/** What a certificate is for. */
export type Profile =
	| { readonly kind: 'root' }
	| { readonly kind: 'cross' }
	| { readonly kind: 'intermediate'; readonly purpose: keyof typeof purposes }
	| { readonly kind: 'tls'; readonly hosts: readonly string[] }
	| { readonly kind: 'mail'; readonly address: string }
	| { readonly kind: 'code' }

/** What the extensions say about the two keys: the certificate's own, and the one that signs it. */
export interface Keys {
	readonly subjectKeyId: ArrayBuffer
	readonly issuerKeyId: ArrayBuffer
	/** The name of the issuer's certificate and revocation list on the authority's web site. */
	readonly issuerFile: string
	/** Whether the subject's key can encrypt a session key: an RSA key can, an elliptic curve key cannot. */
	readonly canEncipher: boolean
}

const anyPolicy = '2.5.29.32.0'
const purposes = {
	tls: { extendedUsage: '1.3.6.1.5.5.7.3.1', policy: '2.23.140.1.2.1' }, // serverAuth, domain validated
	mail: { extendedUsage: '1.3.6.1.5.5.7.3.4', policy: '2.23.140.1.5.4.2' }, // emailProtection, individual validated
	code: { extendedUsage: '1.3.6.1.5.5.7.3.3', policy: '2.23.140.1.4.1' }, // codeSigning
} as const

const uri = (value: string) => new GeneralName({ type: 6, value })
const host = (value: string) => new GeneralName({ type: 2, value })
const mailbox = (value: string) => new GeneralName({ type: 1, value })

interface Encodable {
	toSchema(): { toBER(): ArrayBuffer }
}
const extension = (extnID: string, value: Encodable, critical = false) =>
	new Extension({ extnID, critical, extnValue: value.toSchema().toBER() })

const usageBits = { digitalSignature: 0, keyEncipherment: 2, keyCertSign: 5, cRLSign: 6 } as const

function keyUsage(...usages: readonly (keyof typeof usageBits)[]) {
	const bits = usages.map((usage) => usageBits[usage])
	const byte = bits.reduce<number>((sum, bit) => sum | (0x80 >> bit), 0)
	// DER drops trailing zero bits of a named bit list (X.690 11.2.2).
	const value = new BitString({ valueHex: Uint8Array.of(byte).buffer, unusedBits: 7 - Math.max(...bits) })
	return new Extension({ extnID: '2.5.29.15', critical: true, extnValue: value.toBER() })
}

const basicConstraints = (constraints: { readonly cA: boolean; readonly pathLenConstraint?: number }) =>
	extension('2.5.29.19', new BasicConstraints(constraints), true)

const subjectKey = (keyId: ArrayBuffer) =>
	new Extension({ extnID: '2.5.29.14', extnValue: new OctetString({ valueHex: keyId }).toBER() })

const authorityKey = (keyId: ArrayBuffer) =>
	extension('2.5.29.35', new AuthorityKeyIdentifier({ keyIdentifier: new OctetString({ valueHex: keyId }) }))

const policies = (...identifiers: readonly string[]) =>
	extension(
		'2.5.29.32',
		new CertificatePolicies({
			certificatePolicies: identifiers.map((policyIdentifier) => new PolicyInformation({ policyIdentifier })),
		}),
	)

const extendedUsage = (purpose: string) => extension('2.5.29.37', new ExtKeyUsage({ keyPurposes: [purpose] }))

const alternativeNames = (names: GeneralName[]) => extension('2.5.29.17', new GeneralNames({ names }))

const revocationList = (file: string) =>
	extension(
		'2.5.29.31',
		new CRLDistributionPoints({
			distributionPoints: [
				new DistributionPoint({ distributionPoint: [uri(`http://crl.sandbox.invalid/${file}.crl`)] }),
			],
		}),
	)

const informationAccess = (file: string) =>
	extension(
		'1.3.6.1.5.5.7.1.1',
		new InfoAccess({
			accessDescriptions: [
				new AccessDescription({
					accessMethod: '1.3.6.1.5.5.7.48.2',
					accessLocation: uri(`http://crt.sandbox.invalid/${file}.crt`),
				}),
				new AccessDescription({
					accessMethod: '1.3.6.1.5.5.7.48.1',
					accessLocation: uri('http://ocsp.sandbox.invalid'),
				}),
			],
		}),
	)

/**
 * @param profile what the certificate is for
 * @param keys whose key it holds and whose key signs it
 * @returns its extensions, in the order in which they stand in it
 */
export function extensionsFor(profile: Profile, keys: Keys): Extension[] {
	const own = subjectKey(keys.subjectKeyId)
	const issuer = authorityKey(keys.issuerKeyId)
	const crl = revocationList(keys.issuerFile)
	const access = informationAccess(keys.issuerFile)
	const leafUsage = keys.canEncipher ? keyUsage('digitalSignature', 'keyEncipherment') : keyUsage('digitalSignature')
	const caUsage = keyUsage('digitalSignature', 'keyCertSign', 'cRLSign')
	switch (profile.kind) {
		case 'root':
			return [own, keyUsage('keyCertSign', 'cRLSign'), basicConstraints({ cA: true })]
		case 'cross':
			return [issuer, own, caUsage, basicConstraints({ cA: true }), policies(anyPolicy), crl, access]
		case 'intermediate': {
			const { extendedUsage: usage, policy } = purposes[profile.purpose]
			const constraints = basicConstraints({ cA: true, pathLenConstraint: 0 })
			return [issuer, own, caUsage, constraints, extendedUsage(usage), policies(anyPolicy, policy), crl, access]
		}
		case 'tls': {
			const { extendedUsage: usage, policy } = purposes.tls
			const names = alternativeNames(profile.hosts.map(host))
			const leaf = basicConstraints({ cA: false })
			return [issuer, own, leafUsage, leaf, extendedUsage(usage), policies(policy), access, names]
		}
		case 'mail': {
			const { extendedUsage: usage, policy } = purposes.mail
			const names = alternativeNames([mailbox(profile.address)])
			const leaf = basicConstraints({ cA: false })
			return [issuer, own, leafUsage, leaf, extendedUsage(usage), policies(policy), crl, access, names]
		}
		case 'code': {
			const { extendedUsage: usage, policy } = purposes.code
			const leaf = basicConstraints({ cA: false })
			return [issuer, own, keyUsage('digitalSignature'), leaf, extendedUsage(usage), policies(policy), crl, access]
		}
	}
}
