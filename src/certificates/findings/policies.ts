/** Rules about policies (RFC 5280 4.2.1.4 and 4.2.1.11). */
import { type Certificate, displayName } from '../certificate.ts'
import { isSelfIssued } from '../issuers.ts'
import type { Rule } from './case.ts'

const hasPolicies = ({ extensions }: Certificate) => extensions.all.some(({ type }) => type === '2.5.29.32')

/**
 * An authority demands that policies are stated from some certificate on, and one on the path states none (RFC 5280 6.1.3 (e),
 * 6.1.4 (h) and (i), 6.1.5 (a), (b) and (g)). Whether those that are stated are the same is not asked: openssl and NSS ask only if
 * they are told to, and browsers do not.
 */
export const policyMissing: Rule = ({ leaf, needed }) => {
	const silent = needed.find((one) => !hasPolicies(one))
	let free = Number.POSITIVE_INFINITY
	let demanding: Certificate | undefined
	for (const one of needed.toReversed()) {
		if (one === leaf || !isSelfIssued(one)) free = Math.max(0, free - 1)
		const from = one.extensions.policyConstraints?.requireExplicitPolicy
		if (from === undefined || from >= free || (one === leaf && from > 0)) continue
		free = from
		demanding = one
	}
	if (free > 0 || !silent || !demanding) return []
	const facts = { authority: displayName(demanding) }
	return [{ code: 'policy-missing', severity: 'warning', about: [silent, demanding], facts }]
}
