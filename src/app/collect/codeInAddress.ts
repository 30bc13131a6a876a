/**
 * Takes a collection code out of the address, where a link `/#code=…` has put it. A fragment never reaches a server; taking
 * it away at once keeps it out of sight, of bookmarks and of the tab's list of pages to go back to.
 *
 * @returns what stood there, if anything did
 */
export function takeCodeFromAddress(): string | undefined {
	const code = new URLSearchParams(location.hash.slice(1)).get('code')?.trim()
	if (code === undefined) return undefined
	history.replaceState(history.state, '', location.pathname + location.search)
	return code === '' ? undefined : code
}
