/** How long the page may be kept busy in one go, in milliseconds: a third of what a person notices. */
const slice = 16

/**
 * Does something to many things and lets the page breathe in between.
 *
 * @param items what something is done to
 * @param work what is done to each; it takes a few milliseconds at most
 * @returns what came of it, in the same order
 */
export async function inSlices<Item, Result>(
	items: readonly Item[],
	work: (item: Item) => Result,
): Promise<readonly Result[]> {
	const results: Result[] = []
	let began = performance.now()
	for (const item of items) {
		if (performance.now() - began > slice) {
			await new Promise((resolve) => setTimeout(resolve))
			began = performance.now()
		}
		results.push(work(item))
	}
	return results
}
