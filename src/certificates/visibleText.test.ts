import fc from 'fast-check'
import { expect, test } from 'vitest'
import { visibleText } from './visibleText.ts'

test.each([
	['a bidirectional override', 'invoice\u202efdp.exe', 'invoice‹U+202E›fdp.exe'],
	['isolates', '\u2066a\u2069', '‹U+2066›a‹U+2069›'],
	['nothing wide', 'pay\u200bpal\ufeff', 'pay‹U+200B›pal‹U+FEFF›'],
	['a soft hyphen', 'ex\u00adample', 'ex‹U+00AD›ample'],
	['controls and line ends', 'a\0b\r\nc\u001b[2J', 'a‹U+0000›b‹U+000D›‹U+000A›c‹U+001B›[2J'],
	['fillers that look like spaces', '\u3164\u115f\u2800\u00a0', '‹U+3164›‹U+115F›‹U+2800›‹U+00A0›'],
	['tags and variants beyond the first plane', 'a\u{e0061}\u{e0100}', 'a‹U+E0061›‹U+E0100›'],
	['half a character', '\ud800', '‹U+D800›'],
	['separators', 'a\u2028b\u2029', 'a‹U+2028›b‹U+2029›'],
])('%s can be seen', (_, text, shown) => {
	expect(visibleText(text)).toBe(shown)
})

test.each(['Zoë & Söhne, Ges.m.b.H.', 'Δοκιμή', 'बैंक', '東京 😀', 'O\'Neill <x> "y" ‹z›', ''])('%s stays', (text) => {
	expect(visibleText(text)).toBe(text)
})

test('whatever goes in, nothing hidden comes out', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			const shown = visibleText(text)
			expect(shown).not.toMatch(/[\p{C}\p{Default_Ignorable_Code_Point}]/u)
			expect(visibleText(shown)).toBe(shown)
		}),
	)
})
