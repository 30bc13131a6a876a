/** A sandbox of a test's own that takes a little time to answer, so that there is a middle. */
import { startSandbox } from '../src/sandbox/server.ts'
import { test } from './fixtures.ts'

/**
 * @param latency how long each of its answers takes, in seconds
 * @returns the test with that sandbox, `slow`, and the `address` of a desk in front of it
 */
export const withSlowSandbox = (latency: number) =>
	test.extend<{ slow: Awaited<ReturnType<typeof startSandbox>>; address: string }>({
		// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
		slow: async ({}, use) => {
			const sandbox = await startSandbox({ latency, issueAfter: 3600 })
			await use(sandbox)
			await sandbox.close()
		},
		address: async ({ slow, serve }, use) => use(`${await serve({ collectUrl: slow.url })}/orders`),
	})
