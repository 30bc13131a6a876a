import { nameText } from '../chain/nameText.ts'
import type { AnswerKind } from '../words/en/orders.ts'
import { orderWords } from '../words/orderWords.ts'
import { bestAnswer, certificateStateOf, daysLeft, type Row } from './order.ts'

/** A text that can be sent to the customer as it is. */
export interface Answer {
	readonly subject: string
	/** lines with LF, paragraphs apart by an empty one */
	readonly body: string
}

/** What there is to say; nothing if the authority was not asked, or has not said anything. */
function kindOf(row: Row, now: number): AnswerKind | undefined {
	const status = bestAnswer(row)
	if (!status) return row.failure && 'unreadable'
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
 * @param site the address at which customers collect
 * @returns what to write to the customer, with nothing in it that is not known of the order; nothing if nothing is
 */
export function answerFor(row: Row, now: Date, site: string): Answer | undefined {
	const { orderNumber, certificate, validUntil, heardAt, asked } = row
	const kind = kindOf(row, now.getTime())
	const at = heardAt ?? asked?.at
	if (!kind || at === undefined) return undefined
	const askedAt = new Date(at)
	const {
		subject,
		paragraphs,
		isOpen = false,
	} = orderWords.answers[kind]({
		orderNumber,
		names: (certificate?.names ?? []).map(nameText),
		validUntil: validUntil === undefined ? undefined : new Date(validUntil),
		daysLeft: daysLeft(row, now.getTime()),
		site,
	})
	return {
		subject: orderWords.answerSubject(orderNumber, subject),
		body: orderWords.answerBody(paragraphs, orderNumber, askedAt, isOpen),
	}
}
