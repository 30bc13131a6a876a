/**
 * Outlook's .msg, as far as it is worth it: the texts in it, in whatever order they stand. It is a Compound File ([MS-CFB]), in
 * which a text of some length is in one piece nearly always: UTF-16 as [MS-OXMSG] has it, or a code page for HTML.
 */

const signature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

/** @param bytes a file; @returns whether it is a Compound File, which a .msg is */
export const isOutlookMessage = (bytes: Uint8Array): boolean => signature.every((octet, at) => bytes[at] === octet)

/** What a link or a line of an e-mail is made of; anything else is not text, or not of use. */
const readable = /[\t\r\n\u0020-\u007e\u00a0-\u024f]{8,}/g

/**
 * @param bytes a .msg
 * @returns the texts in it, set so far apart that a code is never read across two of them
 */
export function textInOutlookMessage(bytes: Uint8Array): string {
	const texts = ['utf-16le', 'windows-1252'].map((encoding) => new TextDecoder(encoding).decode(bytes))
	return texts.flatMap((text) => text.match(readable) ?? []).join('\n\n\n\n\n\n')
}
