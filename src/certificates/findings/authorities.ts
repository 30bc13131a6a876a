/** Rules about what the authorities on a path may do (RFC 5280 6.1.4 (k) to (n)). */
import { displayName, isCertificateAuthority } from '../certificate.ts'
import { keyPurposes } from '../extensions/extendedKeyUsage.ts'
import { isSelfIssued } from '../issuers.ts'
import { purposesNeeded } from '../purpose.ts'
import type { Rule } from './case.ts'

export const issuerNotAuthority: Rule = ({ binding }) =>
	binding.flatMap((issued, index) => {
		const issuer = binding[index + 1]
		if (!issuer || isCertificateAuthority(issuer)) return []
		return {
			code: 'issuer-not-authority',
			severity: 'bad',
			about: [issuer, issued],
			facts: { issued: displayName(issued) },
		}
	})

/** Certificates that an authority issued to itself, to change its key, do not count. */
export const pathLengthExceeded: Rule = ({ binding }) =>
	binding.flatMap((authority, index) => {
		const most = authority.extensions.basicConstraints?.pathLength
		const counted = binding.slice(1, Math.max(1, index)).filter((one) => !isSelfIssued(one))
		// One below that is too many is named as well: programs refuse it even where they trust the authority itself.
		const tooMany = most === undefined ? undefined : counted.toReversed()[most]
		if (most === undefined || !tooMany) return []
		const facts = { most, count: counted.length }
		return { code: 'path-length-exceeded', severity: 'bad', about: [authority, tooMany], facts }
	})

export const issuerMayNotSign: Rule = ({ binding }) =>
	binding.flatMap((issued, index) => {
		const issuer = binding[index + 1]
		const usage = issuer?.extensions.keyUsage
		if (!issuer || !usage || usage.includes('keyCertSign')) return []
		return {
			code: 'issuer-may-not-sign',
			severity: 'bad',
			about: [issuer, issued],
			facts: { issued: displayName(issued) },
		}
	})

/** RFC 5280 says nothing of it; every browser and mail program, and the Baseline Requirements 7.1.2.10.6, take it so. */
export const issuerPurposeExcluded: Rule = ({ binding: [, ...issuers], leaf, purpose }) => {
	if (purpose === 'authority') return []
	const wanted = purposesNeeded(leaf)
	return issuers.flatMap((issuer) => {
		const allowed = issuer.extensions.extendedKeyUsage
		if (wanted.length === 0 || !allowed || allowed.includes(keyPurposes.any)) return []
		if (wanted.some((one) => allowed.includes(one))) return []
		return { code: 'issuer-purpose-excluded', severity: 'bad', about: [issuer, leaf], facts: { purpose, allowed } }
	})
}
