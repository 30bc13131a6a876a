/** The support desk with many orders: how they are asked about, and what may come between. */
import type { Page } from '@playwright/test'
import { shopOrders } from '../src/sandbox/shopOrders.ts'
import { expect } from './fixtures.ts'
import type { OrdersPage } from './ordersPage.ts'
import { withSlowSandbox } from './slowSandbox.ts'

/** Order numbers of shops, from the first one on. */
const shops = (from: number, count: number) =>
	Array.from({ length: count }, (_, index) => String(shopOrders.first + from + index))

/** Three of each status that there is, and none that is asked too often. */
const three = shops(100, 300)

const test = withSlowSandbox(0.02)

/** Waits until everything has been asked about. */
async function answered(desk: OrdersPage): Promise<void> {
	await expect(desk.progress).toBeVisible()
	await expect(desk.progress).toHaveCount(0, { timeout: 60_000 })
}

/** How many orders have been asked about, by the words above the bar. */
const done = async (desk: OrdersPage) =>
	Number((await desk.progress.getByRole('heading').textContent())?.match(/\d+/)?.[0])

const inTheMiddle = (desk: OrdersPage) => expect.poll(() => done(desk)).toBeGreaterThan(20)

const countOf = (page: Page, words: string) => page.getByText(words, { exact: true })

test('a certificate that is over is not ready, and one that ends soon says so', async ({ desk, page, address }) => {
	await desk.begin(address)
	await desk.chain.waitFor()
	await desk.checkNumbers(['1000107', '1000108', '1000202'])
	await answered(desk)
	await expect(desk.row('1000107')).toContainText('Expired')
	// As the heading of the certificate says it.
	await expect(desk.row('1000107')).toContainText(/\d+ days ago/)
	await expect(desk.row('1000107')).not.toContainText('Ready')
	await expect(desk.row('1000108')).toContainText('Ends soon')
	const filter = page.getByRole('combobox', { name: 'Status' })
	await expect(filter.getByRole('option').filter({ hasText: /^Ready|^Ends soon|^Expired/ })).toHaveText([
		'Ready: 1',
		'Ends soon: 1',
		'Expired: 1',
	])
	await filter.selectOption('Expired: 1')
	await expect(desk.rows).toHaveCount(1)
	await desk.row('1000107').getByRole('button').click()
	const ago = await desk
		.row('1000107')
		.getByText(/days ago/)
		.textContent()
	await expect(desk.order('1000107').getByRole('heading', { name: 'The certificate has expired' })).toBeVisible()
	await desk.order('1000107').getByRole('button', { name: 'Collect certificate' }).click()
	await expect(desk.chain).toBeVisible()
	await expect(desk.order('1000107')).toContainText(new RegExp(`expired on [^,]+, ${ago}`))
})

for (const width of [320, 768, 1024, 1440])
	test(`at ${width} pixels no number is cut, and a row has everything`, async ({ desk, page, address }) => {
		const numbers = ['12345678901234567890', '12345678901234567891', '1000322']
		await page.setViewportSize({ width, height: 900 })
		await desk.begin(address)
		await desk.numbers.fill(`Order,Note\n${numbers.map((number) => `${number},rang twice`).join('\n')}`)
		await desk.check.click()
		await answered(desk)
		await expect(desk.row('1000322')).toContainText('Awaiting payment')
		for (const number of ['1000101', ...numbers]) {
			const button = desk.row(number).getByRole('button', { name: number })
			const text = await button.evaluate((element) => {
				const range = document.createRange()
				range.selectNodeContents(element)
				const [inner, cell] = [range.getBoundingClientRect(), element.closest('td')?.getBoundingClientRect()]
				const row = element.closest('tr')?.getBoundingClientRect()
				return cell && row ? [inner.right - cell.right, row.top - inner.top, inner.bottom - row.bottom] : []
			})
			expect(text.length).toBe(3)
			for (const beyond of text) expect(beyond).toBeLessThanOrEqual(0)
		}
		const visible = { visible: true }
		await expect(desk.row('1000322').getByText('rang twice').filter(visible)).toHaveCount(1)
		await expect(
			desk
				.row('1000322')
				.getByText(/\d\d:\d\d/)
				.filter(visible),
		).toHaveCount(1)
		expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
	})

test('a customer’s e-mail: what is found is shown, and what was no number stays in sight', async ({
	desk,
	page,
	address,
}) => {
	await desk.begin(address)
	await desk.numbers.fill(
		'Please look at order #1000322, also order no. 1000320.\nThank you\nJane Doe, Phone +49 30 1234567',
	)
	await expect(page.getByText('2 order numbers found: 1000322, 1000320.')).toBeVisible()
	await desk.check.click()
	await answered(desk)
	await expect(page.getByText('2 orders asked')).toBeVisible()
	await expect(page.getByText(/entries are not order numbers: .*“Phone \+49 30 1234567”/)).toBeVisible()
	await expect(desk.row('1234567')).toHaveCount(0)
})

test('300 orders with every status: a table that can be sorted, filtered and searched', async ({
	desk,
	page,
	address,
	slow,
}) => {
	await desk.begin(address)
	await desk.numbers.fill(
		`Order;Customer\n${three.map((number) => `${number};Somebody`).join('\n')}\n${three[0]};Twice`,
	)
	await expect(
		page.getByText(
			`300 order numbers found in the column “Order”: ${three.slice(0, 3).join(', ')} … 1 repeat left out.`,
		),
	).toBeVisible()
	await desk.check.click()
	await expect(page.getByText('300 orders added.')).toBeVisible()
	await answered(desk)
	await expect(desk.table).toHaveAttribute('aria-rowcount', '302')
	expect(slow.callsOf('reseller').most).toBe(1)
	expect(slow.callsOf('reseller').received).toBe(302)

	const filter = page.getByRole('combobox', { name: 'Status' })
	const choices = await filter.getByRole('option').allTextContents()
	for (const status of [
		'Being processed',
		'Rejected (-20)',
		'Revoked (-21)',
		'Awaiting payment (-22)',
		'Not approved yet (-23)',
		'Not permitted (-91)',
		'Number unknown (-4)',
		'Being issued (-26)',
		'Authority error (-14)',
		'Not encrypted (-1)',
		'Sent the wrong way (-17)',
		'Parameter missing (-3)',
		'Parameter unknown (-2)',
		'Request faulty (-9)',
		'Key not accepted (-40)',
		'Name not accepted (-18)',
		'Not enough credit (-15)',
		'Not possible now (-122)',
		'Code -77',
	])
		expect(choices, status).toContainEqual(expect.stringMatching(`^${status.replace(/[()]/g, '\\$&')}: \\d+$`))
	await filter.selectOption('Rejected (-20)')
	await expect(countOf(page, '3 of 301 orders')).toBeVisible()
	await expect(desk.rows).toHaveCount(3)
	for (const row of await desk.rows.all()) await expect(row).toContainText('Rejected (-20)')
	await filter.selectOption({ index: 0 })

	await page.getByRole('searchbox', { name: 'Search' }).fill('20002')
	await expect(countOf(page, '100 of 301 orders')).toBeVisible()
	await page.getByRole('searchbox', { name: 'Search' }).fill('')

	const validUntil = desk.table.getByRole('columnheader', { name: 'Valid until' })
	await validUntil.getByRole('button').click()
	await expect(validUntil).toHaveAttribute('aria-sort', /ascending|descending/)
	const first = await desk.rows.first().getByRole('cell').allTextContents()
	await validUntil.getByRole('button').click()
	await expect(desk.rows.first().getByRole('cell')).not.toHaveText(first)
	await expect(desk.rows.first()).toHaveAttribute('aria-rowindex', '2')
})

test('pause, and go on', async ({ desk, address, slow }) => {
	await desk.begin(address)
	await desk.checkNumbers(three)
	await inTheMiddle(desk)
	await desk.pause.click()
	await expect(desk.progress.getByRole('status')).toContainText('Paused')
	await expect(desk.progress).not.toContainText('Asking about')
	const { received } = slow.callsOf('reseller')
	// What a person wants to see of one order does not wait for the others, and leaves them where they are.
	await desk.checkNumbers(['1000102'])
	await expect(desk.order('1000102').getByRole('region', { name: 'Certificate chain' })).toBeVisible()
	expect(slow.callsOf('reseller').received).toBe(received + 1)
	await desk.resume.click()
	await answered(desk)
	expect(slow.callsOf('reseller').received).toBe(303)
})

test('cancelling keeps what is known and asks no more', async ({ desk, page, address, slow }) => {
	await desk.begin(address)
	await desk.checkNumbers(three)
	await inTheMiddle(desk)
	await page.getByRole('button', { name: 'Cancel' }).click()
	await expect(desk.progress).toHaveCount(0)
	await expect.poll(() => slow.callsOf('reseller').running).toBe(0)
	expect(slow.callsOf('reseller').received).toBeLessThan(302)
	await expect(desk.table).toHaveAttribute('aria-rowcount', '302')
	await page.getByRole('combobox', { name: 'Status' }).selectOption('standing:not-asked')
	await expect(desk.rows.first()).toContainText('Not asked yet')
})

test('a reload in the middle loses nothing and asks about nothing twice', async ({ desk, page, address, slow }) => {
	await desk.begin(address)
	await desk.checkNumbers(three)
	await inTheMiddle(desk)
	await page.reload()
	await expect(desk.progress.getByRole('status')).toContainText('This page was loaded again')
	await expect(desk.table).toHaveAttribute('aria-rowcount', '302')
	await desk.resume.click()
	await answered(desk)
	await page.getByRole('combobox', { name: 'Status' }).selectOption({ index: 0 })
	await expect(desk.table).not.toContainText('Not asked yet')
	// The one that was being asked about when the page went is asked about again.
	expect(slow.callsOf('reseller').received).toBeLessThanOrEqual(303)
	expect(slow.callsOf('reseller').most).toBe(1)
})

test('a network that is lost in the middle pauses; no order fails', async ({
	desk,
	context,
	address,
	slow,
	expectedErrors,
}) => {
	expectedErrors.push(/net::ERR_INTERNET_DISCONNECTED/)
	await desk.begin(address)
	await desk.checkNumbers(three)
	await inTheMiddle(desk)
	await context.setOffline(true)
	await expect(desk.progress.getByRole('status')).toContainText('This site cannot be reached')
	await expect(desk.progress.getByRole('status')).toContainText('network-failed')
	await context.setOffline(false)
	await desk.resume.click()
	await answered(desk)
	await expect(desk.table).not.toContainText('Unreadable answer')
	expect(slow.callsOf('reseller').received).toBeLessThanOrEqual(303)
})

test('a session that ends in the middle keeps the work; one signs in and goes on', async ({
	desk,
	context,
	page,
	address,
	slow,
}) => {
	await desk.begin(address)
	await desk.checkNumbers(three)
	await inTheMiddle(desk)
	await context.clearCookies()
	await expect(desk.failure).toContainText('You have been signed out')
	await expect(desk.failure).toContainText('Your orders are still here')
	await expect(desk.loginName).toHaveValue('reseller')
	await expect(desk.password).toBeFocused()
	await expect(desk.table).toHaveAttribute('aria-rowcount', '302')
	await desk.tryLogin()
	await expect(desk.signOut).toBeVisible()
	await answered(desk)
	await expect(desk.table).not.toContainText('Not asked yet')
	expect(slow.callsOf('reseller').most).toBe(1)
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Support desk')
})

test('-16 in the middle ends the session, and nothing is asked until somebody says so', async ({
	desk,
	address,
	slow,
}) => {
	await desk.begin(address)
	await desk.checkNumbers([...three.slice(0, 10), '1000316', ...three.slice(10, 40)])
	await expect(desk.failure).toContainText('The certificate authority no longer accepts your login')
	await expect.poll(() => slow.callsOf('reseller').running).toBe(0)
	// Two to sign in, ten, and the one that was refused.
	expect(slow.callsOf('reseller').received).toBe(13)
	await desk.tryLogin({ orderNumber: '1000102' })
	await expect(desk.progress.getByRole('status')).toContainText('Resume to go on')
	await expect(desk.resume).toBeVisible()
})

test('an authority that is asked too often is left alone', async ({ desk, address, slow }) => {
	await desk.begin(address)
	await desk.checkNumbers(['2000041', '2000042', '2000043'])
	await expect(desk.progress.getByRole('status')).toContainText('It answered -42')
	await expect(desk.progress.getByRole('timer')).toHaveText(/Resumes at \d\d:\d\d UTC, in \d+ minutes/)
	expect(slow.callsOf('reseller').received).toBe(4)
})

test('a desk that is left open for long tells what has ended meanwhile', async ({ desk, page }) => {
	await page.clock.install()
	await desk.begin()
	await desk.checkNumbers(['1000102', '1000202'])
	await expect(page.getByText('2 orders asked')).toBeVisible()
	await expect(desk.row('1000202')).toContainText('Being processed')
	await expect(desk.row('1000102')).not.toContainText('Expired')
	// Everything that came is shown, so nothing but the time changes from here on.
	await page.clock.runFor(2000)
	await page.clock.fastForward(3 * 366 * 24 * 3_600_000)
	await expect(desk.row('1000102')).toContainText('Expired')
	await page.getByRole('combobox', { name: 'Status' }).selectOption('Expired: 2')
	await expect(desk.rows).toHaveCount(2)
	await page.getByRole('searchbox').fill('expired')
	await expect(desk.rows).toHaveCount(2)
})
