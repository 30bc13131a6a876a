import { expect, test } from './fixtures.ts'

test('nothing is stored, and the code is in no address and no console', async ({
	app,
	context,
	page,
	consoleLines,
}) => {
	const addresses: string[] = []
	page.on('request', (request) => addresses.push(request.url()))
	await app.collectChain('My collection code: DemoSingleHost01')
	const stored = await page.evaluate(async () => ({
		local: localStorage.length,
		session: sessionStorage.length,
		cookies: document.cookie,
		databases: (await indexedDB.databases()).length,
		caches: (await caches.keys()).length,
		workers: (await navigator.serviceWorker.getRegistrations()).length,
		state: JSON.stringify(history.state),
	}))
	expect(stored).toEqual({
		local: 0,
		session: 0,
		cookies: '',
		databases: 0,
		caches: 0,
		workers: 0,
		state: expect.stringMatching(/^\{"life":[\d.]+,"step":\d+,"isAfterForm":true\}$/),
	})
	expect(await context.cookies()).toEqual([])
	expect(addresses.join('\n')).toContain('/api/collect')
	expect([...addresses, ...consoleLines].join('\n')).not.toContain('DemoSingleHost01')
	expect(await page.title()).not.toContain('DemoSingleHost01')
})

test('nor is it in what a failure says', async ({ app, consoleLines, expectedErrors }) => {
	expectedErrors.push(/ 502 /)
	await app.collect('DemoLineBroken01')
	await expect(app.failure).toBeVisible()
	await expect(app.failure).not.toContainText('DemoLineBroken01')
	expect(consoleLines.join('\n')).not.toContain('DemoLineBroken01')
})

test('no cache keeps the answer', async ({ app, page }) => {
	const answered = page.waitForResponse('/api/collect')
	await app.collectChain('DemoSingleHost01')
	expect((await answered).headers()).toMatchObject({ 'cache-control': 'no-store' })
})
