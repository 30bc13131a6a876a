import type { DeskSnapshot, StatusChange } from './desk.ts'

/** The object of before, if it says the same. */
function kept<Part extends object>(before: Part, now: Part): Part {
	const values = new Map<string, unknown>(Object.entries(before))
	const parts = Object.entries(now)
	const isSame = values.size === parts.length && parts.every(([name, value]) => values.get(name) === value)
	return isSame ? before : now
}

/** What is shown of a desk, and whoever looks at it. */
export class Showing {
	private readonly listeners = new Set<() => void>()
	private readonly changeListeners = new Set<(change: StatusChange) => void>()
	private readonly changes: StatusChange[] = []

	constructor(private shown: DeskSnapshot) {}

	get snapshot(): DeskSnapshot {
		return this.shown
	}

	/** @returns a function that ends it */
	listen(listener: () => void): () => void {
		this.listeners.add(listener)
		return () => this.listeners.delete(listener)
	}

	/** @returns a function that ends it */
	listenToChanges(listener: (change: StatusChange) => void): () => void {
		this.changeListeners.add(listener)
		return () => this.changeListeners.delete(listener)
	}

	/** It is told when what it changed is shown. */
	note(change: StatusChange): void {
		this.changes.push(change)
	}

	/** @param now what is to be shown; parts that say the same as before stay the same objects, and if all do, nobody is told */
	show({ rows, queue, progress, ended, watch }: DeskSnapshot): void {
		const before = this.shown
		this.shown = kept(before, {
			rows,
			queue: kept(before.queue, queue),
			progress: kept(before.progress, progress),
			ended,
			watch: kept(before.watch, watch),
		})
		if (this.shown !== before) for (const listener of this.listeners) listener()
		for (const change of this.changes.splice(0)) for (const listener of this.changeListeners) listener(change)
	}
}
