import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readValidityPeriod } from './validityPeriod.ts'

const years = { min: new Date('1970-01-01'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }
const written = (date: Date) => date.toISOString().slice(0, 10).split('-').toReversed().join('/')

test('any two days, from the first second of one to the last of the other', () => {
	fc.assert(
		fc.property(
			fc.date(years),
			fc.date(years),
			fc.constantFrom('', ' ', '\t', '\r'),
			fc.constantFrom(' ', '   ', '\t'),
			(from, until, around, between) => {
				const period = readValidityPeriod(`${around}${written(from)}${between}${written(until)}${around}`)
				const [first, last] = [from, until].map((date) => date.toISOString().slice(0, 10))
				expect(period).toEqual({
					notBefore: new Date(`${first}T00:00:00Z`),
					notAfter: new Date(`${last}T23:59:59Z`),
				})
			},
		),
	)
})

test('a day that there is not makes no period', () => {
	const two = (value: number) => String(value).padStart(2, '0')
	const numbers = [fc.nat(99), fc.nat(99), fc.integer({ min: 1000, max: 9999 })] as const
	fc.assert(
		fc.property(...numbers, (day, month, year) => {
			const isDay = month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
			const line = `${two(day)}/${two(month)}/${year}`
			expect(readValidityPeriod(`${line} ${line}`) !== undefined).toBe(isDay)
		}),
	)
	expect(readValidityPeriod('29/02/2027 01/03/2027')).toBeUndefined()
	expect(readValidityPeriod('01/03/2028 29/02/2028')).toBeDefined()
})

test('anything else is none, and no error', () => {
	const noise = fc.string({ unit: fc.constantFrom(...'0123/ \n-', '14/05/2026', 'T'), maxLength: 30 })
	fc.assert(
		fc.property(fc.oneof(noise, fc.string({ unit: 'binary' })), (line) => {
			const period = readValidityPeriod(line)
			const isOne = /^\s*\d\d\/\d\d\/\d{4}\s+\d\d\/\d\d\/\d{4}\s*$/.test(line)
			if (!isOne) expect(period).toBeUndefined()
			else if (period) expect([period.notBefore, period.notAfter].map(Number)).not.toContain(Number.NaN)
		}),
	)
})
