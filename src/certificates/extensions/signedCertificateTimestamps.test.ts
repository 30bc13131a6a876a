import { expect, test } from 'vitest'
import { extensionOf } from '../fixtures/everything/read.ts'
import { MalformedDer } from '../malformedDer.ts'
import { readSignedCertificateTimestamps } from './signedCertificateTimestamps.ts'

const timestamp = {
	version: 1,
	logId: '00112233445566778899aabbccddeeff'.repeat(2),
	time: new Date(0x1932a5fd000),
	extensions: '',
	hash: 'SHA-256',
	signature: Uint8Array.of(0xaa, 0xbb, 0xcc),
}

test('two timestamps', () => {
	expect(extensionOf('timestamps', 'signedCertificateTimestamps')).toEqual([
		{ ...timestamp, signatureAlgorithm: 'RSA' },
		{ ...timestamp, signatureAlgorithm: 'ECDSA' },
	])
})

test.each([
	['of another version', '0401010032010000'],
	['cut off', '04040002000100'],
	['with something behind it', '0403000000'],
])('a list %s cannot be read', (_, octets) => {
	expect(() => readSignedCertificateTimestamps(Uint8Array.from(Buffer.from(octets, 'hex')))).toThrow(MalformedDer)
})
