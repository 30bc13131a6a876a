import { expect, test } from 'vitest'
import { readCertificate } from '../../certificates/certificate.ts'
import { fixture } from '../../certificates/fixtures/read.ts'
import { readerOfMany } from './sharedAuthorities.ts'

const der = (name: string) => new Uint8Array(fixture(name).der)

test('an authority is read once, and is what it would be anyway; whoever it certifies is read each time', () => {
	const read = readerOfMany()
	for (const name of ['issuing', 'new-root', 'rsa-root', 'leaf'])
		expect(read(der(name))).toEqual(readCertificate(der(name)))
	expect(read(der('issuing'))).toBe(read(der('issuing')))
	expect(read(der('leaf'))).not.toBe(read(der('leaf')))
})

test('one byte makes another certificate', () => {
	const read = readerOfMany()
	const original = read(der('issuing'))
	for (const at of [100, der('issuing').length - 1]) {
		const other = der('issuing')
		other[at] = (other[at] ?? 0) ^ 0x80
		expect(read(other)).not.toBe(original)
		expect(read(other).der[at]).toBe(other[at])
	}
	const noise = new Uint8Array(256).map((_, index) => index)
	expect(read(noise).kind).toBe('unreadable')
})
