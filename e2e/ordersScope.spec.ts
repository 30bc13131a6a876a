/** The support desk: what is done with which orders, and what is told of it. */
import { readFileSync } from 'node:fs'
import { startSandbox } from '../src/sandbox/server.ts'
import { expect } from './fixtures.ts'
import { save } from './save.ts'
import { withSlowSandbox } from './slowSandbox.ts'

const test = withSlowSandbox(0.05)

const shops = Array.from({ length: 60 }, (_, index) => String(2_000_101 + index))
const few = ['1000102', '1000202', '1000320', '1000322']

test('what was cancelled is asked about only when somebody says so; what comes while paused waits', async ({
	desk,
	page,
	address,
	slow,
}) => {
	await desk.begin(address)
	await desk.checkNumbers(shops)
	await expect(desk.row('2000102')).not.toContainText('Not asked yet')
	await page.getByRole('button', { name: 'Cancel' }).click()
	const rest = page.getByRole('button', { name: /^Ask about the \d+ not asked yet$/ })
	await expect(rest).toBeVisible()
	await expect.poll(() => slow.callsOf('reseller').running).toBe(0)
	const { received } = slow.callsOf('reseller')
	await desk.checkNumbers(few.slice(0, 2))
	await expect(page.getByText('2 orders asked: 1 ready, 1 pending.')).toBeVisible()
	expect(slow.callsOf('reseller').received).toBe(received + 2)

	await rest.click()
	await desk.pause.click()
	await expect(desk.progress).not.toContainText('Asking about')
	await expect(desk.progress).not.toContainText('left.')
	const paused = slow.callsOf('reseller').received
	await desk.checkNumbers(few.slice(2))
	await expect(page.getByText('2 orders added to the paused queue.')).toBeVisible()
	await expect(desk.progress.getByRole('status')).toContainText('Paused')
	expect(slow.callsOf('reseller').received).toBe(paused)
	await desk.resume.click()
	await expect(page.getByRole('status').filter({ hasText: /^\d+ orders asked: \d+ ready/ })).toBeVisible()
	await expect(desk.progress).toHaveCount(0)
	await expect(rest).toHaveCount(0)
})

test('orders that are pasted again are asked again, or it is told why not', async ({ desk, page, sandbox }) => {
	await page.clock.install()
	await desk.begin()
	await desk.checkNumbers(few)
	await expect(desk.row('1000322')).toContainText('Awaiting payment')
	const before = sandbox.callsOf('reseller').received
	await desk.checkNumbers(few)
	await expect(page.getByText('4 orders were here already and were asked less than a minute ago.')).toBeVisible()
	await page.getByRole('button', { name: 'Ask again (5)' }).click()
	await expect(page.getByText('All 5 were asked less than a minute ago.')).toBeVisible()
	await expect(page.getByRole('timer').filter({ hasText: /You can ask again in \d+ seconds?\./ })).toBeVisible()
	expect(sandbox.callsOf('reseller').received).toBe(before)
	await page.clock.fastForward(61_000)
	await expect(page.getByText('You can ask again in')).toHaveCount(0)
	await desk.checkNumbers(few)
	await expect(page.getByText('4 orders asked: 1 ready, 2 pending, 1 ended.')).toBeVisible()
	await expect.poll(() => sandbox.callsOf('reseller').received).toBe(before + 4)
})

test('what is selected and not shown is meant as well, and every button tells how many', async ({ desk, page }) => {
	await desk.begin()
	await desk.checkNumbers(few)
	await expect(page.getByText('4 orders asked')).toBeVisible()
	const search = page.getByRole('searchbox', { name: 'Search' })
	const button = (name: string) => page.getByRole('button', { name, exact: true })
	await expect(button('Export CSV (5)')).toBeVisible()
	await expect(button('Collect certificates (1)')).toBeEnabled()
	await expect(button('Save certificates (1 of 2)')).toBeEnabled()
	await search.fill('10003')
	await expect(button('Export CSV (2)')).toBeVisible()
	await expect(button('Ask again (2)')).toBeVisible()
	await expect(button('Collect certificates (0)')).toBeDisabled()
	await expect(button('Save certificates (0)')).toBeDisabled()
	await expect(button('Save certificates (0)')).toHaveAccessibleDescription(
		'Nothing has been collected, and nothing is ready.',
	)

	await page.getByRole('checkbox', { name: 'Select order 1000320' }).check()
	await page.getByRole('checkbox', { name: 'Select order 1000322' }).check()
	await search.fill('100010')
	await expect(page.getByText('2 of 5 orders, 2 selected, 2 of them not shown')).toBeVisible()
	const { path } = await save(button('Export CSV (2)'))
	expect(readFileSync(path, 'utf8').match(/1000\d{3}/g)).toEqual(['1000320', '1000322'])
	await button('Remove (2)').click()
	await expect(page.getByText('2 of 3 orders', { exact: true })).toBeVisible()
	await expect(page.getByRole('button', { name: '1000101' })).toBeFocused()
	await search.fill('')
	await expect(desk.rows).toHaveCount(3)
})

test('what was removed is told, and comes back until something else is done', async ({ desk, page }) => {
	await desk.begin()
	await desk.checkNumbers(few)
	await expect(page.getByText('4 orders asked')).toBeVisible()
	await page.getByRole('button', { name: '1000202' }).click()
	await desk.order('1000202').getByRole('textbox', { name: 'Note' }).fill('call back on Monday')
	const removeTwo = async () => {
		for (const one of ['1000202', '1000320']) await page.getByRole('checkbox', { name: `Select order ${one}` }).check()
		await page.getByRole('button', { name: 'Remove (2)' }).click()
		await expect(page.getByText('2 orders removed, one with a note.')).toBeVisible()
		await expect(desk.rows).toHaveCount(3)
	}
	await removeTwo()
	await page.getByRole('button', { name: 'Undo' }).click()
	await expect(desk.rows).toHaveCount(5)
	await expect(desk.row('1000202')).toContainText('call back on Monday')
	await expect(page.getByText('2 orders removed')).toHaveCount(0)
	await removeTwo()
	await page.getByRole('button', { name: '1000322' }).click()
	await expect(page.getByText('2 orders removed')).toHaveCount(0)
	await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0)
})

test('more than a hundred are not asked again without a question', async ({ desk, page, address, slow }) => {
	await desk.begin(address)
	await desk.checkNumbers([...shops, ...Array.from({ length: 60 }, (_, index) => String(2_000_201 + index))])
	await expect(page.getByText(/^120 orders asked/)).toBeVisible({ timeout: 60_000 })
	const { received } = slow.callsOf('reseller')
	await page.getByRole('button', { name: 'Ask again (121)' }).click()
	const question = page.getByRole('dialog', { name: /Ask the certificate authority about 121 orders again/ })
	await page.keyboard.press('Escape')
	await expect(question).toHaveCount(0)
	await expect(page.getByRole('button', { name: 'Ask again (121)' })).toBeFocused()
	expect(slow.callsOf('reseller').received).toBe(received)
	await page.getByRole('button', { name: 'Ask again (121)' }).click()
	await question.getByRole('button', { name: 'Ask again (121)' }).click()
	await expect(page.getByText(/asked less than a minute ago\./)).toBeVisible()
})

test('signing out in the middle is asked about; afterwards the page says that nothing is left', async ({
	desk,
	page,
	address,
}) => {
	await desk.begin(address)
	await desk.checkNumbers(shops)
	await desk.signOut.click()
	await page
		.getByRole('dialog', { name: /^Signing out removes 61 orders/ })
		.getByRole('button', { name: 'Sign out' })
		.click()
	await expect(page.getByText('You are signed out. Nothing of the desk is left in this tab.')).toBeVisible()
	await expect(desk.table).toHaveCount(0)
	await page.reload()
	await expect(desk.loginName).toBeVisible()
	await expect(page.getByText('You are signed out.')).toHaveCount(0)
})

test('certificates that were collected and not saved do not go with a reload unasked', async ({ desk, page }) => {
	const asked: string[] = []
	page.on('dialog', (dialog) => {
		asked.push(dialog.type())
		void dialog.accept()
	})
	await desk.begin()
	await desk.chain.waitFor()
	await page.reload()
	await desk.checkNumbers(['1000102', '1000104'])
	await page.getByRole('button', { name: 'Collect certificates (3)' }).click()
	await expect(page.getByRole('button', { name: 'Save certificates (3)' })).toBeEnabled()
	expect(asked).toEqual([])
	await page.reload()
	await expect(page.getByText('3 collected certificates were lost when the page was reloaded.')).toBeVisible()
	expect(asked).toEqual(['beforeunload'])
	await page.getByRole('button', { name: 'Collect certificates (3)' }).click()
	await expect(page.getByText('were lost when the page was reloaded')).toHaveCount(0)
	await save(page.getByRole('button', { name: 'Save certificates (3)' }))
	await page.reload()
	await expect(desk.row('1000104')).toContainText('Ready')
	expect(asked).toEqual(['beforeunload'])
})

test('an order that waits for the end of a limit tells until when, paused or not', async ({ desk, page, address }) => {
	await desk.begin(address)
	await desk.checkNumbers(['2000041', '2000042'])
	await expect(desk.progress.getByRole('status')).toContainText('It answered -42')
	await expect(desk.resume).toHaveCount(0)
	await desk.checkNumbers(['1000102'])
	await expect(desk.order('1000102').getByRole('status').first()).toHaveText(
		/Waiting until \d\d:\d\d UTC: the authority was asked too often\./,
	)
	await desk.pause.click()
	await expect(desk.progress.getByRole('status')).toContainText('It answered -42')
	await expect(desk.progress.getByRole('status')).toContainText(/Nothing is asked before \d\d:\d\d UTC/)
	await expect(desk.resume).toBeVisible()
	await page.reload()
	await expect(desk.progress.getByRole('heading').first()).toHaveText('2 orders still to ask')
})

test('one may be asked while a limit is waited for, and if it is answered the rest follows', async ({
	desk,
	page,
	address,
	slow,
}) => {
	await desk.begin(address)
	await desk.checkNumbers(['2000042', '2000043', '2000044'])
	await expect(desk.progress.getByRole('status')).toContainText('It answered -42')
	const { received } = slow.callsOf('reseller')
	await page.getByRole('button', { name: 'Ask one now' }).click()
	await expect(page.getByText(/^3 orders asked/)).toBeVisible()
	expect(slow.callsOf('reseller').received).toBe(received + 3)
})

test('in front of a sandbox the desk does not wait for long, and says so', async ({ desk, page, serve }) => {
	const sandbox = await startSandbox()
	await page.clock.install()
	const { account } = sandbox
	await desk.begin(`${await serve({ collectUrl: sandbox.url, account })}/orders`)
	await desk.checkNumbers(['2000042', '2000043'])
	await expect(desk.progress.getByRole('status')).toContainText('In this sandbox the desk waits 15 seconds')
	await page.clock.fastForward(16_000)
	await expect(page.getByText(/^2 orders asked/)).toBeVisible()
	await sandbox.close()
})

test('after a reload the count of what is still to ask is that of the filter, also when one more was asked', async ({
	desk,
	page,
	address,
}) => {
	await desk.begin(address)
	await desk.checkNumbers(['2000041', '2000042', '2000043', '2000044'])
	await expect(desk.progress.getByRole('status')).toContainText('It answered -42')
	await desk.pause.click()
	await page.reload()
	await expect(desk.progress.getByRole('heading').first()).toHaveText('3 orders still to ask')
	await page.clock.install()
	await page.clock.fastForward(16 * 60_000)
	await desk.checkNumbers(['1000102'])
	await expect(desk.order('1000102')).toBeVisible()
	await expect(desk.row('1000102')).not.toContainText('Not asked yet')
	await expect(desk.progress.getByRole('heading').first()).toHaveText('3 orders still to ask')
	await expect(page.getByRole('option', { name: 'Not asked yet: 3' })).toHaveCount(1)
})

test('a session that ends with nothing to ask shows no queue', async ({ desk, context, page }) => {
	await desk.begin()
	await desk.chain.waitFor()
	await context.clearCookies()
	await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
	await expect(desk.failure).toContainText('You have been signed out')
	await expect(desk.table).toBeVisible()
	await expect(page.getByRole('button', { name: 'Cancel' })).toHaveCount(0)
})

test('the keyboard: Space presses what it is on, and closing an order that is not shown leads to the table', async ({
	desk,
	page,
}) => {
	await desk.begin()
	await desk.checkNumbers(few)
	await expect(page.getByText('4 orders asked')).toBeVisible()
	await page.getByRole('button', { name: '1000202' }).focus()
	await page.keyboard.press('Space')
	await expect(desk.order('1000202').getByRole('heading', { name: 'Order 1000202' })).toBeFocused()
	await expect(page.getByRole('checkbox', { name: 'Select order 1000202' })).not.toBeChecked()
	await page.getByRole('searchbox', { name: 'Search' }).fill('10003')
	await expect(page.getByText('2 of 5 orders')).toBeVisible()
	await page.getByRole('button', { name: 'Close' }).click()
	await expect(page.getByRole('button', { name: '1000320' })).toBeFocused()
	await page.getByRole('searchbox', { name: 'Search' }).fill('')
	await page.getByRole('checkbox', { name: 'Select all that are shown' }).check()
	await page.getByRole('button', { name: 'Remove (5)' }).click()
	await expect(desk.numbers).toBeFocused()
})

test('nothing is said of a paste before it was read', async ({ desk, page }) => {
	await desk.begin()
	await page.evaluate(() => {
		const said: string[] = []
		Object.assign(window, { said })
		new MutationObserver(() => {
			for (const region of document.querySelectorAll('[aria-live]')) said.push(region.textContent)
		}).observe(document.body, { childList: true, characterData: true, subtree: true })
	})
	await desk.numbers.fill(Array.from({ length: 5000 }, (_, index) => String(2_000_001 + index)).join('\n'))
	await expect(page.getByText('5,000 order numbers found')).toBeVisible()
	const said = await page.evaluate(() => (window as unknown as { said: string[] }).said)
	expect(said.join('\n')).toContain('5,000 order numbers found')
	expect(said.filter((text) => /^0 /.test(text))).toEqual([])
})
