/**
 * Undoes what mail programs do to a text, so that a collection code in it can be read: transfer encodings (RFC 2045),
 * HTML, quotation marks of replies and invisible characters. It is not a mail parser: whatever it does not recognise
 * stays as it is.
 */

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

function decodeEntity(whole: string, name: string): string {
	const number = /^#x([\da-f]+)$/i.exec(name)?.[1]
	const code = number ? Number.parseInt(number, 16) : name.startsWith('#') ? Number(name.slice(1)) : undefined
	if (code === undefined) return entities[name.toLowerCase()] ?? whole
	return code <= 0x10ffff ? String.fromCodePoint(code) : whole
}

/** Quoted-printable (RFC 2045 6.7): only ASCII matters here, since a code has nothing else. */
function decodeQuotedPrintable(text: string): string {
	return text
		.replace(/=[ \t]{0,9}\r?\n/g, '')
		.replace(/=([0-7][\da-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** Parts that the source of a mail marks as base64 (RFC 2045 6.8). */
function decodeBase64Parts(text: string): string {
	if (!/^content-transfer-encoding:[ \t]{0,9}base64/im.test(text)) return text
	return text.replace(/(?:^[A-Za-z\d+/]{20,100}={0,2}(?:\r?\n|$))+(?:^[A-Za-z\d+/]{2,100}={0,2}$)?/gm, (lines) => {
		try {
			return atob(lines.replace(/\s/g, ''))
		} catch {
			return lines
		}
	})
}

/**
 * Tags go, but links in them stay: a code often stands in an `href` alone. So does what is no tag: plain text has links in
 * angle brackets (RFC 3986, appendix C), and people put a code there.
 */
function stripHtml(text: string): string {
	return text
		.replace(/<(?:[a-z\d!/][^<>]{0,2000})>/gi, (tag) => {
			if (/^<(?:https?:\/\/|[a-z\d]{16}>)/i.test(tag)) return ` ${tag.slice(1, -1)} `
			if (/^<\d/.test(tag)) return tag
			const links = tag.match(/\b(?:href|value)\s{0,9}=\s{0,9}(?:"[^"]*"|'[^']*')/gi) ?? []
			return links.length === 0 && /^<\/?(?:b|i|em|strong|span|font|u|code|tt|wbr)\b/i.test(tag)
				? ''
				: ` ${links.join(' ')} `
		})
		.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,5});/gi, decodeEntity)
}

/**
 * @param text an e-mail or a part of one: plain, HTML source, the raw message, quoted or forwarded
 * @returns the same as readable text, links in HTML kept. Two readings, likelier first, where it cannot be told whether
 *   the text is quoted-printable: `code=3D…` may be an encoded `=`, or a code that begins with 3D.
 */
export function plainText(text: string): readonly [string, ...string[]] {
	const decoded = decodeBase64Parts(text.replace(/^(?:[ \t]{0,9}>)+[ \t]?/gm, ''))
	const readable = (source: string) =>
		stripHtml(source)
			.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
			.replace(/\u00a0/g, ' ')
	if (!/=[ \t]{0,9}\r?\n|=3D/i.test(decoded)) return [readable(decoded)]
	return [readable(decodeQuotedPrintable(decoded)), readable(decoded)]
}
