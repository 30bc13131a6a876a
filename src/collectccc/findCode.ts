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

// Mail filters rewrite links and encode the equals sign, once or more (%3D, %253D), or write it as -3D.
const equals = '(?:=|%(?:25){0,4}3D|-3D)'
const code = '([A-Za-z\\d]{16})(?![A-Za-z\\d])'
const inLink = new RegExp(`(?:collection(?:password|code)|[?&#]code)${equals}\\s{0,4}${code}`, 'gi')
// Up to eight words may stand between the label and the code: "collection code (mind upper and lower case): …".
const afterLabel = new RegExp(
	`\\bcollection[\\s_-]{0,9}(?:code|password)\\b(?:[^A-Za-z\\d]{1,40}[A-Za-z\\d]{1,15}){0,8}?[^A-Za-z\\d]{1,40}${code}`,
	'gi',
)
// The same as in a link, but a line's end has broken it in two.
const broken = new RegExp(
	`(?:collection(?:password|code)|[?&#]code)${equals}([A-Za-z\\d]{1,15}\\s{1,4}[A-Za-z\\d]{1,15})(?![A-Za-z\\d])`,
	'gi',
)
const standingAlone = new RegExp(`(?<![A-Za-z\\d+/=-])${code}(?![+/=-])`, 'g')

/** No number and no word: letters are there, and a digit or upper case where a word has none. */
const isNoWord = (code: string) => /[A-Za-z]/.test(code) && /\d|[a-z][A-Z]/.test(code)
/** What nearly every code is and hardly anything else: letters of both cases, and digits. */
const isMixed = (code: string) => /\d/.test(code) && /[a-z]/.test(code) && /[A-Z]/.test(code)
/** One code in seventeen has no digit. It changes between upper and lower case more often than a name in one word does. */
const isJumbled = (code: string) => (code.match(/[a-z](?=[A-Z])/g)?.length ?? 0) >= 3

/** The words before and after it, cut between words, so that a person can tell where it stands. */
function contextOf(text: string, index: number): string {
	const before = text.slice(Math.max(0, index - 60), index)
	const after = text.slice(index, index + 50)
	const whole = index > 60 ? before.replace(/^\S{1,20}\s/, '') : before
	return `${whole}${after.replace(/\s\S{0,30}$/, '')}`.replace(/\s+/g, ' ').trim()
}

/** All codes that the patterns find, each once, in the order in which they stand. */
function candidates(text: string, keep: (code: string) => boolean, ...patterns: readonly RegExp[]): Candidate[] {
	const found = new Map<string, number>()
	for (const pattern of patterns)
		for (const match of text.matchAll(pattern)) {
			const [whole, written = ''] = match
			const code = written.replace(/\s/g, '')
			const index = match.index + whole.length - written.length
			if (code.length === 16 && keep(code)) found.set(code, Math.min(index, found.get(code) ?? index))
		}
	const inOrder = [...found].sort(([, a], [, b]) => a - b)
	return inOrder.map(([code, index]) => ({ code, context: contextOf(text, index) }))
}

/** The ways to find a code, the surest first; the first one that finds anything decides. */
function* attempts([likely, ...others]: readonly [string, ...string[]]): Generator<readonly Candidate[]> {
	const readings = [likely, ...others]
	for (const text of readings) yield candidates(text, isMixed, inLink, afterLabel)
	for (const text of readings) yield candidates(text, isMixed, broken)
	yield candidates(likely, isMixed, standingAlone)
	for (const text of readings) yield candidates(text, isNoWord, inLink, afterLabel)
	yield candidates(likely, isJumbled, standingAlone)
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
	// A code alone may have been broken by a line's end, or written in groups.
	const joined = alone.length < 40 ? alone.replace(/\s/g, '') : ''
	if (/^[A-Za-z\d]{16}$/.test(joined) && isMixed(joined)) return { kind: 'one', code: joined }
	for (const [first, second, ...others] of attempts(plainText(pasted.slice(0, longest)))) {
		if (first && second) return { kind: 'several', candidates: [first, second, ...others] }
		if (first) return { kind: 'one', code: first.code }
	}
	return { kind: 'none' }
}
