/** Dates, numbers and lists in English, through `Intl`. */

const language = 'en-GB'
/** Made when it is first needed, and once: making one takes longer than using it a hundred times. */
function once<Format>(make: () => Format): () => Format {
	let made: Format | undefined
	return () => {
		made ??= make()
		return made
	}
}

const days = (month: 'long' | 'short') =>
	once(() => new Intl.DateTimeFormat(language, { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' }))
const longDays = days('long')
const shortDays = days('short')
const localTimes = once(() => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'medium' }))
const localClocks = once(() => new Intl.DateTimeFormat(language, { timeStyle: 'short' }))
const conjunctions = once(() => new Intl.ListFormat(language, { type: 'conjunction' }))
const disjunctions = once(() => new Intl.ListFormat(language, { type: 'disjunction' }))
const numbers = once(() => new Intl.NumberFormat(language))
const plurals = once(() => new Intl.PluralRules(language))
const amounts = (name: string, unitDisplay: 'long' | 'short' = 'long') =>
	once(() => new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay, maximumFractionDigits: 1 }))
const units = {
	year: amounts('year'),
	day: amounts('day'),
	hour: amounts('hour'),
	minute: amounts('minute'),
	second: amounts('second'),
}
const [bytes, kilobytes, megabytes] = [amounts('byte'), amounts('kilobyte', 'short'), amounts('megabyte', 'short')]

export const unit = (count: number, name: keyof typeof units) => units[name]().format(count)

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const year = 365.2425 * day

/** A span of time in the largest unit that still says something: from two of it up. */
export function span(milliseconds: number): string {
	const length = Math.abs(milliseconds)
	if (length >= 2 * year) return unit(Math.floor(length / year), 'year')
	if (length >= 2 * day) return unit(Math.floor(length / day), 'day')
	if (length >= 2 * hour) return unit(Math.floor(length / hour), 'hour')
	return unit(Math.max(1, Math.floor(length / minute)), 'minute')
}

/** A span of time to the second, or to the minute from an hour up, for what is counted down. */
export function countdown(milliseconds: number): string {
	if (milliseconds >= hour) {
		const minutes = Math.ceil(milliseconds / minute)
		const hours = unit(Math.floor(minutes / 60), 'hour')
		return minutes % 60 === 0 ? hours : `${hours} ${unit(minutes % 60, 'minute')}`
	}
	const seconds = Math.ceil(milliseconds / 1000)
	const rest = unit(seconds % 60, 'second')
	if (seconds < 60) return rest
	const minutes = unit(Math.floor(seconds / 60), 'minute')
	return seconds % 60 === 0 ? minutes : `${minutes} ${rest}`
}

/** How long to wait: whole seconds, or minutes from two of them up, and never less than it takes. */
export const wait = (seconds: number) =>
	seconds < 120 ? unit(Math.ceil(seconds), 'second') : unit(Math.ceil(seconds / 60), 'minute')

export const date = (value: Date) => longDays().format(value)
export const fromNow = (value: Date, now: Date) => {
	const difference = value.getTime() - now.getTime()
	return difference >= 0 ? `${span(difference)} from now` : `${span(difference)} ago`
}

/** What a page says about an outcome or a failure: what it is, why, and what to do. */
export interface Explanation {
	readonly title: string
	readonly cause: string
	readonly next: string
	/** somebody is to be asked or told, who may be whoever runs the site */
	readonly asksSomebody?: true
}

/** A number with its thousands set apart. */
export const number = (value: number) => numbers().format(value)

export const list = (items: readonly string[]) => conjunctions().format(items)
export const alternatives = (items: readonly string[]) => disjunctions().format(items)

/** A few of a list, and how many there are besides. */
export const some = (items: readonly string[]) =>
	items.length > 3 ? `${items.slice(0, 3).join(', ')} and ${number(items.length - 3)} more` : list(items)

export const certificates = (count: number) =>
	`${number(count)} ${plurals().select(count) === 'one' ? 'certificate' : 'certificates'}`

export const shortDate = (value: Date) => shortDays().format(value)
export const exactTime = (value: Date) => `${longDays().format(value)}, ${value.toISOString().slice(11, 19)} UTC`
/** The time of the day in UTC, to the minute. */
export const clock = (value: Date) => value.toISOString().slice(11, 16)
/** The time of the day where the person is, to the minute. */
export const localClock = (value: Date) => localClocks().format(value)
export const localTime = (value: Date) => `${localTimes().format(value)}, your time`

/** An amount of data. */
export const size = (count: number) => {
	if (count < 1024) return bytes().format(count)
	return count < 1024 ** 2 ? kilobytes().format(count / 1024) : megabytes().format(count / 1024 ** 2)
}
