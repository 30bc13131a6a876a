import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Certificate } from '../certificates/certificate.ts'
import { fixture } from '../certificates/fixtures/read.ts'
import { safeStem, stemOf } from './fileName.ts'

test.each([
	['www.example.com', 'www_example_com'],
	['*.example.com', 'STAR_example_com'],
	['jo@example.com', 'jo_at_example_com'],
	['xn--mller-kva.example', 'xn--mller-kva_example'],
	['Sectigo RSA Domain Validation Secure Server CA', 'Sectigo_RSA_Domain_Validation_Secure_Server_CA'],
	['Zoë & Söhne', 'Zoë_&_Söhne'],
	['CON', '_CON'],
	['com1', '_com1'],
	['COM¹', '_COM¹'],
	['lpt³', '_lpt³'],
	['CONIN$', '_CONIN$'],
	['conout$', '_conout$'],
	['com10', 'com10'],
	['a/b\\c:d', 'a_b_c_d'],
	['a"b<c>d|e?f', 'abcdef'],
	['../../etc/passwd', 'etc_passwd'],
	['a\u202eb\u0000c', 'abc'],
	['-rf', 'rf'],
	['...', ''],
])('%j becomes %j', (text, stem) => {
	expect(safeStem(text)).toBe(stem)
})

test('any text gives a name that Windows takes', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string(),
				fc.string({ unit: 'binary' }),
				fc.constantFrom('nul', 'Com²', 'LPT¹', 'conIn$', 'x'.repeat(300)),
			),
			(text) => {
				const stem = safeStem(text)
				expect(stem.length).toBeLessThanOrEqual(100)
				expect(stem).not.toMatch(
					/[\\/:*?"<>|.\s\p{Cc}]|^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d\u00b9\u00b2\u00b3])$/iu,
				)
				expect(() => encodeURIComponent(stem)).not.toThrow()
			},
		),
	)
})

test.each([
	['leaf', 'www_example_com'],
	['person', 'zoe_at_example_com'],
	['issuing', 'Example_Issuing_CA'],
	['unrelated', 'unrelated_example_net'],
])('%s: %s', (name, stem) => {
	expect(stemOf(fixture(name))).toBe(stem)
})

test('without any name the order, and without an order the serial number', () => {
	const nameless: Certificate = {
		...fixture('leaf'),
		subject: { rdns: [], comparable: '[]' },
		extensions: { all: [], unreadable: [] },
		serialNumber: '0a1b',
	}
	const leaf = {
		...nameless,
		extensions: { ...nameless.extensions, basicConstraints: { isCertificateAuthority: false, pathLength: undefined } },
	}
	expect(stemOf(leaf, '123456')).toBe('123456')
	expect(stemOf(leaf)).toBe('certificate_0a1b')
})
