import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findProgram } from '../../../tools/programs.ts'
import type { NamedFile } from '../../files/chainFiles.ts'
import { answered } from './answered.ts'
import { collectedChain, start, status } from './fixtures/fakes.ts'
import { inertCell, textOfCell } from './inertCell.ts'
import { emptyRow, type Row } from './order.ts'
import { readOrderNumbers } from './orderNumbers.ts'
import { csvFile, tabbedText } from './tableFile.ts'

const now = new Date(start)
const isPythonMissing = process.env['CI'] !== 'true' && findProgram('python3', process.env) === undefined
let folder: string
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'certcollect-table-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const reader = `
import csv, json, sys
with open(sys.argv[1], encoding='utf-8-sig', newline='') as file:
    print(json.dumps(list(csv.reader(file, dialect=sys.argv[2], strict=True))))
`
/** The table as Python's csv module reads it. */
function readByPython(content: NamedFile['content'], dialect: 'excel' | 'excel-tab'): readonly (readonly string[])[] {
	const path = join(folder, 'table')
	writeFileSync(path, content)
	return JSON.parse(execFileSync('python3', ['-c', reader, path, dialect], { encoding: 'utf8' }))
}

const asked = { at: start, queryType: 0, requestId: undefined } as const
const collected = async (orderNumber: string, note: string): Promise<Row> =>
	answered(emptyRow(orderNumber, note), await collectedChain(), { ...asked, queryType: 1 })

test.skipIf(isPythonMissing)('every column, read by Python', async () => {
	const rows: readonly Row[] = [
		await collected('1000101', 'rang "twice", wants it; today'),
		answered(emptyRow('1000102', ''), status(1, '', '2026-11-20T23:59:59Z'), asked),
		answered(emptyRow('1000103', 'é 漢'), status(-22), asked),
		{ ...emptyRow('1000104', ''), asked, failure: { code: 'reply-empty', reported: undefined } },
		emptyRow('12345678901234567890', ''),
	]
	const file = csvFile(rows, now)
	expect(file).toMatchObject({ name: 'orders_2026-11-26.csv', type: 'text/csv' })
	const expected = [
		['Order number', 'Status', 'Certificate', 'Names', 'Valid until', 'Days left', 'Last asked (UTC)', 'Note'],
		[
			'1000101',
			'Ready (2)',
			'Collected',
			'vector.example.com, www.vector.example.com',
			'2027-06-11',
			'197',
			'2026-11-26 12:00',
			'rang "twice", wants it; today',
		],
		['1000102', 'Ready (1)', 'Expired', '', '2026-11-20', '-5', '2026-11-26 12:00', ''],
		['1000103', 'Awaiting payment (-22)', '', '', '', '', '2026-11-26 12:00', 'é 漢'],
		['1000104', 'Unreadable answer (reply-empty)', '', '', '', '', '2026-11-26 12:00', ''],
		["'12345678901234567890", 'Not asked yet', '', '', '', '', '', ''],
	]
	expect(readByPython(file.content, 'excel')).toEqual(expected)
	expect(readByPython(tabbedText(rows, now), 'excel-tab')).toEqual(expected)
	expect(Buffer.from(String(file.content)).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
	expect(String(file.content).match(/[^\r]\n|\r[^\n]/)).toBeNull()
})

test('an export can be pasted again, with its notes', async () => {
	const rows = [emptyRow('12345678901234567890', '=1+1'), await collected('1000101', 'a "b", c;=d')]
	for (const text of [String(csvFile(rows, now).content), tabbedText(rows, now)])
		expect(readOrderNumbers(text)).toEqual({
			orders: rows.map(({ orderNumber, note }) => ({ orderNumber, note })),
			doubles: 0,
			leftOut: 0,
			notNumbers: { count: 0, examples: [] },
			column: 'Order number',
		})
})

describe('no cell is taken for a formula', () => {
	test.each([
		'=1+1',
		'+1',
		'-1',
		'@SUM(A1)',
		'\t=1',
		'\r=1',
		'\n=1',
		'\tx',
		'  =1',
		'\u00a0=1',
		'\u200b=1',
		'\ufeff@x',
		'＝1+1',
		'＋1',
		'－1',
		'＠x',
		'　＝1',
		"=cmd|' /C calc'!A0",
		'-2+3+cmd|x',
	])('%j', (text) => {
		expect(inertCell(text)).toBe(`'${text}`)
		expect(textOfCell(inertCell(text))).toBe(text)
	})
	test.each(['', 'a', 'a=b', 'a-b', "'=1", '1', 'www.example.com', 'rang, -5 today'])('%j stays', (text) => {
		expect(inertCell(text)).toBe(text)
	})
	test('nor what looks like a cell to a program that takes semicolons', () => {
		expect(inertCell('a;=1;b; @x')).toBe("a;'=1;b; '@x")
	})

	const dangerous = fc.string({
		unit: fc.oneof(
			fc.constantFrom(...'=+-@＝＋－＠\t\r\n"\',; \u00a0\u200b\ufeffa1'),
			fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
		),
	})
	test.skipIf(isPythonMissing)('whatever stands in notes, read by Python', () => {
		fc.assert(
			fc.property(fc.array(dangerous, { minLength: 50, maxLength: 1000 }), (notes) => {
				const rows = notes.map((note, index) => emptyRow(String(index + 1), note.replaceAll(/[\ud800-\udfff]/g, '')))
				for (const [content, dialect] of [
					[csvFile(rows, now).content, 'excel'],
					[tabbedText(rows, now), 'excel-tab'],
				] as const) {
					const read = readByPython(content, dialect)
					expect(read.map(([first]) => first)).toEqual(['Order number', ...rows.map(({ orderNumber }) => orderNumber)])
					for (const record of read) {
						expect(record).toHaveLength(8)
						for (const cell of record) expect(cell).not.toMatch(/^[\p{Z}\p{C}]*[=+\-@＝＋－＠]|^[\t\r\n]/u)
					}
				}
			}),
			{ numRuns: 10 },
		)
	})
	test('with semicolons for separators as well', () => {
		fc.assert(
			fc.property(dangerous, (note) => {
				const text = String(csvFile([emptyRow('1', note)], now).content)
				for (const cell of text.slice(1).split(/[;\t\r\n]/)) expect(cell.replace(/^"/, '')).not.toMatch(/^\s*[=+\-@]/)
			}),
		)
	})
})
