import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { growth } from '../../fuzz/growth.ts'
import { findCode } from './findCode.ts'
import { plainText } from './plainText.ts'

const code = 'aB3dE6gH9jK2mN5p'
const link = (value: string) =>
	`https://secure.example.com/products/!SecureEmailCertificate_Collec2?apID=1&emailAddress=jo%40example.com&collectionPassword=${value}`
const mail = (value: string) =>
	`Dear Jo,\n\nYour certificate is ready for collection!\n\nPlease open ${link(value)}\n\nIf the link does not work, use\n   Collection Password: ${value}\n\nOrder 1234567890123456\nKind regards\n`
const html = (value: string) =>
	`<html><body><p>Dear Jo,</p><a href="${link(value).replaceAll('&', '&amp;')}">Collect&nbsp;it</a><table><tr><td><b>Collection&nbsp;code</b></td><td><span>${value}</span></td></tr></table></body></html>`

/** Quoted-printable as RFC 2045 6.7 asks for it: `=` encoded, lines of at most 76 characters. */
const quotedPrintable = (text: string) =>
	`Content-Transfer-Encoding: quoted-printable\r\n\r\n${text
		.replaceAll('=', '=3D')
		.split('\n')
		.map((line) => line.replace(/(.{73}(?:(?!=3D).)?(?!$))/g, (part) => (/=3?$/.test(part) ? part : `${part}=\r\n`)))
		.join('\r\n')}`
const base64 = (text: string) =>
	`Subject: Your certificate\r\nContent-Transfer-Encoding: base64\r\n\r\n${btoa(text).replace(/.{76}/g, '$&\r\n')}\r\n`
const quoted = (text: string) => text.replace(/^/gm, '> ')

const mailForms: Record<string, (value: string) => string> = {
	'the code alone': (value) => value,
	'the code with white space around it': (value) => ` \n${value}\t\n`,
	'a link': link,
	'a link of ours': (value) => `https://certs.example.org/#code=${value}`,
	'a plain e-mail': mail,
	'HTML source': html,
	'a forwarded e-mail': (value) => quoted(quoted(mail(value))),
	'quoted-printable': (value) => quotedPrintable(mail(value)),
	'quoted-printable HTML': (value) => quotedPrintable(html(value)),
	'a forwarded quoted-printable e-mail': (value) => quoted(quotedPrintable(html(value))),
	'a base64 e-mail': (value) => base64(mail(value)),
	'a link rewritten by a mail filter': (value) =>
		`https://filter.example/?url=${encodeURIComponent(link(value))}&data=05%7C02`,
	'a link rewritten twice': (value) =>
		`https://a.example/?u=${encodeURIComponent(`https://b.example/?u=${encodeURIComponent(link(value))}`)}`,
	'a link in which = became -3D': (value) =>
		`https://filter.example/v2/url?u=https-3A__x_-3FcollectionPassword-3D${value}&d=DwMF`,
	'a link broken in two': (value) => `Open ${link(value.slice(0, 7))}\n${value.slice(7)}\nto collect it.`,
	'a code in groups': (value) => value.replace(/.{4}(?=.)/g, '$& '),
	'a code on two lines': (value) => `${value.slice(0, 8)}\n${value.slice(8)}`,
	'a number between the label and the code': (value) => `collection code for order 1234567890123456: ${value}`,
	'names in one word beside it': (value) => `InternetServices: your collection code from DigitalInternals is ${value}`,
	'another language': (value) => `Ihr Zertifikat liegt bereit. Der Abholcode lautet: ${value}\nMit freundlichen Grüßen`,
	underlined: (value) => `_${value}_`,
	CRLF: (value) => mail(value).replaceAll('\n', '\r\n'),
	'only the sentence': (value) => `Your collection code (mind upper and lower case) is: ${value}.`,
	'the code in bold': (value) => `collection code: *${value}*`,
	'a link in angle brackets': (value) => `Please click here <${link(value)}> to collect`,
	'a label and a link in angle brackets': (value) => `Collection Code : <https://x.example/?collectionCode=${value}>`,
	'a link in angle brackets behind a word, rewritten': (value) =>
		`here<https://eur03.safelinks.example/?url=${encodeURIComponent(link(value))}&data=05%7C02>`,
	'the code in angle brackets': (value) => `Your collection code: <${value}>`,
	'a parameter that begins the text': (value) => `code=${value}`,
	'a parameter behind a space': (value) => `curl -d code=${value} there`,
	'a code with hyphens': (value) => value.replace(/.{4}(?=.)/g, '$&-'),
	'a code with typographic hyphens': (value) => value.replace(/.{4}(?=.)/g, '$&\u2011'),
	'a code letter by letter': (value) => [...value].join(' '),
	'a code that is broken in a quoted reply': (value) =>
		`> Collection code: ${value.slice(0, 8)}\n> ${value.slice(8)}\n>\n> Kind regards`,
	'a label and a code with hyphens, in a mail': (value) =>
		`Dear Jo,\nyour collection code is ${value.replace(/.{4}(?=.)/g, '$&-')}.\nKind regards`,
	'a certificate beside it': (value) =>
		`collection code: ${value}\n-----BEGIN CERTIFICATE-----\nMIIB\nzY8xW7vU6tS5rQ4p\n-----END CERTIFICATE-----\n`,
	'the code in a sentence without a label': (value) => `use ${value}, it works once`,
}

// A code without a label around it is told from a word by its mixture, as nearly every random one has it.
const codes = fc
	.stringMatching(/^[A-Za-z0-9]{16}$/)
	.filter((value) => /\d/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value))

describe.each(Object.entries(mailForms))('%s', (_, form) => {
	test('gives the code', () => {
		expect(findCode(form(code))).toEqual({ kind: 'one', code })
	})
	test('gives any code', () => {
		fc.assert(
			fc.property(codes, (value) => {
				expect(findCode(form(value))).toEqual({ kind: 'one', code: value })
			}),
		)
	})
})

test('a code in a link may begin like an encoded equals sign', () => {
	expect(findCode(link('3dAAAAaA0aa0aa0A'))).toEqual({ kind: 'one', code: '3dAAAAaA0aa0aa0A' })
})

test('a code without a digit is found without a label, and a name in one word is not', () => {
	expect(findCode('Le code est aBcDeFgHiJkLmNoP, merci.')).toEqual({ kind: 'one', code: 'aBcDeFgHiJkLmNoP' })
	expect(findCode('Kind regards, InternetServices')).toEqual({ kind: 'none' })
})

test('the last line of a base64 e-mail counts', () => {
	const text = `Content-Transfer-Encoding: base64\n\n${btoa(`${'x'.repeat(49)} collection code: ${code}`).replace(/.{76}/g, '$&\n')}`
	expect(findCode(text)).toEqual({ kind: 'one', code })
})

test('a code that is alone need not look like one', () => {
	expect(findCode('AAAAAAAAAAAAAAAA')).toEqual({ kind: 'one', code: 'AAAAAAAAAAAAAAAA' })
})

test('two codes are candidates, in the order in which they stand, each with its line', () => {
	const found = findCode(`First certificate: collection code ${code}\nSecond one: ${link('zY8xW7vU6tS5rQ4p')}`)
	expect(found).toMatchObject({ kind: 'several', candidates: [{ code }, { code: 'zY8xW7vU6tS5rQ4p' }] })
	expect(found.kind === 'several' && found.candidates[0].line).toBe(`First certificate: collection code ${code}`)
})

test('candidates say what tells them apart: the nearest subject, order or host above', () => {
	const one = (name: string, value: string) =>
		`From: Authority <no-reply@ca.example>\nSubject: Your certificate for ${name} is ready\n\nDear Jo,\n\n${link(value)}\n\nCollection code: ${value}\n`
	const found = findCode(`${one('www.example.com', code)}\n${one('shop.example.org', 'zY8xW7vU6tS5rQ4p')}`)
	expect(found.kind === 'several' && found.candidates.map(({ about }) => about)).toEqual([
		'Subject: Your certificate for www.example.com is ready',
		'Subject: Your certificate for shop.example.org is ready',
	])
	const table = `Order 1000101, collection code: ${code}\nDomain: intranet.example\nCollection code: zY8xW7vU6tS5rQ4p`
	const rows = findCode(table)
	expect(rows.kind === 'several' && rows.candidates.map(({ about, line }) => [about, line])).toEqual([
		[undefined, `Order 1000101, collection code: ${code}`],
		['Domain: intranet.example', 'Collection code: zY8xW7vU6tS5rQ4p'],
	])
})

test('a long line is cut between words, around the code', () => {
	const text = `${'before '.repeat(40)}collection code ${code} ${'after '.repeat(40)}or collection code zY8xW7vU6tS5rQ4p`
	const found = findCode(text)
	expect(found.kind === 'several' && found.candidates[0].line).toMatch(
		/^… (?:before )+collection code aB3dE6gH9jK2mN5p (?:after )+…$/,
	)
})

test('what is pointed at outweighs what merely looks like a code', () => {
	expect(findCode(`Message-ID: <Zz1Zz2Zz3Zz4Zz5Z@example.com>\n${mail(code)}`)).toEqual({ kind: 'one', code })
})

test.each([
	['nothing', ''],
	['an e-mail without a code', 'Dear Jo, your certificate is administratively ready. Order 1234567890123456.'],
	['a label and a long word', 'Your collection code was administratively changed.'],
	['a code too short', 'collection code aB3dE6gH9jK2mN5'],
	['a code too long', 'aB3dE6gH9jK2mN5pQ'],
	['two words behind a label', 'Collection code: enclosed\nPassword1 follows by letter'],
	['sixteen letters in a longer text', 'Your code: Demo-Sing-leHo-st01 and more, or so'],
	['sixteen letters of words', 'We Meet At 1 today'],
	['a certificate', '-----BEGIN CERTIFICATE-----\nMIIB\nzY8xW7vU6tS5rQ4p\n-----END CERTIFICATE-----\n'],
	['a number of something else', 'countrycode=aB3dE6gH9jK2mN5p/x'],
	['a piece of a base64 block', `MIIB+${code}/abc`],
])('%s: none', (_, text) => {
	expect(findCode(text)).toEqual({ kind: 'none' })
})

test('any text gives a finding', () => {
	const noise = fc.string({
		unit: fc.constantFrom(
			...'<>=&;#>= \r\naB3collection code-password\u200b\u00a0',
			code,
			'=3D',
			'collectionPassword=',
		),
	})
	fc.assert(fc.property(noise, (text) => ['none', 'one', 'several'].includes(findCode(text).kind)))
})

test.each([
	['=', '='.repeat(300_000)],
	['<', '<a '.repeat(100_000)],
	['&', '&#x1'.repeat(80_000)],
	['>', '> '.repeat(150_000)],
	['labels', 'collection code '.repeat(20_000)],
	['brackets', '<https://'.repeat(50_000)],
	['broken codes', 'collection code: aB3d\n'.repeat(15_000)],
	['armour', '-----BEGIN CERTIFICATE-----\nQUJD\n'.repeat(10_000)],
	['codes', 'collection code: aB3dE6gH9jK2mN5p.\n'.repeat(10_000)],
	['base64 lines', `Content-Transfer-Encoding: base64\n${`${'QUJD'.repeat(19)}\n`.repeat(5_000)}!`],
])('time grows with the length, not with its square: %s', (_, text) => {
	expect(growth(findCode, text)).toBeLessThan(40)
})

test('plain text keeps what it does not recognise', () => {
	expect(plainText('a = b; 1 < 2 &amp; &unknown; x=41')).toEqual(['a = b; 1 < 2 & &unknown; x=41'])
})
