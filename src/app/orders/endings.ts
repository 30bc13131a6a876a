/** What the end of a call means for its order and for the queue. */
import type { CollectionFailure } from '../collect/collectionFailure.ts'
import { answered, failed } from './answered.ts'
import type { OrderReply, PauseReason, StopReason, Waiting } from './desk.ts'
import type { Asked, Row } from './order.ts'
import { troubleOf } from './trouble.ts'

const second = 1000
const minute = 60 * second
/** -42: the first wait, and the longest; each is twice the one before until something else is answered. */
export const usualLimitWait = 15 * minute
const longestLimitWait = 180 * minute
/** A relay that is busy: how long when it does not say, and what is believed at least and at most. */
const [usualBusyWait, shortestBusyWait, longestBusyWait] = [30 * second, second, 60 * minute]
/** So many replies in a row that cannot be read are not the orders' fault. */
const mostUnreadable = 10

/** What is to be done after a call. */
export interface Ending {
	/** what the order becomes; none if it is asked about again */
	readonly record: ((row: Row, asked: Asked) => Row) | undefined
	readonly queue:
		| { readonly kind: 'goes-on' }
		/** whatever was waited for is over */
		| { readonly kind: 'is-free' }
		| { readonly kind: 'waits'; readonly waiting: Waiting }
		| { readonly kind: 'pauses'; readonly reason: PauseReason }
		| { readonly kind: 'stops'; readonly reason: StopReason }
}

/** Decides what each end of a call means, with what it remembers of those before. */
export class Endings {
	private limitWait: number
	/** the order that was put back because it could be at fault itself; the second time it is */
	private suspect: string | undefined
	private unreadable = 0

	/** @param firstLimitWait how long the first wait after -42 is, in milliseconds */
	constructor(private readonly firstLimitWait: number) {
		this.limitWait = firstLimitWait
	}

	/** What was asked before is somebody else's, or of no account any more. */
	begin(): void {
		this.limitWait = this.firstLimitWait
		this.unreadable = 0
		this.acquit()
	}

	/** No order is held to be at fault. */
	acquit(): void {
		this.suspect = undefined
	}

	/**
	 * @param orderNumber of the order that was asked about
	 * @param outcome what was answered
	 * @param now the time
	 * @param waiting what was waited for all the same: a person had one tried
	 */
	ofAnswer(orderNumber: string, outcome: OrderReply['outcome'], now: number, waiting: Waiting | undefined): Ending {
		const record = (row: Row, asked: Asked) => answered(row, outcome, asked)
		const meaning = outcome.kind === 'status' ? outcome.meaning : 'attached'
		if (meaning === 'sign-in-refused') return { record: undefined, queue: { kind: 'stops', reason: 'session-refused' } }
		if (meaning !== 'call-limit') {
			this.limitWait = this.firstLimitWait
			this.unreadable = 0
			return this.recorded(orderNumber, record, { kind: 'is-free' })
		}
		// One that a person tried makes the wait no longer.
		const length = waiting?.length ?? this.limitWait
		if (!waiting) this.limitWait = Math.min(longestLimitWait, 2 * this.limitWait)
		const queue = waitFor('call-limit', length, now, undefined)
		return this.isFirstSuspicion(orderNumber) ? { record: undefined, queue } : this.recorded(orderNumber, record, queue)
	}

	/** @param orderNumber of the order that was asked about; @param failure what came of it; @param now the time */
	ofFailure(orderNumber: string, failure: CollectionFailure, now: number): Ending {
		const { code, details } = failure
		const { reported, requestId } = details
		const trouble = troubleOf(failure)
		if (trouble.kind === 'signed-out') return { record: undefined, queue: { kind: 'stops', reason: trouble.reason } }
		if (trouble.kind === 'busy') {
			const length = trouble.retryAt === undefined ? usualBusyWait : trouble.retryAt - now
			const believed = Math.min(longestBusyWait, Math.max(shortestBusyWait, length))
			return { record: undefined, queue: waitFor('busy', believed, now, reported) }
		}
		if (trouble.kind === 'halt' && (!trouble.isOrderSuspect || this.isFirstSuspicion(orderNumber))) {
			const reason = { kind: 'trouble', code, reported, requestId } as const
			return { record: undefined, queue: { kind: 'pauses', reason } }
		}
		const record = (row: Row, asked: Asked) => failed(row, { code, reported }, asked)
		return this.recorded(orderNumber, record, this.countUnreadable(trouble.kind === 'unreadable'))
	}

	private countUnreadable(isUnreadable: boolean): Ending['queue'] {
		this.unreadable = isUnreadable ? this.unreadable + 1 : 0
		if (this.unreadable < mostUnreadable) return { kind: 'goes-on' }
		const count = this.unreadable
		this.unreadable = 0
		return { kind: 'pauses', reason: { kind: 'unreadable', count } }
	}

	private recorded(orderNumber: string, record: Ending['record'], queue: Ending['queue']): Ending {
		if (this.suspect === orderNumber) this.suspect = undefined
		return { record, queue }
	}

	/** Whether the queue may be held up by this order. Twice in a row would be for ever. */
	private isFirstSuspicion(orderNumber: string): boolean {
		const isFirst = this.suspect !== orderNumber
		this.suspect = orderNumber
		return isFirst
	}
}

function waitFor(
	reason: Waiting['reason'],
	length: number,
	now: number,
	reported: string | undefined,
): Ending['queue'] {
	return { kind: 'waits', waiting: { reason, until: now + length, length, reported } }
}
