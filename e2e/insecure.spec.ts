import { readFileSync } from 'node:fs'
import { expect, test } from './fixtures.ts'
import { sentFor } from './openssl.ts'
import { insecure } from './states.ts'

test('over plain http signatures read “not checked”, and the operator is told why', { tag: '@phone' }, async ({
	app,
	page,
	site,
}) => {
	await app.collectChain('DemoSingleHost01', insecure(site.url))
	expect(await page.evaluate(() => isSecureContext)).toBe(false)
	await expect(app.verdict).toContainText('is here, but a signature could not be checked')
	await expect(app.certificates).toHaveCount(4)
	await expect(app.chain.getByText('signed by, not checked')).toHaveCount(3)
	await expect(app.chain.getByText('signed by itself, not checked')).toBeVisible()
	await expect(app.chain).toContainText('Signatures were not checked')
	await expect(app.chain).toContainText('If you operate this site: serve it over https, or open it on localhost.')
})

test('saving and copying work all the same', { tag: '@phone' }, async ({ app, page, site, sandbox }) => {
	const [leaf = ''] = await sentFor('DemoSingleHost01', sandbox.url)
	await app.collectChain('DemoSingleHost01', insecure(site.url))
	const download = page.waitForEvent('download')
	await app.files.getByRole('button', { name: 'Certificate (.crt)' }).click()
	expect(readFileSync(await (await download).path(), 'latin1')).toBe(leaf)
	await page.getByRole('button', { name: 'Copy PEM of www.example.com' }).click()
	await expect(app.certificates.first().getByText('Copied').first()).toBeVisible()
	await page.goBack()
	await app.field.fill('')
	await app.field.press('ControlOrMeta+V')
	await expect(app.field).toHaveValue(leaf)
})
