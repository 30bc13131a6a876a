/** A store that changes, and what it looks like. */
export interface Store<Snapshot> {
	subscribe(listener: () => void): () => void
	getSnapshot(): Snapshot
}

/**
 * @param store changes as often as it likes
 * @param milliseconds how long a change is shown at least
 * @returns a store that shows the first change at once and the last one of many, and few in between
 */
export function throttled<Snapshot>(store: Store<Snapshot>, milliseconds: number): Store<Snapshot> {
	const listeners = new Set<() => void>()
	let shown = store.getSnapshot()
	let isResting = false
	const show = () => {
		if (isResting || store.getSnapshot() === shown) return
		shown = store.getSnapshot()
		isResting = true
		setTimeout(() => {
			isResting = false
			show()
		}, milliseconds)
		for (const listener of listeners) listener()
	}
	store.subscribe(show)
	return {
		subscribe(listener) {
			listeners.add(listener)
			return () => listeners.delete(listener)
		},
		getSnapshot: () => shown,
	}
}
