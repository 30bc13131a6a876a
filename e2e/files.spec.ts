import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { findProgram } from '../tools/programs.ts'
import { expect, test } from './fixtures.ts'
import { certificatesIn, fingerprint, openssl, sentFor } from './openssl.ts'
import { save } from './save.ts'

for (const name of ['openssl', 'unzip'])
	test.skip(findProgram(name, process.env) === undefined, `${name} is not installed`)

const fingerprints = (certificates: readonly string[]) => certificates.map((certificate) => fingerprint(certificate))

test('each text file has its name and exactly the certificates that were sent', { tag: '@phone' }, async ({
	app,
	sandbox,
}) => {
	const [leaf = '', ...issuers] = await sentFor('DemoSingleHost01', sandbox.url)
	const bundle = issuers.slice(0, 2)
	await app.collectChain('DemoSingleHost01')
	const expected = [
		['Certificate (.crt)', 'www_example_com.crt', [leaf]],
		['CA bundle (.ca-bundle)', 'www_example_com.ca-bundle', bundle],
		['Full chain (.pem)', 'www_example_com_fullchain.pem', [leaf, ...bundle]],
	] as const
	for (const [label, name, certificates] of expected) {
		const saved = await save(app.files.getByRole('button', { name: label }))
		expect(saved.name).toBe(name)
		expect(saved.text).toBe(certificates.join(''))
		expect(fingerprints(certificatesIn(saved.text))).toEqual(fingerprints(certificates))
		await expect(app.files.getByRole('button', { name: label })).toHaveAccessibleDescription(`Saved as ${name}`)
	}
})

test('what was saved is said where the button is, and nothing moves', { tag: '@phone' }, async ({ app }) => {
	for (const code of ['DemoSingleHost01', 'DemoSecureMail01']) {
		await app.collectChain(code)
		const button = app.files.getByRole('button', { name: 'CA bundle (.ca-bundle)', exact: true })
		await button.scrollIntoViewIfNeeded()
		const heights = async () => (await app.files.boundingBox())?.height
		const before = await heights()
		await button.click()
		const said = app.files.getByRole('status').filter({ hasText: /^Saved as \w+\.ca-bundle$/ })
		await expect(said).toBeInViewport()
		const [pressed, told] = await Promise.all([button.boundingBox(), said.boundingBox()])
		expect((told?.y ?? 0) - (pressed?.y ?? 0)).toBeLessThan(60)
		expect(await heights()).toBe(before)
	}
})

test('the root is in the bundles when it is asked for, and there is a reversed one', async ({ app, sandbox }) => {
	const [leaf = '', ...issuers] = await sentFor('DemoSingleHost01', sandbox.url)
	await app.collectChain('DemoSingleHost01')
	await app.files.getByText('Root and order').click()
	const reversed = app.files.getByRole('button', { name: 'Reversed CA bundle (.ca-bundle)' })
	expect((await save(reversed)).text).toBe(issuers.slice(0, 2).toReversed().join(''))
	await app.files.getByRole('checkbox', { name: 'Include the root' }).check()
	const bundle = await save(app.files.getByRole('button', { name: 'CA bundle (.ca-bundle)', exact: true }))
	expect(bundle.text).toBe(issuers.join(''))
	const fullChain = await save(app.files.getByRole('button', { name: 'Full chain (.pem)' }))
	expect(fullChain.text).toBe([leaf, ...issuers].join(''))
	expect((await save(reversed)).text).toBe(issuers.toReversed().join(''))
})

test('openssl accepts the certificate with the bundle', async ({ app, page }) => {
	await app.collectChain('DemoSingleHost01')
	const certificate = await save(app.files.getByRole('button', { name: 'Certificate (.crt)' }))
	const bundle = await save(app.files.getByRole('button', { name: 'CA bundle (.ca-bundle)' }))
	const root = await save(page.getByRole('button', { name: 'Save Sandbox Trust Services Root' }))
	const words = ['verify', '-CAfile', root.path, '-untrusted', bundle.path, certificate.path]
	expect(openssl(words)).toContain('www_example_com.crt: OK')
})

test('openssl reads the binary certificate and the PKCS #7', async ({ app, sandbox }) => {
	const sent = await sentFor('DemoSingleHost01', sandbox.url)
	await app.collectChain('DemoSingleHost01')
	const binary = await save(app.files.getByRole('button', { name: 'Certificate, DER (.cer)' }))
	expect(binary.name).toBe('www_example_com.cer')
	expect([fingerprint(readFileSync(binary.path), 'DER')]).toEqual(fingerprints(sent.slice(0, 1)))
	for (const [label, name, form] of [
		['PKCS #7 (.p7b)', 'www_example_com.p7b', 'PEM'],
		['PKCS #7, DER (.p7c)', 'www_example_com.p7c', 'DER'],
	] as const) {
		const pkcs7 = await save(app.files.getByRole('button', { name: label }))
		expect(pkcs7.name).toBe(name)
		const inside = certificatesIn(openssl(['pkcs7', '-inform', form, '-print_certs', '-in', pkcs7.path]))
		expect(fingerprints(inside).toSorted()).toEqual(fingerprints(sent).toSorted())
	}
})

test('unzip finds all files in the archive, with the same bytes', async ({ app, sandbox }) => {
	const [leaf = '', first = '', second = '', root = ''] = await sentFor('DemoSingleHost01', sandbox.url)
	await app.collectChain('DemoSingleHost01')
	const { name, path } = await save(app.files.getByRole('button', { name: 'All files (.zip)' }))
	expect(name).toBe('www_example_com.zip')
	const unzip = (...words: readonly string[]) => execFileSync('unzip', words, { encoding: 'latin1' })
	expect(unzip('-t', path)).toContain('No errors detected')
	const texts = {
		'www_example_com.crt': leaf,
		'www_example_com.ca-bundle': first + second,
		'www_example_com_fullchain.pem': leaf + first + second,
		'Sandbox_RSA_Domain_Validation_CA_7.crt': first,
		'Sandbox_Certification_Authority_R2.crt': second,
		'Sandbox_Trust_Services_Root.crt': root,
	}
	const others = ['www_example_com.cer', 'www_example_com.p7b', 'www_example_com.p7c', 'README.txt']
	expect(unzip('-Z1', path).trim().split('\n').toSorted()).toEqual([...Object.keys(texts), ...others].toSorted())
	for (const [entry, text] of Object.entries(texts)) expect(unzip('-p', path, entry)).toBe(text)
	const readMe = unzip('-p', path, 'README.txt')
	expect(readMe).toContain('TLS server certificate for www.example.com')
	expect(readMe).toContain(fingerprint(leaf).split('=')[1])
	for (const entry of unzip('-Z1', path).trim().split('\n')) if (entry !== 'README.txt') expect(readMe).toContain(entry)
})

test('each certificate can be saved and copied on its own', { tag: '@phone' }, async ({
	app,
	context,
	page,
	sandbox,
}) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write'])
	const sent = await sentFor('DemoSingleHost01', sandbox.url)
	await app.collectChain('DemoSingleHost01')
	for (const [index, name] of (await app.names()).entries()) {
		const item = app.certificates.nth(index)
		const saved = await save(item.getByRole('button', { name: `Save ${name}` }))
		expect(saved.name).toBe(`${name.replaceAll(/[ .]/g, '_')}.crt`)
		expect(saved.text).toBe(sent[index])
		await item.getByRole('button', { name: `Copy PEM of ${name}` }).click()
		await expect(item.getByText('Copied').first()).toBeVisible()
		expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(sent[index])
	}
})

const names = {
	DemoWildcard0100: 'STAR_example_com.crt',
	DemoSecureMail01: 'ada_at_example_com.crt',
	DemoUnicodeHost1: 'xn--bcher-kva_example.crt',
}
for (const [code, name] of Object.entries(names))
	test(`${code} is saved as ${name}`, async ({ app, sandbox }) => {
		await app.collectChain(code)
		const saved = await save(app.files.getByRole('button', { name: 'Certificate (.crt)' }))
		expect(saved.name).toBe(name)
		expect(saved.text).toBe((await sentFor(code, sandbox.url))[0])
	})
