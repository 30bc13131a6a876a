import { expect, test } from './fixtures.ts'

test('one calm page: a title, a field that has the focus, a button', { tag: '@phone' }, async ({
	app,
	page,
	serve,
}) => {
	await page.goto(await serve())
	await expect(app.field).toBeFocused()
	await expect(app.verdict).toHaveText('Collect your certificate')
	await expect(page.getByRole('textbox')).toHaveCount(1)
	await expect(page.getByRole('button')).toHaveText(['Collect'])
	await expect(page).toHaveTitle('Collect your certificate – Certcollect')
	await expect(app.examples).toHaveCount(0)
})

test('a sandbox lists its codes, marked as such, and a click collects one', { tag: '@phone' }, async ({
	app,
	page,
	sandbox,
}) => {
	await page.goto('/')
	await expect(app.examples).toContainText('not connected to a certificate authority')
	for (const { code, group, title } of sandbox.examples)
		await expect(await app.example(code, group)).toHaveAccessibleName(`${code} ${title}`)
	await app.examples.getByRole('button', { name: 'DemoSingleHost01' }).click()
	await expect(app.verdict).toContainText('www.example.com')
})

test('a sample e-mail can be filled in, and its code is found', async ({ app, page }) => {
	await page.goto('/')
	await page.getByRole('button', { name: 'Fill in a sample e-mail' }).click()
	await expect(app.field).toHaveValue(/collectionPassword=DemoSingleHost01/)
	await expect(app.field).toBeFocused()
	await app.button.click()
	await expect(app.verdict).toContainText('www.example.com')
})

test('an address that does not exist says so and leads home', async ({ app, page, expectedErrors }) => {
	expectedErrors.push(/Failed to load resource: .* 404/)
	const response = await page.goto('/nothing/here')
	expect(response?.status()).toBe(404)
	await expect(app.verdict).toHaveText('There is no page here')
	await page.getByRole('link', { name: 'Collect a certificate' }).click()
	await expect(app.field).toBeFocused()
})

test('the page is served with strict headers', async ({ request }) => {
	const headers = (await request.get('/')).headers()
	const policy = headers['content-security-policy'] ?? ''
	expect(policy).toContain("default-src 'none'")
	expect(policy).toContain("script-src 'self'")
	expect(policy).toContain("style-src 'self'")
	expect(policy).toContain("frame-ancestors 'none'")
	expect(policy).not.toMatch(/unsafe|https?:|\*/)
	expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
})

test('an inline script does not run, and this suite would notice it', async ({ page, expectedErrors }) => {
	const violations: string[] = []
	expectedErrors.push(/Content.Security.Policy/i)
	page.on('console', (message) => violations.push(message.text()))
	await page.goto('/')
	await page.evaluate(() => {
		const script = document.createElement('script')
		script.textContent = 'document.title = "run"'
		document.body.append(script)
	})
	await expect.poll(() => violations.join()).toContain('Content-Security-Policy violated: script-src-elem inline')
	await expect(page).not.toHaveTitle('run')
})
