import { expect, test } from 'vitest'
import { extensionOf } from '../fixtures/everything/read.ts'

test('type and comment', () => {
	expect(extensionOf('netscape', 'netscapeCertificateType')).toEqual([
		...['client', 'server', 'email', 'objsign', 'reserved', 'sslCA', 'emailCA', 'objCA'],
	])
	expect(extensionOf('netscape', 'netscapeComment')).toBe('A comment')
})
