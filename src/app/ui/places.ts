/**
 * Where somebody is: which page is shown, and at which step each page stands. Pages are switched without loading anew, and one
 * that is not shown stays as it was, so that a result, a key or a list of orders outlives a look at something else.
 */

/** The pages that are switched between. */
export const paths = ['/', '/orders', '/inspect'] as const
export type Path = (typeof paths)[number]

/** @param pathname of an address; @returns whether one of the pages is there */
export const isPath = (pathname: string): pathname is Path => paths.some((path) => path === pathname)

/** What somebody brings to a page: files, or text. */
export type Incoming = readonly File[] | string

interface Whereabouts {
	/** the page that is shown; no path of a page where the address leads to none */
	readonly shown: string
	/** what came of a submission, by its number, for each page that shows that; the others show their form */
	readonly steps: ReadonlyMap<string, number>
	/** whether another page was shown before */
	readonly hasMoved: boolean
}

/** What an entry of the browser's history says. A number means something for one life of the document only. */
interface Entry {
	readonly life: number
	readonly step: number
	/** whether the entry before it is the form of the same page, so that Back leads there */
	readonly isAfterForm: boolean
}

const life = performance.timeOrigin

const isEntry = (state: unknown): state is Entry =>
	typeof state === 'object' && state !== null && 'life' in state && state.life === life

let whereabouts: Whereabouts = { shown: location.pathname, steps: new Map(), hasMoved: false }
const listeners = new Set<() => void>()

/** What one page has handed to another that has not taken it yet. It is here and nowhere else. */
let handedOver: { readonly path: Path; readonly incoming: Incoming } | undefined

function be(shown: string, path: string, step: number | undefined): void {
	const steps = new Map(whereabouts.steps)
	if (step === undefined) steps.delete(path)
	else steps.set(path, step)
	whereabouts = { shown, steps, hasMoved: whereabouts.hasMoved || shown !== whereabouts.shown }
	for (const listener of listeners) listener()
}

addEventListener('popstate', ({ state }) =>
	be(location.pathname, location.pathname, isEntry(state) ? state.step : undefined),
)

const entry = (step: number, isAfterForm: boolean): Entry => ({ life, step, isAfterForm })

/** Where somebody is, as a store. */
export const places = {
	subscribe(listener: () => void): () => void {
		listeners.add(listener)
		return () => listeners.delete(listener)
	},
	getSnapshot: (): Whereabouts => whereabouts,

	/** Shows a page as it was left, or its form where it is shown already. */
	goTo(path: Path): void {
		const isHere = path === whereabouts.shown
		if (isHere && !whereabouts.steps.has(path)) {
			scrollTo(0, 0)
			return
		}
		const step = isHere ? undefined : whereabouts.steps.get(path)
		history.pushState(step === undefined ? null : entry(step, false), '', path)
		be(path, path, step)
	},

	/** Shows a page's form and brings something to it, as if somebody had dropped or pasted it there. */
	handOver(path: Path, incoming: Incoming): void {
		handedOver = { path, incoming }
		history.pushState(null, '', path)
		be(path, path, undefined)
	},
	/** @returns what was handed to a page, once */
	take(path: string): Incoming | undefined {
		if (handedOver?.path !== path) return undefined
		const { incoming } = handedOver
		handedOver = undefined
		return incoming
	},

	/** Steps to what came of a submission, as an entry of the history or in place of this one. */
	stepTo(path: string, step: number, inPlace: boolean): void {
		// What comes for a page that is not shown belongs to none of the history's entries.
		if (path === whereabouts.shown) {
			if (inPlace) history.replaceState(entry(step, isEntry(history.state) && history.state.isAfterForm), '')
			else history.pushState(entry(step, !whereabouts.steps.has(path)), '')
		}
		be(whereabouts.shown, path, step)
	},

	/** Goes back to the form. */
	stepBack(path: string): void {
		// The second click of a double click would leave the site.
		if (path !== whereabouts.shown || !whereabouts.steps.has(path)) return
		const isNext = isEntry(history.state) && history.state.isAfterForm
		if (isNext) history.back()
		else history.pushState(null, '')
		be(path, path, undefined)
	},

	/** Is at the form without going anywhere. */
	stepAway(path: string): void {
		if (path === whereabouts.shown) history.replaceState(null, '')
		be(whereabouts.shown, path, undefined)
	},
}

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
