/** Counts what the test runners report, over all suites together. */

/** How the tests of one suite ended. */
export interface Tally {
	readonly passed: number
	readonly failed: number
	/** the names of those that did not run */
	readonly skipped: readonly string[]
}

/** What is read of Vitest's JSON report. */
export interface VitestReport {
	readonly testResults: readonly {
		readonly name: string
		readonly status: string
		readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
	}[]
}

interface PlaywrightSuite {
	readonly title: string
	readonly suites?: readonly PlaywrightSuite[]
	readonly specs: readonly {
		readonly title: string
		readonly tests: readonly { readonly projectName: string; readonly status: string }[]
	}[]
}

/** What is read of Playwright's JSON report. */
export interface PlaywrightReport {
	readonly suites: readonly PlaywrightSuite[]
	/** errors that belong to no test */
	readonly errors: readonly unknown[]
}

/** @returns the tally of a suite that ended before it could report anything */
export const crashed = (): Tally => ({ passed: 0, failed: 1, skipped: [] })

/** A file that failed without a failing test could not be loaded, and counts as one failure. */
export function tallyVitest({ testResults }: VitestReport): Tally {
	const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
	const unloaded = testResults.filter(
		({ status, assertionResults }) =>
			status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
	)
	const not = tests.filter(({ status }) => status !== 'passed' && status !== 'failed')
	return {
		passed: tests.filter(({ status }) => status === 'passed').length,
		failed: tests.filter(({ status }) => status === 'failed').length + unloaded.length,
		skipped: not.map(({ fullName }) => fullName),
	}
}

function testsOf({ title, suites = [], specs }: PlaywrightSuite): readonly { name: string; status: string }[] {
	const own = specs.flatMap((spec) =>
		spec.tests.map(({ projectName, status }) => ({ name: `${title}: ${spec.title} (${projectName})`, status })),
	)
	return [...own, ...suites.flatMap(testsOf)]
}

/** Whatever ended neither as expected nor skipped has failed; a test that needed a second attempt too. */
export function tallyPlaywright({ suites, errors }: PlaywrightReport): Tally {
	const tests = suites.flatMap(testsOf)
	const passed = tests.filter(({ status }) => status === 'expected')
	const skipped = tests.filter(({ status }) => status === 'skipped')
	return {
		passed: passed.length,
		failed: tests.length - passed.length - skipped.length + errors.length,
		skipped: skipped.map(({ name }) => name),
	}
}

/**
 * @param tallies all suites
 * @param isStrict whether a test that was skipped counts as failed, as it does where nothing may be left out
 * @returns the lines to print, of which the last one is the sum, and whether anything failed
 */
export function summary(
	tallies: readonly Tally[],
	isStrict: boolean,
): { lines: readonly string[]; hasFailed: boolean } {
	const sum = (count: (tally: Tally) => number) => tallies.reduce((total, tally) => total + count(tally), 0)
	const skipped = tallies.flatMap((tally) => tally.skipped)
	const failed = sum((tally) => tally.failed) + (isStrict ? skipped.length : 0)
	const left = !isStrict && skipped.length > 0 ? `, ${skipped.length} skipped` : ''
	const named = skipped.map((name) => `${isStrict ? 'Failed because skipped' : 'Skipped'}: ${name}`)
	return {
		lines: [...named, `${sum((tally) => tally.passed)} passed, ${failed} failed${left}`],
		hasFailed: failed > 0,
	}
}
