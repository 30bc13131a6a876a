import { orders } from '../src/sandbox/orders.ts'
import { startSandbox } from '../src/sandbox/server.ts'
import { expect, test } from './fixtures.ts'

/** What each code of the sandbox comes to: the status, the words, and whether asking again is offered. */
const outcomes: Readonly<Record<string, readonly [status: number, title: string, again: boolean]>> = {
	DemoIssuedLater1: [0, 'Your certificate is not ready yet', true],
	DemoNeverIssued1: [0, 'Your certificate is not ready yet', true],
	DemoBeingIssued1: [-26, 'Your certificate is being issued', true],
	DemoAvailable001: [1, 'Your certificate has been issued but was not handed out', true],
	DemoErrorMinus01: [-1, 'The certificate authority wants an encrypted connection', true],
	DemoErrorMinus02: [-2, 'The certificate authority did not understand the request', true],
	DemoErrorMinus03: [-3, 'The certificate authority is missing something from the request', true],
	DemoErrorMinus04: [-4, 'The certificate authority does not know this code', false],
	DemoErrorMinus14: [-14, 'Something went wrong at the certificate authority', true],
	DemoErrorMinus16: [-16, 'The certificate authority refused access', false],
	DemoErrorMinus17: [-17, 'The certificate authority was asked in the wrong way', true],
	DemoErrorMinus20: [-20, 'The certificate request was rejected', false],
	DemoErrorMinus21: [-21, 'This certificate has been revoked', false],
	DemoErrorMinus22: [-22, 'The order has not been paid yet', true],
	DemoErrorMinus23: [-23, 'The order has not been approved yet', true],
	DemoErrorMinus42: [-42, 'The certificate authority was asked too often', true],
	DemoErrorMinus77: [-77, 'The certificate authority answered with an undocumented code', true],
	DemoErrorMinus91: [-91, 'The certificate authority does not allow this', false],
	DemoFormEncoded1: [-20, 'The certificate request was rejected', false],
	DemoDictionary01: [-16, 'The certificate authority refused access', false],
	// Nobody has this one.
	aB3dE6gH9jK2mN5p: [-4, 'The certificate authority does not know this code', false],
}

for (const [code, [status, title, again]] of Object.entries(outcomes))
	test(`${code}: ${status}, ${title}`, async ({ app, page, sandbox }) => {
		const { received } = sandbox.calls
		await app.collect(code)
		await expect(app.status.getByRole('heading', { name: title, exact: true })).toBeInViewport()
		await expect(app.status.getByText(`Code ${status}`, { exact: false }).last()).toHaveText(
			new RegExp(`^Code ${status}( ·|$)`),
		)
		await expect(page.getByRole('button', { name: /again/ })).toHaveCount(again ? 1 : 0)
		await expect(app.field).toHaveValue(code)
		await expect(app.field).toBeEditable()
		expect(sandbox.calls.received).toBe(received + 1)
	})

test('every code that is waiting or refused is in the table', () => {
	const listed = orders.filter(({ group }) => group === 'waiting' || group === 'refused').map(({ code }) => code)
	expect(listed.filter((code) => !(code in outcomes))).toEqual([])
})

test('the authority’s own words are shown', async ({ app }) => {
	await app.collect('DemoErrorMinus77')
	await expect(app.status).toContainText('The moon is in the wrong phase!')
})

test('a certificate that was pending is shown by “Ask again” once it is issued', { tag: '@phone' }, async ({
	app,
	page,
	serve,
}) => {
	let later = 0
	const sandbox = await startSandbox({ now: () => new Date(Date.now() + later), issueAfter: 30 })
	await app.collect('DemoIssuedLater1', await serve({ collectUrl: sandbox.url }))
	await expect(app.status).toContainText('Code 0')
	const again = page.getByRole('button', { name: 'Ask again' })
	await again.click()
	await expect.poll(() => sandbox.calls.received).toBe(2)
	await expect(app.status).toContainText('Code 0')
	later = 31_000
	await again.click()
	await expect(app.verdict).toContainText('is ready and valid until')
	expect(sandbox.calls.received).toBe(3)
	await page.goBack()
	await expect(app.field).toHaveValue('DemoIssuedLater1')
	await sandbox.close()
})
