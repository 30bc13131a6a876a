import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { downloadZip } from 'client-zip'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isArchive, type UnzipLimits, unzip } from './unzip.ts'

const folder = mkdtempSync(join(tmpdir(), 'certcollect-'))
afterAll(() => rmSync(folder, { recursive: true }))
const limits: UnzipLimits = { entries: 50, bytes: 1_000_000 }
const pem = readFileSync(new URL('../certificates/fixtures/vectors/chain-leaf-first.pem', import.meta.url), 'utf8')
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

function zip(...options: string[]): Uint8Array {
	rmSync(join(folder, 'made.zip'), { force: true })
	execFileSync('zip', ['-q', '-r', ...options, 'made.zip', 'in'], { cwd: folder })
	return new Uint8Array(readFileSync(join(folder, 'made.zip')))
}

beforeAll(() => {
	mkdirSync(join(folder, 'in/deep/er'), { recursive: true })
	writeFileSync(join(folder, 'in/leaf.crt'), pem)
	writeFileSync(join(folder, 'in/deep/er/größe.crt'), 'short')
	writeFileSync(join(folder, 'in/empty'), '')
	writeFileSync(join(folder, 'in/.DS_Store'), 'nothing of the person')
})
const expected = { 'in/leaf.crt': pem, 'in/deep/er/größe.crt': 'short', 'in/empty': '' }
const contents = (archive: Uint8Array) => {
	const { entries, state } = unzip(archive, limits)
	return { state, files: Object.fromEntries(entries.map(({ name, bytes }) => [name, text(bytes)])) }
}

describe('archives of zip(1)', () => {
	test.each([
		['deflated', []],
		['as well as it can', ['-9']],
		['stored', ['-0']],
		['with sizes behind the data', ['-fd']],
	])('%s', (_, options) => {
		const archive = zip(...options)
		expect(isArchive(archive)).toBe(true)
		expect(contents(archive)).toEqual({ state: 'whole', files: expected })
	})
	test('locked', () => {
		for (const options of [
			['-P', 'secret'],
			['-0', '-P', 'secret'],
		])
			expect(unzip(zip(...options), limits)).toEqual({ entries: [], state: 'locked' })
	})
	test('packed with bzip2', () => {
		expect(unzip(zip('-Z', 'bzip2'), limits).state).toBe('unsupported')
	})
	test('cut off anywhere: no crash, and never more than there was', () => {
		const archive = zip()
		fc.assert(
			fc.property(fc.nat(archive.length), (length) => {
				const { state } = unzip(archive.subarray(0, length), limits)
				expect(state).toBe(length === archive.length ? 'whole' : 'broken')
				for (const [name, content] of Object.entries(contents(archive.subarray(0, length)).files))
					expect(
						Object.entries(expected)
							.find(([known]) => known === name)?.[1]
							.startsWith(content),
					).toBe(true)
			}),
		)
	})
	test('damaged anywhere: no crash', () => {
		const archive = zip()
		fc.assert(
			fc.property(fc.nat(archive.length - 1), fc.nat(255), (at, octet) => {
				const damaged = Uint8Array.from(archive)
				damaged[at] = octet
				expect(['whole', 'broken', 'locked', 'unsupported', 'too-large']).toContain(unzip(damaged, limits).state)
			}),
		)
	})
})

test('our own archives', async () => {
	const response = downloadZip([{ name: 'leaf.crt', input: pem }])
	const archive = new Uint8Array(await response.arrayBuffer())
	expect(contents(archive)).toEqual({ state: 'whole', files: { 'leaf.crt': pem } })
})

test('a small archive that unpacks to a lot stops at the limit', () => {
	const bomb = join(folder, 'in/bomb')
	writeFileSync(bomb, Buffer.alloc(50_000_000))
	const archive = zip('-9')
	rmSync(bomb)
	expect(archive.length).toBeLessThan(100_000)
	const { entries, state } = unzip(archive, limits)
	expect(state).toBe('too-large')
	expect(entries.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThanOrEqual(limits.bytes)
})

test('more entries than the limit', () => {
	const { entries, state } = unzip(zip(), { ...limits, entries: 2 })
	expect([entries.length, state]).toEqual([2, 'too-large'])
})

test('noise is no archive', () => {
	expect(isArchive(new TextEncoder().encode(pem))).toBe(false)
	expect(isArchive(new Uint8Array())).toBe(false)
})
