import { expect, test } from 'vitest'
import { extensionOf } from '../fixtures/everything/read.ts'
import { readKeyUsage } from './keyUsage.ts'

test('every usage, in the order of the bits', () => {
	expect(extensionOf('key-usage-all', 'keyUsage')).toEqual([
		'digitalSignature',
		'nonRepudiation',
		'keyEncipherment',
		'dataEncipherment',
		'keyAgreement',
		'keyCertSign',
		'cRLSign',
		'encipherOnly',
		'decipherOnly',
	])
	expect(extensionOf('key-usage-tls', 'keyUsage')).toEqual(['digitalSignature', 'keyEncipherment'])
})

test('no bits, and bits without a meaning', () => {
	expect(readKeyUsage(Uint8Array.of(3, 1, 0))).toEqual([])
	expect(readKeyUsage(Uint8Array.of(3, 3, 0, 0x80, 0x41))).toEqual(['digitalSignature', 9, 15])
})
