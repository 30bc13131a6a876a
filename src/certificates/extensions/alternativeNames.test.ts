import { expect, test } from 'vitest'
import { extensionOf } from '../fixtures/everything/read.ts'
import { readAlternativeNames } from './alternativeNames.ts'

test('every kind of name', () => {
	const { names = [] } = extensionOf('alternative-names', 'subjectAlternativeName') ?? {}
	expect(names.map(({ kind, value }) => [kind, value])).toEqual([
		['dns', 'example.com'],
		['dns', '*.example.com'],
		['dns', 'xn--bcher-kva.example'],
		['email', 'jo@example.com'],
		['ip', '192.0.2.1'],
		['ip', '2001:db8::1:0:0:1'],
		['uri', 'https://example.com/?a=b'],
		['directory', 'C=GB, O=Example'],
		['registered-id', '1.2.3.4'],
		['upn', 'jo@corp.example.com'],
		['smtp-utf8', 'zoë@bücher.example'],
		['other', '_xmpp.example.com'],
		['other', '#3003020101'],
	])
	expect(names[4]).toEqual({ kind: 'ip', value: '192.0.2.1', octets: Uint8Array.of(192, 0, 2, 1) })
	expect(names[12]).toMatchObject({ kind: 'other', type: '2.999.8' })
})

test('the names of an issuer', () => {
	expect(extensionOf('alternative-names', 'issuerAlternativeName')?.names).toEqual([
		{ kind: 'dns', value: 'issuer.example.com' },
		{ kind: 'uri', value: 'https://issuer.example.com/' },
	])
})

test('a broken name does not sink the ones beside it', () => {
	const dns = [0x82, 1, 0x61]
	const content = [...dns, 0xa0, 2, 5, 0, 0x8f, 1, 0x7a, 0x87, 3, 1, 2, 3, ...dns]
	expect(readAlternativeNames(Uint8Array.of(0x30, content.length, ...content)).names).toEqual([
		{ kind: 'dns', value: 'a' },
		{ kind: 'unreadable', value: '#a0020500' },
		{ kind: 'unreadable', value: '#8f017a' },
		{ kind: 'ip', value: '010203', octets: Uint8Array.of(1, 2, 3) },
		{ kind: 'dns', value: 'a' },
	])
})

test('octets that are no ASCII: UTF-8, or else Latin-1', () => {
	const names = readAlternativeNames(Uint8Array.of(0x30, 7, 0x82, 2, 0xc3, 0xa4, 0x82, 1, 0xe4)).names
	expect(names.map(({ value }) => value)).toEqual(['ä', 'ä'])
})
