/** How much a new call counts against all that were before it. */
const weight = 0.2
/** A call that seems to have taken longer was asleep with the device. */
const longest = 120_000

/** How long a call takes, by a running average. */
export class Pace {
	private average: number | undefined

	/** @param duration of a call, in milliseconds; what a clock that was changed makes of it is passed over */
	note(duration: number): void {
		if (duration < 0 || duration > longest) return
		this.average = this.average === undefined ? duration : this.average + weight * (duration - this.average)
	}

	/** @param calls that are still to come; @returns how many milliseconds they take; nothing before the first call */
	expected(calls: number): number | undefined {
		return this.average === undefined ? undefined : Math.round(calls * this.average)
	}
}
