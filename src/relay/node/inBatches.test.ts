import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { inBatches } from './inBatches.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function sinkOfTexts() {
	const texts: string[] = []
	return { texts, write: (text: string) => texts.push(text), flush: (done: () => void) => done() }
}

test('lines that come close together go on together, and none waits for long', () => {
	const sink = sinkOfTexts()
	const { write } = inBatches(sink)
	write('a\n')
	write('b\n')
	expect(sink.texts).toEqual([])
	vi.advanceTimersByTime(100)
	expect(sink.texts).toEqual(['a\nb\n'])
	write('c\n')
	vi.advanceTimersByTime(100)
	expect(sink.texts).toEqual(['a\nb\n', 'c\n'])
})

test('many lines do not wait at all', () => {
	const sink = sinkOfTexts()
	const { write } = inBatches(sink)
	const line = `${'x'.repeat(299)}\n`
	for (let count = 0; count < 1000; count++) write(line)
	expect(sink.texts.map(({ length }) => length)).toEqual([65_700, 65_700, 65_700, 65_700])
	vi.advanceTimersByTime(100)
	expect(sink.texts.join('')).toBe(line.repeat(1000))
})

test('what has been gathered is written before the end', () => {
	const sink = sinkOfTexts()
	const { write, flush } = inBatches(sink)
	const done = vi.fn<() => void>()
	write('last\n')
	flush(done)
	expect([sink.texts, done.mock.calls.length]).toEqual([['last\n'], 1])
	vi.advanceTimersByTime(1000)
	expect(sink.texts).toEqual(['last\n'])
})
