import { expect, test } from './fixtures.ts'

test('the keyboard alone suffices, from paste to saved file', async ({ app, context, page }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write'])
	await page.goto('/')
	await expect(app.field).toBeFocused()
	await page.evaluate(() => navigator.clipboard.writeText('Your collection code: DemoSingleHost01'))
	await page.keyboard.press('ControlOrMeta+V')
	await expect(page.getByText('Code found: DemoSingleHost01')).toBeVisible()
	await page.keyboard.press('Enter')
	await expect(app.verdict).toBeFocused()
	await page.keyboard.press('Tab')
	await expect(app.where.getByLabel('Server or program')).toBeFocused()
	await page.keyboard.press('Tab')
	await expect(app.files.getByRole('button', { name: 'Certificate (.crt)' })).toBeFocused()
	const download = page.waitForEvent('download')
	await page.keyboard.press('Enter')
	expect((await download).suggestedFilename()).toBe('www_example_com.crt')
	await page.keyboard.press('Shift+Tab')
	await page.keyboard.press('Shift+Tab')
	await page.keyboard.press('Space')
	await expect(app.field).toBeFocused()
})

test('Shift and Enter make a new line and collect nothing', async ({ app, page, sandbox }) => {
	const { received } = sandbox.calls
	await page.goto('/')
	await expect(app.field).toBeFocused()
	await page.keyboard.insertText('DemoSingleHost01')
	await page.keyboard.press('Shift+Enter')
	await expect(app.field).toHaveValue('DemoSingleHost01\n')
	await expect(app.status).toHaveCount(0)
	expect(sandbox.calls.received).toBe(received)
})

test('every button can be reached, and shows that it has the focus', async ({ app, page }) => {
	await app.collectChain('DemoSingleHost01')
	await expect(app.verdict).toBeFocused()
	await app.where.getByLabel('Server or program').focus()
	for (const button of await app.files.getByRole('button').all()) {
		await page.keyboard.press('Tab')
		// What is folded away between two buttons can be reached as well.
		if (await page.evaluate(() => document.activeElement?.tagName === 'SUMMARY')) await page.keyboard.press('Tab')
		await expect(button).toBeFocused()
		await expect(button).toHaveCSS('outline-style', 'solid')
	}
})
