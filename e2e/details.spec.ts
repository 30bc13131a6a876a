import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { openssl, sentFor } from './openssl.ts'

const vector = (name: string) => `src/certificates/fixtures/vectors/${name}`
const section = (page: Page, title: string) =>
	page
		.getByRole('listitem')
		.first()
		.getByRole('region', { name: new RegExp(`^${title},`) })
const openDetails = async (page: Page) => {
	await page.getByRole('listitem').first().getByText('Details', { exact: true }).click()
	await section(page, 'Signature').waitFor()
}

test('everything in it is what openssl says', { tag: '@phone' }, async ({ app, page, sandbox }) => {
	const [leaf = ''] = await sentFor('DemoSingleHost01', sandbox.url)
	const said = (...words: readonly string[]) =>
		openssl(['x509', '-noout', ...words], leaf)
			.trim()
			.replace(/^[^=]*=/, '')
	await app.collectChain('DemoSingleHost01')
	await openDetails(page)
	const colons = (digits: string) => (digits.match(/../g) ?? []).join(':').toLowerCase()
	const shown = async (title: string) => ((await section(page, title).textContent()) ?? '').trim()
	expect(await shown('Certificate')).toContain(colons(said('-serial')))
	expect(await shown('Fingerprints')).toContain(said('-fingerprint', '-sha256').toLowerCase())
	expect(await shown('Fingerprints')).toContain(said('-fingerprint', '-sha1').toLowerCase())
	expect(await shown('Public key')).toContain(
		(said('-modulus').match(/../g) ?? []).slice(0, 20).join(' ').toLowerCase(),
	)
	expect(await shown('Subject')).toContain('www.example.com')
	expect(await shown('Issuer')).toContain('Sandbox RSA Domain Validation CA 7')
	expect(await shown('Alternative names')).toContain('www.example.com')
	expect(await shown('Policies')).toContain('domain validated (DV)')
	expect(await shown('Signature')).toContain('sha256WithRSAEncryption')
})

test('each value can be copied', async ({ app, context, page, sandbox }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write'])
	const [leaf = ''] = await sentFor('DemoSingleHost01', sandbox.url)
	const fingerprint = openssl(['x509', '-noout', '-fingerprint', '-sha256'], leaf)
		.trim()
		.replace(/^[^=]*=/, '')
	await app.collectChain('DemoSingleHost01')
	await openDetails(page)
	await page.getByRole('button', { name: 'Copy SHA-256' }).first().click()
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(fingerprint.replaceAll(':', '').toLowerCase())
})

test('a hundred names are folded, and can be searched', async ({ app, page }) => {
	await app.collectChain('DemoWildcard0100')
	await openDetails(page)
	const names = section(page, 'Alternative names')
	await expect(names.getByText('*.branch-50.example.com')).toBeHidden()
	await names.getByRole('searchbox', { name: 'Search the names' }).fill('branch-50')
	await expect(names.getByText('*.branch-50.example.com')).toBeVisible()
	await expect(names).toContainText('1 of 100 names')
	await names.getByRole('searchbox').fill('no such name')
	await expect(names).toContainText('No name matches.')
	await names.getByRole('searchbox').fill('')
	await names.getByRole('button', { name: 'Show all 100' }).click()
	await expect(names.getByText('*.branch-50.example.com')).toBeVisible()
})

test('the structure, by keyboard: what is chosen is marked among the octets', async ({ app, page }) => {
	await app.collectChain('DemoSingleHost01')
	await openDetails(page)
	await page.getByText('ASN.1 structure').first().click()
	const tree = page.getByRole('listbox', { name: 'Structure of www.example.com' })
	await tree.focus()
	await page.keyboard.press('End')
	await expect(tree.getByRole('option', { selected: true })).toContainText('BIT STRING')
	await page.keyboard.press('Home')
	await expect(tree.getByRole('option', { selected: true })).toContainText('SEQUENCE')
	for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowDown')
	await expect(tree.getByRole('option', { selected: true })).toContainText('INTEGER 2')
	await expect(page.getByText('At offset 10: 2 octets of header and 1 of content.')).toBeVisible()
	await page
		.getByRole('group', { name: 'Octets of www.example.com' })
		.getByText(/^30 82/)
		.first()
		.click({ position: { x: 5, y: 5 } })
	await expect(tree.getByRole('option', { selected: true })).toContainText('0SEQUENCE')
})

test('another way up can be chosen, and the files follow it', async ({ app, page }) => {
	await app.collectChain('DemoCrossSigned1')
	await expect(app.certificates).toHaveCount(3)
	const ways = page.getByRole('group', { name: '2 ways to a root' })
	await ways.getByRole('radio', { name: /Trust Services Root/ }).check()
	await expect(app.certificates).toHaveCount(4)
	expect((await app.names()).at(-1)).toBe('Sandbox Trust Services Root')
	await ways.getByRole('radio').first().check()
	await expect(app.certificates).toHaveCount(3)
})

test('of several certificates one is chosen, and two are laid side by side', async ({ app, page }) => {
	await page.goto('/inspect')
	await page
		.getByLabel('Choose files')
		.setInputFiles([vector('chain-leaf-first.pem'), 'src/certificates/fixtures/leaf.pem'])
	await app.chain.waitFor()
	const choice = page.getByRole('combobox', { name: /2 certificates to choose from/ })
	const [first, second] = await choice.getByRole('option').allTextContents()
	await choice.selectOption({ label: second ?? '' })
	await expect(app.verdict).toContainText((second ?? '').split(',')[0] ?? '')
	await page.getByRole('combobox', { name: 'One of those above' }).selectOption({ label: first ?? '' })
	const table = page.getByRole('table', { name: 'What changed from the earlier certificate to the later one' })
	await expect(table.getByRole('row', { name: /^Key/ })).toContainText('another key')
	await expect(table.getByRole('row', { name: /^Names/ })).toContainText(/vector.example.com (gained|lost)/)
})

test('a collected certificate beside the one in a file, which stays here', { tag: '@phone' }, async ({ app, page }) => {
	await app.collectChain('DemoSingleHost01')
	const requests: string[] = []
	page.on('request', (request) => requests.push(request.url()))
	const compare = page.getByRole('region', { name: 'Compare with another certificate' })
	await compare.getByLabel('Choose a file').setInputFiles(vector('ee.der'))
	await expect(compare.getByRole('table')).toContainText('vector.example.com')
	await expect(compare.getByText('Names are missing from the later one.')).toBeVisible()
	await compare.getByLabel('Choose a file').setInputFiles({ name: 'x', mimeType: '', buffer: Buffer.from('noise') })
	await expect(compare.getByRole('alert')).toHaveText('No certificate could be read from this file.')
	expect(requests.filter((url) => !/\/assets\/[\w-]+\.js$/.test(url))).toEqual([])
})

test('what was found is said, the worst first', async ({ app, page }) => {
	await app.collectChain('DemoAlteredSign1')
	const found = page.getByRole('region', { name: 'What was found' })
	await expect(found.getByRole('listitem').first()).toContainText('Problem: The signature on')
	await expect(found.getByText('signature-failed')).toBeHidden()
	await found.getByText('More about this').click()
	await expect(found.getByText('signature-failed')).toBeVisible()
	await app.collectChain('DemoSingleHost01')
	await expect(found).toContainText('No problems were found.')
	await expect(found.getByRole('listitem')).toHaveCount(0)
	await found.getByText('More about this').click()
	await expect(found.getByRole('listitem').last()).toContainText('Note: The root')
	await expect(found.getByText('root-included')).toBeVisible()
})

test('without a connection everything opens that was not open yet', async ({ app, page, context }) => {
	await page.goto('/inspect')
	await page.waitForLoadState('networkidle')
	await context.setOffline(true)
	await page.getByLabel('Choose files').setInputFiles(vector('chain-leaf-first.pem'))
	await app.chain.waitFor()
	await openDetails(page)
	await page.getByText('ASN.1 structure').first().click()
	await page.getByRole('listbox').waitFor()
	const compare = page.getByRole('region', { name: 'Compare with another certificate' })
	await compare.getByLabel('Choose a file').setInputFiles('src/certificates/fixtures/leaf.pem')
	await compare.getByRole('table').waitFor()
})

test('details that cannot be loaded are told in their place, and the rest stays', async ({
	app,
	page,
	context,
	expectedErrors,
}) => {
	expectedErrors.push(/ERR_INTERNET_DISCONNECTED|Failed to (fetch|load)|application-outdated/)
	await app.collectChain('DemoSingleHost01')
	await context.setOffline(true)
	await page.getByRole('listitem').first().getByText('Details', { exact: true }).click()
	await expect(page.getByRole('alert').filter({ hasText: 'Part of this page could not be loaded' })).toBeVisible()
	await expect(app.certificates).toHaveCount(4)
})

test('an international name stands beside its punycode', async ({ app, page }) => {
	await app.collectChain('DemoUnicodeHost1')
	await expect(app.verdict).toContainText('xn--bcher-kva.example (bücher.example)')
	await expect(page.getByRole('listitem').first()).toContainText('bücher.example')
})
