import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readNumber, readObjectIdentifier, readOctets } from './primitives.ts'
import { oneValue, partsOf } from './tlv.ts'
import { integer, objectIdentifier, octetString, sequence } from './writeDer.ts'

test('numbers are read as they were written', () => {
	fc.assert(
		fc.property(fc.nat(), (value) => {
			expect(readNumber(oneValue(integer(value)))).toBe(value)
		}),
	)
	expect([0, 127, 128, 255, 256].map((value) => Buffer.from(integer(value)).toString('hex'))).toEqual([
		'020100',
		'02017f',
		'02020080',
		'020200ff',
		'02020100',
	])
})

test('object identifiers are read as they were written', () => {
	const arcs = fc.tuple(
		fc.constantFrom('0.0', '0.39', '1.2', '2.5', '2.16', '2.999'),
		fc.array(fc.nat(), { maxLength: 8 }),
	)
	fc.assert(
		fc.property(arcs, ([root, others]) => {
			const dotted = [root, ...others].join('.')
			expect(readObjectIdentifier(oneValue(objectIdentifier(dotted)))).toBe(dotted)
		}),
	)
})

test('values of any length are read as they were written, by openssl too', () => {
	for (const length of [0, 127, 128, 255, 256, 65_535, 65_536]) {
		const octets = new Uint8Array(length).fill(0x5a)
		const written = sequence(objectIdentifier('2.16.840.1.113894.746875.1.1'), octetString(octets))
		const [, value] = partsOf(oneValue(written))
		expect(readOctets(value)).toEqual(octets)
		const said = execFileSync('openssl', ['asn1parse', '-inform', 'DER'], { input: written, encoding: 'utf8' })
		expect(said).toMatch(/OBJECT +:2\.16\.840\.1\.113894\.746875\.1\.1/)
		expect(said).toMatch(new RegExp(`l= *${length} prim: OCTET STRING`))
	}
})
