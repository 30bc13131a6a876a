/** Finds order numbers in whatever somebody pastes or drops: lists in any form, tables with other columns. */

/** An order to be looked after. */
export interface NewOrder {
	/** 1 to 20 digits without leading zeros */
	readonly orderNumber: string
	/** what stood in a column for notes, one line; mostly empty */
	readonly note: string
}

/** What was found in a text. */
export interface OrderNumbers {
	/** each order once, in the order of the text */
	readonly orders: readonly NewOrder[]
	/** how often a number stood there once more */
	readonly doubles: number
	/** how many different numbers there were beyond {@link mostOrders} */
	readonly leftOut: number
	/** what stood where a number should, and is none */
	readonly notNumbers: { readonly count: number /** the first few, cut short */; readonly examples: readonly string[] }
	/** the column that was read, if it was a table: its title, or its number from 1 */
	readonly column: string | number | undefined
}

/** How many orders a desk looks after at most. */
export const mostOrders = 5000

/**
 * Reads lines, lists with commas, semicolons, tabs or blanks, and tables (RFC 4180, also with `;` or tab), with or without a
 * header. The time that it takes grows with the length alone.
 *
 * @param text anything
 * @returns the order numbers, and what became of the rest
 */
export function readOrderNumbers(_text: string): OrderNumbers {
	return { orders: [], doubles: 0, leftOut: 0, notNumbers: { count: 0, examples: [] }, column: undefined }
}

/**
 * @param bytes a text file in UTF-8 or UTF-16, with or without a byte order mark, or in Windows' western encoding
 * @returns its text without the mark
 */
export function decodeText(_bytes: Uint8Array): string {
	return ''
}
