/** Times as they are told at the desk: where its reader is, with UTC beside them. What leaves the desk is in UTC alone. */
import { clock, date, exactTime, shortDate } from './formats.ts'

const pad = (value: number) => String(value).padStart(2, '0')
const clockOf = (value: Date) => `${pad(value.getHours())}:${pad(value.getMinutes())}`
/** The same time as somebody in Greenwich would read it, so that what is made for UTC tells it. */
const asUtc = (value: Date) => new Date(value.getTime() - value.getTimezoneOffset() * 60_000)
const isUtc = (value: Date) => value.getTimezoneOffset() === 0

/** @returns the time of the day to the minute: “14:02 (13:02 UTC)” */
export const clockHere = (value: Date): string =>
	isUtc(value) ? `${clock(value)} UTC` : `${clockOf(value)} (${clock(value)} UTC)`

/** @returns day and time to the second: “26 November 2026, 14:02:11 (13:02:11 UTC)”; UTC with its day where that is another one */
export function timeHere(value: Date): string {
	if (isUtc(value)) return exactTime(value)
	const here = asUtc(value)
	const utc = value.toISOString().slice(11, 19)
	const beside = date(here) === date(value) ? utc : exactTime(value).replace(/ UTC$/, '')
	return `${date(here)}, ${clockOf(value)}:${pad(value.getSeconds())} (${beside} UTC)`
}

/** @returns day and time, as short as they fit into a table, without UTC: “26 Nov, 14:02” */
export const shortTimeHere = (value: Date): string =>
	`${shortDate(asUtc(value)).replace(/ \d{4}$/, '')}, ${clockOf(value)}`
