/** How long a note may be, in UTF-16 code units. */
const longest = 200

/**
 * @param text what somebody wrote beside an order
 * @returns one line of it, at most 200 characters; white space and control characters are single blanks
 */
export function noteOf(text: string): string {
	const line = text
		.slice(0, 10 * longest)
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim()
	// A cut in the middle of a surrogate pair would leave half a character.
	return line
		.slice(0, longest)
		.replace(/[\ud800-\udbff]$/, '')
		.trimEnd()
}
