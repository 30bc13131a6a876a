import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { growth } from '../../fuzz/growth.ts'
import { fixtureDer } from './fixtures/read.ts'
import { readPem, writePem } from './pem.ts'

const leaf = fixtureDer('leaf')
const root = fixtureDer('new-root')
const pem = writePem('CERTIFICATE', leaf)
const both = pem + writePem('CERTIFICATE', root)
const bare = pem.replace(/-.*-\n/g, '')

describe('read liberally', () => {
	test.each([
		['as RFC 7468 has it', both],
		['CRLF', both.replaceAll('\n', '\r\n')],
		['old Mac line ends', both.replaceAll('\n', '\r')],
		[
			'byte order mark and text before, between and after',
			`\ufeffSubject: x\n${both.replace('-\n-', '-\n\nmore: text\n\n-')}\nthe end`,
		],
		['indented', both.replace(/^/gm, '   ')],
		['blank lines inside', both.replaceAll('\n', '\n\n')],
		[
			'spaces in the armour, four dashes in the footer',
			both
				.replaceAll('-----BEGIN CERTIFICATE-----', '----- BEGIN CERTIFICATE -----')
				.replaceAll('-----END CERTIFICATE-----', '---- END CERTIFICATE -----'),
		],
		['plus signs lost to form decoding', both.replaceAll('+', ' ')],
		['spaces in the lines', both.replace(/^([A-Za-z\d+/]{20})(?=[A-Za-z])/gm, '$1 ')],
		['one long line', both.replace(/(?<=[A-Za-z\d+/])\n(?=[A-Za-z\d+/=])/g, '')],
		['no line ends at all', both.replaceAll('\n', '')],
		['an END left out', both.replace('-----END CERTIFICATE-----\n', '')],
		['the last END left out', both.trimEnd().replace(/-----END CERTIFICATE-----$/, '')],
		['headers', both.replaceAll('-----\nMI', '-----\nProc-Type: x\n\nMI')],
	])('%s', (_, text) => {
		expect(readPem(text)).toEqual({
			blocks: [
				{ label: 'CERTIFICATE', der: leaf },
				{ label: 'CERTIFICATE', der: root },
			],
			isCutOff: false,
		})
	})
	test('a label is kept as it is', () => {
		expect(readPem(writePem('X509 CERTIFICATE', leaf)).blocks[0]?.label).toBe('X509 CERTIFICATE')
	})
	test('a block that is not base64 is a block with nothing in it', () => {
		expect(readPem('-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n')).toEqual({
			blocks: [{ label: 'CERTIFICATE', der: new Uint8Array() }],
			isCutOff: false,
		})
	})
	test('no armour, no blocks', () => {
		expect(readPem(bare)).toEqual({ blocks: [], isCutOff: false })
	})
})

test('cut off anywhere inside the last block is noticed', () => {
	const body = both.lastIndexOf('MI')
	const end = both.lastIndexOf('\n-----END')
	fc.assert(
		fc.property(fc.integer({ min: body, max: end - 8 }), (at) => {
			const { isCutOff, blocks } = readPem(both.slice(0, at))
			expect(isCutOff).toBe(true)
			expect(blocks[0]?.der).toEqual(leaf)
		}),
	)
})

test('what is written is what is read, by this reader and by openssl', () => {
	fc.assert(
		fc.property(fc.uint8Array({ minLength: 1, maxLength: 400 }), (der) => {
			const text = writePem('CERTIFICATE', der)
			expect(text).toMatch(
				/^-----BEGIN CERTIFICATE-----\n([A-Za-z\d+/=]{64}\n)*[A-Za-z\d+/=]{1,64}\n-----END CERTIFICATE-----\n$/,
			)
			expect(readPem(text).blocks).toEqual([{ label: 'CERTIFICATE', der }])
		}),
	)
	expect(new Uint8Array(execFileSync('openssl', ['x509', '-outform', 'DER'], { input: pem }))).toEqual(leaf)
})

test('any text gives blocks', () => {
	const pieces = fc.constantFrom(
		'-----BEGIN CERTIFICATE-----',
		'-----END CERTIFICATE-----',
		'\n',
		'MIIB',
		'-',
		'BEGIN ',
		' ',
		'+',
		'=',
		bare,
	)
	fc.assert(
		fc.property(
			fc.array(pieces).map((some) => some.join('')),
			(text) => Array.isArray(readPem(text).blocks),
		),
	)
})

test.each([
	['dashes', '-'.repeat(400_000)],
	['openings', '-----BEGIN '.repeat(40_000)],
	['blocks', '-----BEGIN A-----\nAAAA\n'.repeat(20_000)],
])('time grows with the length, not with its square: %s', (_, text) => {
	expect(growth(readPem, text)).toBeLessThan(40)
})
