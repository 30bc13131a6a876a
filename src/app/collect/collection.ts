/**
 * From a collection code to finished data, in one go: request → relay → reply → certificates → chain → files. It brings all
 * the code that decodes, so it is loaded only when somebody begins to type.
 */
import { readCertificates } from '../../certificates/certificate.ts'
import { buildChain, type Chain } from '../../certificates/chain.ts'
import { readContents } from '../../certificates/containers.ts'
import { type Verdict, verdictOf } from '../../certificates/verdict.ts'
import { type CertificatesReply, readReply, type StatusReply } from '../../collectccc/reply.ts'
import { formBody, requestForCode } from '../../collectccc/request.ts'
import { UnreadableReply, type UnreadableReplyCode } from '../../collectccc/unreadableReply.ts'
import { type ChainFiles, chainFiles } from '../../files/chainFiles.ts'
import { askRelay } from './askRelay.ts'
import { CollectionFailure } from './collectionFailure.ts'

/** What a collection gives. */
export type Collection =
	| {
			readonly kind: 'chain'
			readonly chain: Chain
			readonly files: ChainFiles
			readonly verdict: Verdict
			readonly at: Date
	  }
	| StatusReply

async function readChain({ payload }: CertificatesReply): Promise<Chain> {
	const { certificates, isCutOff } = readContents(payload)
	const unreadable = (code: UnreadableReplyCode) =>
		new UnreadableReply(code, typeof payload === 'string' ? payload : new TextDecoder().decode(payload))
	if (isCutOff) throw unreadable('reply-cut-off')
	const chain = await buildChain(readCertificates(certificates))
	if (!chain) throw unreadable('reply-no-certificates')
	return chain
}

/**
 * @param bytes a reply of CollectCCC
 * @param now the time that validity is judged by
 * @returns a chain with its files, or the status that came instead
 * @throws UnreadableReply
 */
export async function readCollection(bytes: Uint8Array, now: Date): Promise<Collection> {
	const reply = readReply(bytes)
	if (reply.kind === 'status') return reply
	const chain = await readChain(reply)
	return { kind: 'chain', chain, files: chainFiles(chain), verdict: verdictOf(chain, now), at: now }
}

/**
 * @param code a collection code
 * @param signal ends the collection
 * @returns what the authority answered
 * @throws CollectionFailure
 */
export async function collectByCode(code: string, signal: AbortSignal): Promise<Collection> {
	const bytes = await askRelay(formBody(requestForCode(code)), signal)
	try {
		return await readCollection(bytes, new Date())
	} catch (error) {
		if (!(error instanceof UnreadableReply)) throw error
		throw new CollectionFailure(error.code, { excerpt: error.excerpt }, { cause: error })
	}
}
