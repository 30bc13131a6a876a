/** What stands around a collection code, for a person who has to tell one from another. */

/** @param index of a code in a text; @returns the line that it stands in, cut between words around it where it is long */
export function lineAt(text: string, index: number): string {
	const before = text.slice(Math.max(0, index - 70), index).replace(/^.*\n/s, '')
	const [after = ''] = text.slice(index, index + 80).split('\n', 1)
	const isCut = before.length === 70
	const whole = isCut ? before.replace(/^\S{1,70}\s/, '') : before
	return `${isCut ? '… ' : ''}${whole}${after.length === 80 ? `${after.replace(/\s\S{0,60}$/, '')} …` : after}`
		.replace(/\s+/g, ' ')
		.trim()
}

const subject = /^\W{0,9}(?:subject|betreff|objet|asunto|oggetto|onderwerp)\s{0,4}:/i
const orderNumber = /\border\b\D{0,30}\d{4}/i
/** A host's name that is a word by itself, not one in a link or an address. */
const host = /(?<=^|[\s"'(<])(?:\*\.)?(?:[a-z\d][a-z\d-]{0,62}\.){1,9}[a-z]{2,24}(?=[\s"'),.;:>!?]|$)/i
const saysWhat = (line: string) => [subject, orderNumber, host].some((pattern) => pattern.test(line))

/**
 * @param index of a code in a text
 * @returns the nearest line above that says what it is about: a subject, an order number or a host; none if its own line does
 */
export function aboutAt(text: string, index: number): string | undefined {
	const [own = '', ...above] = text
		.slice(Math.max(0, index - 2000), index)
		.split('\n')
		.toReversed()
	if (saysWhat(own)) return undefined
	const line = above.find(saysWhat)?.replace(/\s+/g, ' ').trim()
	return line && line.length > 100 ? `${line.slice(0, 100)} …` : line
}
