import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { fingerprintsOf } from '../../certificates/fingerprints.ts'
import { fixture } from '../../certificates/fixtures/read.ts'
import { noKnownRoots } from '../../certificates/knownRoots.ts'
import { everyFile } from '../../files/chainFiles.ts'
import { type ShownChain, showChain } from '../chain/shownChain.ts'
import { archiveFor, readMe } from './readMe.ts'

const folder = mkdtempSync(join(tmpdir(), 'certcollect-readme-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function shown(...names: readonly string[]): Promise<ShownChain> {
	const now = new Date('2026-11-25T12:00:00Z')
	const chain = await showChain(names.map(fixture), now, noKnownRoots, () => undefined)
	if (!chain) throw new Error('no chain')
	return chain
}
const usual = () => shown('leaf', 'issuing', 'new-root-cross', 'old-root')

test('unzip finds a text that names every file beside it, and the leaf as openssl has it', async () => {
	const chain = await usual()
	const archive = await archiveFor(chain, new Date('2026-11-25T12:00:00Z'))
	writeFileSync(join(folder, archive.name), archive.content)
	execFileSync('unzip', ['-q', archive.name], { cwd: folder })
	const text = readFileSync(join(folder, 'README.txt'), 'utf8')
	const names = execFileSync('unzip', ['-Z1', archive.name], { cwd: folder, encoding: 'utf8' }).trim().split('\n')
	expect(names).toEqual(['README.txt', ...everyFile(chain.files).map(({ name }) => name)])
	// Each at the beginning of a line of its own, with what it is below.
	for (const name of names.slice(1)) expect(text.split('\r\n')).toContain(name)
	const words = ['x509', '-in', 'www_example_com.crt', '-noout', '-fingerprint', '-sha256', '-serial']
	const said = execFileSync('openssl', words, { cwd: folder, encoding: 'utf8' })
	expect(text).toContain(/Fingerprint=(\S+)/i.exec(said)?.[1])
	expect(text.replaceAll(':', '').toUpperCase()).toContain(/serial=(\S+)/.exec(said)?.[1])
	// The command that it gives is one that works, and prints what it says.
	const command = text.split('\r\n').find((line) => line.trim().startsWith('openssl ')) ?? ''
	expect(said).toContain(execFileSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' }).trim())
})

test('the same certificates give the same text, whatever the time and their order', async () => {
	const [one, other] = [await usual(), await shown('old-root', 'leaf', 'new-root-cross', 'issuing')]
	const fingerprints = await fingerprintsOf(one.chain.path[0].certificate)
	expect(readMe(other, fingerprints)).toEqual(readMe(one, fingerprints))
})

test('lines fit into a window, and end as Windows has them', async () => {
	const chain = await usual()
	const { content } = readMe(chain, await fingerprintsOf(chain.chain.path[0].certificate))
	const lines = String(content).split('\r\n')
	expect(lines.join('')).not.toMatch(/[\r\n]/)
	// The fingerprint is one word.
	for (const line of lines) expect(!line.trim().includes(' ') || line.length <= 76, line).toBe(true)
})

test('what a certificate is for decides what is said of it', async () => {
	const textOf = async (...names: readonly string[]) =>
		String(readMe(await shown(...names), undefined).content).replaceAll(/\r\n */g, ' ')
	const mail = await textOf('person', 'issuing', 'new-root')
	expect(mail).toMatch(/^E-mail certificate \(S\/MIME\) for zoe@example\.com ---/)
	expect(mail).toContain('encrypt messages to you')
	expect(mail).not.toContain('nginx')
	expect(mail).toContain('opened without encryption')
	const authorities = await textOf('issuing', 'new-root')
	expect(authorities).toMatch(/^Certificates of authorities, from Example Issuing CA upwards ---/)
	expect(authorities).not.toContain('private key')
})
