import { describe, expect, test } from 'vitest'
import type { Certificate } from './certificate.ts'
import { fixture } from './findings/fixtures/read.ts'
import { purposeOf, purposesNeeded } from './purpose.ts'

const stating = (name: string, ...extendedKeyUsage: string[]): Certificate => {
	const certificate = fixture(name)
	return { ...certificate, extensions: { ...certificate.extensions, extendedKeyUsage } }
}

describe('what a certificate is for', () => {
	test.each([
		['leaf', 'tls-server'],
		['leaf-two-tls-purposes', 'tls-server'],
		['client', 'tls-client'],
		['person', 'email'],
		['code', 'code-signing'],
		['document', 'document-signing'],
		['issuing-for-mail', 'authority'],
		['root', 'authority'],
		['leaf-other-purpose', 'other'],
	])('%s: %s', (name, purpose) => {
		expect(purposeOf(fixture(name))).toBe(purpose)
	})
	test('Adobe and Microsoft have purposes of their own for documents', () => {
		for (const one of ['1.2.840.113583.1.1.5', '1.3.6.1.4.1.311.10.3.12']) {
			expect(purposeOf(stating('document', one))).toBe('document-signing')
			expect(purposesNeeded(stating('document', one))).toEqual([one])
		}
	})
	test('where nothing or anything is stated, the names say it', () => {
		expect(purposeOf(fixture('leaf-any-purpose'))).toBe('tls-server')
		expect(purposeOf(stating('person', '2.5.29.37.0'))).toBe('email')
		expect(purposeOf(stating('client', '2.5.29.37.0'))).toBe('other')
	})
})
