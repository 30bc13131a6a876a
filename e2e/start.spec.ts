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

test('no text becomes script or markup, and this suite would notice it', async ({ page, expectedErrors }) => {
	const violations: string[] = []
	expectedErrors.push(/Content.Security.Policy/i, /requires 'Trusted/)
	page.on('console', (message) => violations.push(message.text()))
	await page.goto('/')
	const refused = await page.evaluate(() => {
		const script = document.createElement('script')
		script.append('document.title = "run"')
		document.body.append(script)
		const attempts = {
			script: () => script.setAttribute('src', '/assets/nothing.js'),
			markup: () => document.body.insertAdjacentHTML('beforeend', '<b>run</b>'),
			worker: () => new Worker('/assets/nothing.js'),
			policy: () => Reflect.get(window, 'trustedTypes').createPolicy('another', {}),
		}
		return Object.entries(attempts).flatMap(([name, attempt]) => {
			try {
				attempt()
				return []
			} catch (error) {
				return error instanceof TypeError ? [name] : []
			}
		})
	})
	expect(refused).toEqual(['script', 'markup', 'worker', 'policy'])
	await expect.poll(() => violations.join()).toContain('Content-Security-Policy violated: require-trusted-types-for')
	await expect(page).not.toHaveTitle('run')
})
