import type { Verdict } from '../../certificates/verdict.ts'

/** How certificates came here, which decides how they are spoken of. */
export type Origin =
	| { readonly by: 'collection'; readonly queryType: 0 | 1 | 2 | 3 }
	/** the person had them already */
	| { readonly by: 'inspection' }

/**
 * @param verdict what a chain comes to
 * @param origin how it came
 * @returns whether a part of it is missing because nobody asked for it: the authorities, or the leaf
 */
export function isPartAsked({ kind }: Verdict, origin: Origin): boolean {
	if (origin.by === 'inspection') return false
	return (kind === 'issuer-missing' && origin.queryType === 2) || (kind === 'no-leaf' && origin.queryType === 3)
}
