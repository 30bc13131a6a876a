import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { growth } from '../../fuzz/growth.ts'
import { readDeclarations } from './declarations.ts'

const values = (text: string) => Object.fromEntries(readDeclarations(text).values)
const both = { g_errorCode: '2', g_ccc: 'ab+/c=' }

describe('every style', () => {
	test.each([
		['var and double quotes', 'var g_errorCode=2;\nvar g_ccc="ab+/c=";'],
		['no var, single quotes', "g_errorCode = 2\ng_ccc = 'ab+/c='"],
		['let and const', "let g_errorCode = '2'; const g_ccc = `x`, y = 1; g_ccc = 'ab+/c='"],
		['one var for all', 'var g_errorCode="2",g_ccc="ab+/c=";'],
		['a window in front', 'window.g_errorCode=2;self["x"]=1;window.g_ccc="ab+/c=";'],
		['concatenation', 'var g_errorCode=2,g_ccc="ab" +\n "+/" + \'c=\';'],
		['a continued line', 'var g_errorCode=2;var g_ccc="ab\\\n+/\\\r\nc=";'],
		['escapes', String.raw`g_errorCode='\x32';g_ccc="\u0061b\u{2b}\/c=";`],
		['comments', '/* " */ var g_errorCode=2; // "\nvar g_ccc="ab+/c=";<!-- "\n'],
		['a callback with arguments', 'var g_errorCode=2;var g_ccc="ab+/c=";app.done(g_errorCode, "x");'],
		[
			'further declarations',
			'var g_orderNumber=7,z;var g_errorCode=2;var f=function(){return "x"};var g_ccc="ab+/c=";',
		],
	])('%s', (_, text) => {
		expect(values(text)).toMatchObject(both)
	})
	test('a negative code, and one with a sign', () => {
		expect(values('g_errorCode=-16')).toEqual({ g_errorCode: '-16' })
		expect(values('g_errorCode=+2')).toEqual({ g_errorCode: '+2' })
	})
	test('a comparison declares nothing that counts', () => {
		expect(values('if (g_ccc == "x") g_ccc = "y"')).toEqual({ g_ccc: 'y' })
	})
	test.each(['var g_ccc="abc', "var g_ccc='abc\\", 'var g_ccc="abc\n'])('cut off: %j', (text) => {
		expect(readDeclarations(text)).toMatchObject({ isCutOff: true })
	})
})

test('reads what JavaScript itself reads', () => {
	const quotes = fc.constantFrom('"', "'")
	const escaped = (character: string) =>
		/[\w+/= ]/.test(character) ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`
	const written = (value: string, quote: string) => `${quote}${[...value].map(escaped).join('')}${quote}`
	fc.assert(
		fc.property(
			fc.integer({ min: -200, max: 2 }),
			fc.string({ unit: 'binary' }),
			fc.string(),
			quotes,
			quotes,
			(code, ccc, message, one, other) => {
				const text = `var g_errorCode = ${code};\nvar g_errorMessage = ${JSON.stringify(message)};\nvar g_ccc = ${written(ccc, one)} + ${written('', other)};\ncallback();\n`
				const run: Record<string, unknown> = { callback: () => undefined }
				runInNewContext(text, run)
				expect(values(text)).toEqual({
					g_errorCode: String(run['g_errorCode']),
					g_errorMessage: run['g_errorMessage'],
					g_ccc: run['g_ccc'],
				})
			},
		),
	)
})

test('any text gives declarations', () => {
	const pieces = fc.constantFrom(
		'var ',
		'g_ccc',
		'=',
		'"',
		"'",
		'\\',
		'\n',
		'+',
		'/*',
		'*/',
		'//',
		';',
		'(',
		'0',
		'<!--',
		'\\u{',
		'}',
	)
	fc.assert(
		fc.property(
			fc.array(pieces).map((some) => some.join('')),
			(text) => readDeclarations(text).values instanceof Map,
		),
	)
})

test.each([
	['quotes', '"'.repeat(200_000)],
	['open comments', '/*'.repeat(100_000)],
	['backslashes', `"${'\\'.repeat(200_000)}`],
	['blanks', ' /'.repeat(100_000)],
	['escapes', `"${'\\u{'.repeat(60_000)}"`],
])('time grows with the length, not with its square: %s', (_, text) => {
	expect(growth(readDeclarations, text)).toBeLessThan(40)
})
