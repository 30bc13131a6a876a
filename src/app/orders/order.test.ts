import { describe, expect, test } from 'vitest'
import { answered, failed } from './answered.ts'
import { collectedChain, start, status } from './fixtures/fakes.ts'
import { askableAt, certificateStateOf, cooldown, daysLeft, emptyRow, standingOf } from './order.ts'

const row = emptyRow('1', '')
const asked = { at: start, queryType: 0, requestId: undefined } as const
const withStatus = (code: number, notAfter?: string) => answered(row, status(code, '', notAfter), asked)

test('where an order stands', () => {
	expect(standingOf(row, start)).toBe('not-asked')
	const codes = [2, 1, 0, -26, -22, -23, -42, -14, -20, -21, -4, -91, -77]
	expect(codes.map((code) => standingOf(withStatus(code), start))).toEqual([
		...['ready', 'ready'],
		...['pending', 'pending', 'pending', 'pending', 'pending', 'pending'],
		...['ended', 'ended'],
		...['fault', 'fault', 'fault'],
	])
	expect(standingOf(failed(row, { code: 'reply-empty', reported: undefined }, asked), start)).toBe('failed')
})

test('the cooldown begins with the last call', () => {
	expect(askableAt(row, start)).toBeUndefined()
	expect(askableAt(withStatus(0), start)).toBe(start + cooldown)
	expect(askableAt(withStatus(0), start + cooldown - 1)).toBe(start + cooldown)
	expect(askableAt(withStatus(0), start + cooldown)).toBeUndefined()
	expect(askableAt(withStatus(0), start - 1)).toBeUndefined()
})

describe('the certificate', () => {
	const day = 86_400_000
	test('days are whole ones', () => {
		const ends = withStatus(1, '2027-05-14T23:59:59Z')
		const end = Date.parse('2027-05-14T23:59:59Z')
		expect([end - day, end - day + 1, end, end + 1].map((now) => daysLeft(ends, now))).toEqual([1, 0, 0, 0])
		expect([end + day - 1, end + day, end + 4.7 * day].map((now) => daysLeft(ends, now))).toEqual([0, -1, -4])
		expect(daysLeft(row, end)).toBeUndefined()
	})
	test('none unless the authority says that there is one', async () => {
		const collected = answered(row, await collectedChain(), asked)
		expect(
			[row, withStatus(0), answered(collected, status(-21), asked)].map((one) => certificateStateOf(one, start)),
		).toEqual(['none', 'none', 'none'])
		expect(certificateStateOf(withStatus(1), start)).toBe('to-collect')
		expect(certificateStateOf(collected, start)).toBe('collected')
	})
	test('by its end first', async () => {
		const collected = answered(row, await collectedChain(), asked)
		const end = collected.validUntil ?? 0
		expect([end - 30 * day, end - 30 * day + 1, end, end + 1].map((now) => certificateStateOf(collected, now))).toEqual(
			['collected', 'ending', 'ending', 'expired'],
		)
		expect([end - 30 * day, end - 30 * day + 1, end, end + 1].map((now) => standingOf(collected, now))).toEqual([
			'ready',
			'ending',
			'ending',
			'expired',
		])
		expect(standingOf(answered(collected, status(-21), asked), end + 1)).toBe('ended')
	})
})
