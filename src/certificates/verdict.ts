/** What a chain comes to, in one word and the facts for one sentence. */
import { alternativeNameOf, type Certificate, displayName } from './certificate.ts'
import type { Chain } from './chain.ts'
import type { Finding, FindingCode } from './findings/finding.ts'
import { findingsOf } from './findings/findings.ts'
import { attributeOf, attributeTypes } from './name.ts'
import { neededOf } from './path.ts'
import { type Purpose, purposeOf } from './purpose.ts'
import type { SignatureState } from './signature.ts'

interface Facts {
	/** who or what the leaf is for: a host, an e-mail address or a name */
	readonly holder: string
	readonly purpose: Purpose
	readonly notBefore: Date
	readonly notAfter: Date
}

export type Verdict = Facts &
	(
		| { readonly kind: 'ready' | 'self-signed' | 'expired' | 'not-yet-valid' }
		/**
		 * an issuer's name is missing: right above the leaf, where hardly anything works without it; a known root's; or further up,
		 * where nobody can tell what more belongs there
		 */
		| { readonly kind: 'issuer-missing' | 'root-missing' | 'open'; readonly missing: string }
		/** the certificate of that name on the path is the one at fault */
		| { readonly kind: 'signature-failed' | 'issuer-not-valid'; readonly culprit: string }
		/** a signature on the way could not be checked, so nothing is said of what it would vouch for */
		| { readonly kind: 'not-checked'; readonly culprit: string }
		/** something was found for which programs refuse it */
		| { readonly kind: 'refused' }
		/** authorities alone */
		| { readonly kind: 'no-leaf' }
	)

/** Who or what a certificate is for, before what it is called: an address says more of a mailbox than the person's name. */
function holderOf(leaf: Certificate, purpose: Purpose): string {
	const host = alternativeNameOf(leaf, 'dns')
	const address = alternativeNameOf(leaf, 'email')
	const { commonName, organization } = attributeTypes
	switch (purpose) {
		case 'email':
			return address ?? displayName(leaf)
		case 'code-signing':
		case 'document-signing':
			return attributeOf(leaf.subject, commonName) ?? attributeOf(leaf.subject, organization) ?? displayName(leaf)
		case 'tls-server':
		case 'tls-client':
		case 'authority':
		case 'other':
			return host ?? address ?? displayName(leaf)
	}
}

/** What has a verdict of its own. */
const otherwiseTold: ReadonlySet<FindingCode> = new Set([
	'signature-failed',
	'expired',
	'not-yet-valid',
	'issuer-missing',
])

/**
 * @param chain an ordered chain
 * @param now the time to judge by
 * @param findings what was found about it
 * @returns the verdict; of several that apply, the one that weighs most: a signature that failed, a date that is over, whatever
 *   else programs refuse it for, what could not be checked, a certificate that is missing
 */
export function verdictOf(chain: Chain, now: Date, findings: readonly Finding[] = findingsOf(chain, now)): Verdict {
	const [{ certificate: leaf, role }, ...above] = chain.path
	const { notBefore, notAfter } = leaf
	const purpose = purposeOf(leaf)
	const facts: Facts = { holder: holderOf(leaf, purpose), purpose, notBefore, notAfter }
	const needed = neededOf(chain)
	const withState = (state: SignatureState['state']) =>
		chain.path.find(({ signedBy }) => signedBy.by !== 'missing' && signedBy.signature.state === state)?.certificate
	const forged = withState('failed')
	if (forged) return { ...facts, kind: 'signature-failed', culprit: displayName(forged) }
	if (now > notAfter) return { ...facts, kind: 'expired' }
	// What a root's date means, and what is above one, is for each system to decide; an intermediate's counts everywhere.
	const wrong = needed.find((one) => one !== leaf && (now > one.notAfter || (now >= notBefore && now < one.notBefore)))
	if (wrong) return { ...facts, kind: 'issuer-not-valid', culprit: displayName(wrong) }
	const isRefused = ({ severity, code, about }: Finding) =>
		severity === 'bad' && !otherwiseTold.has(code) && about.some((one) => needed.includes(one))
	if (findings.some(isRefused)) return { ...facts, kind: 'refused' }
	// What is above an anchor vouches for nothing that is needed.
	const unchecked = withState('not-checked')
	if (unchecked && needed.includes(unchecked)) return { ...facts, kind: 'not-checked', culprit: displayName(unchecked) }
	if (role === 'intermediate' || role === 'root') return { ...facts, kind: 'no-leaf' }
	if (now < notBefore) return { ...facts, kind: 'not-yet-valid' }
	if (chain.end.kind === 'self-signed') return { ...facts, kind: 'self-signed' }
	if (chain.end.kind !== 'open') return { ...facts, kind: 'ready' }
	const kind = above.length === 0 ? 'issuer-missing' : chain.end.isNameKnown ? 'root-missing' : 'open'
	return { ...facts, kind, missing: chain.end.issuer }
}
