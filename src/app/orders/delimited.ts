/** Reads tables of text (RFC 4180), with whatever stands between their cells. */

/** Where a quoted cell ends that begins before `from`; -1 if it never does. A doubled quote is a quote of the text. */
function closingQuote(text: string, from: number): number {
	for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at
	return -1
}

/**
 * @param text a table; lines end with CRLF, LF or CR
 * @param delimiter what stands between cells, one character
 * @returns its records, without those that are empty. Cells may be quoted, with blanks before; a quote that is never closed
 *   is a character like others, and so are all after it
 */
export function readRecords(text: string, delimiter: ',' | ';' | '\t'): readonly (readonly string[])[] {
	const opening = / *"/y
	const unquoted = new RegExp(`[^${delimiter}\r\n]*`, 'y')
	const records: (readonly string[])[] = []
	let record: string[] = []
	let areQuotesRead = true
	for (let at = 0; at <= text.length; ) {
		let cell = ''
		opening.lastIndex = at
		if (areQuotesRead && opening.test(text)) {
			const end = closingQuote(text, opening.lastIndex)
			if (end === -1) areQuotesRead = false
			else {
				cell = text.slice(opening.lastIndex, end).replaceAll('""', '"')
				at = end + 1
			}
		}
		unquoted.lastIndex = at
		cell += unquoted.exec(text)?.[0] ?? ''
		at = unquoted.lastIndex
		record.push(cell)
		if (text[at] === delimiter) at += 1
		else {
			if (record.some((one) => one.trim() !== '')) records.push(record)
			record = []
			at += text.startsWith('\r\n', at) ? 2 : 1
		}
	}
	return records
}
