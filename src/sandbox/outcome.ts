/** What becomes of an order, and how the tables say so. */
import type { ChainName } from './chains.ts'
import type { Status } from './errors.ts'
import type { Presentation } from './presentation.ts'

/** How an answer gets to the caller; `cut` breaks the connection half-way, `never` sends nothing at all. */
export type Delivery = 'whole' | 'slow' | 'cut' | 'never'

/** A chain with a name of its own, or that of the shop of this number. */
export type ChainOf = ChainName | number

/** What CollectCCC has to say about an order. */
export type Outcome =
	| { readonly kind: 'attached'; readonly chain: ChainOf; readonly delivery: Delivery }
	/** There is a certificate, but it is never attached to the answer. */
	| { readonly kind: 'available'; readonly chain: ChainOf }
	/** Being processed, and a while after it was first asked for attached; without a chain, never. */
	| { readonly kind: 'processing'; readonly chain?: ChainOf }
	/** Refused at the first call for it, and attached from the second on. */
	| { readonly kind: 'refused-once'; readonly answer: Status; readonly chain: ChainOf }
	| { readonly kind: 'refused'; readonly answer: Status }
	/** Something that is no answer of CollectCCC: sent as it stands, whatever was asked. */
	| {
			readonly kind: 'verbatim'
			readonly httpStatus: number
			readonly contentType: string
			readonly body: string
			readonly location?: string
	  }

export const attached = (chain: ChainOf, delivery: Delivery = 'whole'): Outcome => ({
	kind: 'attached',
	chain,
	delivery,
})

export const refused = (answer: Status): Outcome => ({ kind: 'refused', answer })

export const verbatim = (httpStatus: number, contentType: string, body: string): Outcome => ({
	kind: 'verbatim',
	httpStatus,
	contentType,
	body,
})

/** An order as it stands in a table; laid out as usual unless the row says otherwise. */
export type Row = readonly [
	code: string,
	orderNumber: string,
	title: string,
	outcome: Outcome,
	presentation?: Presentation,
]
