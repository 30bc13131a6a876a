/** The validity period as CollectCCC states it beside the certificates: whole days, in UTC. */
export interface ValidityPeriod {
	/** 00:00:00 GMT of the first day */
	readonly notBefore: Date
	/** 23:59:59 GMT of the last day */
	readonly notAfter: Date
}

function day(digits: string, time: string): Date | undefined {
	const [dd, mm, yyyy] = digits.split('/')
	const date = new Date(`${yyyy}-${mm}-${dd}T${time}Z`)
	// A day like 31/02 would roll over into March.
	return Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(dd) ? undefined : date
}

/**
 * Reads `DD/MM/YYYY DD/MM/YYYY`, the second line of a positive reply with showValidityPeriod=Y.
 *
 * @param line one line, without its line break
 * @returns the period, or nothing if the line is something else
 */
export function readValidityPeriod(line: string): ValidityPeriod | undefined {
	const days = /^\s*(\d\d\/\d\d\/\d{4})\s+(\d\d\/\d\d\/\d{4})\s*$/.exec(line)
	if (!days) return undefined
	const notBefore = day(days[1] ?? '', '00:00:00')
	const notAfter = day(days[2] ?? '', '23:59:59')
	return notBefore && notAfter ? { notBefore, notAfter } : undefined
}
