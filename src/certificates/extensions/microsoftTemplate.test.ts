import { expect, test } from 'vitest'
import { extensionOf } from '../fixtures/everything/read.ts'
import { keyPurposes } from './extendedKeyUsage.ts'

test('a template by name and by number, and purposes as policies', () => {
	expect(extensionOf('microsoft', 'microsoftTemplateName')).toBe('WebServer')
	expect(extensionOf('microsoft', 'microsoftTemplate')).toEqual({
		type: '1.3.6.1.4.1.311.21.8.1.2',
		majorVersion: 100,
		minorVersion: 4,
	})
	expect(extensionOf('microsoft', 'microsoftApplicationPolicies')).toEqual([
		{ type: keyPurposes.serverAuth, qualifiers: [] },
	])
})
