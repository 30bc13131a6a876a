import { expect, test } from 'vitest'
import { crashed, summary, tallyPlaywright, tallyVitest } from './tally.ts'

const file = (status: string, ...statuses: readonly string[]) => ({
	name: 'some.test.ts',
	status,
	assertionResults: statuses.map((one, index) => ({ fullName: `test ${index + 1}`, status: one })),
})
const spec = (title: string, ...statuses: readonly string[]) => ({
	title,
	tests: statuses.map((status, index) => ({ projectName: ['desktop', 'phone'][index] ?? '', status })),
})

test('Vitest: each test counts once, whatever its file', () => {
	const report = { testResults: [file('passed', 'passed', 'passed', 'pending'), file('failed', 'passed', 'failed')] }
	expect(tallyVitest(report)).toEqual({ passed: 3, failed: 1, skipped: ['test 3'] })
})

test('Vitest: a file that could not be loaded counts as one failure', () => {
	expect(tallyVitest({ testResults: [file('failed'), file('failed', 'passed')] })).toEqual({
		passed: 1,
		failed: 2,
		skipped: [],
	})
})

test('Playwright: each project counts, in suites at any depth', () => {
	const inner = { title: 'inner', specs: [spec('works', 'expected', 'skipped')] }
	const suites = [{ title: 'outer', specs: [spec('breaks', 'unexpected', 'flaky')], suites: [inner] }]
	expect(tallyPlaywright({ suites, errors: [] })).toEqual({
		passed: 1,
		failed: 2,
		skipped: ['inner: works (phone)'],
	})
})

test('Playwright: an error outside of every test counts', () => {
	expect(tallyPlaywright({ suites: [], errors: [{}] }).failed).toBe(1)
})

const unit = { passed: 3, failed: 0, skipped: [] }
const browser = { passed: 2, failed: 0, skipped: ['saves'] }

test('the sum is the last line', () => {
	expect(summary([unit, unit], true)).toEqual({ lines: ['6 passed, 0 failed'], hasFailed: false })
	expect(summary([unit, crashed()], false)).toEqual({ lines: ['3 passed, 1 failed'], hasFailed: true })
})

test('what was skipped is named, and fails where nothing may be left out', () => {
	expect(summary([unit, browser], false)).toEqual({
		lines: ['Skipped: saves', '5 passed, 0 failed, 1 skipped'],
		hasFailed: false,
	})
	expect(summary([unit, browser], true)).toEqual({
		lines: ['Failed because skipped: saves', '5 passed, 1 failed'],
		hasFailed: true,
	})
})
