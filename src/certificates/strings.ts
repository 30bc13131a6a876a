/** The string types of X.680, and what makes text of each. */
import { hex } from './octets.ts'
import type { Tlv } from './tlv.ts'

export type StringType =
	| 'utf8'
	| 'numeric'
	| 'printable'
	| 'teletex'
	| 'videotex'
	| 'ia5'
	| 'graphic'
	| 'visible'
	| 'general'
	| 'universal'
	| 'bmp'

const stringTypes: ReadonlyMap<number, StringType> = new Map([
	[0x0c, 'utf8'],
	[0x12, 'numeric'],
	[0x13, 'printable'],
	[0x14, 'teletex'],
	[0x15, 'videotex'],
	[0x16, 'ia5'],
	[0x19, 'graphic'],
	[0x1a, 'visible'],
	[0x1b, 'general'],
	[0x1c, 'universal'],
	[0x1e, 'bmp'],
])

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true })
const utf16 = new TextDecoder('utf-16be', { ignoreBOM: true })

/** Octets to the characters of the same number. In short pieces, for an argument list has an end. */
function latin1(content: Uint8Array): string {
	let text = ''
	for (let at = 0; at < content.length; at += 1024)
		text += Reflect.apply(String.fromCharCode, undefined, content.subarray(at, at + 1024))
	return text
}

const isAscii = (content: Uint8Array) => {
	for (let at = 0; at < content.length; at++) if ((content[at] ?? 0) >= 0x80) return false
	return true
}

/**
 * Some write UTF-8 into types that are ASCII, and some write Latin-1 into UTF8String.
 *
 * @param content octets of an IA5String, PrintableString, UTF8String or the like
 * @returns the text: of UTF-8, and ASCII is that, or else of Latin-1
 */
export function plain(content: Uint8Array): string {
	if (isAscii(content)) return latin1(content)
	try {
		return utf8.decode(content)
	} catch {
		return latin1(content)
	}
}

/** X.690 8.21.7: four octets a character; what is no character becomes U+FFFD, as the other decoders have it. */
function universal(content: Uint8Array): string {
	let text = ''
	for (let at = 0; at < content.length; at += 4) {
		const point = content.subarray(at, at + 4).reduce((number, octet) => number * 256 + octet, 0)
		const isCharacter = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) && at + 4 <= content.length
		text += isCharacter ? String.fromCodePoint(point) : '\ufffd'
	}
	return text
}

function textOf(type: StringType, content: Uint8Array): string {
	switch (type) {
		case 'universal':
			return universal(content)
		case 'bmp':
			return utf16.decode(content)
		case 'utf8':
		case 'numeric':
		case 'printable':
		case 'ia5':
		case 'visible':
			return plain(content)
		// Everybody who writes TeletexString means Latin-1, whatever T.61 says; the others are as rare as their character sets.
		case 'teletex':
		case 'videotex':
		case 'graphic':
		case 'general':
			return latin1(content)
	}
}

/**
 * @param value any value
 * @returns its text and the type that it was encoded as; of what is no string, `#` and its DER in hexadecimal (RFC 4514 2.4)
 */
export function readString(value: Tlv): { readonly text: string; readonly encoding: StringType | undefined } {
	const encoding = stringTypes.get(value.tag)
	return { encoding, text: encoding ? textOf(encoding, value.content) : `#${hex(value.whole)}` }
}
