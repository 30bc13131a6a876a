import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Certificate } from '../../certificates/certificate.ts'
import { buildChain } from '../../certificates/chain.ts'
import { fingerprintsOf } from '../../certificates/fingerprints.ts'
import { fixture } from '../../certificates/fixtures/read.ts'
import { type ChainFiles, chainFiles } from '../../files/chainFiles.ts'
import { enGuides } from '../words/en/guides.ts'
import { factsOf, type GuideFacts } from './facts.ts'
import type { Guide } from './guide.ts'
import { guides } from './guides.ts'
import { plainName, powerShellString, shellWord } from './quote.ts'
import { groupsFor, type Target, targets } from './targets.ts'

async function filesOf(...names: string[]): Promise<{ leaf: Certificate; files: ChainFiles }> {
	const chain = await buildChain(names.map(fixture))
	if (!chain) throw new Error('no chain')
	return { leaf: chain.path[0].certificate, files: chainFiles(chain) }
}

async function factsFor(...names: string[]): Promise<GuideFacts> {
	const { leaf, files } = await filesOf(...names)
	const facts = factsOf(leaf, files, await fingerprintsOf(leaf))
	if (!facts) throw new Error('no leaf')
	return facts
}
const usual = () => factsFor('leaf', 'issuing', 'new-root-cross', 'old-root')

/** The same certificate with other names in it. */
const withNames = (leaf: Certificate, names: readonly { kind: 'dns' | 'ip'; value: string }[]): Certificate => ({
	...leaf,
	extensions: {
		...leaf.extensions,
		subjectAlternativeName: {
			names: names.map((name) =>
				name.kind === 'ip'
					? { ...name, kind: 'ip' as const, octets: new Uint8Array() }
					: { ...name, kind: 'dns' as const },
			),
		},
	},
})

/** Every command of a guide for a POSIX shell. */
const commandsOf = ({ steps, proof }: Guide): readonly string[] =>
	[...steps, ...proof].flatMap(({ block, file, shell }) =>
		block === undefined || file !== undefined || shell === 'PowerShell' ? [] : block,
	)

const all = Object.values(targets).flat()
const anyText = fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => !text.includes('\0'))
const nasty = fc
	.array(fc.constantFrom('; id;', '\nid\n', '&& id', '$(id)', '`id`', ...`'"\\;&|\n #!*~-%{}<>()ü‘文`), {
		maxLength: 8,
	})
	.map((parts) => parts.join(''))

describe('quoting', () => {
	test('a shell reads any text as the one word that it is', () => {
		fc.assert(
			fc.property(fc.array(fc.oneof(anyText, nasty), { minLength: 1, maxLength: 50 }), (words) => {
				const script = `for word in ${words.map(shellWord).join(' ')}; do printf '%s\\0' "$word"; done`
				const read = execFileSync('sh', ['-c', script]).toString('utf8').split('\0').slice(0, -1)
				expect(read).toEqual(words.map((word) => Buffer.from(word).toString('utf8')))
			}),
			{ numRuns: 40 },
		)
	})
	test.each([
		['www_example_com.crt', 'www_example_com.crt'],
		['-rf', "'-rf'"],
		['', "''"],
		["O'Neill.pfx", `'O'\\''Neill.pfx'`],
		['Müller_&_Söhne.pfx', "'Müller_&_Söhne.pfx'"],
	])('%s is written as %s', (text, word) => expect(shellWord(text)).toBe(word))
	test('PowerShell ends a string at none of its five quotation marks', () => {
		fc.assert(
			fc.property(fc.oneof(anyText, nasty), (text) => {
				const quoted = powerShellString(text)
				// Inside the outer ones every mark is there twice, which stands for itself once.
				const inside = quoted.slice(1, -1)
				expect(inside.replace(/(['\u2018-\u201b])\1/g, '')).not.toMatch(/['\u2018-\u201b]/)
				expect(inside.replace(/(['\u2018-\u201b])\1/g, '$1')).toBe(text)
			}),
		)
	})
	test('a plain name has only what no configuration reads as anything else', () => {
		fc.assert(
			fc.property(fc.oneof(anyText, nasty), (text) => {
				expect(plainName(text)).toMatch(/^[A-Za-z0-9_.-]*$/)
			}),
		)
		expect(plainName('Müller_&_Söhne.pfx')).toBe('Muller___Sohne.pfx')
		expect(plainName('STAR_example_com_fullchain.pem')).toBe('STAR_example_com_fullchain.pem')
	})
})

let folder: string
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'certcollect-quoting-'))
	mkdirSync(join(folder, 'programs'))
	// Programs that do nothing, and one that no command of ours runs.
	const programs = 'sudo openssl cat kubectl aws az base64 keytool jarsigner java security'.split(' ')
	for (const name of programs) writeFileSync(join(folder, 'programs', name), '#!/bin/sh\n', { mode: 0o755 })
	writeFileSync(join(folder, 'programs/id'), `#!/bin/sh\n: > '${folder}/broken-out'\n`, { mode: 0o755 })
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs a command of a guide where all of its programs do nothing; fails if the shell cannot read it. */
const runHarmlessly = (command: string) =>
	execFileSync('/bin/sh', ['-c', command], { cwd: folder, env: { PATH: join(folder, 'programs') } })

test('and this suite would notice a name that is not quoted', () => {
	runHarmlessly('cat $(id)')
	expect(existsSync(join(folder, 'broken-out'))).toBe(true)
	rmSync(join(folder, 'broken-out'))
})

describe.each(all)('%s', (target: Target) => {
	test('every step has words, every command is one that a shell can read, and the fingerprint is filled in', async () => {
		const facts = await usual()
		const guide = guides[target](facts)
		expect(guide.files.length).toBeGreaterThan(0)
		expect(guide.steps.length).toBeGreaterThan(0)
		for (const { say, address = '' } of [...guide.steps, ...guide.proof]) {
			const said = enGuides.steps[say]
			const text = typeof said === 'function' ? said(facts.names, { address, until: facts.until }) : said
			expect(text).toMatch(/^[\p{Lu}“].{10,}[.:]$/u)
			expect(text).not.toMatch(/undefined|\[object/)
		}
		for (const command of commandsOf(guide)) runHarmlessly(command)
		const text = JSON.stringify(guide.proof).replaceAll(':', '')
		expect(text).toContain(facts.fingerprint?.replaceAll(':', ''))
	})

	test('a hostile name comes out of its quotation marks in no command and no configuration', async () => {
		const { leaf, files } = await filesOf('leaf', 'issuing', 'new-root')
		fc.assert(
			fc.property(nasty, (name) => {
				// What a file's name can be, and worse: `safeStem` lets no line end through.
				const stem = name.replaceAll('\n', '')
				const named = <File extends { readonly name: string }>(file: File, extension: string): File => ({
					...file,
					name: stem + extension,
				})
				const { leaf: own, pkcs7 } = files
				if (!own) throw new Error('no leaf')
				const { certificate, certificateDer, fullChain } = own
				const hostile: ChainFiles = {
					...files,
					stem,
					leaf: {
						certificate: named(certificate, '.crt'),
						certificateDer: named(certificateDer, '.cer'),
						fullChain: fullChain && named(fullChain, '_fullchain.pem'),
					},
					caBundle: files.caBundle && named(files.caBundle, '.ca-bundle'),
					pkcs7: named(pkcs7, '.p7b'),
				}
				const facts = factsOf(withNames(leaf, [{ kind: 'dns', value: name }]), hostile, undefined)
				if (!facts) throw new Error('no leaf')
				const guide = guides[target](facts)
				for (const command of commandsOf(guide)) runHarmlessly(command)
				expect(existsSync(join(folder, 'broken-out'))).toBe(false)
				for (const { block = '', file } of guide.steps)
					if (file !== undefined && target !== 'node') {
						expect(block).not.toContain('$(id)')
						expect(block).not.toContain('`id`')
						expect(file).toMatch(/^[A-Za-z0-9_./-]+$/)
					}
			}),
			{ numRuns: 10 },
		)
	})
})

test('what is offered is what a certificate is for', () => {
	expect(groupsFor('tls-server')).toEqual(['tls-server'])
	expect(groupsFor('email')).toEqual(['email'])
	expect(groupsFor('other')).toEqual(['tls-server', 'email', 'code-signing'])
})

test('hosts: names, wildcards and addresses, and nothing else', async () => {
	const { leaf, files } = await filesOf('leaf', 'issuing')
	const hostsOf = (...values: [kind: 'dns' | 'ip', value: string][]) => {
		const facts = factsOf(
			withNames(
				leaf,
				values.map(([kind, value]) => ({ kind, value })),
			),
			files,
			undefined,
		)
		return [facts?.hosts, facts?.host]
	}
	expect(hostsOf(['dns', '*.Example.com'])).toEqual([['*.example.com'], 'www.example.com'])
	expect(hostsOf(['dns', '*.example.com'], ['dns', 'example.com'])).toEqual([
		['*.example.com', 'example.com'],
		'example.com',
	])
	expect(hostsOf(['ip', '192.0.2.1'], ['ip', '2001:db8::1'])).toEqual([['192.0.2.1', '[2001:db8::1]'], '192.0.2.1'])
	expect(hostsOf(['dns', 'a.example; } include /etc/passwd;'], ['dns', '-a.example'], ['dns', 'a b'])).toEqual([
		['www.example.com'],
		'www.example.com',
	])
})

test('an address is verified as one, and is no server name', async () => {
	const { leaf, files } = await filesOf('leaf', 'issuing')
	const facts = factsOf(withNames(leaf, [{ kind: 'ip', value: '2001:db8::1' }]), files, undefined)
	if (!facts) throw new Error('no leaf')
	const [seen, served, verified] = guides.nginx(facts).proof
	expect(seen?.address).toBe('https://[2001:db8::1]')
	expect(served?.block).toContain("-connect '[2001:db8::1]:443' </dev/null")
	expect(verified?.block).toContain('-verify_ip 2001:db8::1 ')
})

test('an e-mail certificate is asked for by its address', async () => {
	const facts = await factsFor('person', 'issuing', 'new-root')
	expect(facts.names.pfx).toBe('zoe_at_example_com.pfx')
	expect(guides['apple-mail'](facts).proof[1]?.block).toBe('security find-certificate -a -Z -e zoe@example.com')
})

test('without issuers the certificate is what a server sends, and no chain is asked for', async () => {
	const facts = await factsFor('leaf')
	expect(guides.nginx(facts).files.map(({ name }) => name)).toEqual(['www_example_com.crt'])
	expect(guides.aws(facts).files.map(({ name }) => name)).toEqual(['www_example_com.crt'])
	expect(guides.aws(facts).steps[0]?.block).not.toContain('--certificate-chain')
})

test('what each target takes', async () => {
	const facts = await usual()
	const taken = Object.fromEntries(
		all.map((target) => [target, guides[target](facts).files.map(({ name }) => name.replace(/^www_example_com/, ''))]),
	)
	const [chain, apart] = [['_fullchain.pem'], ['.crt', '.ca-bundle']]
	expect(taken).toMatchObject({
		nginx: chain,
		apache: chain,
		haproxy: chain,
		cpanel: apart,
		plesk: apart,
		aws: apart,
		iis: ['.p7b'],
	})
})
