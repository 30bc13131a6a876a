import { expect, test } from 'vitest'
import { extensionOf } from '../fixtures/everything/read.ts'

test('version and flags', () => {
	expect(extensionOf('entrust', 'entrustVersion')).toEqual({
		version: 'V7.1',
		information: ['keyUpdateAllowed', 'enterpriseCategory'],
	})
})
