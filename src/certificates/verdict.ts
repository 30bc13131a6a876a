/** What a chain comes to, in one word and the facts for one sentence. */
import { alternativeNameOf, type Certificate, displayName } from './certificate.ts'
import type { Chain } from './chain.ts'
import { attributeOf, attributeTypes } from './name.ts'
import { neededOf } from './path.ts'
import { type Purpose, purposeOf } from './purpose.ts'

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
		/** an issuer's name is missing: right above the leaf, where hardly anything works without it, or further up */
		| { readonly kind: 'issuer-missing' | 'root-missing'; readonly missing: string }
		/** the certificate of that name on the path is the one at fault */
		| { readonly kind: 'signature-failed' | 'issuer-expired'; readonly culprit: string }
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

/**
 * @param chain an ordered chain
 * @param now the time to judge by
 * @returns the verdict; of several that apply, the one that weighs most: a signature that failed, a date that is over, a
 *   certificate that is missing
 */
export function verdictOf(chain: Chain, now: Date): Verdict {
	const [{ certificate: leaf, role }, ...above] = chain.path
	const { notBefore, notAfter } = leaf
	const purpose = purposeOf(leaf)
	const facts: Facts = { holder: holderOf(leaf, purpose), purpose, notBefore, notAfter }
	if (role === 'intermediate' || role === 'root') return { ...facts, kind: 'no-leaf' }
	const forged = chain.path.find(({ signedBy }) => signedBy.by !== 'missing' && signedBy.signature.state === 'failed')
	if (forged) return { ...facts, kind: 'signature-failed', culprit: displayName(forged.certificate) }
	if (now > notAfter) return { ...facts, kind: 'expired' }
	// What a root's date means, and what is above one, is for each system to decide; an intermediate's counts everywhere.
	const over = neededOf(chain).find((one) => one !== leaf && now > one.notAfter)
	if (over) return { ...facts, kind: 'issuer-expired', culprit: displayName(over) }
	if (now < notBefore) return { ...facts, kind: 'not-yet-valid' }
	if (chain.end.kind === 'self-signed') return { ...facts, kind: 'self-signed' }
	if (chain.end.kind !== 'open') return { ...facts, kind: 'ready' }
	return { ...facts, kind: above.length === 0 ? 'issuer-missing' : 'root-missing', missing: chain.end.issuer }
}
