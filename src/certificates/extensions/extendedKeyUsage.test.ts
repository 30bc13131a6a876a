import { expect, test } from 'vitest'
import { extensionOf } from '../fixtures/everything/read.ts'
import { nameOf } from '../objectIdentifiers.ts'
import { keyPurposes } from './extendedKeyUsage.ts'

test('purposes by object identifier, known and unknown ones', () => {
	const { serverAuth, clientAuth, codeSigning, emailProtection, timeStamping, ocspSigning, any } = keyPurposes
	expect(extensionOf('extended-key-usage', 'extendedKeyUsage')).toEqual([
		...[serverAuth, clientAuth, codeSigning, emailProtection, timeStamping, ocspSigning, any],
		...['1.3.6.1.4.1.311.20.2.2', keyPurposes.documentSigning, '2.999.7'],
	])
	expect(nameOf(keyPurposes.serverAuth)).toBe('id-kp-serverAuth')
	expect(nameOf('2.999.7')).toBeUndefined()
})
