import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { growth } from '../../fuzz/growth.ts'
import { type Certificate, displayName, isCertificateAuthority, readCertificate } from './certificate.ts'
import { bytes, changed, value } from './fixtures/changed.ts'
import { everything } from './fixtures/everything/read.ts'
import { fixture, fixtureDer } from './fixtures/read.ts'
import { formatName } from './name.ts'
import { hex } from './octets.ts'

const names = [
	'leaf',
	'issuing',
	'new-root',
	'new-root-cross',
	'old-root',
	'unrelated',
	'person',
	'rsa-leaf',
	'pss-leaf',
	'p384-leaf',
	'p521-leaf',
	'ed25519-leaf',
	'ed448-leaf',
	'rsa-root',
	'ed448-root',
]

describe.each(names)('%s: the same as Node says', (name) => {
	const ours = fixture(name)
	const theirs = new X509Certificate(readFileSync(new URL(`fixtures/${name}.pem`, import.meta.url)))
	test('serial number, validity, key, authority', () => {
		expect(BigInt(`0x${ours.serialNumber}`)).toBe(BigInt(`0x${theirs.serialNumber}`))
		expect(ours.notBefore).toEqual(new Date(theirs.validFrom))
		expect(ours.notAfter).toEqual(new Date(theirs.validTo))
		expect(hex(ours.publicKey)).toBe(theirs.publicKey.export({ type: 'spki', format: 'der' }).toString('hex'))
		expect(isCertificateAuthority(ours)).toBe(theirs.ca)
	})
	test('subject and issuer', () => {
		expect(formatName(ours.subject).replaceAll(', ', '\n')).toBe(theirs.subject)
		expect(formatName(ours.issuer).replaceAll(', ', '\n')).toBe(theirs.issuer)
	})
	test('purposes', () => {
		expect(ours.extensions.extendedKeyUsage).toEqual(theirs.keyUsage)
	})
})

test('alternative names of every kind', () => {
	expect(fixture('leaf').extensions.subjectAlternativeName).toEqual({
		names: [
			{ kind: 'dns', value: 'www.example.com' },
			{ kind: 'dns', value: 'example.com' },
			{ kind: 'ip', value: '192.0.2.1', octets: Uint8Array.of(192, 0, 2, 1) },
			{ kind: 'ip', value: '2001:db8::1', octets: expect.any(Uint8Array) },
			{ kind: 'email', value: 'jo@example.com' },
			{ kind: 'uri', value: 'https://example.com/' },
			{ kind: 'other', type: '1.2.3.4', value: 'x' },
		],
	})
})

test.each([
	['leaf', 'www.example.com'],
	['issuing', 'Example Issuing CA'],
	['person', 'Zoë Müller'],
])('%s is called %s', (name, called) => {
	expect(displayName(fixture(name))).toBe(called)
})

test('key identifiers bind a certificate to its issuer', () => {
	const authorityKeyIdentifier = fixture('leaf').extensions.authorityKeyIdentifier?.keyIdentifier
	expect(authorityKeyIdentifier).toMatch(/^[\da-f]{40}$/)
	expect(authorityKeyIdentifier).toBe(fixture('issuing').extensions.subjectKeyIdentifier)
})

test('a broken extension does not sink the certificate', () => {
	const der = fixtureDer('leaf')
	// The SubjectAlternativeName's own SEQUENCE becomes a SET's primitive cousin: well-formed outside, broken inside.
	const at = Buffer.from(der).indexOf(Buffer.from('0603551d11', 'hex'))
	const broken = der.with(at + 7, 0x05)
	expect(readCertificate(broken)).toMatchObject({ kind: 'certificate', extensions: { unreadable: ['2.5.29.17'] } })
})

test.each([
	['nothing', new Uint8Array()],
	['text', new TextEncoder().encode('hello')],
	['a SEQUENCE of nothing', Uint8Array.of(0x30, 0)],
	['a certificate with a byte too many', Uint8Array.of(...fixtureDer('leaf'), 0)],
	['a certificate with a byte too few', fixtureDer('leaf').subarray(0, -1)],
])('%s is unreadable, with its bytes', (_, der) => {
	expect(readCertificate(der)).toMatchObject({ kind: 'unreadable', der, reason: expect.stringMatching(/./) })
})

test('any mutant of any certificate is read or unreadable', () => {
	const edits = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 })
	fc.assert(
		fc.property(fc.constantFrom(fixtureDer('leaf'), ...everything.values()), edits, (der, changes) => {
			const mutant = Uint8Array.from(der)
			for (const [at, octet] of changes) mutant[at % der.length] = octet
			const read = readCertificate(mutant)
			if (read.kind === 'unreadable') {
				expect(read.reason).not.toMatch(/undefined|null|function|Invalid|stack/)
				return
			}
			expect(displayName(read)).not.toBe('')
			expect([read.notBefore, read.notAfter].map(Number)).not.toContain(Number.NaN)
			expect(structuredClone(read)).toEqual(read)
		}),
		{ numRuns: 3000 },
	)
})

/** Octets repeated until they are about as many as a text is long. */
const repeated = (hexadecimal: string, { length }: string) => {
	const once = bytes(hexadecimal)
	return Buffer.alloc(Math.ceil(length / once.length) * once.length, once)
}
const extension = (type: string, octets: Uint8Array) => value(0x30, bytes(type), value(4, octets))

test.each<[string, (text: string) => Certificate]>([
	['names', (text) => changed({ extensions: extension('0603551d11', value(0x30, repeated('820161', text))) })],
	[
		'a name',
		(text) => changed({ extensions: extension('0603551d11', value(0x30, value(0x82, repeated('61', text)))) }),
	],
	['extensions', (text) => changed({ extensions: repeated('300b 0603551d13 0404 30023000', text) })],
	['attributes', (text) => changed({ subject: value(0x30, repeated('310c 300a 0603550403 0c03616263', text)) })],
	[
		'a set of attributes',
		(text) => changed({ subject: value(0x30, value(0x31, repeated('300a 0603550403 0c03616263', text))) }),
	],
	[
		'white space',
		(text) =>
			changed({
				subject: value(0x30, value(0x31, value(0x30, bytes('0603550403'), value(0x0c, repeated('20', text))))),
			}),
	],
	['a serial number', (text) => changed({ serial: value(2, repeated('7f', text)) })],
	[
		'an object identifier',
		(text) => changed({ extensions: extension('0603551d25', value(0x30, value(6, repeated('8101', text)))) }),
	],
	['an arc', (text) => changed({ extensions: extension('0603551d25', value(0x30, value(6, repeated('81', text)))) })],
	['values in values', (text) => changed({ extensions: extension('0603551d20', repeated('3080', text)) })],
])('time grows with the length, not with its square: %s', (_, make) => {
	expect(growth(make, ' '.repeat(200_000))).toBeLessThan(40)
})
