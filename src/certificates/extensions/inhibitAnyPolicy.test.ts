import { expect, test } from 'vitest'
import { extensionOf } from '../fixtures/everything/read.ts'

test('a number', () => {
	expect(extensionOf('policy-constraints', 'inhibitAnyPolicy')).toBe(2)
})
