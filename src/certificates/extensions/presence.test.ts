import { expect, test } from 'vitest'
import { extensionOf } from '../fixtures/everything/read.ts'
import { MalformedDer } from '../malformedDer.ts'
import { readPresence } from './presence.ts'

test('they are there', () => {
	expect(extensionOf('ocsp-no-check', 'ocspNoCheck')).toBe(true)
	expect(extensionOf('precertificate', 'precertificatePoison')).toBe(true)
	expect(extensionOf('precertificate', 'ocspNoCheck')).toBeUndefined()
})

test.each([
	['nothing', []],
	['something else', [1, 1, 0xff]],
	['more', [5, 1, 0]],
])('%s is no NULL', (_, octets) => {
	expect(() => readPresence(Uint8Array.from(octets))).toThrow(MalformedDer)
})
