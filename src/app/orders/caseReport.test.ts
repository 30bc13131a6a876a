import { expect, test } from 'vitest'
import { answered, failed } from './answered.ts'
import { caseReport } from './caseReport.ts'
import { collectedChain, start, status } from './fixtures/fakes.ts'
import { emptyRow } from './order.ts'

const collectUrl = 'https://authority.example/CollectCCC'
const now = new Date(start + 3_600_000)
const asked = { at: start, queryType: 0, requestId: '01234567-89ab' } as const
const row = emptyRow('1000101', 'Smith is angry')

test('what was asked, when, and what came', () => {
	const first = answered(row, status(0, 'Being processed'), { ...asked, at: start - 86_400_000 })
	expect(
		caseReport(answered(first, status(-20, 'The request\nhas been\u202e rejected!'), asked), now, collectUrl),
	).toBe(
		`Case report: order 1000101

Report made on: 26 November 2026, 13:00:00 UTC
Endpoint: CollectCCC, https://authority.example/CollectCCC
Order number: 1000101
Asked for: queryType 0 (status only)
Asked on: 26 November 2026, 12:00:00 UTC
Request id (of this site): 01234567-89ab
Result: an answer that could be read
Code: -20
Meaning: Rejected
Message: The request has been‹U+202E› rejected!

Status history:
  25 November 2026, 12:00:00 UTC: 0 (Being processed) Being processed
  26 November 2026, 12:00:00 UTC: -20 (Rejected) The request has been‹U+202E› rejected!

Login name, password and cookies are not part of this report.
`,
	)
})

const known = answered(row, status(-22, 'Pay first!'), asked)
const later = { at: start + 60_000, queryType: 1, requestId: 'request-2' } as const

test('a call that brought nothing, and apart from it what was known before', () => {
	const report = caseReport(failed(known, { code: 'relay-failed', reported: 'upstream-odd' }, later), now, collectUrl)
	expect(report).toContain(
		`Asked on: 26 November 2026, 12:01:00 UTC
Request id (of this site): request-2
Result: no answer that could be read: This site had a failure (upstream-odd)
Before that, on 26 November 2026, 12:00:00 UTC: -22 (Awaiting payment) Pay first!
`,
	)
	expect(report).not.toMatch(/^(Code|Meaning|Message):/m)
	expect(report).not.toContain('Smith')
})

test('an answer that is about the call alone', () => {
	expect(caseReport(answered(known, status(-42, 'Too many calls!'), later), now, collectUrl)).toContain(
		`Result: an answer that could be read
Code: -42
Meaning: Asked too often
Message: Too many calls!
Before that, on 26 November 2026, 12:00:00 UTC: -22 (Awaiting payment) Pay first!
`,
	)
})

test('a certificate is named, and is not in it', async () => {
	const report = caseReport(answered(row, await collectedChain(), { ...asked, queryType: 1 }), now, collectUrl)
	expect(report).toMatch(
		/Asked for: queryType 1 .*\n(.*\n)*Certificate for: vector\.example\.com, www\.vector\.example\.com\nSerial number: [0-9a-f]+\nValid until: 11 June 2027, 14:32:01 UTC/,
	)
	expect(report).not.toMatch(/BEGIN|MII/)
})

test('an order that nobody asked about', () => {
	expect(caseReport(row, now, collectUrl)).toContain('Result: The authority has not been asked yet')
})
