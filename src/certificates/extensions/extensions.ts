/**
 * The registry of extensions: one decoder a file, found by object identifier. A broken or unknown extension never sinks
 * the certificate; it keeps its octets and says that it could not be read.
 */
import { readBoolean, readObjectIdentifier, readOctets } from '../primitives.ts'
import { partsOf, type Tlv, tags } from '../tlv.ts'
import { type AlternativeNames, readAlternativeNames } from './alternativeNames.ts'
import { type BasicConstraints, readBasicConstraints } from './basicConstraints.ts'
import { type Policy, readCertificatePolicies } from './certificatePolicies.ts'
import { type DistributionPoint, readDistributionPoints } from './crlDistributionPoints.ts'
import { type EntrustVersion, readEntrustVersion } from './entrustVersion.ts'
import { readExtendedKeyUsage } from './extendedKeyUsage.ts'
import { type AccessDescription, readInformationAccess } from './informationAccess.ts'
import { readInhibitAnyPolicy } from './inhibitAnyPolicy.ts'
import { type AuthorityKeyIdentifier, readAuthorityKeyIdentifier, readSubjectKeyIdentifier } from './keyIdentifiers.ts'
import { type KeyUsage, readKeyUsage } from './keyUsage.ts'
import { type MicrosoftTemplate, readMicrosoftTemplate, readMicrosoftTemplateName } from './microsoftTemplate.ts'
import { type NameConstraints, readNameConstraints } from './nameConstraints.ts'
import { type NetscapeCertificateType, readNetscapeCertificateType, readNetscapeComment } from './netscape.ts'
import { type OrganizationIdentifier, readOrganizationIdentifier } from './organizationIdentifier.ts'
import { type PolicyConstraints, readPolicyConstraints } from './policyConstraints.ts'
import { type PolicyMapping, readPolicyMappings } from './policyMappings.ts'
import { readPresence } from './presence.ts'
import { type QualifiedStatement, readQualifiedStatements } from './qualifiedStatements.ts'
import { readSignedCertificateTimestamps, type SignedCertificateTimestamp } from './signedCertificateTimestamps.ts'
import { readTlsFeature, type TlsFeature } from './tlsFeature.ts'

/** Every extension that is read here, by the kind that its value is of. */
export interface KnownExtensions {
	readonly basicConstraints: BasicConstraints
	/** what the key is for; a bit without a meaning by its number */
	readonly keyUsage: readonly (KeyUsage | number)[]
	/** object identifiers */
	readonly extendedKeyUsage: readonly string[]
	readonly subjectAlternativeName: AlternativeNames
	readonly issuerAlternativeName: AlternativeNames
	/** hexadecimal */
	readonly subjectKeyIdentifier: string
	readonly authorityKeyIdentifier: AuthorityKeyIdentifier
	readonly certificatePolicies: readonly Policy[]
	readonly policyMappings: readonly PolicyMapping[]
	readonly policyConstraints: PolicyConstraints
	/** after how many more certificates anyPolicy stops counting */
	readonly inhibitAnyPolicy: number
	readonly nameConstraints: NameConstraints
	readonly authorityInformationAccess: readonly AccessDescription[]
	readonly subjectInformationAccess: readonly AccessDescription[]
	readonly crlDistributionPoints: readonly DistributionPoint[]
	readonly freshestCrl: readonly DistributionPoint[]
	readonly signedCertificateTimestamps: readonly SignedCertificateTimestamp[]
	readonly tlsFeature: readonly TlsFeature[]
	readonly ocspNoCheck: true
	readonly precertificatePoison: true
	readonly netscapeCertificateType: readonly (NetscapeCertificateType | number)[]
	readonly netscapeComment: string
	readonly microsoftTemplateName: string
	readonly microsoftTemplate: MicrosoftTemplate
	/** extended key usage once more, in the form of policies */
	readonly microsoftApplicationPolicies: readonly Policy[]
	readonly entrustVersion: EntrustVersion
	readonly qualifiedStatements: readonly QualifiedStatement[]
	readonly organizationIdentifier: OrganizationIdentifier
}

export interface RawExtension {
	/** object identifier, dotted; `#` where not even that can be read */
	readonly type: string
	readonly isCritical: boolean
	/** the octets inside the OCTET STRING; the whole extension where those cannot be found */
	readonly value: Uint8Array
}

type Read = {
	readonly [Kind in keyof KnownExtensions]: { readonly kind: Kind; readonly value: KnownExtensions[Kind] }
}[keyof KnownExtensions]

/** What an extension says; `unknown` has no decoder here, `unreadable` has one that could make nothing of it. */
export type Decoded = Read | { readonly kind: 'unknown' } | { readonly kind: 'unreadable'; readonly reason: string }

export interface Extension extends RawExtension {
	readonly decoded: Decoded
}

/** All extensions in their order, and each that could be read by its kind; of two of a kind, the first. */
export interface Extensions extends Partial<KnownExtensions> {
	readonly all: readonly Extension[]
	/** the types of those that are known here and could not be read */
	readonly unreadable: readonly string[]
}

/** A decoder as a line of the registry. */
const as =
	<Kind extends keyof KnownExtensions>(kind: Kind, read: (value: Uint8Array) => KnownExtensions[Kind]) =>
	(value: Uint8Array) => ({ kind, value: read(value) })

/** The registry itself, by object identifier. A decoder throws MalformedDer and nothing else. */
export const decoders: Readonly<Record<string, (value: Uint8Array) => Read>> = {
	'2.5.29.14': as('subjectKeyIdentifier', readSubjectKeyIdentifier),
	'2.5.29.15': as('keyUsage', readKeyUsage),
	'2.5.29.17': as('subjectAlternativeName', readAlternativeNames),
	'2.5.29.18': as('issuerAlternativeName', readAlternativeNames),
	'2.5.29.19': as('basicConstraints', readBasicConstraints),
	'2.5.29.30': as('nameConstraints', readNameConstraints),
	'2.5.29.32': as('certificatePolicies', readCertificatePolicies),
	'2.5.29.33': as('policyMappings', readPolicyMappings),
	'2.5.29.35': as('authorityKeyIdentifier', readAuthorityKeyIdentifier),
	'2.5.29.36': as('policyConstraints', readPolicyConstraints),
	'2.5.29.37': as('extendedKeyUsage', readExtendedKeyUsage),
	'2.5.29.54': as('inhibitAnyPolicy', readInhibitAnyPolicy),
	'1.3.6.1.5.5.7.1.1': as('authorityInformationAccess', readInformationAccess),
	'2.5.29.31': as('crlDistributionPoints', readDistributionPoints),
	'2.5.29.46': as('freshestCrl', readDistributionPoints),
	'1.3.6.1.5.5.7.1.3': as('qualifiedStatements', readQualifiedStatements),
	'1.3.6.1.5.5.7.1.24': as('tlsFeature', readTlsFeature),
	'1.3.6.1.5.5.7.48.1.5': as('ocspNoCheck', readPresence),
	'1.3.6.1.4.1.11129.2.4.2': as('signedCertificateTimestamps', readSignedCertificateTimestamps),
	'1.3.6.1.4.1.11129.2.4.3': as('precertificatePoison', readPresence),
	'1.3.6.1.4.1.311.20.2': as('microsoftTemplateName', readMicrosoftTemplateName),
	'1.3.6.1.4.1.311.21.7': as('microsoftTemplate', readMicrosoftTemplate),
	'1.3.6.1.4.1.311.21.10': as('microsoftApplicationPolicies', readCertificatePolicies),
	'1.2.840.113533.7.65.0': as('entrustVersion', readEntrustVersion),
	'2.16.840.1.113730.1.1': as('netscapeCertificateType', readNetscapeCertificateType),
	'2.16.840.1.113730.1.13': as('netscapeComment', readNetscapeComment),
	'2.23.140.3.1': as('organizationIdentifier', readOrganizationIdentifier),
	'1.3.6.1.5.5.7.1.11': as('subjectInformationAccess', readInformationAccess),
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

function decode({ type, value }: RawExtension): Decoded {
	try {
		return decoders[type]?.(value) ?? { kind: 'unknown' }
	} catch (error) {
		return { kind: 'unreadable', reason: reasonOf(error) }
	}
}

function readExtension(extension: Tlv): Extension {
	try {
		const [type, ...fields] = partsOf(extension)
		const [critical] = fields
		const isMarked = critical?.tag === tags.boolean
		const raw: RawExtension = {
			type: readObjectIdentifier(type),
			isCritical: isMarked && readBoolean(critical),
			value: readOctets(fields[isMarked ? 1 : 0]),
		}
		return { ...raw, decoded: decode(raw) }
	} catch (error) {
		const decoded = { kind: 'unreadable', reason: reasonOf(error) } as const
		return { type: '#', isCritical: false, value: extension.whole, decoded }
	}
}

/** @param list a certificate's extensions in their order; @returns the same, decoded where a decoder is known */
export function readExtensions(list: readonly Tlv[]): Extensions {
	const all = list.map(readExtension)
	const known: Partial<KnownExtensions> = {}
	const unreadable: string[] = []
	for (const { type, decoded } of all) {
		if (decoded.kind === 'unreadable') unreadable.push(type)
		else if (decoded.kind !== 'unknown' && !(decoded.kind in known))
			Object.assign(known, { [decoded.kind]: decoded.value })
	}
	return { all, unreadable, ...known }
}
