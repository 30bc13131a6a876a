import { expect, test } from './fixtures.ts'

const plain = `Dear customer,

your certificate is ready. Your collection code is

    DemoSingleHost01

Kind regards`
const link = 'https://collect.example.com/products/!SecureEmailCertificate_Collec2?apID=1'

const pasted: readonly (readonly [what: string, text: string])[] = [
	['an e-mail in plain text', plain],
	['an e-mail that was forwarded', plain.replaceAll(/^/gm, '> > ')],
	['an e-mail as HTML', `<p>Use <a href="${link}&amp;collectionPassword=DemoSingleHost01">this&nbsp;link</a>.</p>`],
	[
		'an e-mail in quoted-printable',
		`Content-Transfer-Encoding: quoted-printable\n\nOpen ${link.replace('=', '=3D')}&collection=\nPassword=3DDemoSing=\nleHost01 now`,
	],
	['a link', `${link}&collectionPassword=DemoSingleHost01`],
	['a code among white space', '\n\tDemoSingleHost01  \n'],
]

for (const [what, text] of pasted)
	test(`${what}: the code is found, shown and collected`, async ({ app, page }) => {
		await page.goto('/')
		await app.field.fill(text)
		if (text.trim() !== 'DemoSingleHost01') await expect(page.getByText('Code found: DemoSingleHost01')).toBeVisible()
		await app.button.click()
		await expect(app.verdict).toContainText('www.example.com')
	})

const two =
	'Subject: The shop\n\nThe collection code is\n\nDemoSingleHost01\n\nSubject: The intranet\n\nThe collection code is\n\nDemoEllipticP384\n'

test('two codes are offered as a choice, and the chosen one is collected', { tag: '@phone' }, async ({
	app,
	page,
	sandbox,
}) => {
	const { received } = sandbox.calls
	await page.goto('/')
	await app.field.fill(two)
	const choice = page.getByRole('group', { name: 'This text contains more than one code. Which one is it?' })
	await expect(choice.getByRole('radio')).toHaveCount(2)
	await app.button.click()
	await expect(page.getByRole('group', { name: 'Choose one of the codes first.' })).toBeVisible()
	await expect(page.getByRole('radio').first()).toBeFocused()
	expect(sandbox.calls.received).toBe(received)
	await page.getByRole('radio', { name: 'DemoEllipticP384 Subject: The intranet' }).check()
	await app.button.click()
	await expect(app.verdict).toContainText('curve.example.net')
	expect(sandbox.calls.received).toBe(received + 1)
})

const without = 'Dear customer, thank you for your order. We will be in touch.'

test('no code: says what one looks like, and keeps text and focus', { tag: '@phone' }, async ({
	app,
	page,
	sandbox,
}) => {
	const { received } = sandbox.calls
	await app.collect(without)
	await expect(page.getByText('No collection code in this text')).toBeVisible()
	await expect(page.getByText(/16 letters and digits.* aB3dE6gH9jK2mN5p/).first()).toBeVisible()
	await expect(app.field).toHaveValue(without)
	await expect(app.field).toBeFocused()
	await expect(app.field).toHaveAccessibleDescription(/No collection code in this text/)
	expect(sandbox.calls.received).toBe(received)
})

test('nothing at all: asks for something', async ({ app, page }) => {
	await page.goto('/')
	await app.button.click()
	await expect(page.getByText('Paste your collection code or the e-mail first.')).toBeVisible()
	await expect(app.field).toBeFocused()
})

test('what is still being typed is not wrong yet', async ({ app, page }) => {
	await page.goto('/')
	await app.field.fill('DemoSing')
	await expect(app.field).toHaveAttribute('aria-invalid', 'false')
	await expect(app.field).toHaveAccessibleDescription('')
})
