import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { calendarFile, type Reminder } from './calendar.ts'

const now = new Date('2026-11-24T12:00:00Z')
const reminder: Reminder = {
	stem: 'www_example_com',
	id: 'www_example_com-1',
	end: new Date('2027-05-14T23:59:59Z'),
	expires: 'The certificate for www.example.com expires',
	renew: 'Renew the certificate for www.example.com',
	description: 'It is valid until 14 May 2027.',
}

/** The file's entries, as a parser of somebody else reads them. */
function entries(changed: Partial<Reminder> = {}, at = now) {
	const content = String(calendarFile({ ...reminder, ...changed }, at).content)
	const calendar = new ICAL.Component(ICAL.parse(content))
	return calendar.getAllSubcomponents('vevent').map((component) => {
		const event = new ICAL.Event(component)
		return {
			uid: event.uid,
			summary: event.summary,
			description: event.description,
			start: event.startDate.toJSDate().toISOString(),
			zone: event.startDate.zone?.tzid,
			alarms: component.getAllSubcomponents('valarm').map((alarm) => ({
				action: alarm.getFirstPropertyValue('action'),
				trigger: String(alarm.getFirstPropertyValue('trigger')),
				description: alarm.getFirstPropertyValue('description'),
			})),
		}
	})
}

test('the day to renew on, and the end with its two alarms', () => {
	const { renew, expires, description } = reminder
	expect(entries()).toEqual([
		{
			uid: 'www_example_com-1-renew@certcollect',
			summary: renew,
			description,
			start: '2027-04-14T23:59:59.000Z',
			zone: 'UTC',
			alarms: [],
		},
		{
			uid: 'www_example_com-1-end@certcollect',
			summary: expires,
			description,
			start: '2027-05-14T23:59:59.000Z',
			zone: 'UTC',
			alarms: [
				{ action: 'DISPLAY', trigger: '-P30D', description: renew },
				{ action: 'DISPLAY', trigger: '-P7D', description: renew },
			],
		},
	])
})

test('a day to renew on that is over has no entry', () => {
	const found = entries({}, new Date('2027-05-01T00:00:00Z'))
	expect(found.map(({ summary }) => summary)).toEqual([reminder.expires])
})

test('its name and type', () => {
	const { name, type } = calendarFile(reminder, now)
	expect([name, type]).toEqual(['www_example_com.ics', 'text/calendar'])
})

const text = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 200 }),
	fc.string({ unit: 'binary', maxLength: 60 }),
	fc
		.array(
			fc.constantFrom(
				';',
				',',
				'\\',
				'\n',
				'\r\n',
				':',
				'"',
				'BEGIN:VALARM',
				'ü',
				'文',
				'👩‍💻',
				' ',
				'\t',
				'\u0000',
				'\u0085',
			),
		)
		.map((parts) => parts.join('')),
)

describe('whatever the certificate is called', () => {
	/** Whether a text can hold it (RFC 5545 3.3.11): no control but the horizontal tab, and what ends a line. */
	const isKept = (character: string) => {
		const code = character.charCodeAt(0)
		return code === 9 || code === 10 || (code >= 32 && code < 127) || code >= 160
	}
	/** What is left of a text: line ends are LF, controls go. */
	const kept = (value: string) => [...value.replace(/\r\n?/g, '\n')].filter(isKept).join('')
	/** Outside of files there are no halves of characters. */
	const whole = (value: string) => Buffer.from(value).toString('utf8')

	test('the parser reads the texts as they are', () => {
		fc.assert(
			fc.property(text.map(whole), text.map(whole), (summary, description) => {
				const found = entries({ expires: summary, description, renew: summary })
				expect(found).toHaveLength(2)
				expect(found[1]).toMatchObject({ summary: kept(summary), description: kept(description) })
				expect(found[1]?.alarms).toHaveLength(2)
			}),
		)
	})
	test('lines have at most 75 octets, end in CRLF, and break no character', () => {
		fc.assert(
			fc.property(text.map(whole), (summary) => {
				const octets = Buffer.from(String(calendarFile({ ...reminder, expires: summary }, now).content))
				const lines = octets.toString('latin1').split('\r\n')
				expect(lines.pop()).toBe('')
				for (const line of lines) {
					expect(line.length).toBeLessThanOrEqual(75)
					expect(line).not.toMatch(/[\r\n]/)
					expect(() => new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(line, 'latin1'))).not.toThrow()
				}
			}),
		)
	})
	test('any end', () => {
		const ends = fc.date({ min: new Date('1970-01-01'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
		fc.assert(
			fc.property(ends, (end) => {
				const second = new Date(Math.floor(end.getTime() / 1000) * 1000)
				expect(entries({ end }).at(-1)?.start).toBe(second.toISOString())
			}),
		)
	})
})
