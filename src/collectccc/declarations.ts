/**
 * Reads JavaScript declarations (responseEncoding 2) without ever running them: a tokenizer for strings, numbers, names and
 * punctuation, and of the statements only `name = value`, with or without `var`. Everything else is passed over.
 *
 * The reference documents the three names and nothing of the syntax, so both quotes, escapes (ECMA-262 12.9.4), continued
 * lines, concatenation, comments, quoted or bare codes and further declarations are all taken.
 */

type Token =
	| { readonly kind: 'string' | 'number' | 'name' | 'mark'; readonly text: string }
	/** a string that nothing closes: the text is cut off */
	| { readonly kind: 'open string'; readonly text: string }

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', 0: '\0' }

/** A string's content, escapes resolved. Every alternative begins differently, so that no text takes long. */
const resolveEscapes = (text: string) =>
	text.replace(
		/\\(?:u\{([\dA-Fa-f]{1,6})\}|u([\dA-Fa-f]{4})|x([\dA-Fa-f]{2})|(\r\n|[\s\S]))/g,
		(_, braced, four, two, one) => {
			const digits: string | undefined = braced ?? four ?? two
			if (digits === undefined) return /[\r\n\u2028\u2029]/.test(one) ? '' : (escapes[one] ?? one)
			const code = Number.parseInt(digits, 16)
			return code <= 0x10ffff ? String.fromCodePoint(code) : ''
		},
	)

const patterns = {
	blank: /(?:\s|\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)|<!--[^\r\n]*)+/y,
	string: /"((?:[^"\\\r\n]|\\(?:\r\n|[\s\S]))*)("?)|'((?:[^'\\\r\n]|\\(?:\r\n|[\s\S]))*)('?)/y,
	number: /[+-]?\d[\d.]*/y,
	name: /[A-Za-z_$][\w$]*/y,
	mark: /[\s\S]/y,
} as const

function* tokens(text: string): Generator<Token> {
	let at = 0
	const match = (pattern: RegExp) => {
		pattern.lastIndex = at
		const found = pattern.exec(text)
		if (found) at += found[0].length
		return found
	}
	while (at < text.length) {
		if (match(patterns.blank)) continue
		const string = match(patterns.string)
		if (string) {
			const isClosed = (string[2] ?? string[4]) !== ''
			yield { kind: isClosed ? 'string' : 'open string', text: resolveEscapes(string[1] ?? string[3] ?? '') }
			continue
		}
		const number = match(patterns.number)
		const name = number ? null : match(patterns.name)
		if (number) yield { kind: 'number', text: number[0] }
		else if (name) yield { kind: 'name', text: name[0] }
		else yield { kind: 'mark', text: match(patterns.mark)?.[0] ?? '' }
	}
}

/** What was declared, by name; the last declaration of a name counts, as it does when the text is run. */
export interface Declarations {
	readonly values: ReadonlyMap<string, string>
	/** a string at the end is not closed */
	readonly isCutOff: boolean
}

/**
 * @param text JavaScript
 * @returns the strings and numbers that it declares
 */
export function readDeclarations(text: string): Declarations {
	const values = new Map<string, string>()
	let name: string | undefined
	let target: string | undefined
	let isCutOff = false
	for (const token of tokens(text)) {
		if (token.kind === 'name') name = token.text
		else if (token.kind === 'mark') {
			// `name =` opens a value, `+` continues it, and anything else ends it.
			if (token.text === '=' && name !== undefined) {
				target = name
				values.set(target, '')
			} else if (token.text !== '+') target = undefined
			name = undefined
		} else if (target !== undefined) {
			values.set(target, (values.get(target) ?? '') + token.text)
			isCutOff = token.kind === 'open string'
		}
	}
	return { values, isCutOff }
}
