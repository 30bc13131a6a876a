import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findProgram } from '../../tools/programs.ts'
import { readCertificate } from '../certificates/certificate.ts'
import { buildChain, type Chain } from '../certificates/chain.ts'
import { fixture as judged } from '../certificates/findings/fixtures/read.ts'
import { fixture } from '../certificates/fixtures/read.ts'
import { archiveOf, type ChainFiles, chainFiles, everyFile, type NamedFile } from './chainFiles.ts'

let folder: string
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'certcollect-files-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function chainOf(...names: string[]): Promise<Chain> {
	const chain = await buildChain(names.map(fixture))
	if (!chain) throw new Error('no chain')
	return chain
}
const filesOf = async (...names: string[]): Promise<ChainFiles> => chainFiles(await chainOf(...names))

const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, encoding: 'utf8' })
const save = (...files: (NamedFile | undefined)[]) => {
	for (const file of files) if (file) writeFileSync(join(folder, file.name), file.content)
}
const fingerprint = (file: string, form = 'PEM') =>
	openssl('x509', '-noout', '-fingerprint', '-sha256', '-inform', form, '-in', file)
const source = (name: string) => new URL(`../certificates/fixtures/${name}.pem`, import.meta.url).pathname
const subjects = (file: NamedFile | undefined) =>
	openssl('storeutl', '-noout', '-text', '-certs', file?.name ?? '')
		.match(/(?<=Subject: ).*/g)
		?.map((subject) => subject.replaceAll(' = ', '='))

describe('a chain of four over a cross-certificate', () => {
	let files: ChainFiles
	beforeAll(async () => {
		files = await filesOf('old-root', 'new-root-cross', 'issuing', 'leaf')
		save(
			files.leaf?.certificate,
			files.caBundle,
			files.leaf?.fullChain,
			files.pkcs7,
			files.pkcs7Der,
			files.leaf?.certificateDer,
			...files.single.values(),
		)
	})

	test('names', () => {
		expect(
			[
				files.leaf?.certificate,
				files.caBundle,
				files.leaf?.fullChain,
				files.pkcs7,
				files.pkcs7Der,
				files.leaf?.certificateDer,
			].map((file) => file?.name),
		).toEqual([
			'www_example_com.crt',
			'www_example_com.ca-bundle',
			'www_example_com_fullchain.pem',
			'www_example_com.p7b',
			'www_example_com.p7c',
			'www_example_com.cer',
		])
		expect([...files.single.values()].map(({ name }) => name)).toEqual([
			'www_example_com.crt',
			'Example_Issuing_CA.crt',
			'Example_New_Root.crt',
			'Example_Old_Root.crt',
		])
	})
	test('openssl verifies the certificate with the bundle against the root', () => {
		expect(
			openssl(
				'verify',
				'-CAfile',
				'Example_Old_Root.crt',
				'-untrusted',
				'www_example_com.ca-bundle',
				'www_example_com.crt',
			),
		).toContain('OK')
	})
	test.each([
		['www_example_com.crt', 'leaf', 'PEM'],
		['www_example_com.cer', 'leaf', 'DER'],
		['www_example_com_fullchain.pem', 'leaf', 'PEM'],
		['www_example_com.ca-bundle', 'issuing', 'PEM'],
		['Example_Issuing_CA.crt', 'issuing', 'PEM'],
		['Example_New_Root.crt', 'new-root-cross', 'PEM'],
		['Example_Old_Root.crt', 'old-root', 'PEM'],
	])('%s begins with the %s that was sent', (file, name, form) => {
		expect(fingerprint(file, form)).toBe(fingerprint(source(name)))
	})
	test('the bundle has the issuers, nearest first and without the root', () => {
		expect(subjects(files.caBundle)).toEqual([
			'C=GB, O=Example Trust, CN=Example Issuing CA',
			'C=GB, O=Example Trust, CN=Example New Root',
		])
		expect(files.leaf?.fullChain?.content).toBe(`${files.leaf?.certificate.content}${files.caBundle?.content}`)
	})
	test('with the root it comes last; reversed everything is the other way round, under a name of its own', () => {
		save(files.withRoot?.caBundle)
		const expected = ['Issuing CA', 'New Root', 'Old Root'].map((name) => `C=GB, O=Example Trust, CN=Example ${name}`)
		expect(subjects(files.withRoot?.caBundle)).toEqual(expected)
		expect(files.withRoot?.fullChain?.content).toBe(
			`${files.leaf?.certificate.content}${files.withRoot?.caBundle?.content}`,
		)
		save(files.withRoot?.reversed)
		expect(subjects(files.withRoot?.reversed)).toEqual(expected.toReversed())
		expect(files.reversedBundle?.name).toBe('www_example_com_reversed.ca-bundle')
		save(files.reversedBundle, files.caBundle)
		expect(subjects(files.reversedBundle)).toEqual(expected.slice(0, 2).toReversed())
	})
	test.each([
		['www_example_com.p7b', 'PEM'],
		['www_example_com.p7c', 'DER'],
	])('openssl finds all four in %s', (file, form) => {
		const printed = openssl('pkcs7', '-inform', form, '-print_certs', '-in', file)
		expect(printed.match(/^subject=/gm)).toHaveLength(4)
		for (const { content } of files.single.values()) expect(printed).toContain(String(content))
	})
	test.skipIf(process.env['CI'] !== 'true' && findProgram('keytool', process.env) === undefined)(
		'keytool finds the leaf in both',
		() => {
			const expected = fingerprint(source('leaf')).split('=')[1]?.trim()
			for (const file of ['www_example_com.p7b', 'www_example_com.p7c'])
				expect(execFileSync('keytool', ['-printcert', '-file', file], { cwd: folder, encoding: 'utf8' })).toContain(
					`SHA256: ${expected}`,
				)
		},
	)
	test('unzip finds everything in the archive, byte for byte', async () => {
		const zip = await archiveOf(files.stem, everyFile(files), new Date('2026-05-14T12:00:00Z'))
		expect(zip.name).toBe('www_example_com.zip')
		save(zip)
		execFileSync('unzip', ['-q', '-d', 'unzipped', zip.name], { cwd: folder })
		const expected = [
			files.leaf?.certificate,
			files.caBundle,
			files.leaf?.fullChain,
			files.pkcs7,
			files.pkcs7Der,
			files.leaf?.certificateDer,
			...[...files.single.values()].slice(1),
		]
		expect(readdirSync(join(folder, 'unzipped')).sort()).toEqual(expected.map((file) => file?.name).sort())
		for (const file of expected)
			if (file) expect(readFileSync(join(folder, 'unzipped', file.name))).toEqual(Buffer.from(file.content))
	})
})

test('a cross-certificate beside the root is in the bundle, so that old and new devices find a way', async () => {
	const files = await filesOf('new-root', 'new-root-cross', 'old-root', 'issuing', 'leaf')
	save(files.caBundle)
	expect(subjects(files.caBundle)).toEqual([
		'C=GB, O=Example Trust, CN=Example Issuing CA',
		'C=GB, O=Example Trust, CN=Example New Root',
	])
	expect([...files.single.values()].map(({ name }) => name)).toEqual([
		'www_example_com.crt',
		'Example_Issuing_CA.crt',
		'Example_New_Root.crt',
		'Example_New_Root_2.crt',
		'Example_Old_Root.crt',
	])
})

test('a root that certified its next key: openssl needs that certificate, so it is in the files, and the root is not', async () => {
	const chain = await buildChain(['leaf-rollover', 'root-rollover', 'root'].map(judged))
	if (!chain) throw new Error('no chain')
	const files = chainFiles(chain)
	save(files.leaf?.certificate, files.caBundle, files.leaf?.fullChain, ...files.single.values())
	expect([...files.single.values()].map(({ name }) => name)).toEqual([
		'www_example_com.crt',
		'Example_Root.crt',
		'Example_Root_2.crt',
	])
	const verify = (...words: string[]) => openssl('verify', '-no_check_time', '-CAfile', 'Example_Root_2.crt', ...words)
	expect(() => verify('www_example_com.crt')).toThrow(/error 20 at 0 depth/)
	for (const file of [files.caBundle, files.leaf?.fullChain])
		expect(verify('-untrusted', file?.name ?? '', 'www_example_com.crt')).toContain('OK')
	expect(subjects(files.caBundle)).toEqual(['O=Example Trust, CN=Example Root'])
	expect(subjects(files.leaf?.fullChain)).toHaveLength(2)
	save(files.withRoot?.caBundle)
	expect(subjects(files.withRoot?.caBundle)).toHaveLength(2)
})

test('no issuers, no bundle and no full chain', async () => {
	const files = await filesOf('unrelated')
	expect(files.caBundle).toBeUndefined()
	expect(files.leaf?.fullChain).toBeUndefined()
})

test("authorities alone make a bundle and no file that claims to be a certificate of one's own", async () => {
	const files = await filesOf('issuing', 'new-root')
	expect(files.leaf).toBeUndefined()
	save(files.caBundle)
	expect(subjects(files.caBundle)).toEqual(['C=GB, O=Example Trust, CN=Example Issuing CA'])
})

test('what does not belong is in no archive', async () => {
	const files = await filesOf('leaf', 'issuing', 'new-root', 'old-root')
	expect([...files.single.values()].map(({ name }) => name)).toContain('Example_Old_Root.crt')
	expect(everyFile(files).map(({ name }) => name)).not.toContain('Example_Old_Root.crt')
})

test('a certificate that signed itself is its own authority, and there once', async () => {
	const own = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'own.key']
	const named = ['-subj', '/CN=own.example.com', '-addext', 'subjectAltName=DNS:own.example.com']
	openssl(...own, ...named, '-outform', 'DER', '-out', 'own.der')
	const chain = await buildChain([readCertificate(new Uint8Array(readFileSync(join(folder, 'own.der'))))])
	if (!chain) throw new Error('no chain')
	expect(everyFile(chainFiles(chain)).map(({ name }) => name)).toEqual([
		'own_example_com.crt',
		'own_example_com.p7b',
		'own_example_com.p7c',
		'own_example_com.cer',
	])
})
