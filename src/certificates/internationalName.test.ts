import { domainToASCII, domainToUnicode } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inUnicode } from './internationalName.ts'

const hosts = [
	'bücher.example',
	'例え.テスト',
	'παράδειγμα.δοκιμή',
	'пример.испытание',
	'उदाहरण.परीक्षा',
	'مثال.إختبار',
	'한국.example',
	'straße.example',
	'ü.ö.ä',
	'a-ü-b.example',
	'😀.example',
	'nicht-ganz-kurzer-name-mit-umlauten-wie-ä-ö-ü-und-ß.example',
]

test.each(hosts)('%s, as Node reads it', (host) => {
	const ascii = domainToASCII(host)
	expect(ascii).toMatch(/xn--/)
	expect(inUnicode(ascii)).toBe(domainToUnicode(ascii))
	expect(inUnicode(ascii.toUpperCase())?.toLowerCase()).toBe(domainToUnicode(ascii))
})

test('wildcards and e-mail addresses', () => {
	expect(inUnicode('*.xn--bcher-kva.example')).toBe('*.bücher.example')
	expect(inUnicode('jo@xn--bcher-kva.example')).toBe('jo@bücher.example')
})

test.each([
	['no Punycode', 'www.example.com'],
	['nothing behind it', 'xn--.example'],
	['ASCII alone', 'xn--abc-.example'],
	['broken', 'xn--b\u00fc.example'],
	['cut off', 'xn--bcher-kv.example'],
	['beyond Unicode', 'xn--99999999.example'],
	['a bidirectional override', 'xn--ab-g4t.example'],
	['a zero-width joiner alone', 'xn--1ug.example'],
	['upper case that was encoded', 'xn--bcher-2pa.example'],
	['a ligature', 'xn--n-sy8h.example'],
	['an accent in front', 'xn--a-wbb.example'],
])('%s: nothing to show beside it', (_, name) => {
	expect(inUnicode(name)).toBeUndefined()
})

test('any label gives what Node gives, or nothing', () => {
	const label = fc.stringMatching(/^xn--[a-z\d]{1,12}(-[a-z\d]{1,12})?$/)
	fc.assert(
		fc.property(label, (name) => {
			const theirs = domainToUnicode(`${name}.example`)
			const ours = inUnicode(`${name}.example`)
			// Node knows more that a label must not be (RFC 5892); there it gives nothing or the name itself.
			if (ours !== undefined && theirs !== '' && !theirs.startsWith('xn--')) expect(ours).toBe(theirs)
		}),
		{ numRuns: 2000 },
	)
})
