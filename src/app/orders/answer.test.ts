import { describe, expect, test } from 'vitest'
import type { Meaning } from '../../collectccc/codes.ts'
import { answerFor } from './answer.ts'
import { answered, failed } from './answered.ts'
import { collectedChain, start, status } from './fixtures/fakes.ts'
import { emptyRow, type Row, saysHowItStands, standings } from './order.ts'

const now = new Date(start)
const site = 'https://certcollect.example/'
const asked = { at: start, queryType: 0, requestId: 'request-1' } as const
const chain = await collectedChain()
const row = emptyRow('1000101', 'a note that is nobody else’s')
const withMeaning = (meaning: Meaning): Row => {
	const answer = { code: -99, meaning, message: 'their words' }
	return { ...row, asked, ...(saysHowItStands(answer) ? { status: answer, heardAt: start } : { failure: answer }) }
}
const meanings = Object.keys(standings) as Meaning[]
const day = 86_400_000

test.each(meanings)('%s has an answer with the order’s facts, and nothing that is not for the customer', (meaning) => {
	const answer = answerFor(withMeaning(meaning), now, site)
	expect(answer?.subject).toMatch(/^Order 1000101: [a-z].{10,60}$/)
	expect(answer?.body).toMatch(/^Hello,\n\nThis is about your order 1000101\.\n\n/)
	expect(answer?.body).toContain('26 November 2026, 12:00:00 UTC')
	expect(answer?.body.length).toBeLessThan(800)
	expect(answer?.body).not.toMatch(/undefined|NaN|!|note|their words|-99|request-1|\d{2} \w+ 2027/)
})

test('each says something else', () => {
	// Four are the same fault to a customer, and the two that are ready are one.
	const bodies = new Set(meanings.map((meaning) => answerFor(withMeaning(meaning), now, site)?.body))
	expect(bodies.size).toBe(meanings.length - 4)
})

test('texts that put nothing on the customer that is not theirs', () => {
	const bodyOf = (code: number) => answerFor(answered(row, status(code), asked), now, site)?.body
	expect(bodyOf(-22)).toContain(
		'The certificate authority is still waiting for payment for this order. We will look into it and write to you again.\n\nIf you pay the authority yourself and have already done so, please tell us when and how.',
	)
	expect(bodyOf(-23)).toContain('We will find out who has to approve it and write to you.')
	expect(bodyOf(-26)).toContain('Your certificate is being issued at this moment. There is nothing you need to do.')
	expect(bodyOf(-15)).not.toMatch(/credit|pay/i)
})

test('nothing to say where nothing is known', () => {
	expect(answerFor(row, now, site)).toBeUndefined()
})

describe('a certificate that is there', () => {
	const collected = answered(row, chain, asked)
	const end = chain.verdict.notAfter.getTime()
	test('with its names and its end', () => {
		expect(answerFor(collected, now, site)).toEqual({
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
		const answer = answerFor(collected, new Date(end - left), site)
		expect(answer?.subject).toBe(`Order 1000101: ${subject}`)
		expect(answer?.body).toContain('11 June 2027')
	})
	test('its end alone, as the authority states it', () => {
		const answer = answerFor(answered(row, status(1, '', '2027-05-14T23:59:59Z'), asked), now, site)
		expect(answer?.body).toContain('Your certificate has been issued. It is valid until 14 May 2027.')
	})
	test('revoked, whatever its date says', () => {
		const answer = answerFor(answered(collected, status(-21), asked), now, site)
		expect(answer?.subject).toBe('Order 1000101: your certificate has been revoked')
		expect(answer?.body).toContain('vector.example.com')
		expect(answer?.body).not.toContain('2027')
	})
	test.each(['signature-failed', 'issuer-not-valid', 'refused', 'no-leaf'] as const)('%s is not sent on', (kind) => {
		const verdict = { ...chain.verdict, kind, culprit: 'x' }
		const answer = answerFor(answered(row, { ...chain, verdict }, asked), now, site)
		expect(answer?.subject).toBe('Order 1000101: your certificate needs a closer look')
	})
	test('a name that hides something is shown as what it is', () => {
		const { certificate } = collected
		if (!certificate) throw new Error('not collected')
		const answer = answerFor({ ...collected, certificate: { ...certificate, names: ['a\u202eb'] } }, now, site)
		expect(answer?.body).toContain('a‹U+202E›b')
	})
})

test('an answer that could not be read', () => {
	const answer = answerFor(failed(row, { code: 'reply-cut-off', reported: undefined }, asked), now, site)
	expect(answer?.subject).toBe('Order 1000101: we will ask about your order again')
	expect(answer?.body).not.toContain('reply-cut-off')
})

describe('how it stood, or only when it was asked', () => {
	const stood = 'This was the status when we asked the certificate authority on 26 November 2026, 12:00:00 UTC.'
	const wasAsked = 'We asked the certificate authority on 26 November 2026, 12:00:00 UTC.'
	test.each(meanings)('%s', (meaning) => {
		const isOpen = meaning === 'unknown' || !saysHowItStands({ meaning })
		const body = answerFor(withMeaning(meaning), now, site)?.body
		expect(body).toContain(isOpen ? `\n\n${wasAsked}` : stood)
	})
	test('unreadable', () => {
		const row401 = failed(row, { code: 'reply-cut-off', reported: undefined }, asked)
		expect(answerFor(row401, now, site)?.body).toContain(`\n\n${wasAsked}`)
	})
	test('after a call that said nothing: what was known, and of when that is', () => {
		const known = answered(row, status(-22), asked)
		const later = { ...asked, at: start + 3_600_000 }
		for (const after of [
			answered(known, status(-42), later),
			failed(known, { code: 'reply-empty', reported: undefined }, later),
		])
			expect(answerFor(after, now, site)).toEqual(answerFor(known, now, site))
	})
})

test('where a certificate is collected', () => {
	expect(answerFor(withMeaning('available'), now, site)?.body).toContain(
		'You can collect it at https://certcollect.example/ with the collection code',
	)
})
