import { expect, test } from './fixtures.ts'

test('a reload shows the form and asks nobody', async ({ app, page, sandbox }) => {
	await app.collectChain('DemoSingleHost01')
	const { received } = sandbox.calls
	await page.reload()
	await expect(app.field).toBeFocused()
	await expect(app.field).toHaveValue('')
	await page.goBack()
	await expect(app.verdict).toHaveText('Collect your certificate')
	expect(sandbox.calls.received).toBe(received)
})

test('Back shows the form with the text, Forward the result, and nobody is asked again', { tag: '@phone' }, async ({
	app,
	page,
	sandbox,
}) => {
	const text = 'My collection code: DemoSingleHost01'
	await app.collectChain(text)
	const { received } = sandbox.calls
	await page.goBack()
	await expect(app.field).toHaveValue(text)
	await expect(app.chain).toHaveCount(0)
	await page.goForward()
	await expect(app.verdict).toContainText('www.example.com')
	await expect(app.certificates).toHaveCount(4)
	await page.getByRole('button', { name: 'Collect another certificate' }).click()
	await expect(app.field).toHaveValue(text)
	expect(sandbox.calls.received).toBe(received)
})

test('Back from an outcome shows the form as it was before', async ({ app, page, sandbox }) => {
	await app.collect('DemoErrorMinus20')
	await expect(app.status).toContainText('Code -20')
	const { received } = sandbox.calls
	await page.goBack()
	await expect(app.status).toHaveCount(0)
	await expect(app.field).toHaveValue('DemoErrorMinus20')
	await page.goForward()
	await expect(app.status).toContainText('Code -20')
	expect(sandbox.calls.received).toBe(received)
})

test('what was told of one code does not stand beside another', async ({ app }) => {
	await app.collect('DemoErrorMinus20')
	await expect(app.status).toContainText('Code -20')
	await app.field.fill('DemoSingleHost01')
	await expect(app.status).toHaveCount(0)
	await app.button.click()
	await expect(app.verdict).toContainText('www.example.com')
})

test('one certificate after another', async ({ app, page }) => {
	await app.collectChain('DemoSingleHost01')
	await page.getByRole('button', { name: 'Collect another certificate' }).click()
	await app.field.fill('DemoEllipticP384')
	await app.button.click()
	await expect(app.verdict).toContainText('curve.example.net')
	await expect(page).toHaveTitle(/Ready: curve\.example\.net/)
})
