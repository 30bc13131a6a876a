import { expect, test } from 'vitest'
import { extensionOf, one } from '../fixtures/everything/read.ts'
import { readAuthorityKeyIdentifier } from './keyIdentifiers.ts'

test('a key, and the issuer with its serial number', () => {
	const own = extensionOf('key-identifiers', 'subjectKeyIdentifier')
	expect(own).toMatch(/^[\da-f]{40}$/)
	expect(extensionOf('key-identifiers', 'authorityKeyIdentifier')).toMatchObject({
		keyIdentifier: own,
		issuer: [{ kind: 'directory', value: 'CN=key-identifiers' }],
		serialNumber: one('key-identifiers').serialNumber,
	})
})

test('everything may be left out', () => {
	const nothing = { keyIdentifier: undefined, issuer: [], serialNumber: undefined }
	expect(readAuthorityKeyIdentifier(Uint8Array.of(0x30, 0))).toEqual(nothing)
})
