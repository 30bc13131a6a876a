/** What CollectCCC says when it says no. Source: the vendor's reference, "Error codes". */

// Exactly as the reference prints them: -4 lacks its opening quote there too. `xxxx` stands for what is at fault.
const texts = {
	'-1': 'Request was not made over https!',
	'-2': 'Unrecognised argument!',
	'-3': "The 'xxxx' argument is missing!",
	'-4': "The value of the xxxx' argument is invalid!",
	'-14': 'An unknown error occurred!',
	'-16': 'Incorrect login details, account is locked, password has expired or your source IP is blocked.',
	'-17': 'Request used GET rather than POST!',
	'-20': 'The certificate request has been rejected!',
	'-21': 'The certificate has been revoked!',
	'-22': 'Still awaiting payment!',
	'-91': "Permission denied! 'xxxx'",
} as const

/** A code that the reference has a text for. */
export type ReferenceCode = -1 | -2 | -3 | -4 | -14 | -16 | -17 | -20 | -21 | -22 | -91

/** A status and the words that go with it. */
export interface Status {
	readonly status: number
	readonly message: string
}

/**
 * @param code the code
 * @param fault what is at fault, for the texts that name it
 * @returns the code with the reference's text
 */
export function referenceError(code: ReferenceCode, fault = ''): Status {
	return { status: code, message: texts[`${code}`].replace('xxxx', fault) }
}

/** Ends the answering of a call; its status is the answer. */
export class Refusal extends Error {
	override readonly name = 'Refusal'
	constructor(readonly answer: Status) {
		super(answer.message)
	}
}
