import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { everyFile } from '../../files/chainFiles.ts'
import { answered } from './answered.ts'
import { chainOf, collectedChain, start, status } from './fixtures/fakes.ts'
import { emptyRow } from './order.ts'
import { ordersArchive } from './ordersArchive.ts'
import { csvFile } from './tableFile.ts'

const now = new Date(start)
const asked = { at: start, queryType: 1, requestId: undefined } as const
let folder: string
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'certcollect-orders-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a folder for each order that was collected, and the table; unzip finds nothing wrong', async () => {
	const vector = await collectedChain()
	const other = await chainOf('leaf', 'issuing', 'new-root')
	// A certificate's name may be anything: it never becomes a path.
	const hostile = { ...vector, files: { ...vector.files, stem: '../../../etc/passwd' } }
	const rows = [
		answered(emptyRow('1000101', ''), vector, asked),
		answered(emptyRow('1000102', ''), status(0), asked),
		answered(emptyRow('1000103', ''), other, asked),
		answered(emptyRow('1000104', ''), other, asked),
		answered(emptyRow('1000105', ''), hostile, asked),
		answered(emptyRow('1000106', ''), { ...vector, files: { ...vector.files, stem: `${'x'.repeat(38)}..` } }, asked),
	]
	const archive = await ordersArchive(rows, now)
	expect([archive.name, archive.type]).toEqual(['orders_2026-11-26.zip', 'application/zip'])
	writeFileSync(join(folder, archive.name), archive.content)
	const unzip = (...words: string[]) => execFileSync('unzip', words, { cwd: folder, encoding: 'utf8' })
	expect(unzip('-t', archive.name)).toContain('No errors detected')
	unzip('-q', '-d', 'out', archive.name)
	const expected = [
		'1000101_vector_example_com',
		'1000103_www_example_com',
		'1000104_www_example_com',
		'1000105_etc_passwd',
		`1000106_${'x'.repeat(38)}`,
	]
	expect(readdirSync(join(folder, 'out')).sort()).toEqual([...expected, 'orders_2026-11-26.csv'])
	expect(readFileSync(join(folder, 'out', 'orders_2026-11-26.csv'), 'utf8')).toBe(csvFile(rows, now).content)
	for (const [name, files] of [
		['1000101_vector_example_com', everyFile(vector.files)],
		['1000104_www_example_com', everyFile(other.files)],
	] as const) {
		expect(readdirSync(join(folder, 'out', name)).sort()).toEqual(files.map((file) => file.name).sort())
		for (const file of files)
			expect(readFileSync(join(folder, 'out', name, file.name))).toEqual(Buffer.from(file.content))
	}
})

test('the table alone, where nothing was collected', async () => {
	const archive = await ordersArchive([emptyRow('1', '')], now)
	writeFileSync(join(folder, 'empty.zip'), archive.content)
	const listed = execFileSync('unzip', ['-Z1', 'empty.zip'], { cwd: folder, encoding: 'utf8' })
	expect(listed.trim()).toBe('orders_2026-11-26.csv')
})
