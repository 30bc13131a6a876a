/** Five thousand orders of one holder with many shops, made by a rule, for those who look up many at once. They have no code. */
import { referenceError, type Status } from './errors.ts'
import { attached, type Outcome, refused } from './outcome.ts'

/** Order numbers from 2000001 to 2005000. */
export const shopOrders = { first: 2_000_001, count: 5_000 } as const

// What sibling endpoints say when they say no; only what a code is about is known of most of them, so the words are ours.
const siblingCodes: readonly (readonly [code: number, message: string])[] = [
	[-5, 'A field is missing!'],
	[-6, 'A field is too long!'],
	[-7, 'The country is not known!'],
	[-8, 'The CSR lacks a field!'],
	[-9, 'The CSR is not base64!'],
	[-10, 'The CSR cannot be decoded!'],
	[-11, 'The algorithm of the CSR is not supported!'],
	[-12, 'The signature of the CSR is wrong!'],
	[-13, 'The key size of the CSR is not supported!'],
	[-15, 'Not enough credit!'],
	[-18, 'The host name is not acceptable!'],
	[-19, 'The host name is an internal one!'],
	[-23, 'The certificate request has not been approved yet!'],
	[-26, 'The certificate is currently being issued!'],
	[-35, 'The host cannot be reached!'],
	[-40, 'The key is known to be compromised!'],
	[-77, 'The moon is in the wrong phase!'],
	[-122, 'The order is in a state that does not allow this!'],
]

const referenceCodes = [-1, -2, -3, -4, -14, -17, -20, -21, -22, -91] as const

/** Every code but -16, which ends more than one order's asking, and -42, which passes. */
const refusals: readonly Status[] = [
	...referenceCodes.map((code) => referenceError(code, 'orderNumber')),
	...siblingCodes.map(([status, message]) => ({ status, message })),
]

const callLimit: Status = { status: -42, message: 'Too many calls, try again later!' }

/**
 * Of every hundred, each code is the answer to one; eight are pending, four of them not for ever; two are available only; and
 * one in each thousand, the 42nd, is asked too often the first time.
 *
 * @returns what becomes of the order of a number; nothing if it is not among these
 */
export function shopOutcome(orderNumber: string): Outcome | undefined {
	const shop = Number(orderNumber) - shopOrders.first + 1
	if (!(shop >= 1 && shop <= shopOrders.count) || orderNumber !== String(Number(orderNumber))) return undefined
	if (shop % 1000 === 42) return { kind: 'refused-once', answer: callLimit, chain: shop }
	// Spread, so that neighbours differ: 37 and 100 have no divisor in common.
	const place = (shop * 37) % 100
	const refusal = refusals[place]
	if (refusal) return refused(refusal)
	if (place >= 98) return { kind: 'available', chain: shop }
	if (place >= 94) return { kind: 'processing', chain: shop }
	if (place >= 90) return { kind: 'processing' }
	return attached(shop)
}
