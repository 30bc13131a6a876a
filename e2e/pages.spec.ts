/** Pages are switched in the application, and each stays as it was left. */
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { startSandbox } from '../src/sandbox/server.ts'
import { findProgram } from '../tools/programs.ts'
import { expect, test } from './fixtures.ts'
import { makeChain, openKeys } from './ownChain.ts'

const menu = (page: Page, name: 'Collect' | 'Orders' | 'Inspect') =>
	page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name })
const vector = 'src/certificates/fixtures/vectors/chain-leaf-first.pem'

/** Marks the document, so that a page that was loaded anew is noticed. */
const mark = (page: Page) => page.evaluate(() => void Object.assign(document, { isMarked: true }))
const isMarked = (page: Page) => page.evaluate(() => 'isMarked' in document)

test('a result stays as it was while somebody looks at another page', { tag: '@phone' }, async ({
	app,
	page,
	sandbox,
}) => {
	await app.collectChain('DemoSingleHost01')
	await expect(app.verdict).toBeFocused()
	await mark(page)
	const { received } = sandbox.calls
	await page.evaluate(() => scrollTo(0, 150))
	// A click of Playwright's would scroll up to the link first.
	await menu(page, 'Inspect').dispatchEvent('click')
	await expect(page).toHaveURL('/inspect')
	await expect(app.verdict).toHaveText('Inspect certificates')
	await expect(app.verdict).toBeFocused()
	await expect(page).toHaveTitle('Inspect certificates – Certcollect')
	await expect(menu(page, 'Inspect')).toHaveAttribute('aria-current', 'page')
	expect(await page.evaluate(() => scrollY)).toBe(0)
	await menu(page, 'Collect').click()
	await expect(page).toHaveURL('/')
	await expect(app.verdict).toContainText('www.example.com')
	await expect(app.verdict).toBeFocused()
	await expect(page).toHaveTitle('Ready: www.example.com – Certcollect')
	await expect(menu(page, 'Collect')).toHaveAttribute('aria-current', 'page')
	expect(await page.evaluate(() => scrollY)).toBe(150)
	await page.goBack()
	await expect(app.verdict).toHaveText('Inspect certificates')
	await page.goForward()
	await expect(app.verdict).toContainText('www.example.com')
	expect(await page.evaluate(() => scrollY)).toBe(150)
	expect(sandbox.calls.received).toBe(received)
	expect(await isMarked(page)).toBe(true)
})

test('Back and Forward lead through the pages, each at its step', async ({ app, page, sandbox }) => {
	await app.collectChain('DemoSingleHost01')
	const { received } = sandbox.calls
	await menu(page, 'Inspect').click()
	await page.getByLabel('Choose files').setInputFiles(vector)
	await expect(app.verdict).toContainText('vector.example.com')
	await page.goBack()
	await expect(app.verdict).toHaveText('Inspect certificates')
	await page.goBack()
	await expect(app.verdict).toContainText('www.example.com')
	await expect(page).toHaveTitle('Ready: www.example.com – Certcollect')
	await page.goBack()
	await expect(app.field).toHaveValue('DemoSingleHost01')
	await page.goForward()
	await page.goForward()
	await page.goForward()
	await expect(app.verdict).toContainText('vector.example.com')
	await expect(page).toHaveTitle(/vector\.example\.com/)
	// The form is reached wherever the result was come to from.
	await menu(page, 'Collect').click()
	await expect(app.verdict).toContainText('www.example.com')
	await page.getByRole('button', { name: 'Collect another certificate' }).click()
	await expect(app.field).toHaveValue('DemoSingleHost01')
	await page.goBack()
	await expect(app.verdict).toContainText('www.example.com')
	await menu(page, 'Collect').click()
	await expect(app.field).toBeVisible()
	await page.goBack()
	await expect(app.verdict).toContainText('www.example.com')
	expect(sandbox.calls.received).toBe(received)
})

test('after a reload no step of before leads to a result of now', async ({ app, page }) => {
	await app.collectChain('DemoSingleHost01')
	await menu(page, 'Inspect').click()
	await page.reload()
	await menu(page, 'Collect').click()
	await app.field.fill('DemoEllipticP384')
	await app.button.click()
	await expect(app.verdict).toContainText('curve.example.net')
	await page.goBack()
	await page.goBack()
	await page.goBack()
	await expect(page).toHaveURL('/')
	await expect(app.field).toBeVisible()
})

test('no two parts of the document have one id, whatever pages are in it', async ({ app, page }) => {
	await app.collectChain('DemoMissingLink1')
	await menu(page, 'Inspect').click()
	await page.getByLabel('Choose files').setInputFiles(vector)
	await page.getByRole('region', { name: 'What was read' }).waitFor()
	const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id))
	expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
})

test('a link opened with a key held down is another tab', async ({ app, page, context }) => {
	await app.collectChain('DemoSingleHost01')
	const opening = context.waitForEvent('page')
	await menu(page, 'Inspect').click({ modifiers: ['ControlOrMeta'] })
	const other = await opening
	await expect(other.getByRole('heading', { level: 1 })).toHaveText('Inspect certificates')
	await expect(page).toHaveURL('/')
	await expect(app.verdict).toContainText('www.example.com')
})

test('what comes for a page that is not shown is there when somebody comes', async ({ app, page }) => {
	await app.collect('DemoSlowReply005')
	await expect(app.status).toContainText('Collecting your certificate')
	await menu(page, 'Inspect').click()
	await expect(app.verdict).toHaveText('Inspect certificates')
	await expect(
		page.getByRole('heading', { level: 1, includeHidden: true }).filter({ hasText: 'is ready' }),
	).toHaveCount(1)
	await expect(page).toHaveTitle('Inspect certificates – Certcollect')
	await menu(page, 'Collect').click()
	await expect(app.verdict).toContainText('is ready')
	await expect(app.verdict).toBeFocused()
})

test('what is pasted goes to the page that is shown', async ({ app, page, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write'])
	await page.goto('/')
	await menu(page, 'Inspect').click()
	await expect(app.verdict).toBeFocused()
	await page.evaluate((text) => navigator.clipboard.writeText(text), readFileSync(vector, 'utf8'))
	await page.keyboard.press('ControlOrMeta+V')
	await expect(app.verdict).toContainText('vector.example.com')
	await menu(page, 'Collect').click()
	await expect(app.field).toHaveValue('')
})

test('a key stays where it is while somebody looks at another page', async ({ page }) => {
	test.skip(findProgram('openssl', process.env) === undefined, 'openssl is not installed')
	const path = makeChain()
	const section = await openKeys(page, path)
	await section.getByLabel('Choose a key file').setInputFiles(path('own.key'))
	await expect(section.getByText('The key matches your certificate')).toBeVisible()
	await menu(page, 'Collect').click()
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Collect your certificate')
	await menu(page, 'Inspect').click()
	await expect(section.getByText('The key matches your certificate')).toBeVisible()
	expect(page.workers()).toHaveLength(1)
	const saving = page.waitForEvent('download')
	await section.getByRole('button', { name: 'Private key (.key)' }).click()
	expect(readFileSync(await (await saving).path(), 'utf8')).toContain('BEGIN PRIVATE KEY')
})

test('the desk goes on asking, and stays as it was left', async ({ desk, page }) => {
	await desk.begin()
	await mark(page)
	await desk.checkNumbers(Array.from({ length: 30 }, (_, at) => String(2_000_001 + at)))
	await expect(desk.progress).toBeVisible()
	await menu(page, 'Collect').click()
	await expect(page).toHaveTitle('Collect your certificate – Certcollect')
	await expect(page.getByText(/^30 orders asked/)).toHaveCount(1, { timeout: 60_000 })
	await expect(page.getByText(/^30 orders asked/)).toBeHidden()
	await menu(page, 'Orders').click()
	await expect(page).toHaveTitle('Support desk – Certcollect')
	await expect(desk.rows.first()).toBeVisible()
	await desk.table.getByRole('checkbox', { name: 'Select order 2000001' }).check()
	await menu(page, 'Inspect').click()
	await page.goBack()
	await expect(desk.table.getByRole('checkbox', { name: 'Select order 2000001' })).toBeChecked()
	expect(await isMarked(page)).toBe(true)
})

test('certificates of the desk that nobody saved do not go unasked, whichever page is shown', async ({
	desk,
	page,
}) => {
	const asked: string[] = []
	page.on('dialog', (dialog) => {
		asked.push(dialog.type())
		void dialog.accept()
	})
	await desk.begin()
	await desk.checkNumbers(['1000102', '1000104'])
	await page.getByRole('button', { name: 'Collect certificates (2)' }).click()
	await expect(page.getByRole('button', { name: 'Save certificates (3)' })).toBeEnabled()
	await menu(page, 'Collect').click()
	expect(asked).toEqual([])
	await page.reload()
	expect(asked).toEqual(['beforeunload'])
})

test('a watch goes on and keeps the session, and what changes meanwhile counts as unseen', async ({
	desk,
	page,
	serve,
}) => {
	const hours = 3_600_000
	let passed = 0
	const now = () => Date.now() + passed
	const sandbox = await startSandbox({ now: () => new Date(now()), issueAfter: 3600 })
	await page.addInitScript(() => {
		const shown: string[] = []
		Object.assign(window, {
			shown,
			Notification: class {
				static permission = 'granted'
				constructor(title: string) {
					shown.push(title)
				}
			},
		})
	})
	await page.clock.install()
	await desk.begin(`${await serve({ collectUrl: sandbox.url, now })}/orders`, '1000201')
	const watch = page.getByRole('region', { name: 'Keep watch' })
	await watch.getByRole('checkbox', { name: 'Watch pending orders' }).check()
	await expect(page.getByRole('region', { name: 'Session' })).toContainText(/in (8|7) hours/)
	await menu(page, 'Collect').click()
	for (let step = 0; step < 19; step++) {
		// The watch ends with the eighteenth step, and with it what it renews.
		const renewed = step < 17 && page.waitForResponse((response) => response.request().method() === 'PUT')
		await page.evaluate(() => fetch('/healthz').then((response) => response.text()))
		passed += hours / 6
		await page.clock.fastForward(hours / 6 + 1000)
		await renewed
	}
	await expect
		.poll(() => page.evaluate(() => (window as unknown as { shown: string[] }).shown))
		.toEqual(['Order 1000201: Ready'])
	await expect(page).toHaveTitle('(1) Collect your certificate – Certcollect')
	await menu(page, 'Orders').click()
	await expect(desk.row('1000201')).toContainText('Ready')
	await expect(watch.getByRole('listitem')).toContainText('Being processed (0) → Ready')
	await expect(page).toHaveTitle('Support desk – Certcollect')
	await sandbox.close()
})

test('a question of the desk does not outlast a step back', async ({ desk, page }) => {
	await page.goto('/')
	await menu(page, 'Orders').click()
	await desk.tryLogin()
	await desk.chain.waitFor()
	await page.getByRole('textbox', { name: 'Note' }).fill('called twice')
	await desk.signOut.click()
	await expect(page.getByRole('dialog')).toBeVisible()
	await page.goBack()
	await menu(page, 'Inspect').click()
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Inspect certificates')
	await menu(page, 'Orders').click()
	await expect(page.getByRole('dialog')).toHaveCount(0)
	await expect(desk.signOut).toBeVisible()
})
