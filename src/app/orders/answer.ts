import { nameText } from '../chain/nameText.ts'
import type { AnswerKind } from '../words/en/orders.ts'
import { orderWords } from '../words/orderWords.ts'
import { certificateStateOf, daysLeft, type Row } from './order.ts'

/** A text that can be sent to the customer as it is. */
export interface Answer {
	readonly subject: string
	/** lines with LF, paragraphs apart by an empty one */
	readonly body: string
}

/** What there is to say; nothing if the authority was not asked, or has not said anything. */
function kindOf(row: Row, now: number): AnswerKind | undefined {
	const { status, failure } = row
	if (failure) return 'unreadable'
	if (!status) return undefined
	if (status.meaning !== 'attached' && status.meaning !== 'available') return status.meaning
	const state = certificateStateOf(row, now)
	switch (state) {
		case 'ending':
		case 'expired':
		case 'faulty':
			return state
		case 'none':
		case 'to-collect':
		case 'collected':
			return 'ready'
	}
}

/**
 * @param row an order
 * @param now what dates are judged by
 * @returns what to write to the customer, with nothing in it that is not known of the order; nothing if nothing is
 */
export function answerFor(row: Row, now: Date): Answer | undefined {
	const { orderNumber, certificate, validUntil, asked } = row
	const kind = kindOf(row, now.getTime())
	if (!kind || !asked) return undefined
	const askedAt = new Date(asked.at)
	const { subject, paragraphs } = orderWords.answers[kind]({
		orderNumber,
		names: (certificate?.names ?? []).map(nameText),
		validUntil: validUntil === undefined ? undefined : new Date(validUntil),
		daysLeft: daysLeft(row, now.getTime()),
		askedAt,
	})
	return {
		subject: orderWords.answerSubject(orderNumber, subject),
		body: orderWords.answerBody(paragraphs, orderNumber, askedAt),
	}
}
