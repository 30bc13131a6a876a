/** Asks about an order of the account that is signed in: the relay adds the login. */
import type { KnownRoots } from '../../certificates/knownRoots.ts'
import { parametersOf, usualOptions } from '../../collectccc/options.ts'
import { UnreadableReply } from '../../collectccc/unreadableReply.ts'
import { askRelay } from '../collect/askRelay.ts'
import { readOutcome } from '../collect/collection.ts'
import { CollectionFailure, failureOf } from '../collect/collectionFailure.ts'
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

/** Forgets what came as it came, for somebody else. */
export const forgetReplies = (): void => replies.clear()

/**
 * @param orderNumber digits
 * @param parameters what else to ask, without a login
 * @param knownRoots what the chain's end is compared with
 * @param signal ends the call
 * @returns what the authority answered, and the answer as it came
 * @throws CollectionFailure
 */
export async function askFor(
	orderNumber: string,
	parameters: readonly (readonly [string, string])[],
	knownRoots: KnownRoots,
	signal: AbortSignal,
): Promise<OrderReply & { readonly raw: Uint8Array }> {
	const body = new URLSearchParams([['orderNumber', orderNumber], ...parameters.map(([name, value]) => [name, value])])
	const { bytes: raw, requestId } = await askRelay(body.toString(), signal)
	try {
		return { outcome: await readOutcome(raw, new Date(), knownRoots), requestId, raw }
	} catch (error) {
		if (!(error instanceof UnreadableReply)) throw error
		throw new CollectionFailure(
			error.code,
			{ raw, ...(requestId === undefined ? {} : { requestId }) },
			{ cause: error },
		)
	}
}

/**
 * Asks as the desk does, and remembers the answer as it came.
 *
 * @param queryType 0 for the status, 1 for the certificates as well; the validity period is always asked for
 * @returns and throws what {@link askFor} does
 */
export async function askOrder(
	orderNumber: string,
	queryType: QueryType,
	knownRoots: KnownRoots,
	signal: AbortSignal,
): Promise<OrderReply> {
	try {
		const { raw, ...reply } = await askFor(
			orderNumber,
			parametersOf({ ...usualOptions, queryType }),
			knownRoots,
			signal,
		)
		remember(orderNumber, raw)
		return reply
	} catch (error) {
		const { raw } = failureOf(error).details
		if (raw) remember(orderNumber, raw)
		throw error
	}
}
