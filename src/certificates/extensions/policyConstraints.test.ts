import { expect, test } from 'vitest'
import { extensionOf } from '../fixtures/everything/read.ts'
import { MalformedDer } from '../malformedDer.ts'
import { readPolicyConstraints } from './policyConstraints.ts'

test('both numbers', () => {
	const both = { requireExplicitPolicy: 3, inhibitPolicyMapping: 0 }
	expect(extensionOf('policy-constraints', 'policyConstraints')).toEqual(both)
})

test('a demand under another tag is not taken for none', () => {
	expect(() => readPolicyConstraints(Uint8Array.of(0x30, 3, 0x82, 1, 0))).toThrow(MalformedDer)
	expect(() => readPolicyConstraints(Uint8Array.of(0x30, 2, 0x80, 0))).toThrow(MalformedDer)
})
