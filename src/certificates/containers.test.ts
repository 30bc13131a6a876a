import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ContainerKind, readContents } from './containers.ts'
import { hex } from './octets.ts'
import { writePem } from './pem.ts'

const vector = (name: string) => new Uint8Array(readFileSync(new URL(`fixtures/vectors/${name}`, import.meta.url)))
const [root, int, ee] = ['root', 'int', 'ee'].map((name) => hex(vector(`${name}.der`)))
const found = (input: string | Uint8Array) => {
	const { certificates, kinds, isCutOff } = readContents(input)
	return { certificates: certificates.map(hex), kinds, isCutOff }
}
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const base64 = (bytes: Uint8Array, width: number) =>
	`${Buffer.from(bytes).toString('base64')}\n`.replace(new RegExp(`.{${width}}`, 'g'), '$&\n')

/** Each vector with its container; NSS's and openssl's sets keep the order in which they were given. */
const vectors: readonly (readonly [string, ContainerKind])[] = [
	['chain-root-first.pem', 'certificate'],
	['chain-leaf-first.pem', 'certificate'],
	['pkcs7.pem', 'pkcs7'],
	['pkcs7.der', 'pkcs7'],
	['nseq.pem', 'netscape'],
	['nseq.der', 'netscape'],
	['cmmf-bare.der', 'cmmf'],
	['cmmf-implicit.der', 'cmmf'],
	['cmmf-explicit.der', 'cmmf'],
]

describe.each(vectors)('%s', (name, kind) => {
	const bytes = vector(name)
	test('gives the same three certificates, byte for byte', () => {
		const { certificates, kinds, isCutOff } = found(bytes)
		expect(certificates.toSorted()).toEqual([root, int, ee].toSorted())
		expect({ kinds, isCutOff }).toEqual({ kinds: [kind], isCutOff: false })
	})
	if (name.endsWith('.der'))
		test.each([
			['bare base64', base64(bytes, 64)],
			['bare base64 in one line', base64(bytes, 9999)],
			['bare base64, 76 columns, CRLF, indented', base64(bytes, 76).replace(/^/gm, '  ').replaceAll('\n', '\r\n')],
			['bare base64 with plus signs lost', base64(bytes, 64).replaceAll('+', ' ')],
			['armoured under a label that lies', writePem('CERTIFICATE', bytes)],
			['armoured under another label', writePem('PKCS #7 SIGNED DATA', bytes)],
		])('%s', (_, written) => {
			expect(found(written)).toEqual(found(bytes))
			expect(found(new TextEncoder().encode(written))).toEqual(found(bytes))
		})
})

describe('PKCS#7 in BER of indefinite length, as old servers send it', () => {
	const definite = vector('pkcs7.der')
	const certificates = ['root', 'int', 'ee'].map((name) => vector(`${name}.der`))
	const open = (tag: number, ...content: readonly Uint8Array[]) =>
		Buffer.concat([Uint8Array.of(tag, 0x80), ...content, Uint8Array.of(0, 0)])
	const inner = open(
		0x30,
		Buffer.from('020101', 'hex'),
		Buffer.from('3180' + '0000', 'hex'),
		open(0x30, Buffer.from('06092a864886f70d010701', 'hex')),
		open(0xa0, ...certificates),
		open(0x31),
	)
	const indefinite = new Uint8Array(open(0x30, Buffer.from('06092a864886f70d010702', 'hex'), open(0xa0, inner)))
	test('openssl and this reader find the same three', () => {
		const printed = execFileSync('openssl', ['pkcs7', '-inform', 'DER', '-print_certs'], { input: indefinite })
		expect(printed.toString().match(/^subject/gm)).toHaveLength(3)
		expect(found(indefinite).certificates.toSorted()).toEqual(found(definite).certificates.toSorted())
		expect(found(base64(indefinite, 64))).toEqual(found(indefinite))
	})
	test('plus signs lost', () => {
		expect(found(base64(indefinite, 64).replaceAll('+', ' '))).toEqual(found(indefinite))
	})
	test('cut off anywhere, says so', () => {
		for (let length = 40; length < indefinite.length; length += 7)
			expect(found(indefinite.subarray(0, length))).toEqual({ certificates: [], kinds: [], isCutOff: true })
	})
})

test.each(['pkcs7.der', 'nseq.der', 'cmmf-explicit.der'])('%s as bare base64 with words behind it', (name) => {
	expect(found(`${base64(vector(name), 64)}\nThank you\n`)).toEqual(found(vector(name)))
})

describe('what is no container', () => {
	test.each([
		['nothing', ''],
		['words', 'hello world'],
		['a web page', '<html></html>'],
		['base64 of something else', btoa('x'.repeat(300))],
		[
			'a private key, whatever its armour',
			'-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n-----END PRIVATE KEY-----\n',
		],
	])('%s', (_, input) => {
		expect(found(input)).toEqual({ certificates: [], kinds: [], isCutOff: false })
	})
	test('armour around rubbish is kept, to be shown', () => {
		expect(found(writePem('CERTIFICATE', Uint8Array.of(1, 2, 3))).certificates).toEqual(['010203'])
	})
	test('a PKCS#7 with signers and no certificates has none', () => {
		const empty = Buffer.from('301d06092a864886f70d010702a010300e020101310030060604550403003100', 'hex')
		expect(found(new Uint8Array(empty)).certificates).toEqual([])
	})
})

test.each(['pkcs7.der', 'nseq.der', 'cmmf-explicit.der', 'ee.der'])('%s, cut off anywhere, says so', (name) => {
	const bytes = vector(name)
	fc.assert(
		fc.property(fc.integer({ min: 40, max: bytes.length - 1 }), (length) => {
			expect(found(bytes.subarray(0, length))).toEqual({ certificates: [], kinds: [], isCutOff: true })
			const written = base64(bytes, 64)
			expect(readContents(written.slice(0, Math.floor((length / bytes.length) * written.length) - 8)).isCutOff).toBe(
				true,
			)
		}),
	)
})

test('any mutant of any container gives contents', () => {
	const mutants = fc
		.tuple(
			fc.constantFrom(...vectors.map(([name]) => vector(name))),
			fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
		)
		.map(([bytes, edits]) => edits.reduce((mutant, [at, octet]) => mutant.with(at % mutant.length, octet), bytes))
	fc.assert(
		fc.property(mutants, (mutant) => {
			expect(Array.isArray(readContents(mutant).certificates)).toBe(true)
			expect(Array.isArray(readContents(text(mutant)).certificates)).toBe(true)
		}),
		{ numRuns: 500 },
	)
})
