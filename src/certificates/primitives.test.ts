import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MalformedDer } from './malformedDer.ts'
import { dotted, flags, readNumber, readOctets } from './primitives.ts'
import { oneValue } from './tlv.ts'

const bytes = (hexadecimal: string) => Uint8Array.from(Buffer.from(hexadecimal.replaceAll(' ', ''), 'hex'))

const file = join(mkdtempSync(join(tmpdir(), 'primitives-')), 'oid.der')

/** What openssl makes of an object identifier that it is given in digits. */
const encoded = (identifier: string) => {
	execFileSync('openssl', ['asn1parse', '-genstr', `OID:${identifier}`, '-noout', '-out', file])
	return oneValue(new Uint8Array(readFileSync(file))).content
}

describe('object identifiers', () => {
	test.each([
		'0.0',
		'1.39.1',
		'2.5.4.3',
		'2.39.127.128',
		'2.999.16383.16384',
		'1.2.840.113549.1.1.11',
		'1.3.6.1.4.1.4294967296.18446744073709551616',
		'2.25.329800735698586629295641978511506172918',
	])('%s, as openssl writes it', (identifier) => {
		expect(dotted(encoded(identifier))).toBe(identifier)
	})
	test.each([
		['nothing', ''],
		['cut off', '2a86'],
		['zeroes in front of an arc', '2a8001'],
		['an arc that nobody has', `2a${'81'.repeat(20)}01`],
	])('%s is none, and does not sink anything', (_, content) => {
		expect(dotted(bytes(content))).toBe(`#${content}`)
	})
	test('any octets give a text', () => {
		const octets = fc.uint8Array({ maxLength: 40 })
		fc.assert(fc.property(octets, (content) => /^([012](\.\d+)+|#[\da-f]*)$/.test(dotted(content))))
	})
})

test.each([
	['020100', 0],
	['02017f', 127],
	['02020080', 128],
	['0201ff', -1],
	['0202ff7f', -129],
	['02067fffffffffff', 2 ** 47 - 1],
	['0a0105', 5],
])('the number %s is %i', (der, number) => {
	expect(readNumber(oneValue(bytes(der)))).toBe(number)
})

test.each(['0200', '020701000000000000', '0401ff'])('%s is no small number', (der) => {
	expect(() => readNumber(oneValue(bytes(der)))).toThrow(MalformedDer)
})

test('octets in pieces are put together, however they are nested', () => {
	expect(readOctets(oneValue(bytes('2480 0401aa 2404 0402bbcc 0000')))).toEqual(bytes('aabbcc'))
	const deep = Array.from({ length: 20 }).reduce((inner: string) => {
		const length = (inner.length / 2).toString(16).padStart(2, '0')
		return `24${length}${inner}`
	}, '0401aa')
	expect(() => readOctets(oneValue(bytes(deep)))).toThrow(MalformedDer)
})

test('flags by name, or by number', () => {
	expect(flags(bytes('07 80'), ['first'])).toEqual(['first'])
	expect(flags(bytes('00 81'), ['first'])).toEqual(['first', 7])
	expect(flags(bytes('00'), ['first'])).toEqual([])
	expect(flags(bytes('07 ff'), ['first', 'second'])).toEqual(['first'])
	expect(flags(new Uint8Array(1000).fill(255, 1), []).length).toBeLessThanOrEqual(64)
	for (const broken of ['', '08 80', 'ff 80']) expect(() => flags(bytes(broken), ['first'])).toThrow(MalformedDer)
})
