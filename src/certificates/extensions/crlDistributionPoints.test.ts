import { expect, test } from 'vitest'
import { extensionOf } from '../fixtures/everything/read.ts'

test('lists by address and by directory, for some reasons, of another issuer', () => {
	expect(extensionOf('revocation-lists', 'crlDistributionPoints')).toEqual([
		{
			fullName: [
				{ kind: 'uri', value: 'http://example.com/a.crl' },
				{ kind: 'uri', value: 'ldap://example.com/b' },
			],
			relativeName: [],
			reasons: ['keyCompromise', 'cACompromise'],
			crlIssuer: [expect.objectContaining({ kind: 'directory', value: 'O=Example' })],
		},
		{
			fullName: [],
			relativeName: [{ type: '2.5.4.3', value: 'list', encoding: 'utf8' }],
			reasons: undefined,
			crlIssuer: [],
		},
	])
})

test('the freshest list', () => {
	const [only, ...others] = extensionOf('revocation-lists', 'freshestCrl') ?? []
	expect(only?.fullName).toEqual([{ kind: 'uri', value: 'http://example.com/delta.crl' }])
	expect(others).toEqual([])
})
