import { expect, test } from 'vitest'
import { countdown } from './formats.ts'

test.each([
	[1, '1 second'],
	[59_000, '59 seconds'],
	[60_000, '1 minute'],
	[61_000, '1 minute 1 second'],
	[899_500, '15 minutes'],
	[3_600_000, '1 hour'],
	[3_600_001, '1 hour 1 minute'],
	[86_399_000, '24 hours'],
])('%i milliseconds are counted down as %s', (milliseconds, text) => {
	expect(countdown(milliseconds)).toBe(text)
})
