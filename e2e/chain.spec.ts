import { findProgram } from '../tools/programs.ts'
import { expect, test } from './fixtures.ts'
import { openssl, sentFor } from './openssl.ts'

const usual = [
	'www.example.com',
	'Sandbox RSA Domain Validation CA 7',
	'Sandbox Certification Authority R2',
	'Sandbox Trust Services Root',
]

test('one request brings the verdict, the chain leaf first, and the files', { tag: '@phone' }, async ({
	app,
	page,
	sandbox,
}) => {
	const { received } = sandbox.calls
	const asked = page.waitForRequest('/api/collect')
	await app.collectChain('DemoSingleHost01')
	expect(Object.fromEntries(new URLSearchParams((await asked).postData() ?? ''))).toEqual({
		collectionCode: 'DemoSingleHost01',
		queryType: '1',
		responseType: '3',
		responseEncoding: '0',
		showValidityPeriod: 'Y',
	})
	await expect(app.verdict).toHaveText(
		/^Your certificate for www\.example\.com is ready and valid until \d{1,2} \p{L}+ \d{4}, \d+ days from now$/u,
	)
	await expect(app.verdict).toBeFocused()
	await expect(page).toHaveTitle('Ready: www.example.com – Certcollect')
	expect(await app.names()).toEqual(usual)
	await expect(app.certificates.getByRole('heading')).toHaveCount(4)
	await expect(app.files.getByRole('button')).toHaveCount(8)
	expect(sandbox.calls.received).toBe(received + 1)
})

test('each certificate says its role, who issued it, and what its signature is worth', { tag: '@phone' }, async ({
	app,
}) => {
	await app.collectChain('DemoSingleHost01')
	const expected = [
		['Your certificate', 'Issued by Sandbox RSA Domain Validation CA 7', 'signed by, verified'],
		['Intermediate authority', 'Issued by Sandbox Certification Authority R2', 'signed by, verified'],
		['Intermediate authority', 'Issued by Sandbox Trust Services Root', 'signed by, verified'],
		['Root authority', 'Issued by itself', 'signed by itself, verified'],
	]
	for (const [index, words] of expected.entries()) {
		const item = app.certificates.nth(index)
		for (const text of words) await expect(item.getByText(text, { exact: true })).toBeVisible()
		await expect(item.getByRole('img', { name: /^Valid from .* until .*\. Valid today\.$/ })).toBeVisible()
	}
	const leaf = app.certificates.first()
	await expect(leaf.getByText('Valid for www.example.com and example.com')).toBeVisible()
	await leaf.getByText('Details').click()
	const issuer = leaf.getByRole('region', { name: /^Issuer/ })
	await expect(issuer.getByText('Sandbox RSA Domain Validation CA 7', { exact: true })).toBeVisible()
})

/** A time to the second in UTC, and 14 hours later, as it is called on Kiritimati. */
function inBothZones(iso: string): RegExp {
	const there = new Date(Date.parse(iso) + 14 * 3_600_000).toISOString()
	const [utc, local] = [iso, there].map(
		(time) => `${Number(time.slice(8, 10))} \\p{L}+ ${time.slice(0, 4)}\\D+${time.slice(11, 19)}`,
	)
	return new RegExp(`^${utc} UTC${local}, your time$`, 'u')
}

test.describe('dates', () => {
	test.use({ timezoneId: 'Pacific/Kiritimati' })
	test.skip(findProgram('openssl', process.env) === undefined, 'openssl is not installed')

	test('are openssl’s, in UTC, with the local time on hover and on focus', async ({ app, page, sandbox }) => {
		const [leaf] = await sentFor('DemoSingleHost01', sandbox.url)
		const said = openssl(['x509', '-noout', '-startdate', '-enddate', '-dateopt', 'iso_8601'], leaf)
		const expected = [...said.matchAll(/=(\S+) (\S+)Z$/gm)].map(([, day, time]) => `${day}T${time}.000Z`)
		await app.collectChain('DemoSingleHost01')
		const dates = app.certificates.first().getByRole('time')
		await expect(dates).toHaveCount(2)
		for (const [index, iso] of expected.entries()) {
			const date = dates.nth(index)
			await expect(date).toHaveAttribute('datetime', iso)
			await expect(date).toContainText(new RegExp(`^${Number(iso.slice(8, 10))} \\p{L}+ ${iso.slice(0, 4)}$`, 'u'))
			await expect(page.getByRole('tooltip')).toHaveCount(0)
			await date.hover()
			await expect(page.getByRole('tooltip')).toHaveText(inBothZones(iso))
			await app.verdict.hover()
			await expect(page.getByRole('tooltip')).toHaveCount(0)
			await date.focus()
			await expect(page.getByRole('tooltip')).toHaveText(inBothZones(iso))
			await page.keyboard.press('Escape')
			await expect(page.getByRole('tooltip')).toHaveCount(0)
		}
	})
})

test('a hundred names are folded, and open', { tag: '@phone' }, async ({ app }) => {
	await app.collectChain('DemoWildcard0100')
	await expect(app.verdict).toContainText('*.example.com')
	const last = app.chain.getByText('*.branch-98.example.com')
	await expect(last).toBeHidden()
	await app.chain.getByText('All 100 names').click()
	await expect(last).toBeVisible()
})

test.describe('print', () => {
	test('has the verdict and the chain, and nothing to press', async ({ app, page }) => {
		await app.collectChain('DemoSingleHost01')
		await page.emulateMedia({ media: 'print' })
		await expect(app.verdict).toBeVisible()
		await expect(app.certificates.last()).toBeVisible()
		await expect(app.files).toHaveCount(0)
		await expect(page.getByRole('button')).toHaveCount(0)
	})
})
