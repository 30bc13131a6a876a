import { expect, test } from './fixtures.ts'

test('every code that the sandbox lists, chosen one after another on one page', { tag: '@phone' }, async ({
	app,
	page,
	sandbox,
	expectedErrors,
}) => {
	test.setTimeout(120_000)
	expectedErrors.push(/ 502 /)
	const { received } = sandbox.calls
	const told = app.status.or(app.failure).getByRole('heading', { level: 2 })
	const verdict = app.verdict.filter({ hasNotText: 'Collect your certificate' })
	const examples = sandbox.examples.filter(({ code }) => !/Never|Slow/.test(code))
	await page.goto('/')
	for (const { code, group } of examples)
		await test.step(code, async () => {
			await (await app.example(code, group)).click()
			await expect(told.or(verdict)).toBeInViewport()
			const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
			expect(overflow).toBeLessThanOrEqual(0)
			if (await verdict.isVisible()) await page.getByRole('button', { name: 'Collect another certificate' }).click()
		})
	expect(sandbox.calls.received).toBe(received + examples.length)
})
