/** The desk's table for other programs: as a CSV file, and as text that can be pasted into a sheet. */

import { visibleText } from '../../certificates/visibleText.ts'
import type { NamedFile } from '../../files/chainFiles.ts'
import { orderWords } from '../words/orderWords.ts'
import { inertCell } from './inertCell.ts'
import { bestAnswer, certificateStateOf, daysLeft, type Row } from './order.ts'

/** Sheets keep 15 digits of a number and round the rest away. */
const mostDigits = 15

const day = (time: number) => new Date(time).toISOString().slice(0, 10)
const minute = (time: number) => new Date(time).toISOString().slice(0, 16).replace('T', ' ')

/** What the table has in each column. */
const cells: Readonly<Record<keyof typeof orderWords.columns, (row: Row, now: number) => string>> = {
	order: ({ orderNumber }) => (orderNumber.length > mostDigits ? `'${orderNumber}` : orderNumber),
	status: (row) => {
		const answer = bestAnswer(row)
		if (answer) return orderWords.statusCell(orderWords.meanings[answer.meaning], answer.code)
		const { failure } = row
		if (!failure || 'meaning' in failure) return orderWords.standings['not-asked']
		return orderWords.statusCell(orderWords.standings.failed, failure.reported ?? failure.code)
	},
	certificate: (row, now) => orderWords.certificateStates[certificateStateOf(row, now)],
	names: ({ certificate }) => (certificate?.names ?? []).map(visibleText).join(', '),
	validUntil: ({ validUntil }) => (validUntil === undefined ? '' : day(validUntil)),
	daysLeft: (row, now) => {
		const days = daysLeft(row, now)
		return days === undefined ? '' : String(days)
	},
	lastAsked: ({ asked }) => (asked ? minute(asked.at) : ''),
	note: ({ note }) => note,
}
const columns = Object.entries(cells)

// A number of days that is below zero is no formula, and no longer a number if it is made inert.
const cellOf = (name: string, text: string) => (name === 'daysLeft' ? text : inertCell(text.replace(/[\t\r\n]+/g, ' ')))

/** The titles and then the rows, each cell one line and no formula. */
function recordsOf(rows: readonly Row[], now: Date): readonly (readonly string[])[] {
	const at = now.getTime()
	const titles = Object.keys(cells).map((name) => orderWords.columns[name as keyof typeof cells])
	return [titles, ...rows.map((row) => columns.map(([name, cell]) => cellOf(name, cell(row, at))))]
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

/** @param now when a table is made; @returns what files with it are called, without the extension */
export function tableStem(now: Date): string {
	return `orders_${now.toISOString().slice(0, 10)}`
}

/**
 * @param rows what to export, in that order
 * @param now what days left are counted from
 * @returns a CSV file (RFC 4180, UTF-8 with a byte order mark, which Excel needs); no cell is taken for a formula
 */
export function csvFile(rows: readonly Row[], now: Date): NamedFile {
	const lines = recordsOf(rows, now).map((record) => `${record.map(quoted).join(',')}\r\n`)
	return { name: `${tableStem(now)}.csv`, type: 'text/csv', content: `\ufeff${lines.join('')}` }
}

/**
 * @param rows what to copy, in that order
 * @param now what days left are counted from
 * @returns the same as lines with tabs between the cells, as sheets take it from the clipboard
 */
export function tabbedText(rows: readonly Row[], now: Date): string {
	// A quote at the beginning of a cell would swallow what comes after it.
	const cellOf = (cell: string) => (cell.includes('"') ? quoted(cell) : cell)
	return recordsOf(rows, now)
		.map((record) => `${record.map(cellOf).join('\t')}\n`)
		.join('')
}
