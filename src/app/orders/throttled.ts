/** A store that changes, and what it looks like. */
export interface Store<Snapshot> {
	subscribe(listener: () => void): () => void
	getSnapshot(): Snapshot
}

/** A store that shows less than there is to show. */
export interface Throttled<Snapshot> extends Store<Snapshot> {
	/** Shows now what there is. */
	catchUp(): void
}

/**
 * @param store changes as often as it likes
 * @param milliseconds how long a change is shown at least
 * @returns a store that shows the first change at once and the last one of many, and few in between
 */
export function throttled<Snapshot>(store: Store<Snapshot>, milliseconds: number): Throttled<Snapshot> {
	const listeners = new Set<() => void>()
	let shown = store.getSnapshot()
	let isResting = false
	const catchUp = () => {
		if (store.getSnapshot() === shown) return
		shown = store.getSnapshot()
		for (const listener of listeners) listener()
	}
	const show = () => {
		if (isResting || store.getSnapshot() === shown) return
		isResting = true
		setTimeout(() => {
			isResting = false
			show()
		}, milliseconds)
		catchUp()
	}
	store.subscribe(show)
	return {
		subscribe(listener) {
			listeners.add(listener)
			return () => listeners.delete(listener)
		},
		getSnapshot: () => shown,
		catchUp,
	}
}
