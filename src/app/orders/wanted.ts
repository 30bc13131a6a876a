/** Which orders of the table are wanted. */
import { deskWords } from '../words/deskWords.ts'
import { type Row, standingOf } from './order.ts'

/** Rows never change, so what does not hang on the time is put together once. */
const lasting = new WeakMap<Row, string>()

/** What an order can be found by in a search: whatever can be read of it in the table. */
function searchable(row: Row, now: number): string {
	let text = lasting.get(row)
	if (text === undefined) {
		const { orderNumber, note, certificate } = row
		const names = certificate ? deskWords.allNames(certificate.names) : ''
		text = [orderNumber, note, names, deskWords.statusInFull(row)].join('\n').toLowerCase()
		lasting.set(row, text)
	}
	return `${text}\n${deskWords.statusOf(row, now)}\n${deskWords.certificateOf(row, now) ?? ''}`.toLowerCase()
}

/** Wants orders about which the last call said nothing, whatever is known of them. */
export const noWord = 'no-word'

/**
 * Which orders are wanted: those of a standing, of one status, or those of which the last call brought no word.
 *
 * @param wanted nothing, `standing:…`, {@link noWord} or the status in words
 * @param now the time that ends are judged by
 */
export const isWanted = (row: Row, wanted: string, now: number): boolean =>
	wanted === '' ||
	`standing:${standingOf(row, now)}` === wanted ||
	(wanted === noWord && row.failure !== undefined) ||
	deskWords.statusOf(row, now) === wanted

/** @param text what to look for; @param now the time; @returns whether an order has it in its number, names, status or note */
export const isFound = (row: Row, text: string, now: number): boolean =>
	searchable(row, now).includes(text.trim().toLowerCase())
