import { expect, test } from 'vitest'
import { extensionOf } from '../fixtures/everything/read.ts'

test('pairs of policies', () => {
	expect(extensionOf('policy-constraints', 'policyMappings')).toEqual([
		{ issuerDomainPolicy: '2.999.1', subjectDomainPolicy: '2.999.2' },
		{ issuerDomainPolicy: '2.999.3', subjectDomainPolicy: '2.999.4' },
	])
})
