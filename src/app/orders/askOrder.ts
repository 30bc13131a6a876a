/** Asks about an order of the account that is signed in: the relay adds the login. */
import type { KnownRoots } from '../../certificates/knownRoots.ts'
import { UnreadableReply } from '../../collectccc/unreadableReply.ts'
import { askRelay } from '../collect/askRelay.ts'
import { readOutcome } from '../collect/collection.ts'
import { CollectionFailure } from '../collect/collectionFailure.ts'
import type { OrderReply } from './desk.ts'
import type { QueryType } from './order.ts'

/** The last replies as they came, in memory alone; the oldest make room. */
const replies = new Map<string, Uint8Array>()
const mostReplies = 200

function remember(orderNumber: string, bytes: Uint8Array): void {
	replies.delete(orderNumber)
	replies.set(orderNumber, bytes)
	const [oldest] = replies.keys()
	if (replies.size > mostReplies && oldest !== undefined) replies.delete(oldest)
}

/** @returns the last reply about an order as it came, if it is not too long ago */
export const lastReply = (orderNumber: string): Uint8Array | undefined => replies.get(orderNumber)

/**
 * @param orderNumber digits
 * @param queryType 0 for its status, 1 for its certificates as well; the validity period is always asked for
 * @param knownRoots what the chain's end is compared with
 * @param signal ends the call
 * @returns what the authority answered
 * @throws CollectionFailure
 */
export async function askOrder(
	orderNumber: string,
	queryType: QueryType,
	knownRoots: KnownRoots,
	signal: AbortSignal,
): Promise<OrderReply> {
	const parameters = new URLSearchParams({ orderNumber, queryType: String(queryType), showValidityPeriod: 'Y' })
	const { bytes, requestId } = await askRelay(parameters.toString(), signal)
	remember(orderNumber, bytes)
	try {
		return { outcome: await readOutcome(bytes, new Date(), knownRoots), requestId }
	} catch (error) {
		if (!(error instanceof UnreadableReply)) throw error
		const details = requestId === undefined ? {} : { requestId }
		throw new CollectionFailure(error.code, details, { cause: error })
	}
}
