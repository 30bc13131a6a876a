import { isPath, places } from './places.ts'

/**
 * Lets links between the pages switch them. Whoever wants another tab, or to save what a link leads to, gets it as always.
 *
 * @returns a function that ends it
 */
export function followLinks(): () => void {
	const stop = new AbortController()
	const follow = (event: MouseEvent) => {
		const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
		const link = event.target instanceof Element ? event.target.closest('a') : null
		if (!isPlain || event.defaultPrevented || !link || link.target !== '' || link.hasAttribute('download')) return
		const { origin, pathname, search, hash } = link
		if (origin !== location.origin || search !== '' || hash !== '' || !isPath(pathname)) return
		// Where there is no page there is nothing to be kept.
		if (!isPath(location.pathname)) return
		event.preventDefault()
		places.goTo(pathname)
	}
	document.addEventListener('click', follow, stop)
	return () => stop.abort()
}
