import { lockedAccount } from '../src/sandbox/accounts.ts'
import { orders } from '../src/sandbox/orders.ts'
import type { CollectPage } from './collectPage.ts'
import { notSignedIn, OrdersPage } from './ordersPage.ts'
import { makeChain, openKeys, openTrustStore } from './ownChain.ts'

/** A state that the page can be in: how to get there, and the error that Chromium reports on the way. */
export interface State {
	readonly name: string
	/** @param origin where the site is, in a secure context */
	readonly open: (app: CollectPage, origin: string) => Promise<void>
	readonly expectedError?: RegExp
}

/** The same site under a host name: without encryption no browser takes that for a secure context. */
export const insecure = (origin: string): string => origin.replace('127.0.0.1', 'certcollect.test')

const two =
	'The collection code DemoSingleHost01 is for the shop, the collection code DemoEllipticP384 for the intranet.'

const chainOf = (code: string) => async (app: CollectPage) => {
	await app.collectChain(code)
	for (const folded of await app.certificates
		.first()
		.getByText(/^(Details|All \d+ names)$/)
		.all())
		await folded.click()
}

const guideFor = (code: string, target: string) => async (app: CollectPage) => {
	await app.collectChain(code)
	await app.where.getByRole('combobox').selectOption(target)
	await app.page.getByRole('region', { name: target, exact: true }).waitFor()
}

const deskOrders = ['1000102', '1000104', '1000202', '1000203', '1000320', '1000321', '1000322', '1000401']

/** Brings a key to the part for keys and waits for what is said of it. */
const withKey = (file: string, said: string) => async (app: CollectPage) => {
	const path = makeChain()
	const section = await openKeys(app.page, path)
	await section.getByLabel('Choose a key file').setInputFiles(path(file))
	await section.getByText(said).first().waitFor()
	return section
}
const matching = withKey('own.key', 'The key matches your certificate')

/** Every state of the page that looks different. */
export const states: readonly State[] = [
	{
		name: 'the start page',
		open: async (app) => {
			await app.page.goto('/')
			for (const { code, group } of orders) await app.example(code, group)
		},
	},
	{
		name: 'two candidates',
		open: async ({ page, field }) => {
			await page.goto('/')
			await field.fill(two)
			await page.getByRole('radio').first().waitFor()
		},
	},
	{
		name: 'no code found',
		open: async (app) => {
			await app.collect('Dear customer, thank you for your order.')
			await app.page.getByText('No collection code in this text').waitFor()
		},
	},
	{
		name: 'request options',
		open: async (app) => {
			await app.page.goto('/')
			await app.openOptions()
			await app.page.getByRole('radio', { name: /^JavaScript/ }).check()
			await app.page.getByLabel('Callback function').fill('alert(1)')
		},
	},
	{
		name: 'a status that was asked for',
		open: async (app) => {
			await app.page.goto('/')
			await app.openOptions()
			await app.page.getByRole('radio', { name: /^Status only/ }).check()
			await app.field.fill('DemoSingleHost01')
			await app.button.click()
			await app.page.getByRole('button', { name: 'Collect everything' }).waitFor()
		},
	},
	{
		name: 'waiting',
		open: async (app) => {
			await app.collect('DemoNeverReply01')
			await app.page.getByRole('button', { name: 'Cancel' }).waitFor()
		},
	},
	{
		name: 'an outcome',
		open: async (app) => {
			await app.collect('DemoErrorMinus16')
			await app.status.getByText('Code -16').waitFor()
		},
	},
	{
		name: 'a failure',
		open: async (app) => {
			await app.collect('DemoHtmlPage0200')
			await app.page.getByText('Show what came', { exact: true }).click()
		},
	},
	{ name: 'a chain', open: chainOf('DemoWildcard0100') },
	{ name: 'an expired chain', open: chainOf('DemoExpiredCert1') },
	{ name: 'a chain with a second way', open: chainOf('DemoCrossSigned1') },
	{ name: 'a chain with a stranger', open: chainOf('DemoUnrelated001') },
	{ name: 'a chain with a gap', open: chainOf('DemoMissingLink1') },
	{ name: 'an altered signature', open: chainOf('DemoAlteredSign1') },
	{
		name: 'a chain without encryption',
		open: (app, origin) => app.collectChain('DemoSingleHost01', insecure(origin)),
	},
	{
		name: 'inspecting',
		open: async ({ page }) => {
			await page.goto('/inspect')
			await page.getByRole('textbox', { name: 'Certificates as text' }).waitFor()
		},
	},
	{
		name: 'nothing found',
		open: async ({ page }) => {
			await page.goto('/inspect')
			await page.getByRole('textbox', { name: 'Certificates as text' }).fill('Dear customer')
			await page.getByRole('button', { name: 'Inspect' }).click()
			await page.getByRole('heading', { name: 'There is no certificate in this' }).waitFor()
		},
	},
	{
		name: 'an inspected chain',
		open: async ({ page }) => {
			await page.goto('/inspect')
			const vectors = ['ee.pem', 'pkcs7.der', 'nseq.pem'].map((name) => `src/certificates/fixtures/vectors/${name}`)
			await page.getByLabel('Choose files').setInputFiles(vectors)
			await page.getByRole('region', { name: 'What was read' }).waitFor()
		},
	},
	{
		name: 'all details and the structure',
		open: async (app) => {
			await app.collectChain('DemoEllipticP384')
			const leaf = app.certificates.first()
			await leaf.getByText('Details', { exact: true }).click()
			await leaf.getByText('ASN.1 structure').click()
			await leaf.getByRole('listbox').waitFor()
		},
	},
	{ name: 'a guide for many names', open: guideFor('DemoWildcard0100', 'nginx') },
	{
		name: 'a guide and what is served',
		open: async (app) => {
			await guideFor('DemoSingleHost01', 'IIS and Windows Server')(app)
			await app.page.getByLabel('Output of openssl s_client').fill('connect:errno=111')
			await app.page.getByText('openssl could not connect').waitFor()
		},
	},
	{
		name: 'a guide for whoever has it installed by others',
		open: guideFor('DemoSingleHost01', 'Somebody else installs it, or I do not know'),
	},
	{ name: 'a guide that pastes', open: guideFor('DemoSingleHost01', 'cPanel') },
	{
		name: 'a file that was saved',
		open: async (app) => {
			await app.collectChain('DemoEndsInDays05')
			await app.files.getByRole('button', { name: 'CA bundle (.ca-bundle)', exact: true }).click()
			await app.files.getByRole('status').filter({ hasText: 'Saved as' }).waitFor()
		},
	},
	{ name: 'a guide for a mail program', open: guideFor('DemoSecureMail01', 'Thunderbird') },
	{ name: 'a guide for signing code', open: guideFor('DemoCodeSigning1', 'SignTool, Windows') },
	{ name: 'a key is asked for', open: async ({ page }) => void (await openKeys(page, makeChain())) },
	{ name: 'a locked key', open: async (app) => void (await withKey('locked.key', 'Passphrase of the key')(app)) },
	{
		name: 'a locked key and a wrong passphrase',
		open: async (app) => {
			const section = await withKey('locked.key', 'Passphrase of the key')(app)
			await section.getByLabel('Passphrase of the key').fill('wrong')
			await section.getByRole('button', { name: 'Unlock' }).click()
			await section.getByText('does not open it').waitFor()
		},
	},
	{ name: 'a key that matches', open: async (app) => void (await matching(app)) },
	{ name: 'a key of another certificate', open: async (app) => void (await withKey('ca.key', 'belongs to')(app)) },
	{ name: 'a key of nothing here', open: async (app) => void (await withKey('other.key', 'does not match')(app)) },
	{ name: 'a request that matches', open: async (app) => void (await withKey('own.csr', 'The request matches')(app)) },
	{ name: 'no key at all', open: async (app) => void (await withKey('own.pem', 'There is no private key in')(app)) },
	{
		name: 'a PKCS #12 that was refused',
		open: async (app) => {
			const section = await matching(app)
			await section.getByLabel('Password for the file', { exact: true }).fill('one')
			await section.getByLabel('Password again', { exact: true }).fill('two')
			await section.getByRole('button', { name: 'PKCS #12 (.pfx)' }).click()
			await section.getByText('The two passwords are not the same.').waitFor()
		},
	},
	{
		name: 'a PKCS #12 that was made',
		open: async (app) => {
			const section = await matching(app)
			await section.getByRole('checkbox', { name: 'Show the password', exact: true }).check()
			await section.getByLabel('Password for the file').fill('a long password')
			await section.getByRole('button', { name: 'PKCS #12 (.pfx)' }).click()
			await section.getByRole('status').filter({ hasText: 'Opened again, compared' }).waitFor()
		},
	},
	{
		name: 'a trust store',
		open: async ({ page }) => {
			const section = await openKeys(page, makeChain())
			const form = await openTrustStore(section)
			await form.getByRole('button', { name: 'Trust store (.p12)' }).click()
			await form.getByText('Enter a password').waitFor()
		},
	},
	{
		name: 'root and order of the files',
		open: async (app) => {
			await app.collectChain('DemoSingleHost01')
			await app.files.getByText('Root and order').click()
			await app.files.getByRole('checkbox', { name: 'Include the root' }).check()
		},
	},
	{
		name: 'two certificates side by side',
		open: async (app) => {
			await app.collectChain('DemoSingleHost01')
			await app.page.getByLabel('Choose a file').setInputFiles('src/certificates/fixtures/vectors/ee.der')
			await app.page.getByRole('table').waitFor()
		},
	},
	{
		name: 'a sign-in',
		open: async ({ page }) => {
			await page.goto('/orders')
			await page.getByRole('button', { name: 'Fill in' }).waitFor()
		},
		expectedError: notSignedIn,
	},
	{
		name: 'a sign-in that was refused',
		open: async ({ page }) => {
			const desk = new OrdersPage(page)
			await page.goto('/orders')
			await desk.tryLogin(lockedAccount)
			await desk.failure.getByText('Code -16').waitFor()
		},
		expectedError: notSignedIn,
	},
	{
		name: 'the desk with an order that is ready',
		open: async ({ page }) => {
			const desk = new OrdersPage(page)
			await desk.begin()
			await desk.chain.waitFor()
			for (const folded of ['Answer to the customer', 'Case report', 'History (1)'])
				await desk.order('1000101').getByText(folded, { exact: true }).first().click()
		},
		expectedError: notSignedIn,
	},
	{
		name: 'the desk with many orders, one of them pending and open',
		open: async ({ page }) => {
			const desk = new OrdersPage(page)
			await desk.begin('/orders', '1000202')
			await desk.checkNumbers(deskOrders)
			await desk.row('1000321').waitFor()
			await desk.progress.waitFor({ state: 'detached' })
			await page.getByRole('checkbox', { name: 'Select order 1000202' }).check()
			await page.getByRole('checkbox', { name: 'Watch pending orders' }).check()
		},
		expectedError: notSignedIn,
	},
	{
		name: 'the desk while nothing can be asked',
		open: async ({ page }) => {
			const desk = new OrdersPage(page)
			await desk.begin()
			await page.route('/api/collect', (route) => route.abort())
			await desk.checkNumbers(deskOrders)
			await desk.progress.getByText('This site cannot be reached').waitFor()
		},
		expectedError: /401|net::ERR_FAILED/,
	},
	{
		name: 'the desk that was paused, with a question before the sign-out',
		open: async ({ page }) => {
			const desk = new OrdersPage(page)
			await desk.begin()
			await page.route('/api/collect', () => {})
			await desk.checkNumbers(deskOrders)
			await desk.pause.click()
			await desk.signOut.click()
			await page.getByRole('dialog').waitFor()
		},
		expectedError: notSignedIn,
	},
	{
		name: 'the desk when a session has ended',
		open: async ({ page }) => {
			const desk = new OrdersPage(page)
			await desk.begin()
			await page.context().clearCookies()
			await desk.checkNumbers(deskOrders)
			await desk.failure.getByText('Your orders are still here').waitFor()
		},
		expectedError: notSignedIn,
	},
	{
		name: 'no such page',
		open: async ({ page, verdict }) => {
			await page.goto('/nothing')
			await verdict.waitFor()
		},
		expectedError: / 404 /,
	},
]
