/**
 * From a collection code to finished data, in one go: request → relay → reply → certificates → chain → files. It brings all
 * the code that decodes, so it is loaded only when somebody begins to type.
 */
import { readCertificate } from '../../certificates/certificate.ts'
import { buildChain, type Chain } from '../../certificates/chain.ts'
import { readContents } from '../../certificates/containers.ts'
import type { Finding } from '../../certificates/findings/finding.ts'
import { findingsOf } from '../../certificates/findings/findings.ts'
import type { KnownRoots } from '../../certificates/knownRoots.ts'
import { type Verdict, verdictOf } from '../../certificates/verdict.ts'
import { type CertificatesReply, readReply, type StatusReply } from '../../collectccc/reply.ts'
import { formBody, requestForCode } from '../../collectccc/request.ts'
import { UnreadableReply, type UnreadableReplyCode } from '../../collectccc/unreadableReply.ts'
import type { ValidityPeriod } from '../../collectccc/validityPeriod.ts'
import { type ChainFiles, chainFiles } from '../../files/chainFiles.ts'
import { askRelay } from './askRelay.ts'
import { CollectionFailure } from './collectionFailure.ts'
import { inSlices } from './inSlices.ts'

/** A collected chain, ready to be shown. */
export interface CollectedChain {
	readonly kind: 'chain'
	readonly chain: Chain
	readonly files: ChainFiles
	readonly verdict: Verdict
	/** what is worth saying about the chain, the worst first */
	readonly findings: readonly Finding[]
	/** the validity period that the reply stated, where it differs from the certificate's own */
	readonly stated: ValidityPeriod | undefined
	/** when it was collected: what the verdict judges by */
	readonly at: Date
}

/** What a collection gives. */
export type Collection = CollectedChain | StatusReply

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

async function readChain({ payload }: CertificatesReply, knownRoots?: KnownRoots): Promise<Chain> {
	const { certificates, isCutOff } = readContents(payload)
	const unreadable = (code: UnreadableReplyCode) =>
		new UnreadableReply(code, typeof payload === 'string' ? payload : new TextDecoder().decode(payload))
	if (isCutOff) throw unreadable('reply-cut-off')
	const chain = await buildChain(await inSlices(certificates, readCertificate), { knownRoots })
	if (!chain) throw unreadable('reply-no-certificates')
	return chain
}

/**
 * @param bytes a reply of CollectCCC
 * @param now the time that validity is judged by
 * @param knownRoots what the chain's end is compared with
 * @returns a chain with its files, or the status that came instead
 * @throws UnreadableReply
 */
export async function readCollection(bytes: Uint8Array, now: Date, knownRoots?: KnownRoots): Promise<Collection> {
	const reply = readReply(bytes)
	if (reply.kind === 'status') return reply
	const chain = await readChain(reply, knownRoots)
	const verdict = verdictOf(chain, now)
	return {
		kind: 'chain',
		chain,
		files: chainFiles(chain),
		verdict,
		findings: findingsOf(chain, now),
		stated: otherPeriod(reply.validity, verdict),
		at: now,
	}
}

/**
 * @param code a collection code
 * @param signal ends the collection
 * @param knownRoots what the chain's end is compared with
 * @returns what the authority answered
 * @throws CollectionFailure
 */
export async function collectByCode(code: string, signal: AbortSignal, knownRoots: KnownRoots): Promise<Collection> {
	const bytes = await askRelay(formBody(requestForCode(code)), signal)
	try {
		return await readCollection(bytes, new Date(), knownRoots)
	} catch (error) {
		if (!(error instanceof UnreadableReply)) throw error
		throw new CollectionFailure(error.code, { excerpt: error.excerpt }, { cause: error })
	}
}
