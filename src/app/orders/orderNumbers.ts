/** Finds order numbers in whatever somebody pastes or drops: lists in any form, tables with other columns. */
import { findCode } from '../../collectccc/findCode.ts'
import { readRecords } from './delimited.ts'
import { textOfCell } from './inertCell.ts'
import { noteOf } from './note.ts'
import { type Column, columnsOf } from './orderColumn.ts'

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
	/** what was taken for something else that stands in place of numbers: a collection code alone, or from one number to another */
	readonly instead: 'code' | 'range' | undefined
	/** the column that was read, if it was a table: its title, or its number from 1 */
	readonly column: string | number | undefined
}

/** How many orders a desk looks after at most. */
export const mostOrders = 5000

const mostExamples = 5
const longestExample = 40
/** A code, a link with one, or a few lines of an e-mail around it. */
const longestCode = 2000
/** What programs put where nothing is seen: byte order marks, zero-width characters, the zeros of UTF-16 read as something else. */
const unseen = /[\0\u200b-\u200f\u2060\ufeff\ufffd]/g

/**
 * @param cell one cell of a table, or one word
 * @returns the order number that it is: 1 to 20 digits, perhaps with `#`, quotes or a sheet's sign for text before them
 */
function orderNumberOf(cell: string): string | undefined {
	const digits = /^[='"#\s]*(\d+)["\s]*$/.exec(cell.normalize('NFKC'))?.[1]?.replace(/^0+/, '')
	return digits && digits.length <= 20 ? digits : undefined
}

// Digits that are no part of a word, a date, a time, a decimal or an address.
const standalone = /(?<![\p{L}\p{N}_@+-]|\d[.,:/])\d+(?![\p{L}\p{N}_@-]|[.,:/]\d)/gu
/** What may stand between the word that announces a number and the number. */
const announcing =
	/((?<!(ticket|case|invoice|customer|phone|tel|po)[\s.:]{0,2})#|(?<!\p{L})(orders?|bestellung(en)?|bestell-?(nummern?|nr)|auftrag|auftrags-?(nummern?|nr)|commandes?|pedidos?|ordin[ei])[\s-]{0,2}(ids?|(numbers?|nummern?|nos?|nr)\.?)?)[\s.:=#-]{0,4}$/iu
/** What may stand before a number that was announced with the one before it. */
const continuing = /^[\s,;&+/]*(and|or|und|oder|et|ou|y|o|e)?\s*#?$/iu
const longestAnnouncement = 24
/** Numbers in the middle of words are order numbers from here on: those of CollectCCC are longer, years and amounts are not. */
const fewestDigits = 5

/** A piece of a text without separators. */
interface Piece {
	readonly text: string
	/** if it is numbers with blanks between them and nothing else: those */
	readonly alone: readonly string[] | undefined
	/** the numbers among words, and whether something says that they are orders */
	readonly runs: readonly { readonly digits: string; readonly isAnnounced: boolean }[]
}

function* piecesOf(text: string): Generator<Piece> {
	let announcedUntil: number | undefined
	for (const { 0: piece, index } of text.matchAll(/[^\r\n,;\t]+/g)) {
		const bare = piece.replaceAll('"', '').trim()
		if (bare === '') continue
		const words = bare.split(/\s+/).map(orderNumberOf)
		const runs = [...piece.matchAll(standalone)].map(({ 0: digits, index: within }) => {
			const from = index + within
			const before = text.slice(Math.max(0, from - longestAnnouncement), from)
			const gap = from - (announcedUntil ?? Number.NEGATIVE_INFINITY)
			const isContinued = gap <= longestAnnouncement && continuing.test(text.slice(from - gap, from))
			const isAnnounced = isContinued || announcing.test(before)
			if (isAnnounced) announcedUntil = from + digits.length
			return { digits, isAnnounced }
		})
		yield { text: bare, alone: words.every((word) => word !== undefined) ? words : undefined, runs }
	}
}

/** From one number to another one. To ask about all in between might be a thousand calls that nobody meant. */
const range = /^(\d{5,20})\s*(?:-|–|—|\.{2,3}|to|bis)\s*(\d{5,20})$/i
const longestRange = 60
function isRange(text: string): boolean {
	if (text.length > longestRange) return false
	const [, from = '', to = ''] = range.exec(text.normalize('NFKC').trim()) ?? []
	return from.length === to.length && from < to
}

/** @param isAnnounced whether something in the whole text says of some numbers that they are orders: then others are not */
function numbersIn({ text, alone, runs }: Piece, isAnnounced: boolean): readonly (string | undefined)[] {
	if (isRange(text)) return [undefined]
	// A telephone number of several groups stands in a line of its own as well.
	if (alone && (!isAnnounced || alone.length === 1 || alone.every(({ length }) => length >= fewestDigits))) return alone
	const found = runs.filter((run) => (isAnnounced ? run.isAnnounced : run.digits.length >= fewestDigits))
	return found.length > 0 ? found.map(({ digits }) => orderNumberOf(digits)) : [undefined]
}

/** A number, or the text that stood in its place, and the note beside it. */
type Entry = readonly [orderNumber: string | undefined, text: string, note: string]

function* entriesOfTable(records: readonly (readonly string[])[], { order, note, isTitled }: Column): Generator<Entry> {
	for (const record of isTitled ? records.slice(1) : records) {
		const cell = record[order] ?? ''
		const noteCell = note === undefined ? '' : (record[note] ?? '')
		if (cell.trim() !== '') yield [orderNumberOf(cell), cell, noteOf(textOfCell(noteCell))]
	}
}

/** @param isProse whether there are words beside numbers, which may say what the numbers are */
function* entriesOfList(text: string, isProse: boolean): Generator<Entry> {
	const pieces = [...piecesOf(text.normalize('NFKC'))]
	const isAnnounced = isProse && pieces.some(({ runs }) => runs.some((run) => run.isAnnounced))
	for (const piece of pieces) for (const number of numbersIn(piece, isAnnounced)) yield [number, piece.text, '']
}

/** Whatever stands between them, and however it is mixed. */
function isNumbersAlone(text: string): boolean {
	const words = text.replaceAll('"', '').split(/[\s,;]+/)
	return words.every((word) => word === '' || orderNumberOf(word) !== undefined)
}

/** The first way of reading it as a table in which a column has order numbers. */
function tableOf(text: string) {
	const [, stated] = /^sep=([,;\t])\r?\n/i.exec(text) ?? []
	const rest = stated ? text.slice(text.indexOf('\n') + 1) : text
	const delimiters = (['\t', ';', ','] as const).filter((one) => one === ',' || rest.includes(one))
	for (const delimiter of delimiters) {
		const records = readRecords(rest, delimiter)
		const column = columnsOf(records, orderNumberOf)
		if (column) return { records, column }
	}
	return undefined
}

function collect(entries: Iterable<Entry>, column: OrderNumbers['column']): OrderNumbers {
	const orders: NewOrder[] = []
	const seen = new Set<string>()
	const examples: string[] = []
	let [doubles, leftOut, count] = [0, 0, 0]
	let hasRange = false
	for (const [orderNumber, text, note] of entries) {
		if (orderNumber === undefined) {
			count += 1
			hasRange ||= isRange(text)
			if (examples.length < mostExamples) examples.push(noteOf(text).slice(0, longestExample))
		} else if (seen.has(orderNumber)) doubles += 1
		else {
			seen.add(orderNumber)
			if (orders.length < mostOrders) orders.push({ orderNumber, note })
			else leftOut += 1
		}
	}
	return {
		orders,
		doubles,
		leftOut,
		notNumbers: { count, examples },
		instead: hasRange ? 'range' : undefined,
		column,
	}
}

/**
 * Reads lines, lists with commas, semicolons, tabs or blanks, numbers among words, and tables (RFC 4180, also with `;` or tab)
 * with or without a header. The time that it takes grows with the length alone.
 *
 * @param text anything
 * @returns the order numbers, and what became of the rest
 */
export function readOrderNumbers(text: string): OrderNumbers {
	const visible = text.replace(unseen, '')
	const found = readVisible(visible)
	const isCode = found.orders.length === 0 && visible.length <= longestCode && findCode(visible).kind !== 'none'
	return isCode ? { ...found, instead: 'code' } : found
}

function readVisible(visible: string): OrderNumbers {
	const isProse = !isNumbersAlone(visible)
	const table = isProse ? tableOf(visible) : undefined
	if (!table) return collect(entriesOfList(visible, isProse), undefined)
	const { records, column } = table
	const title = column.isTitled ? records[0]?.[column.order]?.trim() : undefined
	return collect(entriesOfTable(records, column), title ? noteOf(title) : column.order + 1)
}

/** The encoding that the bytes are in; without a mark, UTF-16 shows by the zeros beside its digits and commas. */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
	const [first, second] = bytes
	if (first === 0xff && second === 0xfe) return 'utf-16le'
	if (first === 0xfe && second === 0xff) return 'utf-16be'
	const zeros = [0, 0]
	for (const [index, byte] of bytes.subarray(0, 1000).entries())
		if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
	const [even = 0, odd = 0] = zeros
	if (even + odd < Math.min(bytes.length, 1000) / 4) return 'utf-8'
	return odd > even ? 'utf-16le' : 'utf-16be'
}

/**
 * @param bytes a text file in UTF-8 or UTF-16, with or without a byte order mark, or in Windows' western encoding
 * @returns its text without the mark
 */
export function decodeText(bytes: Uint8Array): string {
	const encoding = encodingOf(bytes)
	try {
		return new TextDecoder(encoding, { fatal: encoding === 'utf-8' }).decode(bytes)
	} catch {
		return new TextDecoder('windows-1252').decode(bytes)
	}
}
