/** From certificates to all that is shown of them, in one go: certificates → chain → verdict and files. */
import type { Certificate, UnreadableCertificate } from '../../certificates/certificate.ts'
import { alongPath, buildChain, type Chain } from '../../certificates/chain.ts'
import type { Finding } from '../../certificates/findings/finding.ts'
import { findingsOf } from '../../certificates/findings/findings.ts'
import type { KnownRoots } from '../../certificates/knownRoots.ts'
import type { Path } from '../../certificates/path.ts'
import { type Verdict, verdictOf } from '../../certificates/verdict.ts'
import type { ValidityPeriod } from '../../collectccc/validityPeriod.ts'
import { type ChainFiles, chainFiles } from '../../files/chainFiles.ts'

/** A chain, ready to be shown. */
export interface ShownChain {
	readonly kind: 'chain'
	readonly chain: Chain
	readonly files: ChainFiles
	readonly verdict: Verdict
	/** what is worth saying about the chain, the worst first */
	readonly findings: readonly Finding[]
	/** the validity period that a reply stated, where it differs from the certificate's own */
	readonly stated: ValidityPeriod | undefined
	/** what the verdict judges by */
	readonly at: Date
}

const day = (date: Date) => date.toISOString().slice(0, 10)

/** The period that the reply states, where it is not the certificate's own; both are whole days in UTC. */
function otherPeriod(
	stated: ValidityPeriod | undefined,
	{ kind, notBefore, notAfter }: Verdict,
): ValidityPeriod | undefined {
	if (kind === 'no-leaf') return undefined
	const isSame = stated && day(stated.notBefore) === day(notBefore) && day(stated.notAfter) === day(notAfter)
	return isSame ? undefined : stated
}

/** Everything that is shown of a chain; `stated` counts for what it came with alone. */
function shownOf(chain: Chain, at: Date, stated?: ValidityPeriod): ShownChain {
	const findings = findingsOf(chain, at)
	const verdict = verdictOf(chain, at, findings)
	return {
		kind: 'chain',
		chain,
		files: chainFiles(chain),
		verdict,
		findings,
		stated: otherPeriod(stated, verdict),
		at,
	}
}

/**
 * @param certificates in any order, with what could not be read
 * @param now the time that validity is judged by
 * @param knownRoots what the chain's end is compared with
 * @param statedFor the validity period that stood beside a certificate, if one did
 * @returns the chain that they make; nothing if none of them can be read
 */
export async function showChain(
	certificates: readonly (Certificate | UnreadableCertificate)[],
	now: Date,
	knownRoots: KnownRoots,
	statedFor: (leaf: Certificate) => ValidityPeriod | undefined,
): Promise<ShownChain | undefined> {
	const chain = await buildChain(certificates, { knownRoots })
	return chain && shownOf(chain, now, statedFor(chain.path[0].certificate))
}

/** @param shown a chain; @param leaf another certificate that one can begin with; @returns the chain of that one */
export async function showLeaf({ chain, at, ...shown }: ShownChain, leaf: Certificate): Promise<ShownChain> {
	const { sent, unreadable, knownRoots } = chain
	const other = await buildChain([...sent, ...unreadable], { knownRoots, leaf })
	return other ? shownOf(other, at) : { chain, at, ...shown }
}

/** @param shown a chain; @param path another of its ways up; @returns the chain along that way */
export function showPath({ chain, at, stated }: ShownChain, path: Path): ShownChain {
	return { ...shownOf(alongPath(chain, path), at), stated }
}
