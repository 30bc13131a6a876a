/** A site under its operator's own name. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Branding } from '../src/relay/branding.ts'
import type { SiteImage } from '../src/relay/siteImage.ts'
import { CollectPage } from './collectPage.ts'
import { expect, test } from './fixtures.ts'

const svg = (text: string): SiteImage => ({
	extension: 'svg',
	bytes: new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" ${text}</svg>`),
})
/** Twenty times as wide as high. */
const wide = svg('width="2000" height="100"><rect width="2000" height="100" fill="#7a1f2b"/>')
const mark = svg('viewBox="0 0 10 10"><circle cx="5" cy="5" r="5" fill="#7a1f2b"/>')

const links = {
	contactUrl: 'https://it.example.edu/help',
	privacyUrl: 'https://example.edu/privacy',
	imprintUrl: 'https://example.edu/imprint',
}
const university: Branding = { siteName: 'Example University', siteIcon: mark, ...links }
const longest = 'Georg-Simon-Ohm-Hochschule für angewandte Wissenschaften, IT'

const rejected = 'The certificate request was rejected'

test('the operator’s name stands above every page and in its title', { tag: '@phone' }, async ({
	desk,
	page,
	serve,
}) => {
	const origin = await serve({ branding: university })
	const titles = {
		'/': 'Collect your certificate – Example University',
		'/inspect': /.+ – Example University$/,
		'/orders': 'Sign in – Support desk – Example University',
	}
	for (const [path, title] of Object.entries(titles)) {
		await page.goto(origin + path)
		await expect(page).toHaveTitle(title)
		const home = page.getByRole('banner').getByRole('link', { name: 'Example University', exact: true })
		await expect(home).toHaveAttribute('href', '/')
		await expect(page.getByText('Example University', { exact: true })).toBeVisible()
		await expect(page.getByText('Certcollect')).toHaveCount(0)
	}
	await desk.begin(`${origin}/orders`)
	await expect(page).toHaveTitle('Support desk – Example University')
})

test('a result has the name in its title, and on paper', async ({ app, page, serve }) => {
	await app.collectChain('DemoSingleHost01', await serve({ branding: university }))
	await expect(page).toHaveTitle('Ready: www.example.com – Example University')
	await page.emulateMedia({ media: 'print' })
	await expect(page.getByRole('banner').getByText('Example University')).toBeVisible()
	await expect(page.getByRole('navigation')).toHaveCount(0)
})

test('the page has name and icon as it comes, before anything is run', async ({ browser, serve }) => {
	const siteName = '</title><script>& &amp; "$&"'
	const context = await browser.newContext({ javaScriptEnabled: false })
	const page = await context.newPage()
	await page.goto(await serve({ branding: { siteName, siteIcon: mark } }))
	await expect(page).toHaveTitle(siteName)
	await expect(page.locator('link[rel=icon]')).toHaveAttribute('href', /^\/assets\/icon-[\w-]{22}\.svg$/)
	await context.close()
})

test('below every page is what the operator is asked for by law, in the same tab', { tag: '@phone' }, async ({
	desk,
	page,
	serve,
}) => {
	const origin = await serve({ branding: university })
	const expected = { Contact: links.contactUrl, Privacy: links.privacyUrl, Imprint: links.imprintUrl }
	for (const path of ['/', '/inspect', '/orders']) {
		await page.goto(origin + path)
		const nav = page.getByRole('contentinfo').getByRole('navigation', { name: 'About this site' })
		await expect(nav.getByRole('link')).toHaveText(Object.keys(expected))
		for (const [name, href] of Object.entries(expected)) {
			await expect(nav.getByRole('link', { name })).toHaveAttribute('href', href)
			await expect(nav.getByRole('link', { name })).not.toHaveAttribute('target', /./)
		}
	}
	await desk.signIn.waitFor()
})

test.describe('where somebody is to be asked', () => {
	test('there is a link to whom, in a tab of its own', async ({ browser, serve }) => {
		// A context that nobody watches: it goes to another site.
		const context = await browser.newContext()
		await context.route(links.contactUrl, (route) => route.fulfill({ body: 'Help', contentType: 'text/plain' }))
		const app = new CollectPage(await context.newPage())
		await app.collect('DemoErrorMinus20', await serve({ branding: university }))
		const link = app.status.getByRole('link', { name: 'Contact Example University (opens a new tab)' })
		const asked = context.waitForEvent('request', (request) => request.url() === links.contactUrl)
		const opened = context.waitForEvent('page')
		await link.click()
		const other = await opened
		await expect(other.getByText('Help')).toBeVisible()
		expect((await (await asked).allHeaders())['referer']).toBeUndefined()
		expect(await other.evaluate(() => opener)).toBeNull()
		await expect(app.status).toContainText('Code -20')
		await context.close()
	})

	test('also after a failure, and by e-mail', async ({ app, serve, expectedErrors }) => {
		expectedErrors.push(/ 502 /)
		const contactUrl = 'mailto:help@example.edu'
		await app.collect('DemoRedirected01', await serve({ branding: { contactUrl } }))
		const link = app.failure.getByRole('link', { name: 'Contact whoever runs this site', exact: true })
		await expect(link).toHaveAttribute('href', contactUrl)
		await expect(link).not.toHaveAttribute('target', /./)
	})

	test('also below what was found about a chain, if something has to be done', async ({ app, page, serve }) => {
		const origin = await serve({ branding: university })
		const link = page.getByRole('region', { name: 'What was found' }).getByRole('link', { name: /^Contact Example/ })
		await app.collectChain('DemoMissingLink1', origin)
		await expect(link).toHaveAttribute('href', links.contactUrl)
		await app.collectChain('DemoSingleHost01', origin)
		await expect(link).toHaveCount(0)
	})

	test('and none where nobody is', async ({ app, page, serve }) => {
		await app.collect('DemoErrorMinus04', await serve({ branding: university }))
		await app.status.getByText('Code -4').waitFor()
		await expect(page.getByRole('main').getByRole('link', { name: /Contact/ })).toHaveCount(0)
	})
})

test('without any of it the page is as it was', { tag: '@phone' }, async ({ app, page, serve }) => {
	await app.collect('DemoErrorMinus20', await serve())
	await page.getByRole('heading', { name: rejected }).waitFor()
	await expect(page.getByRole('banner').getByRole('link', { name: 'Certcollect' })).toBeVisible()
	await expect(page.getByRole('navigation')).toHaveCount(1)
	await expect(page.getByRole('contentinfo').getByRole('link')).toHaveCount(0)
	await expect(page.getByRole('link', { name: /Contact/ })).toHaveCount(0)
	await page.emulateMedia({ media: 'print' })
	await expect(page.getByRole('banner')).toHaveCount(0)
})

test('a drawing that is opened as a page runs nothing', async ({ page, serve, expectedErrors }) => {
	expectedErrors.push(/Content.Security.Policy|sandboxed/i)
	const run = 'document.documentElement.setAttribute("data-run", "")'
	const logo = svg(`onload='${run}'><script>${run}</script><title>Drawing</title><rect width="9" height="9"/>`)
	const origin = await serve({ branding: { siteName: 'x', siteLogo: logo } })
	await page.goto(origin)
	const address = await page.getByRole('img', { name: 'x' }).getAttribute('src')
	const refused = page.waitForEvent('console')
	await page.goto(origin + address)
	await refused
	await expect(page.locator('svg')).not.toHaveAttribute('data-run')
	expect(await page.evaluate(() => self.origin)).toBe('null')
})

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']
const brands: Readonly<Record<string, Branding>> = {
	'a long name': { ...university, siteName: longest },
	'a long word': { ...university, siteName: 'X'.repeat(60) },
	'a wide logo': { ...university, siteLogo: wide },
}
for (const [name, branding] of Object.entries(brands))
	test(`${name}: axe finds nothing, and nothing runs over`, { tag: '@phone' }, async ({
		app,
		page,
		serve,
		isMobile,
	}) => {
		const origin = await serve({ branding })
		for (const colorScheme of ['light', 'dark'] as const)
			for (const width of isMobile ? [390] : [1440, 768, 320]) {
				await page.emulateMedia({ colorScheme })
				await page.setViewportSize({ width, height: 844 })
				await app.collect('DemoErrorMinus20', origin)
				await page.getByRole('heading', { name: rejected }).waitFor()
				expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
				const home = page.getByRole('banner').getByRole('link', { name: branding.siteName ?? '', exact: true })
				const box = await home.boundingBox()
				expect(box?.height).toBeGreaterThanOrEqual(44)
				expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width)
				const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
				expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)).toEqual([])
			}
	})
