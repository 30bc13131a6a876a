import { execFileSync } from 'node:child_process'
import type { Page } from '@playwright/test'
import { findProgram } from '../tools/programs.ts'
import { expect, test } from './fixtures.ts'
import { certificatesIn, fingerprint, sentFor } from './openssl.ts'
import { save } from './save.ts'

test.skip(findProgram('openssl', process.env) === undefined, 'openssl is not installed')

const chooser = (page: Page) => page.getByLabel('Server or program')
const guide = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const open = async (page: Page) => {
	await page.getByRole('button', { name: 'Where will it go?' }).click()
	await chooser(page).waitFor()
}
const optionsOf = (page: Page) => chooser(page).getByRole('option').allTextContents()

test('the code for guides is loaded when somebody asks for it', async ({ app, page }) => {
	const loaded: string[] = []
	page.on('request', (request) => loaded.push(request.url()))
	await app.collectChain('DemoSingleHost01')
	expect(loaded.join('\n')).not.toMatch(/Guide|calendar|servedChain/)
	await open(page)
	await expect(page.getByRole('heading', { name: 'Where will it go?' })).toBeFocused()
	expect(loaded.join('\n')).toMatch(/Guide/)
	await page.getByRole('button', { name: 'Where will it go?' }).click()
	await expect(chooser(page)).toBeHidden()
})

test('what is offered is what the certificate is for', async ({ app, page }) => {
	await app.collectChain('DemoSingleHost01')
	await open(page)
	expect(await optionsOf(page)).toEqual(expect.arrayContaining(['nginx', 'HAProxy', 'Azure Key Vault']))
	expect(await optionsOf(page)).not.toContain('Thunderbird')
	await app.collectChain('DemoSecureMail01')
	await open(page)
	expect(await optionsOf(page)).toEqual(expect.arrayContaining(['Outlook on Windows', 'Thunderbird', 'Gmail']))
	expect(await optionsOf(page)).not.toContain('nginx')
	await chooser(page).selectOption('Apple Mail on a Mac')
	await expect(guide(page, 'Apple Mail on a Mac')).toContainText('ada_at_example_com.pfx')
})

test('nginx: its file, its configuration, and the fingerprint that openssl has', { tag: '@phone' }, async ({
	app,
	context,
	page,
	sandbox,
}) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write'])
	const [leaf = '', ...issuers] = await sentFor('DemoSingleHost01', sandbox.url)
	await app.collectChain('DemoSingleHost01')
	await open(page)
	await chooser(page).selectOption('nginx')
	const saved = await save(guide(page, 'nginx').getByRole('button', { name: 'Save www_example_com_fullchain.pem' }))
	expect(certificatesIn(saved.text)).toEqual([leaf, ...issuers.slice(0, 2)])
	await expect(guide(page, 'nginx')).toContainText(fingerprint(leaf).split('=')[1] ?? '')
	await guide(page, 'nginx')
		.getByRole('button', { name: /^Copy: The two lines/ })
		.click()
	const copied = await page.evaluate(() => navigator.clipboard.readText())
	expect(copied).toContain('ssl_certificate /etc/nginx/tls/www_example_com_fullchain.pem;')
	expect(copied).toContain('server_name www.example.com example.com;')
})

test('cPanel: exactly its two files, in one archive', async ({ app, page }) => {
	test.skip(findProgram('unzip', process.env) === undefined, 'unzip is not installed')
	await app.collectChain('DemoSingleHost01')
	await open(page)
	await chooser(page).selectOption('cPanel')
	const { name, path } = await save(guide(page, 'cPanel').getByRole('button', { name: 'Save 2 files (.zip)' }))
	expect(name).toBe('www_example_com_cpanel.zip')
	const entries = execFileSync('unzip', ['-Z1', path], { encoding: 'utf8' }).trim().split('\n')
	expect(entries).toEqual(['www_example_com.crt', 'www_example_com.ca-bundle'])
})

test('what openssl printed of a server is compared with the chain', { tag: '@phone' }, async ({
	app,
	page,
	sandbox,
}) => {
	const [leaf = '', first = '', second = ''] = await sentFor('DemoSingleHost01', sandbox.url)
	const [stranger = ''] = await sentFor('DemoEllipticP384', sandbox.url)
	await app.collectChain('DemoSingleHost01')
	await open(page)
	await chooser(page).selectOption('nginx')
	const served = page.getByRole('region', { name: 'Is the right chain being served?' })
	const paste = async (...parts: readonly string[]) => {
		await served.getByRole('textbox', { name: 'Output of openssl s_client' }).fill(parts.join(''))
		return served.getByRole('status')
	}
	await expect(await paste(leaf, first, second)).toHaveText('The server sends the right chain, in the right order.')
	await expect(await paste(leaf, second)).toContainText('Not sent: Sandbox RSA Domain Validation CA 7.')
	await expect(await paste(leaf, second, first)).toContainText('The order is wrong.')
	await expect(await paste(stranger)).toContainText('The server sends another certificate: curve.example.net')
	await expect(await paste('Dear customer')).toContainText('There is no certificate in this.')
})

test('on paper stands what to do, and nothing to press', async ({ app, page }) => {
	await page.addInitScript(() => {
		window.print = () => document.documentElement.setAttribute('data-printed', '')
	})
	await app.collectChain('DemoSingleHost01')
	await open(page)
	await chooser(page).selectOption('nginx')
	await page.getByRole('button', { name: 'Print this sheet' }).click()
	await expect(page.locator('html[data-printed]')).toHaveCount(1)
	await page.emulateMedia({ media: 'print' })
	await expect(guide(page, 'nginx').getByText('nginx', { exact: true })).toBeVisible()
	await expect(guide(page, 'nginx')).toContainText('ssl_certificate_key')
	await expect(app.certificates.first()).toBeVisible()
	await expect(page.getByRole('button')).toHaveCount(0)
	await expect(page.getByRole('combobox')).toHaveCount(0)
	await expect(page.getByRole('textbox')).toHaveCount(0)
})

test('a calendar file for the end', async ({ app }) => {
	await app.collectChain('DemoSingleHost01')
	const saved = await save(app.files.getByRole('button', { name: 'Remind me (.ics)' }))
	expect(saved.name).toBe('www_example_com.ics')
	expect(saved.text).toMatch(/^BEGIN:VCALENDAR\r\n/)
	expect(saved.text.match(/^TRIGGER:.*/gm)).toEqual(['TRIGGER:-P30D', 'TRIGGER:-P7D'])
	await expect(app.files.getByRole('status')).toHaveText('Saved as www_example_com.ics')
})
