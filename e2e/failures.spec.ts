import { once } from 'node:events'
import { createServer } from 'node:net'
import { orders } from '../src/sandbox/orders.ts'
import { startSandbox } from '../src/sandbox/server.ts'
import { expect, test } from './fixtures.ts'

/** What becomes of each kind of trouble: the code, the words, and the status that Chromium reports, if it is an error. */
const failures: Readonly<Record<string, readonly [code: string, title: string, httpStatus?: number]>> = {
	DemoHtmlPage0200: ['reply-not-collectccc', 'The answer cannot be read'],
	DemoGateway00502: ['reply-not-collectccc', 'The answer cannot be read', 502],
	DemoEmptyReply01: ['reply-empty', 'The certificate authority sent an empty answer'],
	DemoNoneInside02: ['reply-no-certificates', 'There is no certificate in the answer'],
	DemoOversized001: ['upstream-too-large', 'The answer is far too long', 502],
	DemoRedirected01: ['upstream-redirect', 'The certificate authority pointed to another address', 502],
	DemoCutBase64Off: ['reply-cut-off', 'The answer is incomplete'],
	DemoLineBroken01: ['upstream-broken', 'The answer broke off', 502],
}
const failedCall = (httpStatus: number) => new RegExp(`Failed to load resource: .* ${httpStatus} `)

for (const [code, [name, title, httpStatus]] of Object.entries(failures))
	test(`${code}: ${title}`, async ({ app, page, sandbox, expectedErrors }) => {
		if (httpStatus !== undefined) expectedErrors.push(failedCall(httpStatus))
		const { received } = sandbox.calls
		await app.collect(code)
		await expect(app.failure.getByRole('heading', { name: title, exact: true })).toBeInViewport()
		await expect(app.failure).toContainText(`Code ${name}`)
		await expect(app.field).toHaveValue(code)
		expect(sandbox.calls.received).toBe(received + 1)
		// The trouble is over.
		await page.route('/api/collect', (route, request) =>
			route.continue({ postData: request.postData()?.replace(code, 'DemoSingleHost01') ?? '' }),
		)
		await page.getByRole('button', { name: 'Try again' }).click()
		await expect(app.verdict).toContainText('www.example.com')
		expect(sandbox.calls.received).toBe(received + 2)
	})

test('every kind of trouble is tested here or in another table', () => {
	const elsewhere = /DemoSlowReply|NeverReply|MissingLink|Unrelated|AlteredSign|LeafFirst|LooseArmour|Form|Dictionary/
	const listed = orders.filter(({ group }) => group === 'trouble').map(({ code }) => code)
	expect(listed.filter((code) => !(code in failures || elsewhere.test(code)))).toEqual([])
})

test('what came can be looked at', { tag: '@phone' }, async ({ app, page }) => {
	await app.collect('DemoHtmlPage0200')
	await expect(page.getByText('Scheduled maintenance')).toBeHidden()
	await page.getByText('Show what came', { exact: true }).click()
	await expect(page.getByText('<h1>Scheduled maintenance</h1>')).toBeVisible()
})

test('an authority that cannot be reached, until it can', async ({ app, page, serve, expectedErrors }) => {
	expectedErrors.push(failedCall(502))
	const closed = createServer().listen(0, '127.0.0.1')
	await once(closed, 'listening')
	const address = closed.address()
	const port = typeof address === 'object' && address !== null ? address.port : 0
	closed.close()
	await once(closed, 'close')
	const collectUrl = `http://127.0.0.1:${port}/products/download/CollectCCC`
	await app.collect('DemoSingleHost01', await serve({ collectUrl }))
	await expect(app.failure).toContainText('The certificate authority cannot be reached')
	await expect(app.failure).toContainText(/Code upstream-unreachable · Request [\da-f-]{36}/)
	await expect(app.field).toHaveValue('DemoSingleHost01')
	const sandbox = await startSandbox({ port })
	await page.getByRole('button', { name: 'Try again' }).click()
	await expect(app.verdict).toContainText('www.example.com')
	await sandbox.close()
})

test('an authority that does not answer', async ({ app, serve, expectedErrors }) => {
	expectedErrors.push(failedCall(504))
	await app.collect('DemoNeverReply01', await serve({ limits: { callMilliseconds: 300 } }))
	await expect(app.failure).toContainText('The certificate authority is not answering')
	await expect(app.failure).toContainText('Code upstream-timeout')
	await expect(app.field).toHaveValue('DemoNeverReply01')
})

test('a browser that is offline, until it is not', { tag: '@phone' }, async ({
	app,
	context,
	page,
	expectedErrors,
}) => {
	expectedErrors.push(/net::ERR_INTERNET_DISCONNECTED/)
	await page.goto('/')
	const loaded = page.waitForResponse(/\/assets\/Collecting-/)
	await app.field.fill('DemoSingleHost01')
	await (await loaded).finished()
	await context.setOffline(true)
	await app.button.click()
	await expect(app.failure).toContainText('This site cannot be reached')
	await expect(app.failure).toContainText('Code network-failed')
	await expect(app.field).toHaveValue('DemoSingleHost01')
	await context.setOffline(false)
	await page.getByRole('button', { name: 'Try again' }).click()
	await expect(app.verdict).toContainText('www.example.com')
})

test('a failure of this site itself', async ({ app, page, expectedErrors }) => {
	expectedErrors.push(failedCall(500))
	const body = JSON.stringify({ code: 'internal', requestId: '8b1c' })
	await page.route('/api/collect', (route) =>
		route.fulfill({ status: 500, contentType: 'application/problem+json', body }),
	)
	await app.collect('DemoSingleHost01')
	await expect(app.failure).toContainText('Something went wrong on this site')
	await expect(app.failure).toContainText('Code internal · Request 8b1c')
})

const later: readonly (readonly [code: string, status: number, seconds: number, title: string, when: string])[] = [
	['relay-busy', 503, 5, 'Many people are collecting right now', 'You can try again in 5 seconds.'],
	['upstream-resting', 503, 1, 'The certificate authority is having trouble', 'You can try again in 1 second.'],
	['too-many-requests', 429, 3200, 'Too many attempts from your network', 'You can try again in 54 minutes.'],
]
for (const [code, status, seconds, title, when] of later)
	test(`${code}: it says when to try again`, { tag: '@phone' }, async ({ app, page, expectedErrors }) => {
		expectedErrors.push(failedCall(status))
		const body = JSON.stringify({ code, requestId: '8b1c' })
		const headers = { 'Retry-After': String(seconds) }
		await page.route('/api/collect', (route) =>
			route.fulfill({ status, contentType: 'application/problem+json', headers, body }),
		)
		await app.collect('DemoSingleHost01')
		await expect(app.failure.getByRole('heading', { name: title, exact: true })).toBeInViewport()
		await expect(app.failure).toContainText(when)
		await expect(app.failure).toContainText(`Code ${code} · Request 8b1c`)
		await expect(app.field).toHaveValue('DemoSingleHost01')
	})

test('an authority that keeps failing is left alone, and tried again', async ({ app, page, serve, expectedErrors }) => {
	expectedErrors.push(failedCall(502), failedCall(503))
	const limits = { failures: 1, restMilliseconds: 60_000 }
	await app.collect('DemoLineBroken01', await serve({ limits }))
	await expect(app.failure).toContainText('Code upstream-broken')
	await page.getByRole('button', { name: 'Try again' }).click()
	await expect(app.failure).toContainText('Code upstream-resting')
	await expect(app.failure).toContainText(/You can try again in \d+ seconds\./)
})

test('a part of the page that cannot be loaded', async ({ app, page, sandbox, expectedErrors }) => {
	expectedErrors.push(/net::ERR_FAILED/, /application-outdated/)
	const { received } = sandbox.calls
	await page.route(/\/assets\/Collecting-/, (route) => route.abort())
	await app.collect('DemoSingleHost01')
	await expect(app.failure).toContainText('Part of this page could not be loaded')
	await expect(app.failure).toContainText('Code application-outdated')
	await expect(app.field).toHaveValue('DemoSingleHost01')
	await expect(app.field).toBeEditable()
	expect(sandbox.calls.received).toBe(received)
	await page.unrouteAll()
	await page.getByRole('button', { name: 'Reload the page' }).click()
	await expect(app.field).toHaveValue('')
	await app.field.fill('DemoSingleHost01')
	await app.button.click()
	await expect(app.verdict).toContainText('www.example.com')
})
