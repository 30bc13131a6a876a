/**
 * The status codes of CollectCCC, and what each one is about.
 *
 * Source: the vendor's reference, "Response" and "Error codes"; codes marked "sibling" are of CollectSSL and its
 * like, seen in the source of clients that worked.
 */

/** What a status is about. Everything that a person reads about a code hangs on this word. */
export type Meaning =
	| 'attached'
	| 'available'
	| 'processing'
	| 'being-issued'
	| 'rejected'
	| 'revoked'
	| 'awaiting-payment'
	| 'not-approved'
	| 'sign-in-refused'
	| 'permission-denied'
	| 'invalid-value'
	| 'missing-argument'
	| 'unknown-argument'
	| 'https-required'
	| 'post-required'
	| 'authority-failure'
	| 'call-limit'
	| 'request-not-accepted'
	| 'key-not-accepted'
	| 'name-not-accepted'
	| 'no-credit'
	| 'wrong-state'
	| 'unknown'

const meanings: ReadonlyMap<number, Meaning> = new Map([
	[2, 'attached'],
	[1, 'available'],
	[0, 'processing'],
	[-1, 'https-required'],
	[-2, 'unknown-argument'],
	[-3, 'missing-argument'],
	[-4, 'invalid-value'],
	// Sibling: fields and CSR of the request.
	...[-5, -6, -7, -8, -9, -10, -11, -12, -13].map((code) => [code, 'request-not-accepted'] as const),
	[-14, 'authority-failure'],
	[-15, 'no-credit'], // sibling
	[-16, 'sign-in-refused'],
	[-17, 'post-required'],
	[-18, 'name-not-accepted'], // sibling
	[-19, 'name-not-accepted'], // sibling
	[-20, 'rejected'],
	[-21, 'revoked'],
	[-22, 'awaiting-payment'],
	[-23, 'not-approved'], // sibling
	[-26, 'being-issued'], // sibling: it is pending and not failed
	[-35, 'name-not-accepted'], // sibling
	[-40, 'key-not-accepted'], // sibling
	[-42, 'call-limit'], // sibling
	[-91, 'permission-denied'],
	[-122, 'wrong-state'], // sibling
])

/**
 * @param code a status code as CollectCCC sends it, positive or negative
 * @returns what it is about; `unknown` for any code that neither the reference nor a sibling endpoint has
 */
export function meaningOf(code: number): Meaning {
	return meanings.get(code) ?? 'unknown'
}
