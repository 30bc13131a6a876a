/**
 * From a collection code to finished data, in one go: request → relay → reply → certificates → chain → files. It brings all
 * the code that decodes, so it is loaded only when somebody begins to type.
 */
import { type Certificate, readCertificate, type UnreadableCertificate } from '../../certificates/certificate.ts'
import { readContents } from '../../certificates/containers.ts'
import type { KnownRoots } from '../../certificates/knownRoots.ts'
import { type RequestOptions, requestForCode } from '../../collectccc/options.ts'
import { readReply, type StatusReply } from '../../collectccc/reply.ts'
import { formBody } from '../../collectccc/request.ts'
import { UnreadableReply } from '../../collectccc/unreadableReply.ts'
import { inSlices } from '../chain/inSlices.ts'
import { type ShownChain, showChain } from '../chain/shownChain.ts'
import { askRelay } from './askRelay.ts'
import { CollectionFailure } from './collectionFailure.ts'

export type ReadCertificate = (der: Uint8Array) => Certificate | UnreadableCertificate

/** What a collection gives. */
export interface Collection {
	/** a chain, or the status that came instead of one */
	readonly outcome: ShownChain | StatusReply
	/** the reply as it came */
	readonly raw: Uint8Array
	/** what was asked for */
	readonly queryType: RequestOptions['queryType']
}

/**
 * @param bytes a reply of CollectCCC
 * @param now the time that validity is judged by
 * @param knownRoots what the chain's end is compared with
 * @param read how certificates are read; for many chains see sharedAuthorities.ts
 * @returns a chain with its files, or the status that came instead
 * @throws UnreadableReply
 */
export async function readOutcome(
	bytes: Uint8Array,
	now: Date,
	knownRoots: KnownRoots,
	read: ReadCertificate = readCertificate,
): Promise<ShownChain | StatusReply> {
	const reply = readReply(bytes)
	if (reply.kind === 'status') return reply
	const { certificates, isCutOff } = readContents(reply.payload)
	if (isCutOff) throw new UnreadableReply('reply-cut-off')
	const all = await inSlices(certificates, read)
	const shown = await showChain(all, now, knownRoots, () => reply.validity)
	if (!shown) throw new UnreadableReply('reply-no-certificates')
	return shown
}

/**
 * @param code a collection code
 * @param options what to ask for; the usual if there are none
 * @param signal ends the collection
 * @param knownRoots what the chain's end is compared with
 * @returns what the authority answered
 * @throws CollectionFailure; InvalidRequest where the options exclude each other
 */
export async function collectByCode(
	code: string,
	options: RequestOptions | undefined,
	signal: AbortSignal,
	knownRoots: KnownRoots,
): Promise<Collection> {
	const request = requestForCode(code, options)
	const { bytes: raw } = await askRelay(formBody(request), signal)
	try {
		return { outcome: await readOutcome(raw, new Date(), knownRoots), raw, queryType: request.queryType }
	} catch (error) {
		if (!(error instanceof UnreadableReply)) throw error
		throw new CollectionFailure(error.code, { raw }, { cause: error })
	}
}
