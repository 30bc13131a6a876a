import { startSandbox } from '../src/sandbox/server.ts'
import { expect, test } from './fixtures.ts'
import { OrdersPage } from './ordersPage.ts'

test('three tabs that ask at the same time: never more than one call at once for the account', async ({
	context,
	desk,
	serve,
}) => {
	const sandbox = await startSandbox({ latency: 0.02 })
	const address = `${await serve({ collectUrl: sandbox.url })}/orders`
	await desk.begin(address)
	const tabs = [desk, new OrdersPage(await context.newPage()), new OrdersPage(await context.newPage())]
	for (const tab of tabs.slice(1)) {
		// One has signed in for all of them.
		await tab.page.goto(address)
		await tab.signOut.waitFor()
	}
	await Promise.all(
		tabs.map((tab, index) =>
			tab.checkNumbers(Array.from({ length: 60 }, (_, at) => String(2_000_101 + 60 * index + at))),
		),
	)
	for (const tab of tabs) {
		await expect(tab.progress).toHaveCount(0, { timeout: 60_000 })
		await expect(tab.table).not.toContainText('Not asked yet')
	}
	expect(sandbox.callsOf('reseller')).toMatchObject({ received: 182, most: 1, running: 0 })

	await desk.signOut.click()
	await expect(desk.loginName).toBeVisible()
	// What one signed out of, nobody finds in another tab; there is no way to lose it by accident.
	for (const tab of tabs) {
		await expect(tab.page.getByText('You are signed out. Nothing of the desk is left in this tab.')).toBeVisible()
		await expect(tab.table).toHaveCount(0)
		expect(await tab.page.evaluate(() => sessionStorage.length)).toBe(0)
	}
	await sandbox.close()
})
