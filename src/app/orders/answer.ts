import type { Row } from './order.ts'

/** A text that can be sent to the customer as it is. */
export interface Answer {
	readonly subject: string
	/** lines with LF, paragraphs apart by an empty one */
	readonly body: string
}

/** @param row an order; @param now what dates are judged by; @returns what to write to the customer; nothing if nothing is known yet */
export declare function answerFor(row: Row, now: Date): Answer | undefined
