/**
 * `npm run bench`: what the project claims about speed and size, measured here and now, each figure beside its baseline.
 * Takes a build that is there already; says nothing about pass or fail.
 */
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from '@playwright/test'
import { startServer } from '../src/relay/node/server.ts'
import { startSandbox } from '../src/sandbox/server.ts'
import { findBrowser } from '../tools/browser.ts'
import { benchChaos } from './chaos.ts'
import { benchDecoding } from './decoding.ts'
import { benchDesk } from './desk.ts'
import { benchOrders } from './orders.ts'
import { benchRelay } from './relay.ts'
import { openThousand } from './thousand.ts'

const runs = 20
const webRoot = fileURLToPath(new URL('../dist/web', import.meta.url))

const median = (values: readonly number[]) =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const spread = (values: readonly number[]) =>
	`median ${median(values).toFixed(1)} ms (${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)}, n = ${values.length})`

/** From the last byte of the reply to the frame that shows the chain, in milliseconds, on the page's own clock. */
async function replyToChain(page: Page, address: string, code: string): Promise<number> {
	await page.goto(address)
	const field = page.getByRole('textbox', { name: 'Collection code or e-mail' })
	await field.fill(code)
	// The code that decodes was asked for when the field changed, as it is when somebody types.
	await page.waitForLoadState('networkidle')
	const shown = page.evaluate(
		() =>
			new Promise<number>((resolve) => {
				const observer = new MutationObserver(() => {
					if (!document.getElementById('chain')) return
					observer.disconnect()
					requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))
				})
				observer.observe(document.body, { childList: true, subtree: true })
			}),
	)
	await page.getByRole('button', { name: 'Collect', exact: true }).click()
	const end = await page.evaluate(() => 0).then(() => shown)
	const replied = await page.evaluate(
		() =>
			(performance.getEntriesByName(new URL('/api/collect', location.href).href).at(-1) as PerformanceResourceTiming)
				.responseEnd,
	)
	return end - replied
}

benchDecoding()
await benchOrders()

const sandbox = await startSandbox()
const config = { host: '127.0.0.1', port: 0, collectUrl: new URL(sandbox.url), publicOrigin: undefined }
const server = await startServer({ config, webRoot })
const browser = await chromium.launch({
	...(await findBrowser(process.env).then((executablePath) => (executablePath ? { executablePath } : {}))),
	args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
})
const page = await browser.newPage()
const devtools = await page.context().newCDPSession(page)

for (const [code, what] of [
	['DemoSingleHost01', 'four certificates'],
	['DemoWildcard0100', 'four certificates, 100 names'],
] as const) {
	const times: Record<1 | 4, number[]> = { 1: [], 4: [] }
	await replyToChain(page, server.url, code)
	// Both speeds by turns, so that whatever else the machine does meets both.
	for (let run = 0; run < runs; run++)
		for (const rate of [1, 4] as const) {
			await devtools.send('Emulation.setCPUThrottlingRate', { rate })
			times[rate].push(await replyToChain(page, server.url, code))
		}
	console.log(`reply to chain shown, ${what}, 4x CPU slowdown: ${spread(times[4])}`)
	console.log(`  baseline, no slowdown: ${spread(times[1])}`)
}
await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
for (const line of await openThousand(page, server.url)) console.log(line)
for (const line of await benchDesk(page, devtools, server.url)) console.log(line)
await browser.close()
await server.close()
await sandbox.close()

await benchRelay()
await benchChaos(webRoot)
