import { expect, test } from 'vitest'
import { extensionOf } from '../fixtures/everything/read.ts'

test('register, place and number', () => {
	expect(extensionOf('organization-identifier', 'organizationIdentifier')).toEqual({
		scheme: 'NTR',
		country: 'US',
		stateOrProvince: 'CA',
		reference: '12345',
	})
})
