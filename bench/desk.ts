/** The support desk with 5,000 orders: what scrolling, filtering and sorting cost, and how much memory it takes. */
import type { CDPSession, Page } from '@playwright/test'
import { account } from '../src/sandbox/accounts.ts'
import { orders } from '../src/sandbox/orders.ts'
import { shopOrders } from '../src/sandbox/shopOrders.ts'

const frames = 600
const runs = 20

/** As many orders as a desk takes, none of them one that the sandbox is asked about too often (-42). */
function fiveThousand(): readonly string[] {
	const shops = Array.from({ length: shopOrders.count }, (_, index) => shopOrders.first + index)
	const others = orders.filter(({ group }) => group === 'certificates').map(({ orderNumber }) => orderNumber)
	return [...shops.filter((number) => (number - shopOrders.first + 1) % 1000 !== 42).map(String), ...others].slice(
		0,
		5000,
	)
}

const percentile = (values: readonly number[], share: number) =>
	values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN

const said = (values: readonly number[]) =>
	`median ${percentile(values, 0.5).toFixed(1)} ms, 95th percentile ${percentile(values, 0.95).toFixed(1)} ms, worst ${Math.max(...values).toFixed(1)} ms (n = ${values.length})`

/** Signs in and has all orders asked about. */
async function fill(page: Page, address: string): Promise<void> {
	await page.goto(`${address}/orders`)
	await page.getByRole('textbox', { name: 'Login name' }).fill(account.loginName)
	await page.getByRole('textbox', { name: 'Password' }).fill(account.loginPassword)
	await page.getByRole('textbox', { name: 'Order number' }).fill('1000101')
	await page.getByRole('button', { name: 'Sign in' }).click()
	await page.getByRole('button', { name: 'Close' }).click()
	await page.getByRole('textbox', { name: 'Order numbers' }).fill(fiveThousand().join('\n'))
	await page.getByRole('button', { name: 'Check orders' }).click()
	const progress = page.getByRole('region', { name: /asked$/ })
	await progress.waitFor()
	await progress.waitFor({ state: 'detached', timeout: 600_000 })
}

/** From the beginning of each frame to the task after it was painted, in milliseconds, while the table moves by `step` pixels a frame. */
const scroll = (page: Page, step: number): Promise<readonly number[]> =>
	page.evaluate(
		async ([step, frames]) => {
			const scroller = document.querySelector('table')?.parentElement
			if (!scroller) throw new Error('no table')
			scroller.scrollTop = 0
			const { port1, port2 } = new MessageChannel()
			const times: number[] = []
			while (times.length < frames) {
				const began = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
				scroller.scrollTop += step
				await new Promise<void>((resolve) => {
					port1.onmessage = () => resolve()
					port2.postMessage(undefined)
				})
				times.push(performance.now() - began)
			}
			return times
		},
		[step, frames] as const,
	)

interface TraceEvent {
	readonly name: string
	readonly ph: string
	readonly pid: number
	readonly tid: number
	readonly ts: number
	readonly dur?: number
	/** how long the thread itself worked, in microseconds */
	readonly tdur?: number
}

/** What the page's main thread works for each frame of the same scrolling, in milliseconds of its own time: whatever else the machine does. */
async function work(page: Page, step: number): Promise<readonly number[]> {
	const browser = page.context().browser()
	if (!browser) throw new Error('no browser')
	await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] })
	await scroll(page, step)
	const trace: { traceEvents: readonly TraceEvent[] } = JSON.parse((await browser.stopTracing()).toString())
	const isTask = ({ ph, tdur, name }: TraceEvent) => ph === 'X' && tdur !== undefined && name.endsWith('RunTask')
	const tasks = trace.traceEvents.filter(isTask).toSorted((a, b) => a.ts - b.ts)
	return trace.traceEvents
		.filter(({ name }) => name === 'FireAnimationFrame')
		.flatMap(({ pid, tid, ts }) => {
			const task = tasks.findLast((one) => one.pid === pid && one.tid === tid && one.ts <= ts)
			return task?.tdur === undefined ? [] : [task.tdur / 1000]
		})
}

/** How long it takes from an act of a person to the frame that shows what came of it, in milliseconds. */
const react = (page: Page, act: 'filter' | 'search' | 'sort', run: number): Promise<number> =>
	page.evaluate(
		([act, run]) =>
			new Promise<number>((resolve) => {
				const table = document.querySelector('table')
				if (!table) throw new Error('no table')
				const began = performance.now()
				const observer = new MutationObserver(() => {
					observer.disconnect()
					requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)))
				})
				observer.observe(table, {
					attributes: true,
					attributeFilter: [act === 'sort' ? 'aria-sort' : 'aria-rowcount'],
					subtree: true,
				})
				if (act === 'sort') {
					table.querySelectorAll<HTMLElement>('th button')[run % 3]?.click()
					return
				}
				const field = document.querySelector<HTMLInputElement | HTMLSelectElement>(
					act === 'search' ? 'input[type=search]' : 'select',
				)
				if (!field) throw new Error('no field')
				const value =
					act === 'search' ? ['2000', '20001', ''][run % 3] : ['standing:ready', 'standing:pending', ''][run % 3]
				// React does not hear of a value that is set through its own property.
				Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value)
				field.dispatchEvent(new Event(act === 'search' ? 'input' : 'change', { bubbles: true }))
			}),
		[act, run] as const,
	)

/**
 * @param page a page of a browser
 * @param devtools of that page
 * @param address where the application is, with a sandbox behind it
 * @returns lines that say what was measured
 */
export async function benchDesk(page: Page, devtools: CDPSession, address: string): Promise<readonly string[]> {
	await page.goto('about:blank')
	const heap = async () => {
		await devtools.send('HeapProfiler.collectGarbage')
		return (await devtools.send('Runtime.getHeapUsage')).usedSize / 1024 ** 2
	}
	const began = performance.now()
	await fill(page, address)
	const filled = (performance.now() - began) / 1000
	const megabytes = await heap()
	const worked = await work(page, 44)
	await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
	const slow = await scroll(page, 44)
	const fast = await scroll(page, 600)
	const times: Record<'filter' | 'search' | 'sort', number[]> = { filter: [], search: [], sort: [] }
	for (const act of ['filter', 'search', 'sort'] as const)
		for (let run = 0; run < runs; run++) times[act].push(await react(page, act, run))
	await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
	return [
		`support desk, 5,000 orders (asked about in ${filled.toFixed(0)} s), 4x CPU slowdown:`,
		`  scrolling a row a frame: ${said(slow)}`,
		`  the same, the main thread's own work for a frame times 4: ${said(worked.map((time) => 4 * time))}`,
		`  scrolling a page a frame: ${said(fast)}`,
		`  filter by status: ${said(times.filter)}`,
		`  search: ${said(times.search)}`,
		`  sort: ${said(times.sort)}`,
		`  JavaScript memory of the page: ${megabytes.toFixed(1)} MB`,
	]
}
