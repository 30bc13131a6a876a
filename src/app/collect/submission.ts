import type { RequestOptions } from '../../collectccc/options.ts'

/** One wish to collect. Numbers count over the life of the page, so that no number ever means two of them. */
export interface Submission {
	readonly number: number
	readonly code: string
	/** what to ask for, where somebody chose; the usual otherwise */
	readonly options: RequestOptions | undefined
}

/** How far a submission is: nothing came yet, something came that is told beside the form, or a chain fills the page. */
export type Phase = 'waiting' | 'told' | 'chain'

let submissions = 0

/** @param code a collection code; @param options what to ask for; @returns a new submission of it */
export function submit(code: string, options: RequestOptions | undefined): Submission {
	submissions += 1
	return { number: submissions, code, options }
}
