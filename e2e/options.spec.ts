import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { openssl } from './openssl.ts'
import { save } from './save.ts'

const types = ['Netscape Certificate Sequence', 'PKCS #7', 'Individually encoded', 'CMMF'] as const
const choose = (page: Page, name: string) => page.getByRole('radio', { name: new RegExp(`^${name} \\d`) })
const usual = [
	'www.example.com',
	'Sandbox RSA Domain Validation CA 7',
	'Sandbox Certification Authority R2',
	'Sandbox Trust Services Root',
]

/** Every way to ask for everything, and what the reply is when it is saved. */
const ways = [
	...types.flatMap((type) => [
		{ type, encoding: 'Base64', file: { 'Individually encoded': 'crt', 'PKCS #7': 'p7b' }[String(type)] ?? 'txt' },
		{ type, encoding: 'JavaScript', file: 'js' },
	]),
	{ type: 'PKCS #7', encoding: 'Binary', file: 'p7b' },
] as const

for (const { type, encoding, file } of ways)
	test(`${type}, ${encoding}: the same chain, and the reply as it came`, async ({ app, page }) => {
		await page.goto('/')
		await app.openOptions()
		await choose(page, type).check()
		await choose(page, encoding).check()
		await app.field.fill('DemoSingleHost01')
		await app.button.click()
		await app.chain.waitFor()
		expect(await app.names()).toEqual(usual)
		await page.getByText('Show what came').click()
		const saved = await save(page.getByRole('button', { name: `Save as CollectCCC.${file}` }))
		expect(saved.name).toBe(`CollectCCC.${file}`)
		const shown = await page.getByRole('group', { name: 'The reply as it came' }).textContent()
		if (encoding === 'JavaScript') execFileSync('node', ['--check', saved.path])
		if (encoding === 'Binary') {
			const subjects = openssl(['pkcs7', '-inform', 'DER', '-print_certs', '-noout'], readFileSync(saved.path))
			expect(subjects.match(/^subject=/gm)).toHaveLength(4)
			expect(shown).toMatch(/^00000000: 30 8/)
		} else expect(saved.text.startsWith(shown?.slice(0, 200) ?? 'nothing shown')).toBe(true)
	})

test('choices that exclude each other are disabled, and say why', async ({ app, page }) => {
	await page.goto('/')
	await app.openOptions()
	await expect(choose(page, 'Binary')).toBeDisabled()
	await expect(choose(page, 'Binary')).toHaveAccessibleDescription(/Only with .*PKCS #7/)
	await expect(page.getByLabel('Callback function')).toBeDisabled()
	await choose(page, 'PKCS #7').check()
	await choose(page, 'Binary').check()
	await expect(page.getByLabel('MIME type')).toBeDisabled()
	// What depends on something else goes with it.
	await choose(page, 'Certificate only').check()
	for (const type of ['Netscape Certificate Sequence', 'PKCS #7', 'CMMF']) {
		await expect(choose(page, type)).toBeDisabled()
		await expect(choose(page, type)).toHaveAccessibleDescription(/Only with .*Certificate and authorities/)
	}
	await expect(choose(page, 'Individually encoded')).toBeChecked()
	await expect(choose(page, 'Base64')).toBeChecked()
	await page.getByRole('button', { name: 'Back to the usual' }).click()
	await expect(choose(page, 'Certificate and authorities')).toBeChecked()
	await expect(page.getByText('Request options', { exact: true })).toBeVisible()
})

test('a callback that is not a name keeps the request from being sent, and is shown', async ({
	app,
	page,
	sandbox,
}) => {
	await page.goto('/')
	await app.openOptions()
	await choose(page, 'JavaScript').check()
	const callback = page.getByLabel('Callback function')
	await callback.fill('alert(1)')
	await page.getByText('Request options').click()
	await app.field.fill('DemoSingleHost01')
	const before = sandbox.calls.received
	await app.button.click()
	await expect(callback).toBeFocused()
	await expect(callback).toHaveAccessibleDescription(/Letters, digits/)
	expect(sandbox.calls.received).toBe(before)
	await callback.fill('app.collected')
	await callback.press('Enter')
	await app.chain.waitFor()
	await page.getByText('Show what came').click()
	await expect(page.getByRole('group', { name: 'The reply as it came' })).toContainText('app.collected(')
})

test('a status alone: it is good news, and everything is one click away', async ({ app, page }) => {
	await page.goto('/')
	await app.openOptions()
	await choose(page, 'Status only').check()
	await app.field.fill('DemoSingleHost01')
	await app.button.click()
	await expect(app.status).toContainText('Your certificate can be collected')
	await expect(app.status).toContainText('Code 1')
	await expect(app.status).toContainText(/Valid from .* until /)
	await page.getByRole('button', { name: 'Collect everything' }).click()
	await app.chain.waitFor()
	expect(await app.names()).toEqual(usual)
})

for (const [choice, count, said] of [
	['Certificate only', 1, /is here, without its authorities, as you asked/],
	['Authorities only', 3, /The authorities’ certificates are here, without yours, as you asked/],
] as const)
	test(`${choice}: what is missing was not asked for`, async ({ app, page }) => {
		await page.goto('/')
		await app.openOptions()
		await choose(page, choice).check()
		await app.field.fill('DemoSingleHost01')
		await app.button.click()
		await expect(app.verdict).toHaveText(said)
		await expect(page.getByText('As asked')).toBeVisible()
		await expect(app.certificates).toHaveCount(count)
		await page.getByRole('button', { name: 'Collect everything' }).click()
		await expect(app.certificates).toHaveCount(4)
	})

test('the curl command asks the same and holds no code', async ({ app, context, page, sandbox }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write'])
	await page.goto('/')
	await app.field.fill('DemoSingleHost01')
	await app.openOptions()
	await choose(page, 'JavaScript').check()
	await page.getByRole('button', { name: 'Copy command' }).click()
	const command = await page.evaluate(() => navigator.clipboard.readText())
	expect(command).not.toContain('DemoSingleHost01')
	expect(command).toContain(sandbox.url)
	// The words of the command, as a shell reads them, are the form that the sandbox answers.
	const printed = execFileSync('sh', ['-c', command.replace(/^curl/, "printf '%s\\n'")], { encoding: 'utf8' })
	const [address = '', ...words] = printed.trimEnd().split('\n')
	const body = words.filter((word) => word !== '--data-urlencode').join('&')
	const reply = await fetch(address, {
		method: 'POST',
		headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
		body: body.replace('COLLECTION_CODE', 'DemoSingleHost01'),
	})
	expect(await reply.text()).toMatch(/g_errorCode ?= ?['"]?2/)
})

test('what came can be looked at after a refusal too, and copied', async ({ app, context, page }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write'])
	await app.collect('DemoErrorMinus20')
	await page.getByText('Show what came').click()
	await page.getByRole('button', { name: 'Copy what came' }).click()
	expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^-20/)
})
