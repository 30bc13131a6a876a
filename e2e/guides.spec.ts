import { execFileSync } from 'node:child_process'
import type { Page } from '@playwright/test'
import { findProgram } from '../tools/programs.ts'
import { expect, test } from './fixtures.ts'
import { certificatesIn, fingerprint, sentFor } from './openssl.ts'
import { save } from './save.ts'

test.skip(findProgram('openssl', process.env) === undefined, 'openssl is not installed')

const chooser = (page: Page) => page.getByLabel('Server or program')
const guide = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const somebodyElse = 'Somebody else installs it, or I do not know'

test('where it will go stands first, and the code for guides is loaded when somebody asks for it', {
	tag: '@phone',
}, async ({ app, page }) => {
	const loaded: string[] = []
	page.on('request', (request) => loaded.push(request.url()))
	await app.collectChain('DemoSingleHost01')
	await expect(chooser(page)).toBeInViewport()
	expect(loaded.join('\n')).not.toMatch(/Guide|calendar|servedChain/)
	const above = async () => {
		const [where, files] = await Promise.all([app.where.boundingBox(), app.files.boundingBox()])
		return (where?.y ?? 0) <= (files?.y ?? 0)
	}
	expect(await above()).toBe(true)
	await chooser(page).selectOption('nginx')
	await expect(guide(page, 'nginx')).toBeVisible()
	expect(loaded.join('\n')).toMatch(/Guide/)
	expect(await above()).toBe(true)
	// So do those who listen hear it.
	await expect(page.getByRole('region', { name: /^(Where will it go\?|Files)$/ }).first()).toHaveAccessibleName(
		'Where will it go?',
	)
	await chooser(page).selectOption('Choose …')
	await expect(guide(page, 'nginx')).toBeHidden()
})

test('what is offered is what the certificate is for', async ({ app }) => {
	const choices = app.where.getByRole('combobox')
	const offered = () => choices.getByRole('option').allTextContents()
	await app.collectChain('DemoSingleHost01')
	expect(await offered()).toEqual(expect.arrayContaining([somebodyElse, 'nginx', 'HAProxy', 'Azure Key Vault']))
	expect(await offered()).not.toContain('Thunderbird')
	await app.collectChain('DemoSecureMail01')
	expect(await offered()).toEqual(expect.arrayContaining(['Outlook on Windows', 'Thunderbird', 'Gmail']))
	expect(await offered()).not.toContain('nginx')
	await choices.selectOption('Apple Mail on a Mac')
	await expect(guide(app.page, 'Apple Mail on a Mac')).toContainText('ada_at_example_com.pfx')
})

const withKey = {
	DemoSecureMail01: [
		'Your mail program needs the certificate together with its private key',
		'Make a .pfx for Outlook',
	],
	DemoCodeSigning1: [
		'Signing code takes the certificate together with its private key',
		'Make a .pfx for signing code',
	],
} as const
for (const [code, [lead, button]] of Object.entries(withKey))
	test(`${code} leads to the file that has the key in it`, { tag: '@phone' }, async ({ app, page }) => {
		await app.collectChain(code)
		await expect(app.where).toContainText(lead)
		await app.where.getByRole('button', { name: button }).click()
		const section = page.getByRole('region', { name: 'With your private key' })
		await expect(section.getByRole('heading', { name: 'With your private key' })).toBeFocused()
		await expect(section.getByRole('textbox', { name: 'Private key as text' })).toBeInViewport()
		// It came to the top, and what it says can be read.
		expect((await section.boundingBox())?.y).toBeLessThan(40)
		await expect(section).toContainText('No key? Ask for a reissue.')
	})

test('a guide that takes a .pfx leads to where it is made, and the command line is another way', async ({
	app,
	page,
}) => {
	await app.collectChain('DemoSingleHost01')
	await chooser(page).selectOption('Azure Key Vault')
	const azure = guide(page, 'Azure Key Vault')
	await expect(azure).toContainText('The key was made where you ordered the certificate')
	await expect(azure.getByText(/^openssl pkcs12 -export/)).toBeHidden()
	await azure.getByText('On a command line').click()
	await expect(azure.getByText(/^openssl pkcs12 -export/)).toBeVisible()
	await expect(azure.getByRole('button', { name: 'Save www_example_com_fullchain.pem' })).toBeVisible()
	const make = azure.getByRole('button', { name: 'Make the .pfx' })
	const heading = page.getByRole('heading', { name: 'With your private key' })
	const part = page.getByRole('region', { name: 'With your private key' })
	for (const _ of ['once', 'and again']) {
		await make.click()
		await expect(heading).toBeFocused()
		await expect(part.getByRole('button', { name: 'Use this key' })).toBeVisible()
		await part.getByText('Make a file with key and certificate').click()
		await expect(part.getByRole('button', { name: 'Use this key' })).toBeHidden()
	}
})

test('whoever does not install it sends everything, and never the key', { tag: '@phone' }, async ({ app, page }) => {
	await app.collectChain('DemoSingleHost01')
	await chooser(page).selectOption(somebodyElse)
	await expect(guide(page, somebodyElse)).toContainText('send them to whoever runs your website')
	await expect(guide(page, somebodyElse)).toContainText('Never send your private key.')
	const button = guide(page, somebodyElse).getByRole('button', { name: 'Save all files (.zip)' })
	expect((await save(button)).name).toBe('www_example_com.zip')
	await expect(button).toHaveAccessibleDescription('Saved as www_example_com.zip')
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
	await chooser(page).selectOption('nginx')
	const saved = await save(guide(page, 'nginx').getByRole('button', { name: 'Save www_example_com_fullchain.pem' }))
	expect(certificatesIn(saved.text)).toEqual([leaf, ...issuers.slice(0, 2)])
	await expect(guide(page, 'nginx')).toContainText(fingerprint(leaf).split('=')[1] ?? '')
	await guide(page, 'nginx')
		.getByRole('button', { name: /^Copy: The two “ssl_certificate” lines/ })
		.click()
	const copied = await page.evaluate(() => navigator.clipboard.readText())
	expect(copied).toContain('ssl_certificate /etc/nginx/tls/www_example_com_fullchain.pem;')
	expect(copied).toContain('server_name www.example.com example.com;')
})

test('cPanel: its two texts to be pasted, or exactly its two files in one archive', async ({
	app,
	context,
	page,
	sandbox,
}) => {
	test.skip(findProgram('unzip', process.env) === undefined, 'unzip is not installed')
	await context.grantPermissions(['clipboard-read', 'clipboard-write'])
	const [leaf = '', ...issuers] = await sentFor('DemoSingleHost01', sandbox.url)
	await app.collectChain('DemoSingleHost01')
	await chooser(page).selectOption('cPanel')
	const texts = { 'Copy certificate': leaf, 'Copy CA bundle': issuers.slice(0, 2).join('') }
	for (const [label, text] of Object.entries(texts)) {
		await guide(page, 'cPanel').getByRole('button', { name: label }).click()
		await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(text)
	}
	const { name, path } = await save(guide(page, 'cPanel').getByRole('button', { name: 'Save 2 files (.zip)' }))
	expect(name).toBe('www_example_com_cpanel.zip')
	const entries = execFileSync('unzip', ['-Z1', path], { encoding: 'utf8' }).trim().split('\n')
	expect(entries).toEqual(['www_example_com.crt', 'www_example_com.ca-bundle'])
})

test('that it worked is seen in a browser first', async ({ app, page }) => {
	await app.collectChain('DemoSingleHost01')
	const until = (await app.verdict.textContent())?.match(/until (\d+ \p{L}+ \d{4})/u)?.[1] ?? 'no date'
	const addresses = { nginx: 'https://www.example.com in', 'Tomcat and Java': 'https://www.example.com:8443 in' }
	for (const [target, address] of Object.entries(addresses)) {
		await chooser(page).selectOption(target)
		const first = guide(page, target).getByRole('list').last().getByRole('listitem').first()
		await expect(first).toContainText(`Open ${address}`)
		await expect(first).toContainText(`valid until ${until}`)
	}
})

test('what openssl printed of a server is compared with the chain', { tag: '@phone' }, async ({
	app,
	page,
	sandbox,
}) => {
	const [leaf = '', first = '', second = ''] = await sentFor('DemoSingleHost01', sandbox.url)
	const [stranger = ''] = await sentFor('DemoEllipticP384', sandbox.url)
	await app.collectChain('DemoSingleHost01')
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
	// A way that leads elsewhere on the page is none on paper.
	for (const target of ['IIS and Windows Server', 'Azure Key Vault']) {
		await chooser(page).selectOption(target)
		await guide(page, target).waitFor()
		await page.emulateMedia({ media: 'print' })
		await expect(page.getByRole('button')).toHaveCount(0)
		await expect(guide(page, target)).not.toContainText(/below|above/)
		await page.emulateMedia({ media: 'screen' })
	}
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
	// What is folded up on the screen is open on paper, and its mark does not say otherwise.
	const notes = page.getByText('More about this', { exact: true })
	await expect(notes).toHaveCSS('list-style-type', 'none')
	await page.emulateMedia({ media: 'screen' })
	await expect(notes).not.toHaveCSS('list-style-type', 'none')
})

test('a calendar file for the end', async ({ app }) => {
	await app.collectChain('DemoSingleHost01')
	const saved = await save(app.files.getByRole('button', { name: 'Remind me (.ics)' }))
	expect(saved.name).toBe('www_example_com.ics')
	expect(saved.text).toMatch(/^BEGIN:VCALENDAR\r\n/)
	expect(saved.text.match(/^TRIGGER:.*/gm)).toEqual(['TRIGGER:-P30D', 'TRIGGER:-P7D'])
	await expect(app.files.getByRole('status').filter({ hasText: 'Saved as www_example_com.ics' })).toBeVisible()
})
