import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readString } from './strings.ts'
import { oneValue } from './tlv.ts'

const read = (tag: number, hexadecimal: string) => {
	const content = Buffer.from(hexadecimal, 'hex')
	return readString(oneValue(Uint8Array.of(tag, content.length, ...content)))
}

test.each([
	['UTF8String', 0x0c, '5a6fc3ab', 'utf8', 'Zoë'],
	['UTF8String that is Latin-1', 0x0c, '5a6feb', 'utf8', 'Zoë'],
	['UTF8String with a byte order mark', 0x0c, 'efbbbf41', 'utf8', '\ufeffA'],
	['NumericString', 0x12, '3132203334', 'numeric', '12 34'],
	['PrintableString', 0x13, '412042', 'printable', 'A B'],
	['PrintableString that is UTF-8', 0x13, 'c3ab', 'printable', 'ë'],
	['TeletexString', 0x14, '5a6feb80', 'teletex', 'Zoë\u0080'],
	['IA5String', 0x16, '6140622e63', 'ia5', 'a@b.c'],
	['VisibleString', 0x1a, '2141', 'visible', '!A'],
	['GeneralString', 0x1b, '56372e31', 'general', 'V7.1'],
	['UniversalString', 0x1c, '0000006d0001f600', 'universal', 'm😀'],
	['UniversalString beyond Unicode', 0x1c, '001100000000d800', 'universal', '\ufffd\ufffd'],
	['UniversalString that is cut off', 0x1c, '0000006d00', 'universal', 'm\ufffd'],
	['BMPString', 0x1e, '67714eac', 'bmp', '東京'],
	['BMPString with half a character', 0x1e, 'd83d', 'bmp', '\ufffd'],
	['INTEGER', 0x02, '05', undefined, '#020105'],
])('%s', (_, tag, content, encoding, text) => {
	expect(read(tag, content)).toEqual({ encoding, text })
})

test('any octets of any type give a text', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 0x1e }), fc.uint8Array({ maxLength: 100 }), (tag, content) => {
			expect(typeof readString({ tag, content, whole: content }).text).toBe('string')
		}),
	)
})

test('a long text is whole', () => {
	const content = new Uint8Array(100_000).fill(0x61)
	expect(readString({ tag: 0x16, content, whole: content }).text).toBe('a'.repeat(100_000))
})
