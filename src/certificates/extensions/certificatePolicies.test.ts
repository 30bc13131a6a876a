import { expect, test } from 'vitest'
import { extensionOf } from '../fixtures/everything/read.ts'
import { nameOf } from '../objectIdentifiers.ts'
import { readCertificatePolicies, validationOf } from './certificatePolicies.ts'

test('policies with what hangs on them', () => {
	expect(extensionOf('policies', 'certificatePolicies')).toEqual([
		{ type: '2.23.140.1.2.2', qualifiers: [] },
		{ type: '2.23.140.1.5.3.2', qualifiers: [] },
		{ type: '2.5.29.32.0', qualifiers: [] },
		{
			type: '2.999.1',
			qualifiers: [
				{ kind: 'cps', uri: 'https://example.com/cps' },
				{ kind: 'user-notice', text: 'Zoë says so', organization: 'Example', numbers: [1, 2] },
			],
		},
	])
})

test.each([
	['2.23.140.1.1', 'ev-guidelines', { rules: 'tls', validation: 'extended' }],
	['2.23.140.1.2.1', 'domain-validated', { rules: 'tls', validation: 'domain' }],
	['2.23.140.1.2.3', 'individual-validated', { rules: 'tls', validation: 'individual' }],
	['2.23.140.1.3', 'extended-validation-codesigning', { rules: 'code-signing', validation: 'extended' }],
	['2.23.140.1.5.1.1', 'mailbox-validated-legacy', { rules: 'smime', validation: 'mailbox', generation: 'legacy' }],
	[
		'2.23.140.1.5.4.3',
		'individual-validated-strict',
		{ rules: 'smime', validation: 'individual', generation: 'strict' },
	],
	['2.23.140.1.5.5.1', undefined, undefined],
	['2.999.1', undefined, undefined],
])('%s is %s', (type, name, validation) => {
	expect(nameOf(type)).toBe(name)
	expect(validationOf(type)).toEqual(validation)
})

test('a qualifier that nobody knows keeps its octets', () => {
	const qualifier = [0x30, 6, 6, 2, 0x2a, 3, 5, 0]
	const policy = [0x30, 14, 6, 2, 0x2a, 4, 0x30, 8, ...qualifier]
	expect(readCertificatePolicies(Uint8Array.of(0x30, policy.length, ...policy))).toEqual([
		{ type: '1.2.4', qualifiers: [{ kind: 'other', type: '1.2.3', der: Uint8Array.from(qualifier) }] },
	])
})
