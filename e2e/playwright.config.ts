import { defineConfig } from '@playwright/test'
import { findBrowser } from '../tools/browser.ts'

const executablePath = await findBrowser(process.env)

/** Run `npm run build` first: what is tested is the application as it is built. */
export default defineConfig({
	testDir: '.',
	outputDir: '../test-results',
	fullyParallel: true,
	workers: 2,
	retries: 0,
	forbidOnly: true,
	reporter: 'list',
	reportSlowTests: null,
	// What is waited for is an event; the limit is only for what never comes, on a machine however busy.
	timeout: 120_000,
	expect: { timeout: 10_000 },
	use: {
		locale: 'en-GB',
		screenshot: 'only-on-failure',
		launchOptions: {
			...(executablePath === undefined ? {} : { executablePath }),
			args: [
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				// A host name of one's own, for what differs where a page is served over plain http.
				'--host-resolver-rules=MAP certcollect.test 127.0.0.1',
			],
		},
	},
	projects: [
		{ name: 'desktop', use: { viewport: { width: 1440, height: 900 } } },
		{
			name: 'phone',
			// What may differ on a small screen that is touched; the rest is the same at any size.
			grep: /@phone/,
			use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
		},
	],
})
