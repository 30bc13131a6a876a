import { createHash, X509Certificate } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import { serialInDecimal } from './certificate.ts'
import { fingerprintsOf } from './fingerprints.ts'
import { fixture } from './fixtures/read.ts'

afterEach(() => vi.unstubAllGlobals())

test('what Node says', async () => {
	const theirs = new X509Certificate(fixture('leaf').der)
	const key = theirs.publicKey.export({ type: 'spki', format: 'der' })
	expect(await fingerprintsOf(fixture('leaf'))).toEqual({
		sha1: theirs.fingerprint.replaceAll(':', '').toLowerCase(),
		sha256: theirs.fingerprint256.replaceAll(':', '').toLowerCase(),
		pin: createHash('sha256').update(key).digest('base64'),
	})
})

test('without WebCrypto there are none', async () => {
	vi.stubGlobal('crypto', {})
	expect(await fingerprintsOf(fixture('leaf'))).toBeUndefined()
})

test.each([
	['00', '0'],
	['7f', '127'],
	['0080', '128'],
	['ff', '-1'],
	['ff7f', '-129'],
	['', '0'],
])('serial number %s is %s', (serialNumber, decimal) => {
	expect(serialInDecimal({ ...fixture('leaf'), serialNumber })).toBe(decimal)
})
