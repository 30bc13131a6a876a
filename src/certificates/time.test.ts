import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MalformedDer } from './malformedDer.ts'
import { readTime } from './time.ts'

const time = (text: string, tag: number) => {
	const content = new TextEncoder().encode(text)
	return readTime({ tag, content, whole: content })
}

test.each([
	['491231235959Z', '2049-12-31T23:59:59.000Z'],
	['500101000000Z', '1950-01-01T00:00:00.000Z'],
	['000229120000Z', '2000-02-29T12:00:00.000Z'],
])('UTCTime %s is %s (RFC 5280 4.1.2.5.1)', (text, expected) => {
	expect(time(text, 0x17)).toEqual({ time: new Date(expected), oddities: [] })
})

test.each([
	['20500101000000Z', '2050-01-01T00:00:00.000Z'],
	['99991231235959Z', '9999-12-31T23:59:59.000Z'],
])('GeneralizedTime %s is %s', (text, expected) => {
	expect(time(text, 0x18)).toEqual({ time: new Date(expected), oddities: [] })
})

test('the year of our Lord 1', () => {
	expect(time('00010101000000Z', 0x18).time).toEqual(new Date('0001-01-01T00:00:00Z'))
})

test.each([
	['soon', 0x17],
	['', 0x17],
	['260101000000Z', 0x18],
	['20260101000000Z', 0x17],
	['260101000000Z', 0x16],
	['2601010000000000000000000000000000000000000000000Z', 0x17],
])('%s is no time of tag %i', (text, tag) => {
	expect(() => time(text, tag)).toThrow(MalformedDer)
})

test('any date goes there and back', () => {
	const dates = fc.date({ min: new Date('1950-01-01'), max: new Date('2049-12-31'), noInvalidDate: true })
	fc.assert(
		fc.property(dates, (date) => {
			const digits = date.toISOString().replace(/\D/g, '').slice(2, 14)
			expect(time(`${digits}Z`, 0x17).time.toISOString()).toBe(`${date.toISOString().slice(0, 19)}.000Z`)
		}),
	)
})

test('any octets give a real date or the one error', () => {
	fc.assert(
		fc.property(fc.stringMatching(/^\d{8,16}(\.\d)?(Z|[+-]\d{4})?$/), fc.constantFrom(0x17, 0x18), (text, tag) => {
			try {
				return !Number.isNaN(time(text, tag).time.getTime())
			} catch (error) {
				return error instanceof MalformedDer
			}
		}),
	)
})
