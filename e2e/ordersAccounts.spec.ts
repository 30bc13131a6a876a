/** Work at the desk belongs to the account that did it. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { otherAccount } from '../src/sandbox/accounts.ts'
import { startSandbox } from '../src/sandbox/server.ts'
import { expect, test } from './fixtures.ts'
import { OrdersPage } from './ordersPage.ts'

const kept = (page: Page) => page.evaluate(() => JSON.stringify({ ...sessionStorage }))
/** Notes all that the page says from now on while the other account is signed in, and gives it back. */
async function watchPage(page: Page): Promise<() => Promise<string>> {
	await page.evaluate((loginName) => {
		const seen: string[] = []
		Object.assign(window, { seen })
		new MutationObserver(() => {
			const text = document.querySelector('main')?.textContent ?? ''
			if (text.includes(`Signed in as ${loginName}`)) seen.push(text)
		}).observe(document, { subtree: true, childList: true, characterData: true })
	}, otherAccount.loginName)
	return () => page.evaluate(() => (window as unknown as { seen: string[] }).seen.join('\n'))
}
/** Turns the watch on. It renews the session at once: a late answer would bring back a cookie that was cleared. */
async function startWatch(page: Page): Promise<void> {
	const renewed = page.waitForResponse((response) => response.request().method() === 'PUT')
	await page.getByRole('region', { name: 'Keep watch' }).getByRole('checkbox').check()
	await renewed
}
const other = { ...otherAccount, orderNumber: '1000322' }

test('somebody else who signs in after a session has ended finds an empty desk', async ({
	context,
	desk,
	page,
	serve,
}) => {
	const sandbox = await startSandbox({ latency: 0.05 })
	await desk.begin(`${await serve({ collectUrl: sandbox.url })}/orders`)
	await desk.checkNumbers(['1000202', ...Array.from({ length: 200 }, (_, at) => String(2_000_101 + at))])
	await expect(desk.row('1000202')).toContainText('Being processed')
	await startWatch(page)
	await page.getByRole('searchbox').fill('2000')
	await context.clearCookies()
	await expect(desk.failure).toContainText('with another login name the desk begins empty')
	await expect(desk.table).toBeVisible()
	await expect.poll(() => sandbox.callsOf('reseller').running).toBe(0)
	const { received } = sandbox.callsOf('reseller')

	const seen = await watchPage(page)
	await desk.tryLogin(other)
	await expect(desk.row('1000322')).toContainText('Awaiting payment')
	await expect(desk.rows).toHaveCount(1)
	await expect(desk.progress).toHaveCount(0)
	expect(await seen()).toContain('1000322')
	expect(await seen()).not.toMatch(/1000202|20001\d\d|reseller/)
	await expect(page.getByRole('region', { name: 'Keep watch' }).getByRole('checkbox')).not.toBeChecked()
	expect(sandbox.callsOf('partner').received).toBe(2)
	expect(sandbox.callsOf('reseller').received).toBe(received)

	await page.reload()
	await expect(desk.rows).toHaveCount(1)
	expect(await kept(page)).not.toMatch(/1000202|20001\d\d|reseller/)
	await sandbox.close()
})

test('somebody else who signs in after a reload finds an empty desk', async ({ context, desk, page, sandbox }) => {
	await desk.begin('/orders', '1000202')
	await startWatch(page)
	await context.clearCookies()
	await page.reload()
	await expect(page.getByText('Your orders are kept in this tab. Sign in as reseller to go on')).toBeVisible()
	await expect(desk.loginName).toHaveValue('reseller')
	await expect(desk.password).toBeFocused()
	expect(await kept(page)).toContain('1000202')
	await expect(page.getByText('1000202')).toHaveCount(0)
	const { received } = sandbox.callsOf('partner')
	await desk.tryLogin(other)
	await expect(desk.row('1000322')).toContainText('Awaiting payment')
	await expect(desk.rows).toHaveCount(1)
	expect(await kept(page)).not.toMatch(/1000202|reseller/)
	expect(sandbox.callsOf('partner').received).toBe(received + 2)
})

test('somebody else who signs in in another tab empties this one as well', async ({ context, desk, page }) => {
	await desk.begin('/orders', '1000202')
	const seen = await watchPage(page)
	// As after a session that ended by itself: a sign-out would have emptied all tabs already.
	await context.clearCookies()
	const tab = new OrdersPage(await context.newPage())
	await tab.page.goto('/orders')
	await tab.tryLogin(other)
	await expect(tab.row('1000322')).toContainText('Awaiting payment')
	await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
	await expect(page.getByRole('region', { name: 'Session' })).toContainText('partner')
	await expect(desk.table).toHaveCount(0)
	expect(await seen()).toContain('partner')
	expect(await seen()).not.toContain('1000202')
})

test('a name that differs in nothing but capitals is another account, and finds an empty desk', async ({
	context,
	desk,
	page,
	serve,
}) => {
	const authority = createServer((request, response) => request.resume().on('end', () => response.end('0\n')))
	await once(authority.listen(0, '127.0.0.1'), 'listening')
	const { port } = authority.address() as AddressInfo
	const address = `${await serve({ collectUrl: `http://127.0.0.1:${port}/` })}/orders`
	await desk.begin(address, '7001')
	await desk.checkNumbers(['7002', '7003'])
	await expect(desk.row('7003')).toContainText('Being processed')
	await context.clearCookies()
	await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
	await desk.tryLogin({ loginName: 'Reseller', orderNumber: '7004' })
	await expect(desk.row('7004')).toContainText('Being processed')
	await expect(desk.rows).toHaveCount(1)
	authority.close()
	authority.closeAllConnections()
})

test('the queue of one account is never asked with the login of another one', async ({
	context,
	desk,
	page,
	serve,
}) => {
	const sandbox = await startSandbox({ latency: 0.05 })
	const address = `${await serve({ collectUrl: sandbox.url })}/orders`
	// The other tab shows the form as well, and neither tells nor hears anything, as where messages come late.
	const tab = new OrdersPage(await context.newPage())
	await tab.page.addInitScript(() => {
		BroadcastChannel.prototype.postMessage = () => undefined
		BroadcastChannel.prototype.addEventListener = () => undefined
	})
	await page.goto(address)
	await tab.page.goto(address)
	// It has looked who is signed in by then: nobody.
	await tab.loginName.waitFor()
	await desk.tryLogin()
	await desk.order('1000101').waitFor()
	await desk.checkNumbers(Array.from({ length: 200 }, (_, at) => String(2_000_101 + at)))
	await expect.poll(() => sandbox.callsOf('reseller').received).toBeGreaterThan(10)

	await tab.tryLogin(other)
	await expect(tab.row('1000322')).toContainText('Awaiting payment')
	// The next call of the first tab is refused, and it looks who is signed in.
	await expect(page.getByRole('region', { name: 'Session' })).toContainText('partner')
	await expect(desk.table).toHaveCount(0)
	expect(await kept(page)).not.toContain('2000101')
	// What the sign-in itself and its first order need.
	expect(sandbox.callsOf('partner').received).toBe(2)
	await sandbox.close()
})

test('a tab that shows the form hears of a sign-in in another one', async ({ context, desk }) => {
	const tab = new OrdersPage(await context.newPage())
	await tab.page.goto('/orders')
	await tab.loginName.waitFor()
	await desk.begin()
	await expect(tab.page.getByRole('region', { name: 'Session' })).toContainText('reseller')
})
