/** A calendar file (iCalendar, RFC 5545) that reminds of the end of a certificate. */
import type { NamedFile } from './chainFiles.ts'

export interface Reminder {
	/** what the file is called, without its extension */
	readonly stem: string
	/** the same for the same certificate, so that importing it twice makes no second entry */
	readonly id: string
	/** the certificate's last second */
	readonly end: Date
	/** what the entry at the end says */
	readonly expires: string
	/** what the entry and the alarms before it say */
	readonly renew: string
	/** more about it, for both; may have several lines */
	readonly description: string
}

const day = 86_400_000

/** Days before the end: the first is when to order a new one, and has an entry of its own. */
const alarms = [30, 7] as const

/** RFC 5545 3.3.5, form 2: UTC. */
const time = (date: Date) => date.toISOString().replace(/[-:]|\.\d+/g, '')

/** RFC 5545 3.3.11; controls other than tabs and line ends have no place in a text. */
const escaped = (text: string) =>
	text
		.replace(/\r\n?/g, '\n')
		.replace(/[^\P{Cc}\n\t]/gu, '')
		.replace(/[\\;,]/g, '\\$&')
		.replaceAll('\n', '\\n')

const octetsOf = (character: string) => new TextEncoder().encode(character).length

/** RFC 5545 3.1: no line has more than 75 octets, and none ends inside a character. */
function folded(line: string): string {
	let [result, length] = ['', 0]
	for (const character of line) {
		const octets = octetsOf(character)
		if (length + octets > 75) {
			result += '\r\n '
			length = 1
		}
		result += character
		length += octets
	}
	return result
}

/**
 * One entry at the end, with an alarm 30 days and another 7 days before it. Some calendars drop the alarms of files that they
 * import, so the day to renew on has an entry too, unless it is over.
 *
 * @param reminder what to remind of
 * @param now when the file is made
 * @returns the file; times are UTC, lines end in CRLF
 */
export function calendarFile({ stem, id, end, expires, renew, description }: Reminder, now: Date): NamedFile {
	const event = (name: string, at: Date, summary: string, inside: readonly string[]) => [
		'BEGIN:VEVENT',
		`UID:${escaped(`${id}-${name}@certcollect`)}`,
		`DTSTAMP:${time(now)}`,
		`DTSTART:${time(at)}`,
		`SUMMARY:${escaped(summary)}`,
		`DESCRIPTION:${escaped(description)}`,
		'TRANSP:TRANSPARENT',
		...inside,
		'END:VEVENT',
	]
	const alarm = (days: number) => [
		'BEGIN:VALARM',
		'ACTION:DISPLAY',
		`TRIGGER:-P${days}D`,
		`DESCRIPTION:${escaped(renew)}`,
		'END:VALARM',
	]
	const renewal = new Date(end.getTime() - alarms[0] * day)
	const lines = [
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		'PRODID:-//Certcollect//Certcollect//EN',
		...(renewal > now ? event('renew', renewal, renew, []) : []),
		...event('end', end, expires, alarms.flatMap(alarm)),
		'END:VCALENDAR',
	]
	const content = lines.map((line) => `${folded(line)}\r\n`).join('')
	return { name: `${stem}.ics`, type: 'text/calendar', content }
}
