import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { growth } from '../../fuzz/growth.ts'
import { largestImage, siteImage } from './siteImage.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'))
const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const drawing = '<svg xmlns="http://www.w3.org/2000/svg"/>'

test.each([
	['png', latin('\x89PNG\r\n\x1a\n...')],
	['webp', latin('RIFF\x10\0\0\0WEBPVP8L')],
	['svg', bytes(drawing)],
	['svg', bytes(`\uFEFF<?xml version="1.0"?>\n<!-- a < b -->\n<!DOCTYPE svg>\n${drawing}`)],
	['svg', new Uint8Array(readFileSync(new URL('../../public/favicon.svg', import.meta.url)))],
])('%s is known by what is in it', (extension, content) => {
	expect(siteImage(content)).toEqual({ extension, bytes: content })
})

test.each([
	['nothing', bytes('')],
	['a GIF', latin('GIF89a')],
	['a JPEG', latin('\xff\xd8\xff\xe0')],
	['another RIFF', latin('RIFF\x10\0\0\0WAVEfmt ')],
	['a page with a drawing', bytes(`<!doctype html><p>${drawing}`)],
	['a page without a type', bytes(`<html>${drawing}`)],
	['a drawing that no browser shows', bytes('<svg viewBox="0 0 1 1"/>')],
	['a drawing in UTF-16', new Uint8Array(Buffer.from(`\uFEFF${drawing}`, 'utf16le'))],
	['a compressed drawing', latin('\x1f\x8b\x08\0')],
	['too much of a drawing', bytes(drawing.padEnd(largestImage + 1))],
])('%s is none', (_name, content) => {
	expect(siteImage(content)).toBeUndefined()
})

test('the largest one is taken', () => {
	expect(siteImage(bytes(drawing.padEnd(largestImage)))).toHaveProperty('extension', 'svg')
})

test('nothing else is one, and nothing makes it fail', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 200 }), (content) => {
			const copy = new Uint8Array(content)
			if (!/PNG|WEBP|svg/.test(Buffer.from(copy).toString('latin1'))) expect(siteImage(copy)).toBeUndefined()
		}),
	)
})

test.each(['<', '<!--', ' ', '<svg', '<svg ', 'http://www.w3.org/2000/sv'])(
	'time grows with the length, not with its square: %j',
	(part) => {
		expect(growth((text) => siteImage(bytes(text)), part.repeat(largestImage / part.length))).toBeLessThan(40)
	},
)
