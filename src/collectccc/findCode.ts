/**
 * Finds the collection code in whatever a person pastes: the code alone, a link, or the whole e-mail that brought it.
 *
 * What is known of codes and of the e-mails: 16 characters, letters of both cases and digits, called "collection code"
 * or "Collection Password", with a link that carries `collectionPassword=`.
 */
import { plainText } from './plainText.ts'

export interface Candidate {
	readonly code: string
	/** the words around it, one line, so that a person can tell candidates apart */
	readonly context: string
}

export type Finding =
	| { readonly kind: 'none' }
	| { readonly kind: 'one'; readonly code: string }
	| { readonly kind: 'several'; readonly candidates: readonly [Candidate, Candidate, ...Candidate[]] }

/** Longer pastes are cut here: no e-mail about a certificate is this long, attachments are. */
const longest = 512 * 1024

const inLink = /(?:\bcollection(?:password|code)|#code)=\s{0,4}([A-Za-z\d]{16})(?![A-Za-z\d])/gi
// Up to eight words may stand between the label and the code: "collection code (mind upper and lower case): …".
const afterLabel =
	/\bcollection[\s_-]{0,9}(?:code|password)\b(?:[^A-Za-z\d]{1,40}[A-Za-z\d]{1,15}){0,8}?[^A-Za-z\d]{1,40}([A-Za-z\d]{16})(?![A-Za-z\d])/gi
const standingAlone = /(?<![A-Za-z\d+/=_-])([A-Za-z\d]{16})(?![A-Za-z\d+/=_-])/g

/** No word of 16 letters, like "administratively": a digit, or upper case where a word has none. */
const isNoWord = (code: string) => /\d|[a-z][A-Z]/.test(code)
const isMixed = (code: string) => /\d/.test(code) && /[a-z]/.test(code) && /[A-Z]/.test(code)

function contextOf(text: string, index: number): string {
	const around = text.slice(Math.max(0, index - 60), index + 40)
	return around.replace(/\s+/g, ' ').trim()
}

/** All codes that the patterns find, each once, in the order in which they stand. */
function candidates(text: string, keep: (code: string) => boolean, ...patterns: readonly RegExp[]): Candidate[] {
	const found = new Map<string, number>()
	for (const pattern of patterns)
		for (const match of text.matchAll(pattern)) {
			const [whole, code = ''] = match
			const index = match.index + whole.length - code.length
			if (keep(code)) found.set(code, Math.min(index, found.get(code) ?? index))
		}
	const inOrder = [...found].sort(([, a], [, b]) => a - b)
	return inOrder.map(([code, index]) => ({ code, context: contextOf(text, index) }))
}

/**
 * @param pasted a collection code, a link with one, or a whole e-mail (plain text, HTML source, quoted-printable or
 *   base64 source, quoted with `>`)
 * @returns the code, or the candidates in the order in which they stand. What a link or the words "collection code"
 *   point at outweighs a word that merely looks like a code.
 */
export function findCode(pasted: string): Finding {
	const alone = pasted.trim()
	if (/^[A-Za-z\d]{16}$/.test(alone)) return { kind: 'one', code: alone }
	const readings = plainText(pasted.slice(0, longest))
	const attempts = [
		...readings.map((text) => () => candidates(text, isNoWord, inLink, afterLabel)),
		() => candidates(readings[0], isMixed, standingAlone),
	]
	for (const attempt of attempts) {
		const [first, second, ...others] = attempt()
		if (first && second) return { kind: 'several', candidates: [first, second, ...others] }
		if (first) return { kind: 'one', code: first.code }
	}
	return { kind: 'none' }
}
