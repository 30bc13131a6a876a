import { type GeneralName, readGeneralNames } from '../generalName.ts'
import { type Attribute, readRdn } from '../name.ts'
import { flags } from '../primitives.ts'
import { oneValue, partsOf, splitValues, type Tlv, tags } from '../tlv.ts'

/** RFC 5280 4.2.1.13, in the order of the bits. */
const reasons = [
	'unused',
	'keyCompromise',
	'cACompromise',
	'affiliationChanged',
	'superseded',
	'cessationOfOperation',
	'certificateHold',
	'privilegeWithdrawn',
	'aACompromise',
] as const

export type RevocationReason = (typeof reasons)[number]

/** Where to get a list of revoked certificates. */
export interface DistributionPoint {
	/** several names are several ways to the same list */
	readonly fullName: readonly GeneralName[]
	/** what to add to the issuer's name to find the list in its directory */
	readonly relativeName: readonly Attribute[]
	/** for which reasons alone, if not for all */
	readonly reasons: readonly (RevocationReason | number)[] | undefined
	/** who signs the list, if not the certificate's issuer */
	readonly crlIssuer: readonly GeneralName[]
}

function readDistributionPoint(point: Tlv): DistributionPoint {
	const fields = partsOf(point)
	const field = (tag: number) => fields.find((one) => one.tag === tag)
	const name = field(tags.context0)
	const choice = name && oneValue(name.content)
	const only = field(0x81)
	const issuer = field(tags.context2)
	return {
		fullName: choice?.tag === tags.context0 ? readGeneralNames(choice, tags.context0) : [],
		relativeName: choice?.tag === tags.context1 ? readRdn(splitValues(choice.content)) : [],
		reasons: only && flags(only.content, reasons),
		crlIssuer: issuer ? readGeneralNames(issuer, tags.context2) : [],
	}
}

/** @param value the octets of CRL distribution points or freshest CRL (RFC 5280 4.2.1.15); @throws MalformedDer */
export function readDistributionPoints(value: Uint8Array): readonly DistributionPoint[] {
	return partsOf(oneValue(value)).map(readDistributionPoint)
}
