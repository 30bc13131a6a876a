import { describe, expect, test } from 'vitest'
import type { Meaning } from '../../collectccc/codes.ts'
import { answerFor } from './answer.ts'
import { answered, failed } from './answered.ts'
import { collectedChain, start, status } from './fixtures/fakes.ts'
import { emptyRow, type Row, standings } from './order.ts'

const now = new Date(start)
const asked = { at: start, queryType: 0, requestId: 'request-1' } as const
const chain = await collectedChain()
const row = emptyRow('1000101', 'a note that is nobody else’s')
const withMeaning = (meaning: Meaning): Row => ({
	...row,
	asked,
	status: { code: -99, meaning, message: 'their words' },
})
const meanings = Object.keys(standings) as Meaning[]
const day = 86_400_000

test.each(meanings)('%s has an answer with the order’s facts, and nothing that is not for the customer', (meaning) => {
	const answer = answerFor(withMeaning(meaning), now)
	expect(answer?.subject).toMatch(/^Order 1000101: [a-z].{10,60}$/)
	expect(answer?.body).toMatch(/^Hello,\n\nThis is about your order 1000101\.\n\n/)
	expect(answer?.body).toContain('26 November 2026, 12:00:00 UTC')
	expect(answer?.body.length).toBeLessThan(800)
	expect(answer?.body).not.toMatch(/undefined|NaN|!|note|their words|-99|request-1|\d{2} \w+ 2027/)
})

test('each says something else', () => {
	// Four are the same fault to a customer, and the two that are ready are one.
	const bodies = new Set(meanings.map((meaning) => answerFor(withMeaning(meaning), now)?.body))
	expect(bodies.size).toBe(meanings.length - 4)
})

test('nothing to say where nothing is known', () => {
	expect(answerFor(row, now)).toBeUndefined()
})

describe('a certificate that is there', () => {
	const collected = answered(row, chain, asked)
	const end = chain.verdict.notAfter.getTime()
	test('with its names and its end', () => {
		expect(answerFor(collected, now)).toEqual({
			subject: 'Order 1000101: your certificate is ready',
			body: expect.stringContaining(
				'Your certificate for vector.example.com and www.vector.example.com has been issued. It is valid until 11 June 2027.',
			),
		})
	})
	test.each([
		[30 * day, 'your certificate is ready'],
		[30 * day - 1, 'your certificate ends in 29 days'],
		[day, 'your certificate ends in 1 day'],
		[day - 1, 'your certificate ends today'],
		[0, 'your certificate ends today'],
		[-1, 'your certificate has expired'],
	])('%s milliseconds before its end', (left, subject) => {
		const answer = answerFor(collected, new Date(end - left))
		expect(answer?.subject).toBe(`Order 1000101: ${subject}`)
		expect(answer?.body).toContain('11 June 2027')
	})
	test('its end alone, as the authority states it', () => {
		const answer = answerFor(answered(row, status(1, '', '2027-05-14T23:59:59Z'), asked), now)
		expect(answer?.body).toContain('Your certificate has been issued. It is valid until 14 May 2027.')
	})
	test('revoked, whatever its date says', () => {
		const answer = answerFor(answered(collected, status(-21), asked), now)
		expect(answer?.subject).toBe('Order 1000101: your certificate has been revoked')
		expect(answer?.body).toContain('vector.example.com')
		expect(answer?.body).not.toContain('2027')
	})
	test.each(['signature-failed', 'issuer-not-valid', 'refused', 'no-leaf'] as const)('%s is not sent on', (kind) => {
		const verdict = { ...chain.verdict, kind, culprit: 'x' }
		const answer = answerFor(answered(row, { ...chain, verdict }, asked), now)
		expect(answer?.subject).toBe('Order 1000101: your certificate needs a closer look')
	})
	test('a name that hides something is shown as what it is', () => {
		const { certificate } = collected
		if (!certificate) throw new Error('not collected')
		const answer = answerFor({ ...collected, certificate: { ...certificate, names: ['a\u202eb'] } }, now)
		expect(answer?.body).toContain('a‹U+202E›b')
	})
})

test('an answer that could not be read', () => {
	const answer = answerFor(failed(row, { code: 'reply-cut-off', reported: undefined }, asked), now)
	expect(answer?.subject).toBe('Order 1000101: we ask about your order again')
	expect(answer?.body).not.toContain('reply-cut-off')
})
