import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { growth } from '../../fuzz/growth.ts'
import { type Asn1Node, readAsn1Tree } from './asn1Tree.ts'
import { bytes, value } from './fixtures/changed.ts'
import { everything } from './fixtures/everything/read.ts'
import { fixtureDer } from './fixtures/read.ts'
import { MalformedDer } from './malformedDer.ts'

/** How openssl writes the types. */
const types: Readonly<Record<string, string>> = {
	OBJECT: 'OBJECT IDENTIFIER',
	PRINTABLESTRING: 'PrintableString',
	UTF8STRING: 'UTF8String',
	T61STRING: 'TeletexString',
	IA5STRING: 'IA5String',
	BMPSTRING: 'BMPString',
	UNIVERSALSTRING: 'UniversalString',
	NUMERICSTRING: 'NumericString',
	VISIBLESTRING: 'VisibleString',
	UTCTIME: 'UTCTime',
	GENERALIZEDTIME: 'GeneralizedTime',
}

/** Every line of `openssl asn1parse`: offset, depth, length of header and content, type. */
function parsedByOpenssl(der: Uint8Array): readonly (readonly (number | string)[])[] {
	const text = execFileSync('openssl', ['asn1parse', '-inform', 'DER'], { input: der, encoding: 'utf8' })
	return [...text.matchAll(/^ *(\d+):d=(\d+) +hl=(\d+) l= *(\d+) (?:cons|prim): ([^:\n]+)/gm)].map(
		([, offset, depth, header, length, type = '']) => {
			const name = type
				.replace(/ *\[HEX DUMP\]/, '')
				.trim()
				.replace(/^cont \[ (\d+) \]$/, '[$1]')
			return [Number(offset), Number(depth), Number(header), Number(length), types[name] ?? name]
		},
	)
}

const flat = (nodes: readonly Asn1Node[], depth = 0): readonly (readonly (number | string)[])[] =>
	nodes.flatMap((node) => [
		[node.offset, depth, node.headerLength, node.length - node.headerLength, node.type],
		// openssl does not look into octet strings unless it is told to.
		...(node.isEncapsulating ? [] : flat(node.children, depth + 1)),
	])

const some = [...everything].filter((_, index) => index % 4 === 0)
describe('the same as openssl says, value by value', () => {
	test.each(some)('%s', (_, der) => {
		expect(flat(readAsn1Tree(der))).toEqual(parsedByOpenssl(der))
	})
})

test('offsets are those in the whole, whatever it is a part of', () => {
	const der = fixtureDer('leaf')
	const padded = new Uint8Array([9, 9, 9, ...der, 9])
	expect(readAsn1Tree(padded.subarray(3, 3 + der.length))).toEqual(readAsn1Tree(der))
})

test('values inside of strings of octets and bits are found, and text is not taken for them', () => {
	const [octets] = readAsn1Tree(bytes('0405 3003 0101ff'))
	expect(octets).toMatchObject({ isEncapsulating: true, children: [{ offset: 2, children: [{ text: 'TRUE' }] }] })
	const [bits] = readAsn1Tree(bytes('0306 00 3003 020105'))
	expect(bits).toMatchObject({ isEncapsulating: true, children: [{ offset: 3, children: [{ text: '5' }] }] })
	expect(readAsn1Tree(bytes('0404 61626364'))).toMatchObject([{ isEncapsulating: false, text: '61626364' }])
})

test('a constructed value that holds no values is shown as what it is', () => {
	expect(readAsn1Tree(bytes('3002 30ff'))).toMatchObject([{ type: 'SEQUENCE', text: '30ff', children: [] }])
})

test('any bytes give a tree or MalformedDer', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
			try {
				readAsn1Tree(noise)
			} catch (error) {
				expect(error).toBeInstanceOf(MalformedDer)
			}
		}),
	)
	const der = fixtureDer('leaf')
	fc.assert(
		fc.property(fc.nat(der.length - 1), fc.nat(255), (at, octet) => {
			const damaged = Uint8Array.from(der)
			damaged[at] = octet
			try {
				expect(readAsn1Tree(damaged).length).toBeGreaterThan(0)
			} catch (error) {
				expect(error).toBeInstanceOf(MalformedDer)
			}
		}),
	)
})

test.each<readonly [string, (text: string) => Uint8Array]>([
	['many values', (text) => value(0x30, Buffer.from('0500'.repeat(text.length / 2), 'hex'))],
	['values in values', (text) => Buffer.from('3080'.repeat(text.length), 'hex')],
	['strings in strings', (text) => Buffer.from('2480'.repeat(text.length), 'hex')],
])('time grows with the length, not with its square: %s', (_, make) => {
	const read = (text: string) => {
		try {
			return readAsn1Tree(make(text))
		} catch {
			return undefined
		}
	}
	expect(growth(read, ' '.repeat(50_000))).toBeLessThan(40)
})
