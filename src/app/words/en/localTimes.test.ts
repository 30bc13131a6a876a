import { afterEach, expect, test, vi } from 'vitest'
import { clockHere, shortTimeHere, timeHere } from './localTimes.ts'

const time = new Date('2026-11-26T20:02:11Z')
/** Somebody so many hours ahead of UTC: workers cannot change the time zone that they are in. */
function ahead(hours: number): Date {
	const there = new Date(time.getTime() + hours * 3_600_000)
	vi.spyOn(time, 'getTimezoneOffset').mockReturnValue(-hours * 60)
	vi.spyOn(time, 'getHours').mockReturnValue(there.getUTCHours())
	vi.spyOn(time, 'getMinutes').mockReturnValue(there.getUTCMinutes())
	return time
}
afterEach(() => vi.restoreAllMocks())

test.each([
	[0, '20:02 UTC', '26 November 2026, 20:02:11 UTC', '26 Nov, 20:02'],
	[1, '21:02 (20:02 UTC)', '26 November 2026, 21:02:11 (20:02:11 UTC)', '26 Nov, 21:02'],
	[5.5, '01:32 (20:02 UTC)', '27 November 2026, 01:32:11 (26 November 2026, 20:02:11 UTC)', '27 Nov, 01:32'],
	[-8, '12:02 (20:02 UTC)', '26 November 2026, 12:02:11 (20:02:11 UTC)', '26 Nov, 12:02'],
])('%s hours ahead of UTC', (hours, clock, exact, short) => {
	const value = ahead(hours)
	expect([clockHere(value), timeHere(value), shortTimeHere(value)]).toEqual([clock, exact, short])
})
