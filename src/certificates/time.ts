/** Points in time (RFC 5280 4.1.2.5). */
import { MalformedDer } from './malformedDer.ts'
import { plain } from './strings.ts'
import { type Tlv, tags } from './tlv.ts'

/** Ways in which a time is not as RFC 5280 wants it, and can be understood nevertheless. */
export type TimeOddity =
	| 'time-without-seconds'
	| 'time-with-fraction'
	| 'time-with-offset'
	/** neither Z nor an offset: taken for UTC */
	| 'time-without-zone'
	/** GeneralizedTime before 2050 */
	| 'time-of-other-type'
	/** a day that its month has not, such as 29 February where there is none: counted on into the next */
	| 'time-of-no-day'

const grammar = /^(\d\d|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?([.,]\d{1,9})?(?:Z|([+-])(\d\d)(\d\d))?$/

/**
 * @param value a UTCTime or GeneralizedTime
 * @returns the time, to the second, and what is odd about how it is written
 * @throws MalformedDer if it is none
 */
export function readTime(value: Tlv | undefined): { readonly time: Date; readonly oddities: readonly TimeOddity[] } {
	const isUtcTime = value?.tag === tags.utcTime
	if (!value || (!isUtcTime && value.tag !== tags.generalizedTime)) throw new MalformedDer('a time was expected')
	const text = plain(value.content.subarray(0, 40))
	const [, year = '', month, day, hour, minute, second, fraction, sign, hours, minutes] = grammar.exec(text) ?? []
	if (year.length !== (isUtcTime ? 2 : 4)) throw new MalformedDer('not a time')
	// RFC 5280 4.1.2.5.1: two digits from 50 on are of the century before.
	const fullYear = Number(year) + (isUtcTime ? (Number(year) >= 50 ? 1900 : 2000) : 0)
	const parts = [fullYear, Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second ?? 0)] as const
	const time = new Date(Date.UTC(...parts))
	if (fullYear < 100) time.setUTCFullYear(fullYear)
	const oddities: TimeOddity[] = []
	if (second === undefined) oddities.push('time-without-seconds')
	if (fraction !== undefined) oddities.push('time-with-fraction')
	if (sign !== undefined) oddities.push('time-with-offset')
	else if (!text.endsWith('Z')) oddities.push('time-without-zone')
	const isOnCalendar = time.getUTCMonth() === Number(month) - 1 && time.getUTCHours() === Number(hour)
	if (!isOnCalendar) oddities.push('time-of-no-day')
	if (!isUtcTime && fullYear < 2050) oddities.push('time-of-other-type')
	const ahead = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -60_000 : 60_000)
	return { time: new Date(time.getTime() - ahead), oddities }
}
