/**
 * How the time to read a text grows with its length: for a reader that takes linear time about 8, for one that takes
 * quadratic time about 64. A ratio, so that it says the same on a slow machine and on a fast one.
 *
 * @param read the reader
 * @param text what it is to read, long enough to take some milliseconds
 * @returns how many times longer the whole takes than an eighth of it; the fastest of three runs counts for each
 */
export function growth(read: (text: string) => unknown, text: string): number {
	const fastest = (value: string) =>
		Math.min(
			...[1, 2, 3].map(() => {
				const began = performance.now()
				read(value)
				return performance.now() - began
			}),
		)
	fastest(text)
	// Below a millisecond a clock says more about itself than about the reader.
	return fastest(text) / Math.max(fastest(text.slice(0, text.length / 8)), 1)
}
