import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRecords } from './delimited.ts'

test.each([
	[
		'lines and cells',
		'a,b\r\nc,d\r\n',
		[
			['a', 'b'],
			['c', 'd'],
		],
	],
	['any line end, and none at the end', 'a\nb\rc', [['a'], ['b'], ['c']]],
	['quotes, doubled quotes, and line ends in them', '"a ""b""\r\nc",d', [['a "b"\r\nc', 'd']]],
	['blanks before a quote', 'a,  "b,c"', [['a', 'b,c']]],
	['what comes behind a quoted cell', '"a"b,c', [['ab', 'c']]],
	['a quote in the middle', 'a "b",c', [['a "b"', 'c']]],
	[
		'a quote that is never closed',
		'a,"b\nc,d',
		[
			['a', '"b'],
			['c', 'd'],
		],
	],
	['empty lines and empty cells', '\n,\n\na,,b\n', [['a', '', 'b']]],
	['nothing', '', []],
])('%s', (_, text, records) => {
	expect(readRecords(text, ',')).toEqual(records)
})

test('whatever is written by the rules is read again', () => {
	const delimiters = fc.constantFrom(',', ';', '\t')
	const cell = fc.string({ unit: fc.constantFrom('a', '1', '"', ',', ';', '\t', '\r', '\n', ' ', 'é') })
	fc.assert(
		fc.property(delimiters, fc.array(fc.array(cell, { minLength: 1 })), (delimiter, records) => {
			const text = records
				.map((record) => record.map((one) => `"${one.replaceAll('"', '""')}"`).join(delimiter))
				.join('\r\n')
			const full = records.filter((record) => record.some((one) => one.trim() !== ''))
			expect(readRecords(text, delimiter)).toEqual(full)
		}),
	)
})

test('any text at all is read, and nothing of it is lost but quotes', () => {
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ') }), (text) => {
			const letters = readRecords(text, ',').flat().join('').replaceAll(/[^a]/g, '')
			expect(letters).toBe(text.replaceAll(/[^a]/g, ''))
		}),
	)
})
