/** What every browser test stands on: a sandbox, a server before it, and a watch over all that a page should not do. */
import { fileURLToPath } from 'node:url'
import { type BrowserContext, test as base } from '@playwright/test'
import type { Branding } from '../src/relay/branding.ts'
import type { Limits } from '../src/relay/limits.ts'
import type { Log } from '../src/relay/log.ts'
import { startServer } from '../src/relay/node/server.ts'
import { type Sandbox, startSandbox } from '../src/sandbox/server.ts'
import { CollectPage } from './collectPage.ts'
import { notSignedIn, OrdersPage } from './ordersPage.ts'

const webRoot = fileURLToPath(new URL('../dist/web', import.meta.url))

interface SiteOptions {
	/** CollectCCC's address; the worker's sandbox unless given */
	readonly collectUrl?: string
	readonly limits?: Partial<Limits>
	/** whose site it is; nobody's unless given */
	readonly branding?: Branding
	/** codes that the start page offers */
	readonly examples?: Sandbox['examples']
	/** the account that the support desk offers */
	readonly account?: Sandbox['account']
	/** who hears what the relay tells its operator */
	readonly log?: Log
	/** the clock by which sessions end, in milliseconds since 1970 */
	readonly now?: () => number
}

export interface WorkerFixtures {
	sandbox: Sandbox
	site: { url: string }
}

export interface TestFixtures {
	/** Serves another site, for as long as the test runs; gives its address. */
	serve: (options?: SiteOptions) => Promise<string>
	/** The page at `/`, as people meet it. */
	app: CollectPage
	/** The support desk; that nobody is signed in at first is no error. */
	desk: OrdersPage
	/** Everything that the page has written to its console. */
	consoleLines: string[]
	/** Errors in the console that belong to the test: what Chromium says about a failed call, for one. */
	expectedErrors: RegExp[]
	/** Fails the test for any other error in the console, an exception, or a request to another origin. */
	watch: undefined
}

const startSite = (collectUrl: string, { limits, branding = {}, examples = [], account, log, now }: SiteOptions = {}) =>
	startServer({
		config: { host: '127.0.0.1', port: 0, collectUrl: new URL(collectUrl), publicOrigin: undefined, branding },
		webRoot,
		deployment: { examples, ...(account && { account }) },
		limits,
		log,
		now,
	})

/** Notes what a page should not do, as it happens. */
async function misdeeds(context: BrowserContext, expectedErrors: readonly RegExp[], consoleLines: string[]) {
	const noted: string[] = []
	const own = /^(http:\/\/(127\.0\.0\.1|certcollect\.test):|about:|blob:http:\/\/(127\.0\.0\.1|certcollect\.test):)/
	context.on('console', (message) => {
		consoleLines.push(message.text())
		if (message.type() === 'error' && !expectedErrors.some((expected) => expected.test(message.text())))
			noted.push(`console: ${message.text()}`)
	})
	context.on('weberror', (webError) => noted.push(`exception: ${webError.error().stack}`))
	context.on('request', (request) => own.test(request.url()) || noted.push(`request to ${request.url()}`))
	await context.addInitScript(() => {
		document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
			// biome-ignore lint/suspicious/noConsole: the console is what is watched
			console.error(`Content-Security-Policy violated: ${effectiveDirective} ${blockedURI}`)
		})
	})
	return noted
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
	sandbox: [
		// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
		async ({}, use) => {
			const sandbox = await startSandbox({ slowness: 1, issueAfter: 3600 })
			await use(sandbox)
			await sandbox.close()
		},
		{ scope: 'worker' },
	],
	site: [
		async ({ sandbox }, use) => {
			const site = await startSite(sandbox.url, { examples: sandbox.examples, account: sandbox.account })
			await use(site)
			await site.close()
		},
		{ scope: 'worker' },
	],
	baseURL: ({ site }, use) => use(site.url),
	serve: async ({ sandbox }, use) => {
		const ends: (() => Promise<void>)[] = []
		await use(async (options = {}) => {
			const site = await startSite(options.collectUrl ?? sandbox.url, options)
			ends.push(site.close)
			return site.url
		})
		await Promise.all(ends.map((end) => end()))
	},
	app: ({ page }, use) => use(new CollectPage(page)),
	desk: ({ page, expectedErrors }, use) => {
		expectedErrors.push(notSignedIn)
		return use(new OrdersPage(page))
	},
	// biome-ignore lint/correctness/noEmptyPattern: see above
	consoleLines: ({}, use) => use([]),
	// biome-ignore lint/correctness/noEmptyPattern: see above
	expectedErrors: ({}, use) => use([]),
	watch: [
		async ({ context, expectedErrors, consoleLines }, use) => {
			const noted = await misdeeds(context, expectedErrors, consoleLines)
			await use(undefined)
			if (noted.length > 0) throw new Error(noted.join('\n'))
		},
		{ auto: true },
	],
})

export { expect } from '@playwright/test'
