import { describe, expect, test } from 'vitest'
import type { Certificate } from '../certificate.ts'
import { buildChain } from '../chain.ts'
import { findingsOf } from './findings.ts'
import { fixture } from './fixtures/read.ts'

const day = 86_400_000

/** What is said of a certificate that begins on a day and is valid for so many, its last second included or not. */
async function judge(name: string, from: string, days: number, lastSecond: 'included' | 'over') {
	const notBefore = new Date(from)
	const notAfter = new Date(notBefore.getTime() + days * day - (lastSecond === 'included' ? 1000 : 0))
	const leaf: Certificate = { ...fixture(name), notBefore, notAfter }
	const chain = await buildChain([leaf])
	return chain && findingsOf(chain, notBefore).find(({ code }) => code === 'validity-too-long')?.facts
}

describe('the rules of the day when it began', () => {
	test.each([
		['leaf', '2014-12-31', 4000, undefined],
		['leaf', '2015-04-01', 1188, '2015-04-01'],
		['leaf', '2018-02-28', 1188, '2015-04-01'],
		['leaf', '2018-03-01', 825, '2018-03-01'],
		['leaf', '2020-08-31', 825, '2018-03-01'],
		['leaf', '2020-09-01', 398, '2020-09-01'],
		['leaf', '2026-03-14', 398, '2020-09-01'],
		['leaf', '2026-03-15', 200, '2026-03-15'],
		['leaf', '2027-03-14', 200, '2026-03-15'],
		['leaf', '2027-03-15', 100, '2027-03-15'],
		['leaf', '2029-03-14', 100, '2027-03-15'],
		['leaf', '2029-03-15', 47, '2029-03-15'],
		['person', '2022-03-31', 1500, undefined],
		['person', '2022-04-01', 825, '2022-04-01'],
		['client', '2026-04-01', 1500, undefined],
	])('%s from %s: %i days are allowed', async (name, from, most, since) => {
		expect(await judge(name, from, most, 'included')).toBeUndefined()
		expect(await judge(name, from, most + 1, 'included')).toEqual(
			since && { days: most + 1, most, since: new Date(since) },
		)
	})
	test('a second more is a day more, since the rules count in seconds', async () => {
		expect(await judge('leaf', '2020-08-31', 825, 'over')).toBeUndefined()
		expect(await judge('leaf', '2020-09-01', 398, 'over')).toMatchObject({ days: 399, most: 398 })
	})
})

test('a life of 47 days is not soon over for most of it', async () => {
	const notBefore = new Date('2029-06-01')
	const notAfter = new Date(notBefore.getTime() + 47 * day)
	const chain = await buildChain([{ ...fixture('leaf'), notBefore, notAfter }])
	const isSoon = (after: number) =>
		chain && findingsOf(chain, new Date(notBefore.getTime() + after * day)).some(({ code }) => code === 'expires-soon')
	expect([0, 20, 31, 32, 40, 47].map(isSoon)).toEqual([false, false, false, true, true, true])
})
