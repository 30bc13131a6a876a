/** Everything that is worth saying about a chain. One rule finds one thing; they stand in files by what they are about. */
import type { Chain } from '../chain.ts'
import { issuerMissing, orderWrong, repeatedCertificates, rootIncluded, unrelatedCertificates } from './arrival.ts'
import { issuerMayNotSign, issuerNotAuthority, issuerPurposeExcluded, pathLengthExceeded } from './authorities.ts'
import { caseOf, type Rule } from './case.ts'
import { expired, expiresSoon, issuerExpiresFirst, notYetValid, validityTooLong } from './dates.ts'
import { criticalExtensionUnknown, extensionRepeated, extensionUnreadable, precertificate } from './extensions.ts'
import type { Finding, Severity } from './finding.ts'
import { encodingTolerated, namesMissing, serialNumberInvalid, weakKey } from './form.ts'
import { constraintNotApplied, nameNotPermitted, wildcardReachesExcluded } from './nameConstraints.ts'
import { policyMissing } from './policies.ts'
import { algorithmsDiffer, signatureFailed, signatureNotChecked, weakHash } from './signatures.ts'
import { extendedKeyUsageUnfit, keyUsageOfAuthority, keyUsageUnfit } from './usage.ts'

/** In the order in which findings of one severity are told. */
const rules: readonly Rule[] = [
	signatureFailed,
	algorithmsDiffer,
	expired,
	notYetValid,
	issuerMissing,
	issuerNotAuthority,
	issuerMayNotSign,
	pathLengthExceeded,
	nameNotPermitted,
	constraintNotApplied,
	wildcardReachesExcluded,
	policyMissing,
	issuerPurposeExcluded,
	weakHash,
	weakKey,
	precertificate,
	criticalExtensionUnknown,
	extensionUnreadable,
	extensionRepeated,
	namesMissing,
	validityTooLong,
	keyUsageUnfit,
	keyUsageOfAuthority,
	extendedKeyUsageUnfit,
	expiresSoon,
	issuerExpiresFirst,
	serialNumberInvalid,
	encodingTolerated,
	signatureNotChecked,
	orderWrong,
	rootIncluded,
	unrelatedCertificates,
	repeatedCertificates,
]

const weights: Readonly<Record<Severity, number>> = { bad: 0, warning: 1, information: 2 }

/**
 * @param chain an ordered chain
 * @param now the time to judge by
 * @returns what was found, the worst first. That nothing was found does not make a certificate valid: nobody asked whether
 *   it was revoked, for one thing
 */
export function findingsOf(chain: Chain, now: Date): readonly Finding[] {
	const one = caseOf(chain, now)
	return rules.flatMap((rule) => rule(one)).sort((a, b) => weights[a.severity] - weights[b.severity])
}
