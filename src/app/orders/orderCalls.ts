/** Asks about orders of one account: the relay adds the login of the session. */
import type { KnownRoots } from '../../certificates/knownRoots.ts'
import { parametersOf, usualOptions } from '../../collectccc/options.ts'
import { UnreadableReply } from '../../collectccc/unreadableReply.ts'
import { askRelay } from '../collect/askRelay.ts'
import { readOutcome } from '../collect/collection.ts'
import { CollectionFailure, failureOf } from '../collect/collectionFailure.ts'
import type { OrderReply } from './desk.ts'
import type { QueryType } from './order.ts'
import { readerOfMany } from './sharedAuthorities.ts'

/** How many replies are remembered as they came. */
const mostReplies = 200

/** What one account asks, and what is remembered of it in memory alone: another account has another one, and finds nothing. */
export class OrderCalls {
	/** the oldest make room */
	private readonly replies = new Map<string, Uint8Array>()
	private readonly read = readerOfMany()

	/**
	 * @param session whose login is meant; the same account may have another one later
	 * @param knownRoots what a chain's end is compared with
	 */
	constructor(
		public session: string,
		private readonly knownRoots: KnownRoots,
	) {}

	/** @returns the last reply about an order as it came, if it is not too long ago */
	lastReply(orderNumber: string): Uint8Array | undefined {
		return this.replies.get(orderNumber)
	}

	/**
	 * @param orderNumber digits
	 * @param parameters what else to ask, without a login
	 * @param signal ends the call
	 * @returns what the authority answered, and the answer as it came
	 * @throws CollectionFailure
	 */
	async askFor(
		orderNumber: string,
		parameters: readonly (readonly [string, string])[],
		signal: AbortSignal,
	): Promise<OrderReply & { readonly raw: Uint8Array }> {
		const body = new URLSearchParams([
			['orderNumber', orderNumber],
			...parameters.map(([name, value]) => [name, value]),
		])
		const { bytes: raw, requestId } = await askRelay(body.toString(), signal, this.session)
		try {
			return { outcome: await readOutcome(raw, new Date(), this.knownRoots, this.read), requestId, raw }
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
	async askOrder(orderNumber: string, queryType: QueryType, signal: AbortSignal): Promise<OrderReply> {
		try {
			const { raw, ...reply } = await this.askFor(orderNumber, parametersOf({ ...usualOptions, queryType }), signal)
			this.remember(orderNumber, raw, signal)
			return reply
		} catch (error) {
			const { raw } = failureOf(error).details
			if (raw) this.remember(orderNumber, raw, signal)
			throw error
		}
	}

	/** What was called off while it was read is wanted by nobody. */
	private remember(orderNumber: string, bytes: Uint8Array, { aborted }: AbortSignal): void {
		if (aborted) return
		this.replies.delete(orderNumber)
		this.replies.set(orderNumber, bytes)
		const [oldest] = this.replies.keys()
		if (this.replies.size > mostReplies && oldest !== undefined) this.replies.delete(oldest)
	}
}
