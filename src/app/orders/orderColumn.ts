/** Which column of a table holds the order numbers, and which the notes. */

/** Columns by their index from 0. */
export interface Column {
	readonly order: number
	readonly note: number | undefined
	/** whether the first record has titles and no order */
	readonly isTitled: boolean
}

type Records = readonly (readonly string[])[]
type ReadNumber = (cell: string) => string | undefined

/** Titles, likeliest first; letters and digits alone, in lower case and without accents. */
const orderTitles =
	/^(order(number|no|nr|num|id)?|bestellung|auftrag|(bestell|auftrags)(nummer|nr)|ordernummer|(n|no|numero)?(de)?(commande|pedido)|(numero)?(dordine|ordine))$/
const likelyOrderTitles = /order(number|no|nr|id)(?!.*date)/
const noteTitles = /^(notes?|comments?|remarks?|memo|notiz(en)?|bemerkung(en)?|kommentar(e)?|remarque|nota|opmerking)$/

const bare = (title: string) =>
	title
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^a-z\d]/g, '')

/** The column of that title; among several the first that holds numbers. None if there is more than there are titles for. */
function titled(records: Records, readNumber: ReadNumber): number | undefined {
	const titles = (records[0] ?? []).map(bare)
	if (records.some((record) => record.slice(titles.length).some((cell) => cell.trim() !== ''))) return undefined
	const holdsNumbers = (index: number) => records.some((record) => readNumber(record[index] ?? '') !== undefined)
	for (const wanted of [orderTitles, likelyOrderTitles]) {
		const index = titles.findIndex((title, at) => wanted.test(title) && holdsNumbers(at))
		if (index !== -1) return index
	}
	return undefined
}

/** The column where every cell is an order number, beside one that is something else; the longest numbers if there are several. */
function numeric(records: Records, width: number, readNumber: ReadNumber): number | undefined {
	if (records.some(({ length }) => length !== width)) return undefined
	const columns = Array.from({ length: width }, (_, index) => {
		const numbers = records.map((record) => readNumber(record[index] ?? ''))
		const isNumeric = numbers.every((number) => number !== undefined)
		const isOther = records.some((record, at) => numbers[at] === undefined && record[index]?.trim() !== '')
		const digits = Math.min(...numbers.slice(0, 1000).map((number) => number?.length ?? 0))
		return { index, isNumeric, isOther, digits }
	})
	if (!columns.some(({ isOther }) => isOther)) return undefined
	const candidates = columns.filter(({ isNumeric }) => isNumeric)
	return candidates.sort((a, b) => b.digits - a.digits)[0]?.index
}

/**
 * @param records a table
 * @param readNumber reads a cell that is an order number and nothing else
 * @returns the columns of order numbers and notes, by their titles, or else by what is in them; nothing if it is no table, or
 *   a mere grid of numbers
 */
export function columnsOf(records: Records, readNumber: ReadNumber): Column | undefined {
	const [first = [], ...rest] = records
	if (rest.length === 0) return undefined
	const isTitled = first.every((cell) => readNumber(cell) === undefined)
	if (!isTitled) {
		const order = numeric(records, first.length, readNumber)
		return order === undefined ? undefined : { order, note: undefined, isTitled }
	}
	const order = titled(records, readNumber) ?? numeric(rest, first.length, readNumber)
	const note = first.findIndex((title) => noteTitles.test(bare(title)))
	return order === undefined ? undefined : { order, note: note === -1 || note === order ? undefined : note, isTitled }
}
