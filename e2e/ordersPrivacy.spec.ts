/** A whole session at the desk, with a record of everything that leaves a trace. */
import type { Page } from '@playwright/test'
import { account } from '../src/sandbox/accounts.ts'
import { expect, test } from './fixtures.ts'

const stored = (page: Page) =>
	page.evaluate(async () => ({
		kept: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
		cookies: document.cookie,
		databases: await indexedDB.databases(),
		caches: await caches.keys(),
		workers: (await navigator.serviceWorker.getRegistrations()).length,
		history: JSON.stringify(history.state),
		address: location.href,
		page: document.documentElement.outerHTML,
		fields: [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value),
	}))

test('neither password nor cookie nor certificate is where it does not belong', async ({
	context,
	desk,
	page,
	serve,
	consoleLines,
}) => {
	const logged: string[] = []
	const address = await serve({
		log: { call: (line) => logged.push(JSON.stringify(line)), fault: (line) => logged.push(JSON.stringify(line)) },
	})
	const requests: { url: string; method: string; headers: string; body: string }[] = []
	const responses: { url: string; headers: string; body: string }[] = []
	const reading: Promise<void>[] = []
	context.on('request', (request) =>
		requests.push({
			url: request.url(),
			method: request.method(),
			headers: JSON.stringify(request.headers()),
			body: request.postData() ?? '',
		}),
	)
	context.on('response', (response) =>
		reading.push(
			Promise.all([response.allHeaders(), response.body().catch(() => Buffer.alloc(0))]).then(([headers, body]) => {
				const { 'set-cookie': _, ...rest } = headers
				responses.push({ url: response.url(), headers: JSON.stringify(rest), body: body.toString('latin1') })
			}),
		),
	)
	const snapshots: Awaited<ReturnType<typeof stored>>[] = []
	const look = async () => snapshots.push(await stored(page))

	await page.goto(`${address}/orders`)
	await look()
	await desk.tryLogin({ loginPassword: 'wrong-password' })
	await expect(desk.failure).toContainText('Code -16')
	await look()
	await desk.tryLogin()
	await desk.chain.waitFor()
	await look()
	await desk.checkNumbers(['1000102', '1000202', '1000320', '1000401', '2000101'])
	await expect(desk.row('2000101')).toContainText('Not collected')
	await page.getByRole('button', { name: /^Collect certificates/ }).click()
	await expect(desk.row('2000101')).toContainText('Collected')
	await look()
	await page.reload()
	await expect(desk.row('2000101')).toContainText('Ready')
	await look()
	const cookie = (await context.cookies())[0]
	expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' })
	const sealed = cookie?.value ?? ''
	expect(sealed.length).toBeGreaterThan(100)
	await desk.signOut.click()
	await desk.loginName.waitFor()
	await look()
	await Promise.all(reading)

	const secrets = [account.loginPassword, 'wrong-password']
	const certificate = /BEGIN CERTIFICATE|MII[A-Za-z0-9+/]{40}/
	const holds = (text: string) => secrets.some((secret) => text.includes(secret))
	expect(snapshots).toHaveLength(6)
	for (const [index, { page: markup, fields, ...rest }] of snapshots.entries()) {
		const kept = JSON.stringify(rest)
		expect(holds(kept) || kept.includes(sealed) || certificate.test(kept), `kept, look ${index}`).toBe(false)
		expect(holds(markup) || holds(fields.join()), `page, look ${index}`).toBe(false)
		expect(rest).toMatchObject({ cookies: '', databases: [], caches: [], workers: 0, address: `${address}/orders` })
	}
	// What is kept is written when the page goes, at the latest. Names out of a certificate are in no storage either.
	expect(snapshots[4]?.kept).toContain('2000101')
	expect(snapshots[4]?.kept).not.toMatch(/example\.(com|net|org)|shop/)
	expect(snapshots[5]?.kept).toBe('[{},{}]')

	const withSecret = requests.filter(({ url, body }) => holds(url) || holds(body))
	expect(withSecret.map(({ url, method }) => `${method} ${new URL(url).pathname}`)).toEqual([
		'POST /api/session',
		'POST /api/session',
	])
	expect(requests.filter(({ url, headers, body }) => holds(url) || holds(headers) || body.includes(sealed))).toEqual([])
	expect(responses.filter(({ headers, body }) => holds(headers + body) || (headers + body).includes(sealed))).toEqual(
		[],
	)
	const withCertificate = responses.filter(
		({ headers, body }) => certificate.test(headers) || body.includes('-----BEGIN CERTIFICATE-----\nMII'),
	)
	expect(new Set(withCertificate.map(({ url }) => new URL(url).pathname))).toEqual(new Set(['/api/collect']))
	const told = [...consoleLines, ...logged].join('\n')
	expect(logged.length).toBeGreaterThan(8)
	expect(holds(told) || told.includes(sealed) || certificate.test(told) || /\b(1000|2000)\d{3}\b/.test(told)).toBe(
		false,
	)
})
