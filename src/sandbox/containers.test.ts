/** The structures against openssl, and against those that other encoders made of the same certificates. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type CmmfDialect, cmmf, netscapeCertificateSequence, pkcs7 } from './containers.ts'
import { ownLabel } from './presentation.ts'

const vector = (name: string) =>
	new Uint8Array(readFileSync(new URL(`../certificates/fixtures/vectors/${name}`, import.meta.url)))
const certificate = (name: string) => ({ der: vector(name), notBefore: new Date(0), notAfter: new Date(0) })
const issuers = [certificate('root.der'), certificate('int.der')]
const leaf = certificate('ee.der')
const chain = [...issuers, leaf]

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const openssl = (args: readonly string[], input: string | Uint8Array) =>
	execFileSync('openssl', args, { input, encoding: 'utf8' })
const armoured = (label: string, bytes: Uint8Array) =>
	`-----BEGIN ${label}-----\n${Buffer.from(bytes).toString('base64').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END ${label}-----\n`
const certificatesIn = (text: string) =>
	[...text.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END/g)].map(([, base64 = '']) =>
		hex(Buffer.from(base64, 'base64')),
	)
const expected = chain.map(({ der }) => hex(der))

/** Depth and kind of each value, as openssl sees it. */
const structure = (bytes: Uint8Array) =>
	openssl(['asn1parse', '-inform', 'DER'], bytes)
		.split('\n')
		.map((line) => /:d=(\d+) .*?(?:cons|prim): (.*?) *$/.exec(line)?.slice(1).join(' ').replace(/ +/g, ' ') ?? '')

describe('PKCS#7', () => {
	test.each(['definite', 'indefinite'] as const)('of %s length is read by openssl', (lengthForm) => {
		const bytes = pkcs7(chain, lengthForm)
		expect(certificatesIn(openssl(['pkcs7', '-inform', 'DER', '-print_certs'], bytes))).toEqual(expected)
		expect(certificatesIn(openssl(['pkcs7', '-print_certs'], armoured(ownLabel(2), bytes)))).toEqual(expected)
		// All that is around the certificates is open: three SEQUENCEs, two tags and two SETs.
		const open = openssl(['asn1parse', '-inform', 'DER'], bytes).match(/l=inf /g) ?? []
		expect(open).toHaveLength(lengthForm === 'definite' ? 0 : 7)
	})
})

test('a Netscape Certificate Sequence is the one that openssl makes, and it reads it', () => {
	const bytes = netscapeCertificateSequence(chain)
	expect(hex(bytes)).toBe(hex(vector('nseq.der')))
	expect(certificatesIn(openssl(['nseq'], armoured('CERTIFICATE', bytes)))).toEqual(expected)
})

describe('CMMF', () => {
	const dialects: readonly (readonly [CmmfDialect, depth: number, caPubs: readonly string[], certificate: string])[] = [
		['bare', 2, ['2 SEQUENCE', '2 SEQUENCE'], '4 SEQUENCE'],
		['implicit', 2, ['2 SEQUENCE', '2 SEQUENCE'], '4 cont [ 0 ]'],
		['explicit', 3, ['2 SEQUENCE', '3 SEQUENCE', '3 SEQUENCE'], '4 cont [ 0 ]'],
	]
	test.each(dialects)('%s is what others write, tagged as it should be', (dialect, depth, caPubs, granted) => {
		const bytes = cmmf(issuers, [leaf], dialect)
		expect(hex(bytes)).toBe(hex(vector(`cmmf-${dialect}.der`)))
		const values = structure(bytes)
		const responses = values.lastIndexOf('1 SEQUENCE')
		const published = values.slice(1, responses).filter((value) => Number.parseInt(value, 10) <= depth)
		expect(published).toEqual(['1 cont [ 1 ]', ...caPubs])
		expect(values.slice(responses).filter((value) => /^[1-4] /.test(value))).toEqual([
			...['1 SEQUENCE', '2 SEQUENCE', '3 INTEGER :00', '3 SEQUENCE', '4 INTEGER :00', '3 SEQUENCE'],
			granted,
		])
	})
})
