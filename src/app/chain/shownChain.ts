/** From certificates to all that is shown of them, in one go: certificates → chain → verdict and files. */
import { readCertificates } from '../../certificates/certificate.ts'
import { buildChain, type Chain } from '../../certificates/chain.ts'
import type { Finding } from '../../certificates/findings/finding.ts'
import { findingsOf } from '../../certificates/findings/findings.ts'
import type { KnownRoots } from '../../certificates/knownRoots.ts'
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

/**
 * @param ders certificates in any order, as DER
 * @param now the time that validity is judged by
 * @param knownRoots what the chain's end is compared with
 * @param stated the validity period that stood beside them, if one did
 * @returns the chain that they make; nothing if none of them can be read
 */
export async function showChain(
	ders: readonly Uint8Array[],
	now: Date,
	knownRoots: KnownRoots,
	stated?: ValidityPeriod,
): Promise<ShownChain | undefined> {
	const chain = await buildChain(readCertificates(ders), { knownRoots })
	if (!chain) return undefined
	const verdict = verdictOf(chain, now)
	return {
		kind: 'chain',
		chain,
		files: chainFiles(chain),
		verdict,
		findings: findingsOf(chain, now),
		stated: otherPeriod(stated, verdict),
		at: now,
	}
}
