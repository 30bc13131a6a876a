import { expect, test } from './fixtures.ts'

const above = [
	'Sandbox RSA Domain Validation CA 7',
	'Sandbox Certification Authority R2',
	'Sandbox Trust Services Root',
]
const usual = ['www.example.com', ...above]

/** What each code's chain comes to: the beginning of the verdict, and the names, leaf first. */
const kinds: readonly (readonly [code: string, verdict: RegExp, names: readonly string[]])[] = [
	['DemoWildcard0100', /^Your certificate for \*\.example\.com is ready/, ['*.example.com', ...above]],
	[
		'DemoEllipticP384',
		/^Your certificate for curve\.example\.net is ready/,
		['curve.example.net', 'Sandbox EC Domain Validation CA 5', 'Sandbox Certification Authority E4'],
	],
	[
		'DemoSecureMail01',
		/^Your certificate for ada@example\.com is ready/,
		['Ada Example', 'Sandbox Secure Email CA 3', 'Sandbox Certification Authority R2'],
	],
	[
		'DemoCodeSigning1',
		/^Your certificate for Example Software Ltd is ready/,
		['Example Software Ltd', 'Sandbox EC Code Signing CA 2', 'Sandbox Certification Authority E4'],
	],
	['DemoUnicodeHost1', /is ready/, ['xn--bcher-kva.example (bücher.example)', ...above]],
	[
		'DemoExpiredCert1',
		/^Your certificate for old\.example\.org expired on .*, \d days ago$/,
		['old.example.org', ...above],
	],
	['DemoEndsInDays05', /is ready and valid until .*, \d days from now$/, ['soon.example.org', ...above]],
	['DemoLeafFirst001', /^Your certificate for www\.example\.com is ready/, usual],
	['DemoLooseArmour1', /^Your certificate for www\.example\.com is ready/, usual],
	['DemoUnrelated001', /^Your certificate for www\.example\.com is ready/, usual],
	[
		'DemoAlteredSign1',
		/^The signature on the certificate “www\.example\.com” does not match\. Do not install it$/,
		usual,
	],
	['DemoMissingLink1', /^Your certificate for www\.example\.com is here, but .* missing$/, ['www.example.com']],
]

for (const [code, verdict, names] of kinds)
	test(`${code}: ${names[0]}`, async ({ app }) => {
		await app.collectChain(code)
		await expect(app.verdict).toHaveText(verdict)
		expect(await app.names()).toEqual(names)
	})

test('what the kinds are called', async ({ app, page }) => {
	const words = {
		DemoEllipticP384: ['Ready', '· TLS server certificate'],
		DemoSecureMail01: ['Ready', '· E-mail certificate (S/MIME)'],
		DemoCodeSigning1: ['Ready', '· Code signing certificate'],
		DemoExpiredCert1: ['Expired', '· TLS server certificate'],
		DemoAlteredSign1: ['Damaged', '· TLS server certificate'],
		DemoMissingLink1: ['Incomplete', '· TLS server certificate'],
	}
	for (const [code, texts] of Object.entries(words)) {
		await app.collectChain(code)
		await expect(page.getByText(texts.join(''))).toBeVisible()
	}
})

test('what ends soon is not simply ready', async ({ app, page }) => {
	await app.collectChain('DemoEndsInDays05')
	await expect(page.getByText('Ready, ends soon· TLS server certificate')).toBeVisible()
	await expect(page).toHaveTitle(/^Ready, ends soon: soon\.example\.org/)
	await expect(page.getByText(/^It ends in \d days\. Order its renewal now\.$/)).toBeVisible()
})

test('the order and the armour in which certificates come make no difference', async ({ app }) => {
	await app.collectChain('DemoSingleHost01')
	const expected = await app.chain.textContent()
	for (const code of ['DemoLeafFirst001', 'DemoLooseArmour1']) {
		await app.collectChain(code)
		expect(await app.chain.textContent()).toBe(expected)
	}
})

test('with both forms of the root, the second way is shown apart', { tag: '@phone' }, async ({ app, page }) => {
	await app.collectChain('DemoCrossSigned1')
	const names = await app.names()
	expect(names.slice(0, 3)).toEqual(usual.slice(0, 3))
	const apart = page.getByRole('region', { name: 'Also vouching for it' })
	const second = await apart.getByRole('heading', { level: 3 }).allTextContents()
	expect([...names, ...second].toSorted()).toEqual([...usual, 'Sandbox Certification Authority R2'].toSorted())
})

test('a certificate that does not belong is shown apart', async ({ app, page }) => {
	await app.collectChain('DemoUnrelated001')
	const apart = page.getByRole('region', { name: 'Not part of this chain' })
	await expect(apart.getByRole('heading', { level: 3 })).toHaveText(['Sandbox EC Domain Validation CA 5'])
	await expect(apart.getByRole('button', { name: 'Save Sandbox EC Domain Validation CA 5' })).toBeVisible()
})

test('a gap is named', { tag: '@phone' }, async ({ app, page }) => {
	await app.collectChain('DemoMissingLink1')
	const missing = '“Sandbox RSA Domain Validation CA 7”'
	await expect(app.chain).toContainText(`Missing: ${missing}, which signed this one`)
	await expect(page.getByRole('main')).toContainText(`Without ${missing} most programs will not trust it.`)
	await expect(app.files).toContainText('There is no CA bundle and no full chain')
	await expect(app.files.getByRole('button', { name: 'CA bundle (.ca-bundle)' })).toHaveCount(0)
})

test('an altered signature is named where it stands', async ({ app }) => {
	await app.collectChain('DemoAlteredSign1')
	await expect(app.certificates.first()).toContainText('signed by, the signature does not match')
	await expect(app.certificates.last()).toContainText('signed by itself, verified')
})
