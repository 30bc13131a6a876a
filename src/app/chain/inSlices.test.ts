import { expect, test } from 'vitest'
import { inSlices } from './inSlices.ts'

function busy(milliseconds: number) {
	for (const began = performance.now(); performance.now() - began < milliseconds; );
}

test('what comes out is in order, and others have their turn meanwhile', async () => {
	const events: string[] = []
	const all = inSlices([1, 2, 3, 4], (item) => {
		busy(20)
		events.push(String(item))
		return item * 2
	})
	setTimeout(() => events.push('a turn'))
	expect(await all).toEqual([2, 4, 6, 8])
	expect(events.indexOf('a turn')).toBeLessThan(events.indexOf('4'))
})

test('what takes no time is done at once', async () => {
	let isElsewhere = false
	setTimeout(() => {
		isElsewhere = true
	})
	expect(await inSlices([1, 2, 3], (item) => [item, isElsewhere])).toEqual([
		[1, false],
		[2, false],
		[3, false],
	])
	expect(await inSlices([], String)).toEqual([])
})
