import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

/** What the browser itself keeps of where a page has been. */
async function historyOf(page: Page): Promise<string[]> {
	const devtools = await page.context().newCDPSession(page)
	const { entries } = await devtools.send('Page.getNavigationHistory')
	return entries.map(({ url }) => url)
}

test('the code in a link is taken out of the address, and collected', { tag: '@phone' }, async ({
	app,
	page,
	sandbox,
}) => {
	const { received } = sandbox.calls
	const wire: string[] = []
	page.on('request', (request) => wire.push(JSON.stringify([request.url().split('#')[0], request.headers()])))
	await page.goto('/#code=DemoSingleHost01')
	await expect(page).toHaveURL('/')
	await expect(app.verdict).toContainText('www.example.com')
	expect(sandbox.calls.received).toBe(received + 1)
	expect(wire.join('\n')).not.toMatch(/DemoSingleHost01|code=/)
	expect((await historyOf(page)).join('\n')).not.toContain('code')
	expect(await page.evaluate(() => document.referrer)).toBe('')
	await page.goBack()
	await expect(app.field).toHaveValue('DemoSingleHost01')
})

test('so is a code that comes into the address while the page is open', async ({ app, page }) => {
	await page.goto('/')
	await page.evaluate(() => location.assign('#code=DemoEllipticP384'))
	await expect(app.verdict).toContainText('curve.example.net')
	await expect(page).toHaveURL('/')
	expect((await historyOf(page)).join('\n')).not.toContain('code')
})

test('and one that comes while a result is shown', async ({ app, page, sandbox }) => {
	await app.collectChain('DemoSingleHost01')
	const { received } = sandbox.calls
	await page.evaluate(() => location.assign('#code=DemoEllipticP384'))
	await expect(app.verdict).toContainText('curve.example.net')
	await expect(page).toHaveURL('/')
	expect(sandbox.calls.received).toBe(received + 1)
	expect((await historyOf(page)).join('\n')).not.toContain('code')
})

test('a link whose code is none is not sent anywhere', async ({ app, page, sandbox }) => {
	const { received } = sandbox.calls
	await page.goto('/#code=nonsense')
	await expect(page).toHaveURL('/')
	await expect(app.field).toHaveValue('nonsense')
	expect(sandbox.calls.received).toBe(received)
})
