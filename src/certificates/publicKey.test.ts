import { describe, expect, test } from 'vitest'
import { bytes, changed, value } from './fixtures/changed.ts'
import { one } from './fixtures/everything/read.ts'

test.each([
	['key-rsa2047', { kind: 'rsa', name: 'rsaEncryption', bits: 2047, exponent: 65537n }],
	['key-rsa-exponent-3', { kind: 'rsa', bits: 2048, exponent: 3n }],
	['key-rsa-pss', { kind: 'rsa', name: 'id-RSASSA-PSS', bits: 2048 }],
	['key-P-521', { kind: 'ec', bits: 521, curve: { name: 'P-521', type: '1.3.132.0.35' } }],
	['key-compressed', { kind: 'ec', bits: 256, curve: { name: 'P-256', type: '1.2.840.10045.3.1.7' } }],
	['key-explicit', { kind: 'ec', bits: 256, curve: { name: undefined, type: undefined } }],
	['key-prime239v1', { kind: 'ec', bits: 240, curve: { name: undefined, type: '1.2.840.10045.3.1.4' } }],
	['key-ed448', { kind: 'ed448', name: 'id-Ed448', bits: 456 }],
	['key-ml-dsa-44', { kind: 'ml-dsa', name: 'id-ml-dsa-44', parameterSet: 'ML-DSA-44' }],
	['key-unknown', { kind: 'other', type: '2.999.5', name: undefined }],
])('%s', (name, key) => {
	expect(one(name).key).toMatchObject(key)
})

describe('a broken key does not sink the certificate', () => {
	const rsa = bytes('300d 06092a864886f70d010101 0500')
	const curve = bytes('3009 06072a8648ce3d0201')
	test.each([
		['no numbers', rsa, bytes('000500'), { kind: 'unreadable', name: 'rsaEncryption' }],
		['one number', rsa, bytes('003003020103'), { kind: 'unreadable' }],
		['nothing', rsa, bytes('00'), { kind: 'unreadable' }],
		['an algorithm that is none', bytes('3003 020101'), bytes('00'), { kind: 'unreadable', type: '#' }],
		['an algorithm that is cut off', bytes('3009 0601'), bytes('00'), { kind: 'unreadable', type: '#' }],
		['a curve that is not said', curve, bytes('0004'), { kind: 'unreadable', name: 'id-ecPublicKey' }],
		['numbers that are zero', rsa, bytes('003006020100020100'), { kind: 'rsa', bits: 0, exponent: 0n }],
	])('%s', (_, algorithm, key, expected) => {
		expect(changed({ key: value(0x30, algorithm, value(3, key)) }).key).toMatchObject(expected)
	})
})
