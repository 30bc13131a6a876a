/** `npm run start:workerd`, as it is built, in front of the sandbox. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { delimiter } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from './fixtures.ts'

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
/** The launcher, with workerd in the PATH as npm puts it there. */
function launch(variables: Readonly<Record<string, string>>) {
	const PATH = [pathOf('../node_modules/.bin'), process.env['PATH']].join(delimiter)
	const child = spawn(process.execPath, [pathOf('../dist/server/workerd.js')], { env: { PATH, ...variables } })
	return { child, ended: once(child, 'exit'), errors: createInterface(child.stderr) }
}

test('workerd serves the application under a name and with a logo, which collects and shows a chain; a signal ends it', async ({
	app,
	page,
	sandbox,
}) => {
	const SITE_LOGO = pathOf('../public/favicon.svg')
	const { child, ended } = launch({ PORT: '0', COLLECT_URL: sandbox.url, SITE_NAME: 'Example University', SITE_LOGO })
	try {
		const [line] = await once(createInterface(child.stdout), 'line')
		await page.goto(`http://127.0.0.1:${JSON.parse(line).port}/`)
		const logo = page.getByRole('img', { name: 'Example University' })
		await expect.poll(() => logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
		await app.field.fill('DemoSingleHost01')
		await app.button.click()
		await expect(app.verdict).toContainText('www.example.com')
		await expect(page.getByRole('region', { name: 'Certificate chain' }).getByRole('heading')).not.toHaveCount(0)
	} finally {
		child.kill('SIGTERM')
	}
	expect(await ended).toEqual([0, null])
})

test('mistakes in its variables are told before workerd starts', async () => {
	const { ended, errors } = launch({ PORT: 'x', UPSTREAM_CALLS: '0', SITE_ICON: '/nowhere' })
	const lines: string[] = []
	errors.on('line', (line) => lines.push(line.split(':')[0] ?? ''))
	expect(await ended).toEqual([2, null])
	await expect.poll(() => lines).toEqual(['PORT', 'SITE_ICON', 'UPSTREAM_CALLS'])
})
