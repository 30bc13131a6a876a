/** What is in the form's field, and what is said of something else that was brought. */
import type { Incoming } from '../ui/places.ts'
import type { Brought } from './brought.ts'
import type { Remark } from './NoCode.tsx'

export interface Input {
	readonly text: string
	/** whether it came as a whole, and not letter by letter */
	readonly isWhole: boolean
	readonly remark?: Remark
	/** what can be inspected, where it is not the text */
	readonly from?: Incoming
}

export const empty: Input = { text: '', isWhole: false }

/** @returns the field as it is, with a remark on what was brought and is not put into it */
export function remarkOn({ text, isWhole }: Input, brought: Exclude<Brought, { kind: 'text' }>): Input {
	const from = 'from' in brought ? { from: brought.from } : {}
	return { text, isWhole, remark: { kind: brought.kind === 'key' ? brought.is : brought.kind }, ...from }
}

/** @param code what stood in the address; @returns the field with it, and what is to be said if a part of it is missing */
export function inputOfLink(code: string): Input {
	const isCutOff = /^[A-Za-z\d]{1,15}$/.test(code)
	const remark = { kind: 'link-cut-off', length: code.length } as const
	return { text: code, isWhole: true, ...(isCutOff && { remark }) }
}
