/** What a chain comes to, in one word and the facts for one sentence. */
import { alternativeNameOf, type Certificate, displayName } from './certificate.ts'
import type { Chain } from './chain.ts'
import { keyPurposes } from './extensions/extendedKeyUsage.ts'

/** What a leaf is for. */
export type Purpose = 'tls-server' | 'email' | 'code-signing' | 'tls-client' | 'other'

export interface Verdict {
	readonly kind: 'ready' | 'expired' | 'not-yet-valid' | 'signature-failed' | 'no-leaf'
	/** who or what the leaf is for: a host, an e-mail address or a name */
	readonly holder: string
	readonly purpose: Purpose
	/** the name of the issuer that is missing, where the chain has a gap */
	readonly missing: string | undefined
	readonly notBefore: Date
	readonly notAfter: Date
}

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

/**
 * @param chain an ordered chain
 * @param now the time to judge by
 * @returns the verdict on its leaf; a failed signature anywhere on the path weighs more than a date
 */
export function verdictOf(chain: Chain, now: Date): Verdict {
	const [{ certificate: leaf, role }] = chain.path
	const { notBefore, notAfter } = leaf
	const hasFailed = chain.path.some(
		({ signedBy }) => signedBy.by !== 'missing' && signedBy.signature.state === 'failed',
	)
	const gap = chain.path.find(({ signedBy }) => signedBy.by === 'missing')?.signedBy
	const kind = () => {
		if (role === 'intermediate' || role === 'root') return 'no-leaf'
		if (hasFailed) return 'signature-failed'
		if (now > notAfter) return 'expired'
		return now < notBefore ? 'not-yet-valid' : 'ready'
	}
	return {
		kind: kind(),
		holder: alternativeNameOf(leaf, 'dns') ?? alternativeNameOf(leaf, 'email') ?? displayName(leaf),
		purpose: purposeOf(leaf),
		missing: gap?.by === 'missing' ? gap.issuer : undefined,
		notBefore,
		notAfter,
	}
}
