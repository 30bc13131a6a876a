import { expect, test } from './fixtures.ts'

const never = 'DemoNeverReply01'

test('it is said at once that something happens, after a second what, and Cancel ends the call', {
	tag: '@phone',
}, async ({ app, page, sandbox }) => {
	const { received, running, aborted } = sandbox.calls
	await page.goto('/')
	await app.field.fill(never)
	await page.clock.install()
	await page.clock.pauseAt(Date.now() + 60_000)
	await app.button.click()
	await expect(app.status).toContainText('Collecting your certificate …')
	await expect.poll(() => sandbox.calls.running).toBe(running + 1)
	await expect(page.getByText('Asking the certificate authority')).toHaveCount(0)
	await expect(page.getByRole('button', { name: 'Cancel' })).toHaveCount(0)

	await page.clock.runFor(2000)
	await expect(app.status).toContainText('Asking the certificate authority')
	await page.getByRole('button', { name: 'Cancel' }).click()
	await expect.poll(() => sandbox.calls).toEqual({ received: received + 1, running, aborted: aborted + 1 })

	await expect(app.status).toHaveCount(0)
	await expect(app.field).toHaveValue(never)
	await expect(app.field).toBeFocused()
	await expect(app.field).toBeEditable()
	await page.goForward()
	await expect(app.button).toBeEnabled()
	await expect(app.status).toHaveCount(0)
	expect(sandbox.calls.received).toBe(received + 1)
})

test('a second click does not ask twice, and what is being asked for cannot be changed', async ({ app, sandbox }) => {
	const { received } = sandbox.calls
	await app.collect(never)
	// It is marked as disabled, and takes clicks all the same: disabled in earnest, it would lose the focus.
	await app.button.click({ force: true })
	await expect(app.field).not.toBeEditable()
	await app.field.press('Enter')
	await expect(app.status).toContainText('Asking the certificate authority')
	expect(sandbox.calls.received).toBe(received + 1)
})

test('who leaves the page ends the call', async ({ app, page, sandbox }) => {
	const { running, aborted } = sandbox.calls
	await app.collect(never)
	await expect.poll(() => sandbox.calls.running).toBe(running + 1)
	await page.goto('about:blank')
	await expect.poll(() => sandbox.calls.aborted).toBe(aborted + 1)
})

test('a slow answer is shown when it comes', async ({ app }) => {
	await app.collect('DemoSlowReply005')
	await expect(app.status).toContainText('Collecting your certificate …')
	await expect(app.verdict).toContainText('www.example.com')
})

test('with reduced motion nothing moves while one waits', async ({ app, page }) => {
	await page.emulateMedia({ reducedMotion: 'reduce' })
	await app.collect(never)
	await expect(app.status).toContainText('Collecting your certificate …')
	expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
})
