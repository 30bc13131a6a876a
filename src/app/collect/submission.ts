/** One wish to collect. Numbers count over the life of the page, so that no number ever means two of them. */
export interface Submission {
	readonly number: number
	readonly code: string
}

/** How far a submission is: nothing came yet, something came that is told beside the form, or a chain fills the page. */
export type Phase = 'waiting' | 'told' | 'chain'

let submissions = 0

/** @param code a collection code; @returns a new submission of it */
export function submit(code: string): Submission {
	submissions += 1
	return { number: submissions, code }
}
