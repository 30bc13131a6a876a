import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findBrowser } from './browser.ts'

let folder: string
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'browser-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function program(...path: readonly string[]): Promise<string> {
	const file = join(folder, ...path)
	await mkdir(join(file, '..'), { recursive: true })
	await writeFile(file, '')
	await chmod(file, 0o755)
	return file
}

test('the one that is named goes before the downloaded one, and that one before the PATH', async () => {
	const named = await program('named')
	const downloaded = await program('downloaded')
	const onPath = await program('bin', 'chromium')
	const PATH = join(folder, 'bin')
	expect(await findBrowser({ CHROMIUM_PATH: named, PATH }, downloaded)).toBe(named)
	expect(await findBrowser({ CHROMIUM_PATH: '', PATH }, downloaded)).toBe(downloaded)
	expect(await findBrowser({ PATH }, join(folder, 'missing'))).toBe(onPath)
})

test('Chromium goes before Chrome, in whatever folder of the PATH it is', async () => {
	await program('first', 'google-chrome')
	const chromium = await program('second', 'chromium-browser')
	const PATH = [join(folder, 'first'), join(folder, 'second')].join(delimiter)
	expect(await findBrowser({ PATH }, '')).toBe(chromium)
})

test('what cannot be run does not count', async () => {
	await writeFile(join(folder, 'chromium'), '')
	expect(await findBrowser({ PATH: folder }, '')).toBeUndefined()
	expect(await findBrowser({}, '')).toBeUndefined()
})

test('a name that leads nowhere is a mistake, not a reason to take another one', async () => {
	const downloaded = await program('downloaded')
	await expect(findBrowser({ CHROMIUM_PATH: join(folder, 'missing') }, downloaded)).rejects.toThrow('CHROMIUM_PATH')
})
