import { expect, test } from 'vitest'
import { answered } from './answered.ts'
import { collectedChain, start, status } from './fixtures/fakes.ts'
import { emptyRow } from './order.ts'
import { isFound } from './wanted.ts'

const asked = { at: start, queryType: 0, requestId: undefined } as const
const row = emptyRow('1000101', 'rang Twice')
const collected = answered(row, await collectedChain(), asked)
const international = collected.certificate && {
	...collected,
	certificate: { ...collected.certificate, names: ['xn--bcher-kva.example'] },
}

test.each([
	['its number', row, '00101'],
	['its note, in any case', row, ' tWICE '],
	['a name', collected, 'www.vector'],
	['a name as it is shown', international, 'bücher'],
	['a name as it stands in the certificate', international, 'xn--bcher'],
	['its status', answered(row, status(-21), asked), 'revoked'],
	['the authority’s words', answered(row, status(-9, 'The CSR is not base64!'), asked), 'base64'],
	['its code', answered(row, status(-9), asked), '-9'],
	['what is known of its certificate', collected, 'collected'],
	['that nobody asked', row, 'not asked'],
])('an order is found by %s', (_, one, text) => {
	expect(one && isFound(one, text, start)).toBe(true)
	expect(one && isFound(one, `${text}x`, start)).toBe(false)
})

test('nothing is found by a word that is nowhere to be read', () => {
	expect(isFound(row, 'undefined', start)).toBe(false)
})
