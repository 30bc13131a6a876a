import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

/** Every layout shift so far, those that follow a click or a key included. */
const shiftsOn = (page: Page) =>
	page.evaluate(
		() =>
			new Promise<string[]>((resolve) => {
				const shifts: string[] = []
				const observer = new PerformanceObserver((list) => {
					shifts.push(...list.getEntries().map((entry) => JSON.stringify(entry)))
				})
				observer.observe({ type: 'layout-shift', buffered: true })
				requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(shifts))))
			}),
	)

const arrivals = { DemoSingleHost01: 'Certificate chain', DemoErrorMinus20: 'The certificate request was rejected' }
for (const [code, heading] of Object.entries(arrivals))
	test(`nothing jumps when ${code} arrives`, { tag: '@phone' }, async ({ app, page, serve }) => {
		await page.goto(await serve())
		await app.field.fill(code)
		await app.button.click()
		await page.getByRole('heading', { name: heading }).waitFor()
		expect(await shiftsOn(page)).toEqual([])
	})

test('nothing jumps when a slow chain arrives', { tag: '@phone' }, async ({ app, page, serve }) => {
	await page.goto(`${await serve()}/#code=DemoSlowReply005`)
	await app.chain.waitFor()
	expect(await shiftsOn(page)).toEqual([])
})

test('nothing jumps when a logo comes late, however wide it is', { tag: '@phone' }, async ({ app, page, serve }) => {
	const text = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="90"><rect width="900" height="90"/></svg>'
	const siteLogo = { extension: 'svg', bytes: new TextEncoder().encode(text) } as const
	let seen = () => {}
	const isSeen = new Promise<void>((resolve) => {
		seen = resolve
	})
	await page.route('/assets/logo-*', (route) => isSeen.then(() => route.continue()))
	await page.goto(await serve({ branding: { siteName: 'Example University', siteLogo } }), { waitUntil: 'commit' })
	await app.field.waitFor()
	await shiftsOn(page)
	seen()
	const logo = page.getByRole('img', { name: 'Example University' })
	await expect.poll(() => logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(900)
	expect(await shiftsOn(page)).toEqual([])
})

const places = { DemoErrorMinus20: 'status', DemoHtmlPage0200: 'alert', DemoNeverReply01: 'status' } as const
for (const [code, role] of Object.entries(places))
	test(`what is told of ${code} stands in line with the form`, { tag: '@phone' }, async ({ app, page }) => {
		await app.collect(code)
		const told = page.getByRole(role)
		await told.getByText(/Code|Asking/).waitFor()
		const [field, below] = await Promise.all([app.field.boundingBox(), told.boundingBox()])
		expect([below?.x, below?.width]).toEqual([field?.x, field?.width])
	})

test('and this suite would notice it', async ({ app, page }) => {
	await page.goto('/')
	await expect(app.field).toBeFocused()
	await page.evaluate(() => document.body.prepend('Something new above everything else'))
	await expect.poll(async () => (await shiftsOn(page)).length).toBeGreaterThan(0)
})
