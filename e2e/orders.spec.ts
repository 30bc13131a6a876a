/** The support desk: signing in and out, and one order. */
import { lockedAccount } from '../src/sandbox/accounts.ts'
import { expect, test } from './fixtures.ts'

const received = (sandbox: { callsOf(loginName: string): { received: number } }, loginName = 'reseller') =>
	sandbox.callsOf(loginName).received

test('the header leads to the desk, which wants a sign-in', { tag: '@phone' }, async ({ desk, page }) => {
	await page.goto('/')
	await page.getByRole('navigation').getByRole('link', { name: 'Orders' }).click()
	await expect(page).toHaveURL(/\/orders$/)
	await expect(desk.loginName).toBeFocused()
	await expect(page).toHaveTitle('Sign in – Support desk – Certcollect')
	await expect(page.getByText('the only way to try a login is to ask about an order')).toBeVisible()
	await expect(desk.numbers).toHaveCount(0)
})

test('signs in with the account that the sandbox shows, and shows that order', { tag: '@phone' }, async ({
	desk,
	page,
	sandbox,
}) => {
	const before = received(sandbox)
	await page.goto('/orders')
	await expect(page.getByRole('region', { name: 'Sandbox: an account to try' })).toContainText('sandbox-password')
	await page.getByRole('button', { name: 'Fill in' }).click()
	await expect(desk.signIn).toBeFocused()
	await page.keyboard.press('Enter')
	await expect(desk.chain.getByRole('listitem').first().getByRole('heading')).toHaveText('www.example.com')
	await expect(page.getByRole('region', { name: 'Files' })).toBeVisible()
	await expect(page.getByRole('region', { name: 'Session' })).toContainText(
		/Signed in as reseller · session ends at \d\d:\d\d UTC/,
	)
	await expect(desk.password).toHaveCount(0)
	await expect(desk.row('1000101')).toContainText('Ready')
	// Once to sign in, once for the certificate.
	expect(received(sandbox)).toBe(before + 2)
})

test('a reload keeps the session and the orders, and asks nobody', async ({ desk, page, sandbox }) => {
	await desk.begin()
	await desk.chain.waitFor()
	const before = received(sandbox)
	await page.reload()
	await expect(desk.row('1000101')).toContainText('Ready')
	await expect(desk.signOut).toBeVisible()
	expect(received(sandbox)).toBe(before)
})

for (const [what, loginName, loginPassword] of [
	['a wrong password', 'reseller', 'not-the-password'],
	['a locked account', lockedAccount.loginName, lockedAccount.loginPassword],
] as const)
	test(`${what} is refused with all four causes, and never tried again`, async ({ desk, page, sandbox, serve }) => {
		await page.goto(`${await serve()}/orders`)
		const before = received(sandbox, loginName)
		await desk.tryLogin({ loginName, loginPassword })
		await expect(desk.failure).toContainText('The certificate authority refused this login')
		await expect(desk.failure.getByRole('listitem')).toHaveText([
			/password is wrong/,
			/account is locked/,
			/password has expired/,
			/address of this site/,
		])
		await expect(desk.failure).toContainText('Code -16')
		// What may be the cause stands before what to do about it.
		await expect(desk.failure).toContainText(
			/does not say which one applies:.*address of this site.*Nothing is repeated/,
		)
		await expect(desk.password).toHaveValue('')
		await expect(desk.password).toBeFocused()
		await expect(desk.loginName).toHaveValue(loginName)
		await expect(desk.orderNumber).toHaveValue('1000101')
		// Neither by a window that comes back nor by a key.
		await page.evaluate(() => dispatchEvent(new Event('focus')))
		await page.keyboard.press('Enter')
		await expect(page.getByText('Enter your password.')).toBeVisible()
		expect(received(sandbox, loginName)).toBe(before + 1)
	})

test('after too many failures one has to wait, and is told for how long', async ({
	desk,
	page,
	sandbox,
	serve,
	expectedErrors,
}) => {
	expectedErrors.push(/ 429 /)
	await page.goto(`${await serve({ limits: { failuresByName: 1, failureSeconds: 5 } })}/orders`)
	await desk.tryLogin({ loginName: 'nobody', loginPassword: 'wrong' })
	await expect(desk.failure).toContainText('Code -16')
	const before = received(sandbox, 'nobody')
	await desk.tryLogin({ loginName: 'nobody', loginPassword: 'wrong' })
	await expect(desk.failure).toContainText('Too many sign-ins have failed')
	await expect(page.getByRole('timer')).toHaveText(/You can try again in \d seconds?\./)
	await expect(desk.signIn).toBeDisabled()
	expect(received(sandbox, 'nobody')).toBe(before)
	await expect(desk.signIn).toBeEnabled()
	await expect(page.getByRole('timer')).toHaveCount(0)
	await desk.tryLogin()
	await desk.chain.waitFor()
})

test('what cannot be a login is not sent', async ({ desk, page, sandbox }) => {
	const { received } = sandbox.calls
	await page.goto('/orders')
	await desk.signIn.click()
	await expect(desk.loginName).toBeFocused()
	await expect(page.getByText('Enter your login name.')).toBeVisible()
	await desk.tryLogin({ orderNumber: '12 34' })
	await expect(desk.orderNumber).toBeFocused()
	await expect(desk.orderNumber).toHaveAccessibleDescription(/only digits/)
	await expect(desk.password).toHaveValue('sandbox-password')
	expect(sandbox.calls.received).toBe(received)
})

test('an authority that cannot be reached signs nobody in', async ({ desk, page, serve, expectedErrors }) => {
	expectedErrors.push(/ 502 /)
	await page.goto(`${await serve({ collectUrl: 'http://127.0.0.1:1/' })}/orders`)
	await desk.tryLogin()
	await expect(desk.failure).toContainText('The certificate authority cannot be reached')
	await expect(desk.failure).toContainText(/Code upstream-unreachable · Request [\da-f-]{36}/)
	await expect(desk.password).toHaveValue('')
	await expect(desk.password).toBeFocused()
})

const statuses: Readonly<Record<string, readonly [title: string, code: string]>> = {
	'1000202': ['The order is being processed', 'Code 0'],
	'1000203': ['The certificate is being issued', 'Code -26'],
	'1000204': ['The certificate is ready', 'Code 1'],
	'1000304': ['The authority does not know this order', 'Code -4'],
	'1000314': ['The authority is having technical problems', 'Code -14'],
	'1000320': ['The request was rejected', 'Code -20'],
	'1000321': ['The certificate was revoked', 'Code -21'],
	'1000322': ['The order has not been paid for yet', 'Code -22'],
	'1000323': ['The order has not been approved yet', 'Code -23'],
	'1000377': ['The authority answered with an undocumented code', 'Code -77'],
	'1000391': ['This account may not see this order', 'Code -91'],
}

test('one number opens the order: its status, what it means, when it was asked, what to answer', {
	tag: '@phone',
}, async ({ desk, page }) => {
	await desk.begin()
	for (const [orderNumber, [title, code]] of Object.entries(statuses))
		await test.step(orderNumber, async () => {
			await desk.numbers.fill(orderNumber)
			await page.keyboard.press('Enter')
			const order = desk.order(orderNumber)
			await expect(order.getByRole('heading', { name: title })).toBeInViewport()
			await expect(order).toContainText(code)
			await expect(order).toContainText(/As of \d+ \w+ \d{4}, \d\d:\d\d:\d\d UTC/)
			await expect(order.getByRole('button', { name: 'Copy the answer' })).toBeVisible()
			await expect(order.getByText('Case report').first()).toBeVisible()
		})
	expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
})

test('an answer that cannot be read is told as such, with what came', async ({ desk, page }) => {
	await desk.begin()
	await desk.checkNumbers(['1000401'])
	const order = desk.order('1000401')
	await expect(order.getByRole('alert')).toContainText('The answer cannot be read')
	await order.getByText('Show what came', { exact: true }).click()
	await expect(order.getByText('<h1>Scheduled maintenance</h1>')).toBeVisible()
	await expect(desk.row('1000401')).toContainText('Unreadable answer')
	await order.getByRole('button', { name: 'Close' }).click()
	await expect(page.getByRole('button', { name: '1000401' })).toBeFocused()
})

for (const [what, reply, said] of [
	['-42', '-42\nToo many calls!', /nothing about this order: The certificate authority was asked too often \(-42\)/],
	[
		'unreadable',
		'<h1>Maintenance</h1>',
		/nothing about this order: The answer cannot be read \(reply-not-collectccc\)/,
	],
] as const)
	test(`a call that returns nothing about an order (${what}) takes nothing away`, async ({ desk, page }) => {
		await page.clock.install()
		await desk.begin()
		await desk.chain.waitFor()
		const order = desk.order('1000101')
		await page.clock.fastForward(61_000)
		await page.route('/api/collect', (route) => route.fulfill({ contentType: 'text/plain', body: reply }))
		await order.getByRole('button', { name: 'Ask again' }).click()
		if (what === '-42') {
			await expect(page.getByText('Resumes at')).toBeVisible()
			await page.clock.fastForward(16 * 60_000)
		}
		await expect(order.getByText(said)).toBeVisible()
		await expect(order.getByText(said)).toContainText(/Below is what was known on \d+ \w+ \d{4}, \d\d:\d\d:\d\d UTC\./)
		await expect(desk.chain.getByRole('listitem').first().getByRole('heading')).toHaveText('www.example.com')
		await expect(page.getByRole('region', { name: 'Files' })).toBeVisible()
		await expect(desk.row('1000101')).toContainText('Ready')
		await expect(desk.row('1000101').getByRole('img', { name: 'returned nothing about this order' })).toBeVisible()
		await expect(page.getByRole('region', { name: 'Keep watch' })).toHaveCount(0)
	})

test('asking again has a cooldown that is shown', async ({ desk, page, sandbox }) => {
	await page.clock.install()
	await desk.begin('/orders', '1000202')
	const order = desk.order('1000202')
	const ask = order.getByRole('button', { name: 'Ask again' })
	await expect(ask).toHaveText(/^Ask again \(in \d+ s\)$/)
	await expect(ask).toBeDisabled()
	const before = received(sandbox)
	await page.clock.fastForward(61_000)
	await expect(ask).toBeEnabled()
	await expect(ask).toHaveText('Ask again')
	await ask.click()
	await expect(ask).toBeDisabled()
	await expect.poll(() => received(sandbox)).toBe(before + 1)
	await order.getByText('History (1)').click()
	await expect(order.getByRole('listitem')).toHaveText(/Being processed \(0\)/)
})

test('answer and case report can be copied, and hold no secret', async ({ desk, page, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write'])
	await desk.begin('/orders', '1000322')
	const order = desk.order('1000322')
	await order.getByRole('button', { name: 'Copy the answer' }).click()
	const answer = await page.evaluate(() => navigator.clipboard.readText())
	expect(answer).toContain('1000322')
	expect(answer).not.toMatch(/reseller|sandbox-password/)
	await order.getByText('Case report').first().click()
	await order.getByRole('button', { name: 'Copy the case report' }).click()
	const report = await page.evaluate(() => navigator.clipboard.readText())
	expect(report).toMatch(/1000322[\s\S]*Request id \(of this site\): [\da-f-]{36}[\s\S]*-22/)
	expect(report).not.toContain('sandbox-password')
})

test('signing out leaves nothing behind', async ({ desk, page, context }) => {
	await desk.begin()
	await desk.checkNumbers(['1000202', '1000322'])
	await expect(desk.row('1000322')).toContainText('Awaiting payment')
	expect(await context.cookies()).toHaveLength(1)
	await desk.signOut.click()
	await expect(desk.loginName).toHaveValue('')
	await expect(desk.table).toHaveCount(0)
	expect(await context.cookies()).toEqual([])
	expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
	await page.reload()
	await expect(desk.loginName).toBeVisible()
	expect((await page.request.get('/api/session')).status()).toBe(401)
})

test('whatever else CollectCCC can be asked, about an order', async ({ desk, page, sandbox }) => {
	await desk.begin()
	await desk.chain.waitFor()
	const order = desk.order('1000101')
	await order.getByText('Request options', { exact: true }).click()
	await order.getByRole('radio', { name: /^PKCS #7/ }).check()
	await order.getByRole('radio', { name: /^JavaScript/ }).check()
	await expect(order.locator('pre').filter({ hasText: 'curl' })).toContainText('loginPassword=LOGIN_PASSWORD')
	const before = received(sandbox)
	await order.getByRole('button', { name: 'Ask with these options' }).click()
	await expect(order.getByText('4 certificates received.')).toBeVisible()
	expect(received(sandbox)).toBe(before + 1)
	await order.getByText('Show what came', { exact: true }).last().click()
	await expect(order.getByRole('group', { name: 'The reply as it came' })).toContainText('g_ccc')
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Support desk')
})

test('a site that cannot be asked for the session, until it can', async ({ desk, page, expectedErrors }) => {
	expectedErrors.push(/net::ERR_FAILED/)
	await page.route('/api/session', (route) => route.abort())
	await page.goto('/orders')
	await expect(desk.failure).toContainText('This site cannot be reached')
	await page.unrouteAll()
	await page.getByRole('button', { name: 'Try again' }).click()
	await expect(desk.loginName).toBeFocused()
})

test('from one order to the next and back, in the order of the table; Escape closes', async ({ desk, page }) => {
	await desk.begin()
	await desk.checkNumbers(['1000202', '1000320'])
	await expect(page.getByText('2 orders asked')).toBeVisible()
	const [previous, next] = [page.getByRole('button', { name: 'Previous' }), page.getByRole('button', { name: 'Next' })]
	await expect(previous).toBeDisabled()
	await next.click()
	await expect(desk.order('1000202')).toBeVisible()
	await expect(next).toBeFocused()
	await page.keyboard.press('Enter')
	await expect(desk.order('1000320')).toBeVisible()
	await expect(next).toBeDisabled()
	await page.getByRole('button', { name: 'Order', exact: true }).click()
	await page.getByRole('button', { name: 'Order', exact: true }).click()
	await expect(desk.rows.first()).toContainText('1000320')
	await next.click()
	await expect(desk.order('1000202')).toBeVisible()
	await previous.click()
	await expect(desk.order('1000320')).toBeVisible()
	// Escape in a search empties that.
	await page.getByRole('searchbox', { name: 'Search' }).press('Escape')
	await expect(desk.order('1000320')).toBeVisible()
	await page.getByRole('button', { name: 'Close' }).focus()
	await page.keyboard.press('Escape')
	await expect(desk.order('1000320')).toHaveCount(0)
	await expect(page.getByRole('button', { name: '1000320' })).toBeFocused()
})

test('what is pasted in place of order numbers is told for what it is', async ({ desk, page }) => {
	await desk.begin()
	await desk.numbers.fill('2000038-2000046')
	await expect(page.getByText('Ranges are not read: enter each number.')).toBeVisible()
	await desk.numbers.fill('DemoReadyCode123')
	await expect(page.getByText('This is a collection code, not an order number.')).toBeVisible()
	await desk.numbers.press('Enter')
	await expect(page.getByRole('link', { name: 'Use it on Collect' })).toHaveAttribute('href', '/')
	await expect(desk.rows).toHaveCount(1)
})

test.describe('somewhere else', () => {
	test.use({ timezoneId: 'Asia/Kolkata' })
	test('times are those of the place, with UTC beside them', async ({ desk, page }) => {
		await desk.begin('/orders', '1000202')
		const both = /\d\d:\d\d \(\d\d:\d\d UTC\)/
		await expect(page.getByRole('region', { name: 'Session' })).toContainText(both)
		await expect(desk.order('1000202')).toContainText(/As of .*, \d\d:\d\d:\d\d \(.*\d\d:\d\d:\d\d UTC\)/)
		const asked = desk.row('1000202').getByTitle(/^\d+ \w+ \d{4}, \d\d:\d\d:\d\d UTC$/)
		await expect(asked).toHaveText(/^\d+ \w+, \d\d:\d\d$/)
	})
})
