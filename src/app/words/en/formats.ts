/** Dates, numbers and lists in English, through `Intl`. */

const language = 'en-GB'
const dateFormat = new Intl.DateTimeFormat(language, {
	day: 'numeric',
	month: 'long',
	year: 'numeric',
	timeZone: 'UTC',
})
const shortDateFormat = new Intl.DateTimeFormat(language, {
	day: 'numeric',
	month: 'short',
	year: 'numeric',
	timeZone: 'UTC',
})
const localFormat = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'medium' })
const listFormat = new Intl.ListFormat(language, { type: 'conjunction' })
export const unit = (count: number, name: 'year' | 'day' | 'hour' | 'minute') =>
	new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'long' }).format(count)

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** A span of time in the largest unit that still says something: days from two days up. */
export function span(milliseconds: number): string {
	const length = Math.abs(milliseconds)
	if (length >= 2 * day) return unit(Math.floor(length / day), 'day')
	if (length >= 2 * hour) return unit(Math.floor(length / hour), 'hour')
	return unit(Math.max(1, Math.floor(length / minute)), 'minute')
}

export const date = (value: Date) => dateFormat.format(value)
export const fromNow = (value: Date, now: Date) => {
	const difference = value.getTime() - now.getTime()
	return difference >= 0 ? `${span(difference)} from now` : `${span(difference)} ago`
}

/** What a page says about an outcome or a failure: what it is, why, and what to do. */
export interface Explanation {
	readonly title: string
	readonly cause: string
	readonly next: string
}

/** A number with its thousands set apart. */
export const number = (value: number) => new Intl.NumberFormat(language).format(value)

export const list = (items: readonly string[]) => listFormat.format(items)
export const alternatives = (items: readonly string[]) =>
	new Intl.ListFormat(language, { type: 'disjunction' }).format(items)

/** A few of a list, and how many there are besides. */
export const some = (items: readonly string[]) =>
	items.length > 3 ? `${items.slice(0, 3).join(', ')} and ${number(items.length - 3)} more` : list(items)

const plurals = new Intl.PluralRules(language)
export const certificates = (count: number) =>
	`${number(count)} ${plurals.select(count) === 'one' ? 'certificate' : 'certificates'}`

export const shortDate = (value: Date) => shortDateFormat.format(value)
export const exactTime = (value: Date) => `${dateFormat.format(value)}, ${value.toISOString().slice(11, 19)} UTC`
export const localTime = (value: Date) => `${localFormat.format(value)}, your time`

/** An amount of data. */
export const size = (bytes: number) => {
	const [value, unitName] =
		bytes < 1024 ? [bytes, 'byte'] : bytes < 1024 ** 2 ? [bytes / 1024, 'kilobyte'] : [bytes / 1024 ** 2, 'megabyte']
	const format = { style: 'unit', unit: unitName, maximumFractionDigits: 1 } as const
	return new Intl.NumberFormat(language, { ...format, unitDisplay: unitName === 'byte' ? 'long' : 'short' }).format(
		value,
	)
}
