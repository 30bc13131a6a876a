/** The watch over pending orders, with a clock that a test sets forward. */
import type { Page, Request, Response } from '@playwright/test'
import { startSandbox } from '../src/sandbox/server.ts'
import { expect, test } from './fixtures.ts'
import { OrdersPage } from './ordersPage.ts'

const hours = 3_600_000
const minutes = 60_000

test('pending orders are asked about again after three hours; title, notification and history tell what changed', async ({
	desk,
	page,
	serve,
}) => {
	let time = Date.now()
	const sandbox = await startSandbox({ now: () => new Date(time), issueAfter: 3600 })
	await page.addInitScript(() => {
		const shown: string[] = []
		Object.assign(window, { shown })
		Object.assign(window, {
			Notification: class {
				static permission: NotificationPermission = 'default'
				static async requestPermission(): Promise<NotificationPermission> {
					Object.assign(Notification, { permission: 'granted' })
					return 'granted'
				}
				constructor(title: string) {
					shown.push(title)
				}
			},
		})
	})
	await page.clock.install()
	await desk.begin(`${await serve({ collectUrl: sandbox.url })}/orders`)
	await desk.checkNumbers(['1000201', '1000202', '1000322'])
	await expect(desk.row('1000322')).toContainText('Awaiting payment')
	const watch = page.getByRole('region', { name: 'Keep watch' })
	await expect(watch).toContainText('3 orders are pending')
	await watch.getByRole('checkbox', { name: 'Watch pending orders' }).check()
	await expect(watch).toContainText(/Next call at \d\d:\d\d UTC, in (3|2) hours\./)
	await watch.getByRole('button', { name: 'Notify me of changes' }).click()
	await expect(watch).toContainText('You will be notified of changes.')

	const before = sandbox.callsOf('reseller').received
	await page.clock.fastForward(2.9 * hours)
	await expect(watch).toContainText(/in \d+ minutes?\./)
	expect(sandbox.callsOf('reseller').received).toBe(before)
	// In the meantime one of them was issued, and somebody looks at something else.
	time += 3 * hours
	await page.evaluate(() => {
		document.hasFocus = () => false
	})
	await page.clock.fastForward(0.2 * hours)
	await expect(desk.row('1000201')).toContainText('Ready')
	await expect(desk.row('1000202')).toContainText('Being processed')
	await expect.poll(() => sandbox.callsOf('reseller').received).toBe(before + 3)
	await expect(page).toHaveTitle('(1) Support desk – Certcollect')
	expect(await page.evaluate(() => (window as unknown as { shown: string[] }).shown)).toEqual(['Order 1000201: Ready'])
	const change = watch.getByRole('listitem')
	await expect(change).toContainText('Being processed (0) → Ready')

	await page.evaluate(() => {
		document.hasFocus = () => true
		dispatchEvent(new Event('focus'))
	})
	await expect(page).toHaveTitle('Support desk – Certcollect')
	await change.getByRole('button', { name: 'Order 1000201' }).click()
	await desk.order('1000201').getByText('History (2)').click()
	await expect(desk.order('1000201').getByRole('listitem').first()).toContainText('Ready')
	await expect(watch).toContainText(/Next call at \d\d:\d\d UTC, in (3|2) hours\./)
	await sandbox.close()
})

/** Lets time pass, for the page and for whoever goes by `now`. */
function movingClock(page: Page) {
	let passed = 0
	return {
		now: () => Date.now() + passed,
		async pass(milliseconds: number) {
			// What has come already is taken in first, and its timers set: a later answer comes after it.
			await page.evaluate(() => fetch('/healthz').then((response) => response.text()))
			passed += milliseconds
			await page.clock.fastForward(milliseconds)
		},
	}
}
const isRenewal = (call: Request | Response) =>
	call.url().endsWith('/api/session') && ('method' in call ? call : call.request()).method() === 'PUT'

test('a watch keeps the session: after three hours the order is asked, and the change is shown; then the session ends', async ({
	desk,
	page,
	serve,
}) => {
	const { now, pass } = movingClock(page)
	const sandbox = await startSandbox({ now: () => new Date(now()), issueAfter: 3600 })
	await page.clock.install()
	await desk.begin(`${await serve({ collectUrl: sandbox.url, now })}/orders`, '1000201')
	await expect(desk.row('1000201')).toContainText('Being processed')
	const { received } = sandbox.callsOf('reseller')
	const watch = page.getByRole('region', { name: 'Keep watch' })
	await expect(watch).toContainText(/While the watch is on you stay signed in, until \d\d:\d\d UTC at the latest\./)
	const session = page.getByRole('region', { name: 'Session' })
	await expect(session).toContainText(/in (30|29) minutes/)
	const first = page.waitForResponse(isRenewal)
	await watch.getByRole('checkbox', { name: 'Watch pending orders' }).check()
	expect((await first).status()).toBe(204)
	await expect(session).toContainText(/in (8|7) hours/)
	for (let step = 0; step < 17; step++) {
		const renewed = page.waitForResponse(isRenewal)
		await pass(10.1 * minutes)
		expect((await renewed).status()).toBe(204)
	}
	// Nobody was asked for that.
	expect(sandbox.callsOf('reseller').received).toBe(received)
	await pass(10.1 * minutes)
	await expect(desk.row('1000201')).toContainText('Ready')
	await expect(watch.getByRole('listitem')).toContainText('Being processed (0) → Ready')
	expect(sandbox.callsOf('reseller').received).toBe(received + 1)

	// There is nothing to watch any more, so only use keeps the session.
	await pass(minutes)
	await expect(session).toContainText(/in (30|29|28) minutes/)
	await pass(31 * minutes)
	await expect(desk.failure).toContainText('Your session has ended')
	await expect(desk.failure).toContainText('A watch keeps yours going for the 8 hours')
	await sandbox.close()
})

test('a watch ends with the eight hours of a session', async ({ desk, page, serve }) => {
	const { now, pass } = movingClock(page)
	await page.clock.install()
	await desk.begin(`${await serve({ now })}/orders`, '1000202')
	const watch = page.getByRole('region', { name: 'Keep watch' })
	await watch.getByRole('combobox').selectOption('12 hours')
	const first = page.waitForResponse(isRenewal)
	await watch.getByRole('checkbox').check()
	await first
	await expect(watch).toContainText(/Your session ends before that, at \d\d:\d\d UTC\. Sign in again then/)
	for (let step = 0; step < 18; step++) {
		const renewed = page.waitForResponse(isRenewal)
		await pass(26 * minutes)
		expect((await renewed).status()).toBe(204)
	}
	await pass(13 * minutes)
	await expect(desk.failure).toContainText('Your session has ended')
})

test('without a watch nothing but use keeps the session', async ({ desk, page, serve }) => {
	const { now, pass } = movingClock(page)
	const renewals: string[] = []
	page.on('request', (request) => isRenewal(request) && renewals.push(request.url()))
	await page.clock.install()
	await desk.begin(`${await serve({ now })}/orders`, '1000202')
	await expect(desk.row('1000202')).toContainText('Being processed')
	for (let step = 0; step < 2; step++) {
		const looked = page.waitForResponse(/\/api\/session$/)
		await pass(14 * minutes)
		expect((await looked).status()).toBe(200)
	}
	await expect(desk.signOut).toBeVisible()
	await pass(3 * minutes)
	await expect(desk.failure).toContainText('Your session has ended')
	expect(renewals).toEqual([])
})

test('the time between two calls can be longer, and never shorter', async ({ desk, page }) => {
	await page.clock.install()
	await desk.begin('/orders', '1000202')
	const watch = page.getByRole('region', { name: 'Keep watch' })
	await expect(watch.getByRole('combobox', { name: 'Ask every' }).getByRole('option').first()).toHaveText('3 hours')
	await watch.getByRole('checkbox').check()
	await watch.getByRole('combobox').selectOption('12 hours')
	await expect(watch).toContainText(/in (12|11) hours\./)
	await page.reload()
	await expect(watch.getByRole('checkbox')).toBeChecked()
	await watch.getByRole('button', { name: 'Resume watch' }).click()
	await expect(watch).toContainText(/in (12|11) hours\./)
	await watch.getByRole('checkbox').uncheck()
	await expect(watch).not.toContainText('Next at')
})

test('a tab that was duplicated watches nothing by itself, and neither while the first one does', async ({
	context,
	desk,
	page,
	serve,
}) => {
	const { now, pass } = movingClock(page)
	const sandbox = await startSandbox({ now: () => new Date(now()), issueAfter: 360_000 })
	await page.clock.install()
	const address = `${await serve({ collectUrl: sandbox.url, now })}/orders`
	await desk.begin(address, '1000202')
	const watch = page.getByRole('region', { name: 'Keep watch' })
	const renewed = page.waitForResponse(isRenewal)
	await watch.getByRole('checkbox').check()
	await renewed
	// What browsers do for a duplicated tab: the storage is copied.
	await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')))
	const kept = await page.evaluate(() => ({ ...sessionStorage }))
	const copy = new OrdersPage(await context.newPage())
	const calls: string[] = []
	copy.page.on('request', (request) => request.method() === 'POST' && calls.push(request.url()))
	await copy.page.addInitScript((entries) => {
		for (const [key, value] of Object.entries(entries)) sessionStorage.setItem(key, String(value))
	}, kept)
	await copy.page.goto(address)
	const copied = copy.page.getByRole('region', { name: 'Keep watch' })
	await expect(copied.getByRole('checkbox')).toBeChecked()
	await expect(copied).toContainText('This page was loaded again')
	const { received } = sandbox.callsOf('reseller')
	// The clock is that of both tabs.
	for (let step = 0; step < 8; step++) {
		const again = page.waitForResponse(isRenewal)
		await pass(26 * minutes)
		await again
	}
	await expect.poll(() => sandbox.callsOf('reseller').received).toBe(received + 1)
	await copied.getByRole('button', { name: 'Resume watch' }).click()
	await expect(copied).toContainText('Another tab is keeping watch')
	expect(calls).toEqual([])
	await watch.getByRole('checkbox').uncheck()
	await expect(copied).not.toContainText('Another tab is keeping watch')
	await expect.poll(() => sandbox.callsOf('reseller').received).toBe(received + 2)
	expect(calls).toHaveLength(1)
	await sandbox.close()
})
