import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { displayName, isCertificateAuthority, readCertificate } from './certificate.ts'
import { hex } from './der.ts'
import { fixture, fixtureDer } from './fixtures/read.ts'
import { formatName } from './name.ts'

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

test('any mutant of a certificate is read or unreadable', () => {
	const der = fixtureDer('leaf')
	const edits = fc.array(fc.tuple(fc.nat(der.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })
	fc.assert(
		fc.property(edits, (changes) => {
			const mutant = Uint8Array.from(der)
			for (const [at, octet] of changes) mutant[at] = octet
			const read = readCertificate(mutant)
			if (read.kind === 'certificate') expect(displayName(read)).not.toBe('')
		}),
		{ numRuns: 1000 },
	)
})
