import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { throttled } from './throttled.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('the first change is shown at once, the last one of many in the end, and few in between', () => {
	const listeners = new Set<() => void>()
	let value = 0
	const shown: number[] = []
	const slow = throttled(
		{
			subscribe: (listener) => {
				listeners.add(listener)
				return () => listeners.delete(listener)
			},
			getSnapshot: () => value,
		},
		200,
	)
	const end = slow.subscribe(() => shown.push(slow.getSnapshot()))
	for (let change = 1; change <= 100; change++) {
		value = change
		for (const listener of listeners) listener()
		vi.advanceTimersByTime(5)
	}
	expect(shown[0]).toBe(1)
	expect(shown.length).toBeLessThanOrEqual(4)
	vi.advanceTimersByTime(1000)
	expect(shown.at(-1)).toBe(100)
	// What it shows stays the same object until it says otherwise.
	expect(slow.getSnapshot()).toBe(100)
	value = 99
	for (const listener of listeners) listener()
	value = 100
	for (const listener of listeners) listener()
	expect(shown.at(-1)).toBe(99)
	slow.catchUp()
	slow.catchUp()
	expect(shown.slice(-2)).toEqual([99, 100])
	vi.advanceTimersByTime(1000)
	expect(shown.slice(-2)).toEqual([99, 100])
	end()
	value = 101
	for (const listener of listeners) listener()
	expect(shown.at(-1)).toBe(100)
	expect(slow.getSnapshot()).toBe(101)
})
