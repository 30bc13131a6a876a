import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainText } from './plainText.ts'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const code = fc.string({ unit: fc.constantFrom(...letters), minLength: 16, maxLength: 16 })
/** Nothing in it means anything to a mail program. */
const plain = fc.string({ unit: fc.constantFrom(...letters, ' ', '.', ',', '\n', 'ü', '文'), maxLength: 200 })

test('any text, and whatever looks like an encoding, is taken without an error', () => {
	const noise = fc.string({
		unit: fc.oneof(
			fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
			fc.constantFrom(
				...['=3D', '=\r\n', '=zz', '=', '<a href="', '<', '>', '">', '&#x110000;', '&#0;', '&amp;', '\n> ', '\u200b'],
				...['Content-Transfer-Encoding: base64\n', `${'QUJD'.repeat(8)}\n`, 'QQ==\n', '!'],
			),
		),
	})
	fc.assert(
		fc.property(noise, (text) => {
			const readings = plainText(text)
			expect(readings.length).toBeLessThanOrEqual(2)
			for (const one of readings) expect(one).not.toMatch(/[\u00ad\u200b-\u200f\u2060\ufeff\u00a0]/)
		}),
	)
})

test('text in which nothing is encoded stays as it is', () => {
	fc.assert(
		fc.property(plain, (text) => {
			expect(plainText(text)).toEqual([text])
		}),
	)
})

/** What mail programs make of a text. */
const encodings: Readonly<Record<string, (text: string) => string>> = {
	'quoted-printable, every character of it, in lines that are broken softly': (text) =>
		[...text].map((one, at) => `=${one.charCodeAt(0).toString(16)}${at % 5 === 4 ? '=\r\n' : ''}`).join(''),
	'quoted-printable with an equals sign': (text) => `code=3D${text}`,
	base64: (text) => {
		const encoded = Buffer.from(`Dear customer, your collection code is ${text}. Kind regards`).toString('base64')
		return `Content-Transfer-Encoding: base64\r\n\r\n${encoded.replace(/.{76}/g, '$&\r\n')}\r\n`
	},
	'entities, decimal and hexadecimal': (text) =>
		[...text].map((one, at) => `&#${at % 2 ? one.charCodeAt(0) : `x${one.charCodeAt(0).toString(16)}`};`).join(''),
	'HTML with marks inside': (text) => `<p><b>${text.slice(0, 5)}</b><wbr>${text.slice(5)}</p>`,
	'a link in HTML': (text) => `<a href="https://example.com/#code=${text}">Collect</a>`,
	'a reply to a reply': (text) => `> > ${text}\n> Thank you`,
	'invisible characters inside': (text) => [...text].join('\u200b'),
}

test.each(Object.keys(encodings))('a code survives: %s', (name) => {
	fc.assert(
		fc.property(code, (text) => {
			expect(plainText(encodings[name]?.(text) ?? '').some((reading) => reading.includes(text))).toBe(true)
		}),
	)
})
