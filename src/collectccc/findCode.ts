/**
 * Finds the collection code in whatever a person pastes: the code alone, a link, or the whole e-mail that brought it.
 *
 * What is known of codes and of the e-mails: 16 characters, letters of both cases and digits, called "collection code"
 * or "Collection Password", with a link that carries `collectionPassword=`.
 */
import { plainText } from './plainText.ts'
import { aboutAt, lineAt } from './surroundings.ts'

export interface Candidate {
	readonly code: string
	/** the line that it stands in, cut between words around it where it is long */
	readonly line: string
	/** the nearest line above that says what it is about: a subject, an order number or a host; none if its own does */
	readonly about: string | undefined
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
const parameter = '(?:collection(?:password|code)|(?<![\\w.-])code)'
const inLink = new RegExp(`${parameter}${equals}\\s{0,4}${code}`, 'gi')
// Up to eight words may stand between the label and the code: "collection code (mind upper and lower case): …".
const afterLabel = new RegExp(
	`\\bcollection[\\s_-]{0,9}(?:code|password)\\b(?:[^A-Za-z\\d]{1,40}[A-Za-z\\d]{1,15}){0,8}?[^A-Za-z\\d]{1,40}${code}`,
	'gi',
)
// The same as in a link, but a line's end has broken it in two.
const broken = new RegExp(`${parameter}${equals}([A-Za-z\\d]{1,15}\\s{1,4}[A-Za-z\\d]{1,15})(?![A-Za-z\\d])`, 'gi')
// What follows the label, up to three lines further on.
const behindLabel =
	/\bcollection[\s_-]{0,9}(?:code|password)\b(?:[^\n:]{0,80}:|\s{1,9}is\b)?([^\n]{0,80}(?:\n[^\n]{0,80}){0,3})/gi
const standingAlone = new RegExp(`(?<![A-Za-z\\d+/=-])${code}(?![+/=-])`, 'g')

/** No number and no word: letters are there, and a digit or upper case where a word has none. */
const isNoWord = (code: string) => /[A-Za-z]/.test(code) && /\d|[a-z][A-Z]/.test(code)
/** What nearly every code is and hardly anything else: letters of both cases, and digits. */
const isMixed = (code: string) => /\d/.test(code) && /[a-z]/.test(code) && /[A-Z]/.test(code)
/** One code in seventeen has no digit. It changes between upper and lower case more often than a name in one word does. */
const isJumbled = (code: string) => (code.match(/[a-z](?=[A-Z])/g)?.length ?? 0) >= 3

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
	return inOrder.map(([code, index]) => ({ code, line: lineAt(text, index), about: aboutAt(text, index) }))
}

/** Without what groups a code, breaks it or stands around it. */
const joined = (text: string) => text.replace(/[-\u2010\u2011\u2013\s>*]/g, '')
/** A code that somebody has taken apart. It is all that there is, so that nothing of a sentence is ever put together. */
const isApart = (text: string) => /^[A-Za-z\d]{16}$/.test(text) && (isMixed(text) || isJumbled(text))

/** A code in groups or broken by lines, where the text, or whole lines behind the label, are nothing else. */
function apart(text: string): Candidate[] {
	const pieces = [...text.matchAll(behindLabel)].map(([, behind = '']) => behind.split('\n'))
	const readings = pieces.flatMap((lines) =>
		lines.map((_, at) => joined(lines.slice(0, at + 1).join('')).replace(/\.$/, '')),
	)
	const alone = text.length < 200 ? [joined(text)] : []
	const codes = new Set([...alone, ...readings].filter(isApart))
	return [...codes].map((code) => ({ code, line: code, about: undefined }))
}

/** The ways to find a code, the surest first; the first one that finds anything decides. */
function* attempts([likely, ...others]: readonly [string, ...string[]]): Generator<readonly Candidate[]> {
	const readings = [likely, ...others]
	for (const text of readings) yield candidates(text, isMixed, inLink, afterLabel)
	for (const text of readings) yield candidates(text, isMixed, broken)
	yield candidates(likely, isMixed, standingAlone)
	for (const text of readings) yield candidates(text, isNoWord, inLink, afterLabel)
	yield candidates(likely, isJumbled, standingAlone)
	yield apart(likely)
}

/** A certificate or a key as text (RFC 7468): its last line can look like a code. */
const armour = /-----BEGIN [A-Z\d ]{1,40}-----[A-Za-z\d+/=\s>]*-----END [A-Z\d ]{1,40}-----/g

/**
 * @param pasted a collection code, a link with one, or a whole e-mail (plain text, HTML source, quoted-printable or
 *   base64 source, quoted with `>`)
 * @returns the code, or the candidates in the order in which they stand. What a link or the words "collection code"
 *   point at outweighs a word that merely looks like a code.
 */
export function findCode(pasted: string): Finding {
	const alone = pasted.trim()
	if (/^[A-Za-z\d]{16}$/.test(alone)) return { kind: 'one', code: alone }
	for (const [first, second, ...others] of attempts(plainText(pasted.slice(0, longest).replace(armour, ' ')))) {
		if (first && second) return { kind: 'several', candidates: [first, second, ...others] }
		if (first) return { kind: 'one', code: first.code }
	}
	return { kind: 'none' }
}
