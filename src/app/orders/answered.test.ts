import { describe, expect, test } from 'vitest'
import { answered, failed } from './answered.ts'
import { collectedChain, start, status } from './fixtures/fakes.ts'
import { certificateStateOf, emptyRow, standingOf } from './order.ts'

const asked = { at: start, queryType: 1, requestId: 'request-1' } as const
const later = { at: start + 60_000, queryType: 0, requestId: 'request-2' } as const
const row = emptyRow('1', '')
const collected = answered(row, await collectedChain(), asked)

describe.each([-42, -14, -16, -1, -2, -3, -17])('%s says nothing of the order', (code) => {
	test('and what was known stays', () => {
		const after = answered(collected, status(code, 'Their words!'), later)
		expect(after).toEqual({
			...collected,
			asked: later,
			failure: { code, meaning: status(code).meaning, message: 'Their words!' },
		})
		expect(after.heardAt).toBe(start)
		expect(standingOf(after, start)).toBe('ready')
		expect(certificateStateOf(after, start)).toBe('collected')
	})
	test('it is all there is where nothing was known', () => {
		const after = answered(row, status(code), later)
		expect(after).toMatchObject({ status: undefined, heardAt: undefined, history: [], failure: { code } })
		expect(['pending', 'fault']).toContain(standingOf(after, start))
	})
})

test('an answer that cannot be read takes nothing away', () => {
	const after = failed(collected, { code: 'reply-empty', reported: undefined }, later)
	expect(after).toEqual({ ...collected, asked: later, failure: { code: 'reply-empty', reported: undefined } })
	expect(standingOf(after, start)).toBe('ready')
	expect(standingOf(failed(row, { code: 'reply-empty', reported: undefined }, later), start)).toBe('failed')
})

test('the next answer says how it stands', () => {
	const silent = answered(collected, status(-42), later)
	const after = answered(silent, status(-21), { ...later, at: start + 120_000 })
	expect(after).toMatchObject({ failure: undefined, heardAt: start + 120_000, status: { code: -21 } })
	expect(after.history.map((entry) => entry.status.code)).toEqual([2, -21])
})
