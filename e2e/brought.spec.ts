/** What is dropped or pasted: on a result, which it never replaces, and on the form, where it is said what it is. */
import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { findProgram } from '../tools/programs.ts'
import { drop } from './drop.ts'
import { expect, test } from './fixtures.ts'
import { openssl } from './openssl.ts'
import { makeChain, passphrase } from './ownChain.ts'

const pem = readFileSync('src/certificates/fixtures/vectors/chain-leaf-first.pem', 'utf8')
const der = readFileSync('src/certificates/fixtures/vectors/root.der')
const key = String(
	generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
)
const secret = key.split('\n')[1]?.slice(0, 30) ?? key

/** Pastes with the keyboard, wherever the focus is. */
async function paste(page: Page, text: string) {
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
	await page.evaluate((value) => navigator.clipboard.writeText(value), text)
	await page.keyboard.press('ControlOrMeta+V')
}

test.describe('on a result', () => {
	test.beforeEach(({ app }) => app.collectChain('DemoSingleHost01'))
	test.afterEach(async ({ app, page }) => {
		await expect(app.verdict).toContainText('www.example.com')
		expect(await page.content()).not.toContain(secret)
	})

	for (const [how, bring] of [
		['dropped', (page: Page) => drop(page, 'x.key', key)],
		['pasted', (page: Page) => paste(page, key)],
	] as const)
		test(`a private key that is ${how} is taken where keys are taken`, { tag: '@phone' }, async ({ page }) => {
			const section = page.getByRole('region', { name: 'With your private key' })
			await section.waitFor()
			await bring(page)
			await expect(section.getByText('This key does not match')).toBeVisible()
			await expect(section.getByText('This key does not match')).toBeInViewport()
			expect(page.workers()).toHaveLength(1)
		})

	test('a certificate request and a .pfx, too', async ({ page }) => {
		const section = page.getByRole('region', { name: 'With your private key' })
		test.skip(findProgram('openssl', process.env) === undefined, 'openssl is not installed')
		const path = makeChain()
		await drop(page, 'own.csr', readFileSync(path('own.csr')))
		await expect(section.getByText('This request does not match')).toBeVisible()
		const pfx = ['-inkey', path('own.key'), '-in', path('own.pem'), '-passout', 'env:E2E_PASSPHRASE']
		openssl(['pkcs12', '-export', ...pfx, '-out', path('own.pfx')])
		await drop(page, 'own.pfx', readFileSync(path('own.pfx')))
		await section.getByLabel('Passphrase of the key').fill(passphrase)
		await page.keyboard.press('Enter')
		await expect(section.getByText('This key does not match')).toBeVisible()
	})

	test('a certificate can be compared, or inspected', async ({ app, page }) => {
		await drop(page, 'vector.pem', pem)
		await page.getByRole('button', { name: 'Compare with this one' }).click()
		const comparison = page.getByRole('region', { name: 'Compare' })
		await expect(comparison.getByRole('table')).toContainText('vector.example.com')
		await expect(page.getByText('This is a certificate.')).toBeHidden()
		await drop(page, 'root.der', der)
		await page.getByRole('button', { name: 'Inspect it' }).click()
		await expect(page).toHaveURL('/inspect')
		await expect(app.verdict).toContainText('Vector Root')
		await page.goBack()
		await page.goBack()
	})

	test('a code is collected when somebody says so, and Back leads to the result', { tag: '@phone' }, async ({
		app,
		page,
		sandbox,
	}) => {
		const { received } = sandbox.calls
		await paste(page, 'Your collection code is DemoEllipticP384.')
		await expect(page.getByText('Collect DemoEllipticP384?')).toBeVisible()
		await expect(page.getByRole('button', { name: 'Collect it' })).toBeFocused()
		await page.keyboard.press('Escape')
		await expect(page.getByText('Collect DemoEllipticP384?')).toBeHidden()
		await expect(app.verdict).toBeFocused()
		expect(sandbox.calls.received).toBe(received)
		await paste(page, 'Your collection code is DemoEllipticP384.')
		await page.getByRole('button', { name: 'Collect it' }).click()
		await expect(app.verdict).toContainText('curve.example.net')
		expect(sandbox.calls.received).toBe(received + 1)
		await page.goBack()
		await expect(app.verdict).toContainText('www.example.com')
		await expect(page.getByText('Collect DemoEllipticP384?')).toHaveCount(0)
		expect(sandbox.calls.received).toBe(received + 1)
	})

	test('several codes are chosen from at the form', async ({ app, page }) => {
		await drop(page, 'mail.eml', 'collection code DemoEllipticP384\ncollection code DemoWildcard0100')
		await page.getByRole('button', { name: 'Choose a code' }).click()
		await expect(page.getByRole('radio')).toHaveCount(2)
		await expect(app.field).toHaveValue(/DemoWildcard0100/)
		await page.goBack()
	})

	test('anything else is told, and that is all', async ({ page }) => {
		const bar = page.getByText('There is no collection code in what you dropped or pasted.')
		await paste(page, 'Dear customer, thank you.')
		await expect(bar).toBeVisible()
		await page.getByRole('button', { name: 'Close' }).click()
		await expect(bar).toBeHidden()
		await drop(page, 'picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]))
		await expect(bar).toBeVisible()
		await page.getByRole('button', { name: 'Close' }).click()
	})
})

test.describe('on the form', () => {
	test.beforeEach(({ page }) => page.goto('/').then(() => undefined))
	test.afterEach(async ({ page }) => {
		expect(await page.content()).not.toContain(secret)
		for (const field of await page.getByRole('textbox').all()) expect(await field.inputValue()).not.toContain(secret)
	})

	test('a private key gets into no field, however it comes', { tag: '@phone' }, async ({ app, page }) => {
		const told = page.getByText('It is not needed here and was not sent. Keep it to yourself.')
		await app.field.focus()
		await paste(page, key)
		await expect(told).toBeVisible()
		await expect(app.field).toHaveValue('')
		await page.keyboard.press('ControlOrMeta+Z')
		await expect(app.field).toHaveValue('')
		await app.field.fill('something else')
		await expect(told).toBeHidden()
		await app.field.fill(key)
		await expect(told).toBeVisible()
		await expect(app.field).toHaveValue('')
		await expect(app.field).toHaveAccessibleDescription(/This is a private key/)
		await app.field.fill('something else')
		await drop(page, 'x.key', key)
		await expect(told).toBeVisible()
		await app.field.fill('something else')
		await app.button.focus()
		await paste(page, key)
		await expect(told).toBeVisible()
	})

	test('a certificate is taken over to be inspected', { tag: '@phone' }, async ({ app, page }) => {
		await app.field.focus()
		await paste(page, pem)
		await expect(page.getByText('This is a certificate already')).toBeVisible()
		await page.getByRole('button', { name: 'Inspect it' }).click()
		await expect(page).toHaveURL('/inspect')
		await expect(app.verdict).toContainText('vector.example.com')
		await page.getByRole('link', { name: 'Collect', exact: true }).click()
		await expect(app.field).toBeVisible()
		await drop(page, 'root.der', der)
		await page.getByRole('button', { name: 'Inspect it' }).click()
		await expect(app.verdict).toContainText('Vector Root')
		await expect(app.certificates).toHaveCount(1)
		expect(
			await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }, history.state])),
		).not.toContain('CERTIFICATE')
	})

	const mistakes: readonly (readonly [what: string, text: string, said: string])[] = [
		['an order number', '1000101', 'This looks like an order number'],
		['a code without its last letter', 'DemoSingleHost0', 'This has 15 characters; a code has 16'],
		['a code with one letter too many', 'DemoSingleHost011', 'This has 17 characters; a code has 16'],
		['a request', '-----BEGIN CERTIFICATE REQUEST-----\nMII', 'This is a certificate request (CSR)'],
	]
	for (const [what, text, said] of mistakes)
		test(`${what} is called what it is, at once if it was pasted`, async ({ app, page, sandbox }) => {
			const { received } = sandbox.calls
			await app.field.focus()
			await paste(page, text)
			await expect(page.getByText(said)).toBeVisible()
			await app.field.fill('')
			await app.field.pressSequentially(text.slice(0, 17))
			if (text.length < 17) await expect(page.getByText(said)).toBeHidden()
			await app.field.fill(text)
			await app.button.click()
			await expect(page.getByText(said)).toBeVisible()
			expect(sandbox.calls.received).toBe(received)
		})

	test('an Outlook file: its code is found, or it is said how to bring it', async ({ app, page }) => {
		const message = (text: string) =>
			Buffer.concat([
				Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
				Buffer.alloc(504),
				Buffer.from(text, 'utf16le'),
			])
		await drop(page, 'mail.msg', message('Dear Jo, thank you.'))
		await expect(page.getByText('This Outlook file (.msg) cannot be read here')).toBeVisible()
		await drop(page, 'mail.msg', message('Your collection code: DemoSingleHost01\r\n'))
		await expect(page.getByText('Code found: DemoSingleHost01')).toBeVisible()
		await app.button.click()
		await expect(app.verdict).toContainText('www.example.com')
	})

	test('a file of no use is called so', async ({ app, page }) => {
		await drop(page, 'picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]))
		await expect(page.getByText('There is no collection code in this file')).toBeVisible()
		await expect(app.field).toHaveAttribute('aria-invalid', 'true')
		await app.field.fill('DemoSingleHost01')
		await expect(page.getByText('There is no collection code in this file')).toBeHidden()
	})
})

test('what was told of a code stays when something that is no code is pasted', async ({ app, page }) => {
	await app.collect('DemoErrorMinus20')
	await expect(app.status).toContainText('Code -20')
	await app.button.focus()
	await paste(page, 'Dear customer, thank you.')
	await expect(page.getByText('No collection code in this text')).toBeVisible()
	await expect(app.status).toContainText('Code -20')
	await expect(app.field).toHaveValue('DemoErrorMinus20')
	await paste(page, 'Your collection code is DemoEllipticP384.')
	await expect(app.status).toHaveCount(0)
	await expect(page.getByText('Code found: DemoEllipticP384')).toBeVisible()
})

test('a link that was cut off says so at once', { tag: '@phone' }, async ({ app, page }) => {
	await page.goto('/#code=DemoSing')
	await expect(app.field).toHaveValue('DemoSing')
	await expect(page.getByText('The link is incomplete')).toBeVisible()
	await expect(page.getByText('Its code has 8 characters; a code has 16.')).toBeVisible()
	await app.field.fill('DemoSingleHost01')
	await expect(page.getByText('The link is incomplete')).toBeHidden()
})

test('what came without a certificate, or is damaged, can be collected again', async ({ app, page, sandbox }) => {
	await app.collectChain('DemoMissingLink1')
	const { received } = sandbox.calls
	await page.getByRole('button', { name: 'Collect again' }).click()
	await expect.poll(() => sandbox.calls.received).toBe(received + 1)
	await expect(app.verdict).toContainText('is missing')
	await app.collectChain('DemoAlteredSign1')
	await expect(page.getByRole('button', { name: 'Collect again' })).toBeVisible()
	await app.collectChain('DemoSingleHost01')
	await expect(page.getByRole('button', { name: 'Collect again' })).toHaveCount(0)
})

test('it is said when it is worth asking again, and the button agrees', async ({ app, page }) => {
	await page.clock.install({ time: new Date('2026-11-26T09:00:00Z') })
	await page.goto('/')
	await app.collect('DemoErrorMinus42')
	await expect(app.status).toContainText(
		/Asked at \d\d:\d\d\. Worth asking again from \d\d:\d\d( tomorrow)? \(your time\)\./,
	)
	await expect(page.getByRole('button', { name: 'Ask again anyway' })).toBeVisible()
	await page.clock.fastForward('03:00:01')
	await expect(page.getByRole('button', { name: 'Ask again', exact: true })).toBeVisible()
})

const titles: readonly (readonly [code: string, title: string])[] = [
	['DemoErrorMinus21', 'Revoked'],
	['DemoErrorMinus20', 'Rejected'],
	['DemoEmptyReply01', 'Not collected'],
]
for (const [code, title] of titles)
	test(`the tab says ${title} for ${code}, and not when somebody goes back`, async ({ app, page }) => {
		await app.collect(code)
		await expect(page).toHaveTitle(`${title} – Certcollect`)
		await page.goBack()
		await expect(page).toHaveTitle('Collect your certificate – Certcollect')
	})
