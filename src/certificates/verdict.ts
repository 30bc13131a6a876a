/** What a chain comes to, in one word and the facts for one sentence. */
import { alternativeNameOf, type Certificate, displayName } from './certificate.ts'
import type { Chain } from './chain.ts'
import { keyPurposes } from './extensions/extendedKeyUsage.ts'

/** What a leaf is for. */
export type Purpose = 'tls-server' | 'email' | 'code-signing' | 'tls-client' | 'other'

interface Facts {
	/** who or what the leaf is for: a host, an e-mail address or a name */
	readonly holder: string
	readonly purpose: Purpose
	readonly notBefore: Date
	readonly notAfter: Date
}

export type Verdict = Facts &
	(
		| { readonly kind: 'ready' | 'expired' | 'not-yet-valid' }
		/** an issuer's name is missing: right above the leaf, where hardly anything works without it, or further up */
		| { readonly kind: 'issuer-missing' | 'root-missing'; readonly missing: string }
		/** the certificate of that name on the path is the one at fault */
		| { readonly kind: 'signature-failed' | 'issuer-expired'; readonly culprit: string }
		/** authorities alone */
		| { readonly kind: 'no-leaf' }
	)

const purposes: readonly (readonly [string, Purpose])[] = [
	[keyPurposes.serverAuth, 'tls-server'],
	[keyPurposes.emailProtection, 'email'],
	[keyPurposes.codeSigning, 'code-signing'],
	[keyPurposes.clientAuth, 'tls-client'],
]

/**
 * @param leaf an end certificate
 * @returns the first of TLS server, e-mail, code signing and TLS client that its extended key usage has
 */
export function purposeOf({ extensions }: Certificate): Purpose {
	const stated = extensions.extendedKeyUsage ?? []
	return purposes.find(([identifier]) => stated.includes(identifier))?.[1] ?? 'other'
}

/** Who or what a certificate is for, before what it is called: an address says more than the person's name. */
const holderOf = (leaf: Certificate) =>
	alternativeNameOf(leaf, 'dns') ?? alternativeNameOf(leaf, 'email') ?? displayName(leaf)

/**
 * @param chain an ordered chain
 * @param now the time to judge by
 * @returns the verdict; of several that apply, the one that weighs most: a signature that failed, a date that is over, a
 *   certificate that is missing
 */
export function verdictOf(chain: Chain, now: Date): Verdict {
	const [{ certificate: leaf, role }, ...above] = chain.path
	const { notBefore, notAfter } = leaf
	const facts: Facts = { holder: holderOf(leaf), purpose: purposeOf(leaf), notBefore, notAfter }
	if (role === 'intermediate' || role === 'root') return { ...facts, kind: 'no-leaf' }
	const forged = chain.path.find(({ signedBy }) => signedBy.by !== 'missing' && signedBy.signature.state === 'failed')
	if (forged) return { ...facts, kind: 'signature-failed', culprit: displayName(forged.certificate) }
	if (now > notAfter) return { ...facts, kind: 'expired' }
	// What an old root's date means is for each system to decide; an intermediate's counts everywhere.
	const over = above.find((link) => link.role === 'intermediate' && now > link.certificate.notAfter)
	if (over) return { ...facts, kind: 'issuer-expired', culprit: displayName(over.certificate) }
	if (now < notBefore) return { ...facts, kind: 'not-yet-valid' }
	const gap = chain.path.at(-1)?.signedBy
	if (gap?.by !== 'missing') return { ...facts, kind: 'ready' }
	return { ...facts, kind: above.length === 0 ? 'issuer-missing' : 'root-missing', missing: gap.issuer }
}
