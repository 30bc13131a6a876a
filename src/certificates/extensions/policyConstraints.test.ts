import { expect, test } from 'vitest'
import { extensionOf } from '../fixtures/everything/read.ts'

test('both numbers', () => {
	const both = { requireExplicitPolicy: 3, inhibitPolicyMapping: 0 }
	expect(extensionOf('policy-constraints', 'policyConstraints')).toEqual(both)
})
