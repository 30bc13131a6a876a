/** What the rules judge. */
import type { Certificate } from '../certificate.ts'
import type { Chain } from '../chain.ts'
import { validationOf } from '../extensions/certificatePolicies.ts'
import { neededOf, upToAnchor } from '../path.ts'
import { type Purpose, purposeOf } from '../purpose.ts'
import type { Finding } from './finding.ts'

export interface Case {
	readonly chain: Chain
	readonly now: Date
	readonly leaf: Certificate
	readonly purpose: Purpose
	/** the leaf and what is above it on the path */
	readonly certificates: readonly Certificate[]
	/** those of them that bind what is below, see {@link upToAnchor} */
	readonly binding: readonly Certificate[]
	/** those of them that are needed, see {@link neededOf} */
	readonly needed: readonly Certificate[]
	/**
	 * It looks publicly trusted: by the root that it ends at, or by a policy of the CA/Browser Forum. Who runs an authority of
	 * their own is not bound by the rules of public ones.
	 */
	readonly isPublic: boolean
}

/** Looks for one thing. */
export type Rule = (one: Case) => readonly Finding[]

function looksPublic({ path, end }: Chain): boolean {
	if (end.kind === 'known-root' || end.kind === 'cross-certificate' || end.kind === 'root-not-checked') return true
	if (end.kind === 'open' && end.isNameKnown) return true
	const { certificatePolicies = [] } = path[0].certificate.extensions
	return certificatePolicies.some(({ type }) => validationOf(type))
}

/** @param chain a chain; @param now the time to judge by; @returns what the rules want to know of it */
export function caseOf(chain: Chain, now: Date): Case {
	const leaf = chain.path[0].certificate
	return {
		chain,
		now,
		leaf,
		purpose: purposeOf(leaf),
		certificates: chain.path.map(({ certificate }) => certificate),
		binding: upToAnchor(chain),
		needed: neededOf(chain),
		isPublic: looksPublic(chain),
	}
}
