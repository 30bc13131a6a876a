import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { certificatesIn, fingerprint, openssl, sentFor } from './openssl.ts'
import { save } from './save.ts'

const vector = (name: string) => `src/certificates/fixtures/vectors/${name}`
const names = ['vector.example.com', 'Vector Issuing CA', 'Vector Root']
const openInspect = async (page: Page) => {
	await page.goto('/inspect')
	await page.waitForLoadState('networkidle')
}
const field = (page: Page) => page.getByRole('textbox', { name: 'Certificates as text' })
const chooser = (page: Page) => page.getByLabel('Choose files')
const read = (page: Page) => page.getByRole('region', { name: 'What was read' })
const script = (ccc: string) => `var g_errorCode=2;\nvar g_errorMessage='';\nvar g_ccc=${JSON.stringify(ccc)};\n`

/** Every form that a person may have, and what it is called. */
const forms: readonly (readonly [string, () => Buffer, RegExp])[] = [
	...[
		'chain-root-first.pem',
		'pkcs7.pem',
		'pkcs7.der',
		'nseq.pem',
		'nseq.der',
		'cmmf-bare.der',
		'cmmf-implicit.der',
	].map((name) => [name, () => readFileSync(vector(name)), /3 certificates/] as const),
	['a reply', () => Buffer.from(`2\n24/11/2026 11/06/2027\n${readFileSync(vector('nseq.der'), 'base64')}`), /Netscape/],
	['a reply as JavaScript', () => Buffer.from(script(readFileSync(vector('pkcs7.der'), 'base64'))), /PKCS #7/],
]
for (const [name, content, called] of forms)
	test(`${name} as a file`, async ({ app, page }) => {
		await openInspect(page)
		await chooser(page).setInputFiles({ name: 'some.file', mimeType: '', buffer: content() })
		await expect(app.verdict).toHaveText(/^The certificate for vector\.example\.com is valid until /)
		expect(await app.names()).toEqual(names)
		await expect(read(page)).toContainText('some.file')
		await expect(read(page)).toContainText(called)
	})

test('single files, a key among them, make one chain; the key is named and not shown', async ({ app, page }) => {
	const key = openssl(['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'])
	await openInspect(page)
	const files = ['root.der', 'int.pem', 'ee.der'].map((name) => ({
		name,
		mimeType: '',
		buffer: readFileSync(vector(name)),
	}))
	await chooser(page).setInputFiles([...files, { name: 'server.key', mimeType: '', buffer: Buffer.from(key) }])
	await app.chain.waitFor()
	expect(await app.names()).toEqual(names)
	await expect(read(page).getByRole('listitem').filter({ hasText: 'server.key' })).toContainText('Private key')
	const [, secret = ''] = key.split('\n')
	expect(await page.content()).not.toContain(secret.slice(0, 20))
})

test('the archive of an authority’s e-mail: leaf, bundle, PKCS #7', { tag: '@phone' }, async ({
	app,
	page,
	sandbox,
}) => {
	const [leaf = '', ...issuers] = await sentFor('DemoSingleHost01', sandbox.url)
	const path = test.info().outputPath('mail/www_example_com.crt')
	mkdirSync(dirname(path), { recursive: true })
	writeFileSync(path, leaf)
	writeFileSync(path.replace('.crt', '.ca-bundle'), issuers.join(''))
	execFileSync('openssl', ['crl2pkcs7', '-nocrl', '-certfile', path, '-out', path.replace('.crt', '.p7b')])
	execFileSync('zip', ['-q', '-r', '../mail.zip', '.'], { cwd: dirname(path) })
	await openInspect(page)
	await chooser(page).setInputFiles(test.info().outputPath('mail.zip'))
	await app.chain.waitFor()
	await expect(app.certificates).toHaveCount(4)
	await expect(read(page).getByRole('listitem')).toHaveCount(3)
	const saved = await save(app.files.getByRole('button', { name: 'Full chain (.pem)' }))
	expect(certificatesIn(saved.text).map((one) => fingerprint(one))).toEqual(
		[leaf, ...issuers.slice(0, 2)].map((one) => fingerprint(one)),
	)
})

test('files dropped anywhere, and more onto what is there', async ({ app, page }) => {
	await openInspect(page)
	const drop = async (name: string) => {
		const transfer = await page.evaluateHandle(
			([base64, title]) => {
				const bytes = Uint8Array.from(atob(base64 ?? ''), (character) => character.charCodeAt(0))
				const data = new DataTransfer()
				data.items.add(new File([bytes], title ?? ''))
				return data
			},
			[readFileSync(vector(name), 'base64'), name],
		)
		await page.getByRole('banner').dispatchEvent('dragover', { dataTransfer: transfer })
		await expect(page.getByText('Drop the files to inspect them')).toBeVisible()
		await page.getByRole('banner').dispatchEvent('drop', { dataTransfer: transfer })
	}
	await drop('ee.pem')
	await expect(app.verdict).toHaveText(/but the certificate that signed it is missing/)
	await expect(page.getByText('Drop the files to inspect them')).toBeHidden()
	await drop('int.der')
	await expect(app.certificates).toHaveCount(2)
	await drop('root.pem')
	await expect(app.certificates).toHaveCount(3)
	await expect(read(page).getByRole('listitem')).toHaveCount(3)
	await page.goBack()
	await expect(field(page)).toBeVisible()
})

test('of many files it is said at once what became of them, and of which file what could not be read is', {
	tag: '@phone',
}, async ({ app, page }) => {
	const pem = readFileSync(vector('ee.pem'), 'utf8')
	const text = (name: string, content: string) => ({ name, mimeType: '', buffer: Buffer.from(content) })
	const rubbish = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
	await openInspect(page)
	await chooser(page).setInputFiles([
		text('ee.pem', pem),
		text('broken.crt', rubbish + pem.slice(0, -300)),
		text('note.txt', 'Dear customer'),
		text('list.csv', 'a;b'),
	])
	await app.chain.waitFor()
	const main = page.getByRole('main')
	await expect(main).toContainText('4 files: 1 certificate read, 1 cut off, 2 without one.')
	await expect(page.getByRole('region', { name: 'Could not be read' })).toContainText('Item 1 of broken.crt')
	await page.getByRole('button', { name: 'Show what was read' }).click()
	await expect(page.getByRole('heading', { name: 'What was read' })).toBeFocused()
	await expect(page.getByRole('heading', { name: 'What was read' })).toBeInViewport()
	await expect(read(page).getByRole('listitem')).toHaveCount(4)
	await expect(read(page).getByRole('listitem').filter({ hasText: 'broken.crt' })).toContainText(
		'Cut off in the middle',
	)
	const added = page.getByRole('status').filter({ hasText: /added/i })
	const more = page.getByLabel('Add files')
	await more.setInputFiles(text('more.txt', 'Dear customer'))
	await expect(added).toHaveText('more.txt: no certificate in it. Nothing was added.')
	await more.setInputFiles(vector('int.der'))
	await expect(added).toHaveText('Added: 1 certificate.')
	await more.setInputFiles([text('one.txt', '1'), text('two.txt', '2')])
	await expect(added).toHaveText('No certificate in one.txt and two.txt. Nothing was added.')
})

test('text, typed into the field or pasted anywhere', async ({ app, page, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write'])
	const pem = readFileSync(vector('chain-leaf-first.pem'), 'utf8')
	await openInspect(page)
	await page.getByRole('button', { name: 'Inspect' }).click()
	await expect(field(page)).toHaveAccessibleDescription('Paste certificates or choose files first.')
	await field(page).fill(pem)
	await page.getByRole('button', { name: 'Inspect' }).click()
	await app.chain.waitFor()
	expect(await app.names()).toEqual(names)
	await page.getByRole('button', { name: 'Inspect something else' }).click()
	await expect(field(page)).toHaveValue(pem)

	await openInspect(page)
	await page.evaluate((text) => navigator.clipboard.writeText(text), pem)
	await page.getByRole('button', { name: 'Choose files' }).focus()
	await page.keyboard.press('ControlOrMeta+V')
	await app.chain.waitFor()
	await expect(read(page)).toContainText('Pasted text')
})

test('what is none of all this says what it is', async ({ app, page }) => {
	await openInspect(page)
	const buffer = Buffer.from(openssl(['genpkey', '-algorithm', 'ED25519']))
	await chooser(page).setInputFiles({ name: 'only.key', mimeType: '', buffer })
	await expect(app.status).toContainText('There is no certificate in this')
	await expect(app.status).toContainText('Private key, skipped unread')
	await chooser(page).setInputFiles({ name: 'reply.txt', mimeType: '', buffer: Buffer.from('-20\nRejected') })
	await expect(app.status).toContainText('The certificate request was rejected')
	await chooser(page).setInputFiles({ name: 'empty', mimeType: '', buffer: Buffer.alloc(0) })
	await expect(app.status).toContainText('No certificate in it')
})

test('nothing is sent, and no connection is needed', { tag: '@phone' }, async ({ app, page, context }) => {
	await openInspect(page)
	const requests: string[] = []
	page.on('request', (request) => requests.push(request.url()))
	await context.setOffline(true)
	for (const name of ['chain-root-first.pem', 'pkcs7.der', 'nseq.pem', 'cmmf-explicit.der']) {
		await chooser(page).setInputFiles(vector(name))
		await app.chain.waitFor()
		expect(await app.names()).toEqual(names)
		const zip = await save(app.files.getByRole('button', { name: 'All files (.zip)' }))
		await page.getByRole('button', { name: 'Inspect something else' }).click()
		await chooser(page).setInputFiles(zip.path)
		await app.chain.waitFor()
		expect(await app.names()).toEqual(names)
		await page.getByRole('button', { name: 'Inspect something else' }).click()
	}
	await chooser(page).setInputFiles({ name: 'noise', mimeType: '', buffer: Buffer.from('noise') })
	await expect(app.status).toContainText('No certificate in it')
	// Saving makes an address inside the page itself.
	expect(requests.filter((url) => !url.startsWith('blob:'))).toEqual([])
	const stored = await page.evaluate(async () => [
		localStorage.length,
		sessionStorage.length,
		(await caches.keys()).length,
	])
	expect(stored).toEqual([0, 0, 0])
})
