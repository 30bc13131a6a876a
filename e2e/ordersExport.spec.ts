/** What the desk gives out, read back by others and by the desk itself. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './fixtures.ts'
import { save } from './save.ts'

const issued = ['1000102', '1000104', '2000101', '2000102', '2000104']
const others = ['1000202', '1000320', '1000401']

test('certificates of all that are ready, as an archive with a folder for each order', async ({ desk, page }) => {
	await desk.begin()
	await desk.checkNumbers([...issued, ...others])
	await expect(desk.row('1000401')).toContainText('Unreadable answer')
	const collect = page.getByRole('button', { name: /^Collect certificates/ })
	await expect(collect).toHaveText('Collect certificates (5)')
	await collect.click()
	await expect(collect).toHaveText('Collect certificates (0)')
	await expect(desk.row('1000104')).toContainText('@example.com')
	const { path, name } = await save(page.getByRole('button', { name: 'Save certificates (6)' }))
	expect(name).toMatch(/^orders_\d{4}-\d\d-\d\d\.zip$/)
	const folder = mkdtempSync(join(tmpdir(), 'certcollect-'))
	execFileSync('unzip', ['-q', path, '-d', folder])
	const files = execFileSync('find', [folder, '-type', 'f', '-name', '*.crt'], { encoding: 'utf8' }).trim().split('\n')
	for (const orderNumber of ['1000101', ...issued]) {
		const own = files.filter((file) => file.startsWith(join(folder, orderNumber)))
		expect(own.length, orderNumber).toBeGreaterThan(1)
		for (const file of own)
			expect(execFileSync('openssl', ['x509', '-noout', '-subject', '-in', file], { encoding: 'utf8' })).toContain(
				'subject=',
			)
	}
	expect(files.filter((file) => others.some((orderNumber) => file.startsWith(join(folder, orderNumber))))).toEqual([])
})

test('the table as CSV, read back with its notes', async ({ desk, page }) => {
	await desk.begin()
	await desk.checkNumbers(others)
	await expect(desk.row('1000401')).toContainText('Unreadable answer')
	await page.getByRole('button', { name: '1000320' }).click()
	await desk.order('1000320').getByRole('textbox', { name: 'Note' }).fill('=HYPERLINK("https://example.com")')
	await expect(desk.row('1000320')).toContainText('=HYPERLINK')
	// In the order in which the table stands.
	await desk.table.getByRole('button', { name: 'Order', exact: true }).click()
	const { path } = await save(page.getByRole('button', { name: 'Export CSV' }))
	const csv = readFileSync(path, 'utf8')
	expect(csv.startsWith('\ufeff"Order number","Status"')).toBe(true)
	const lines = csv.trimEnd().split('\r\n')
	expect(lines).toHaveLength(5)
	// Nothing that a sheet would run; a number below zero is nothing of that kind.
	expect(csv).not.toMatch(/(^|,)"(?!-\d+"(,|\r?$))[=+\-@\t]/m)

	await desk.signOut.click()
	const question = page.getByRole('dialog', {
		name: 'Signing out removes 4 orders, your notes and the collected certificates from this tab',
	})
	await question.getByRole('button', { name: 'Cancel' }).click()
	await expect(desk.signOut).toBeFocused()
	await expect(desk.rows).toHaveCount(4)
	await desk.signOut.click()
	expect(readFileSync((await save(question.getByRole('button', { name: 'Export CSV' }))).path, 'utf8')).toContain(
		'1000320',
	)
	await question.getByRole('button', { name: 'Sign out' }).click()
	await desk.loginName.waitFor()
	await desk.begin('/orders', '1000322')
	await page.getByLabel('Choose a file').setInputFiles(path)
	await expect(page.getByText('4 order numbers found in the column “Order number”:')).toBeVisible()
	await desk.check.click()
	await expect(desk.row('1000320')).toContainText('Rejected')
	await expect(desk.row('1000320')).toContainText('HYPERLINK')
})

test('the selected rows as a table for the clipboard', async ({ desk, page, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write'])
	await desk.begin()
	await desk.checkNumbers(others)
	await expect(desk.row('1000401')).toContainText('Unreadable answer')
	await page.getByRole('checkbox', { name: 'Select order 1000202' }).check()
	await page.getByRole('checkbox', { name: 'Select order 1000401' }).click({ modifiers: ['Shift'] })
	await expect(page.getByText('4 orders, 3 selected')).toBeVisible()
	await page.getByRole('button', { name: 'Copy as a table' }).click()
	const text = await page.evaluate(() => navigator.clipboard.readText())
	const cells = text
		.replace(/\n$/, '')
		.split('\n')
		.map((line) => line.split('\t'))
	expect(cells.map(([first]) => first?.trim())).toEqual(['Order number', ...others])
	expect(new Set(cells.map((line) => line.length)).size).toBe(1)

	await page.getByRole('button', { name: 'Remove' }).click()
	await expect(desk.rows).toHaveCount(1)
})
