/** As much of an AbortSignal as calls need. */
export type Signal = {
	readonly aborted: boolean
	readonly reason: unknown
	addEventListener(type: 'abort', listener: () => void): void
	removeEventListener(type: 'abort', listener: () => void): void
}

/** An AbortController and its signal in one, for what every request makes: Node's own cost more than the check of the form. */
export class Ending implements Signal {
	aborted = false
	reason: unknown
	// There are one or two, for which a Set takes longer.
	#listeners: readonly (() => void)[] = []

	/** Aborts, unless it has before, and tells all who listen. */
	abort(reason: Error = new DOMException('nobody waits any more', 'AbortError')): void {
		if (this.aborted) return
		this.aborted = true
		this.reason = reason
		for (const listener of this.#listeners) listener()
	}

	addEventListener(_type: 'abort', listener: () => void): void {
		this.#listeners = [...this.#listeners, listener]
	}

	removeEventListener(_type: 'abort', listener: () => void): void {
		this.#listeners = this.#listeners.filter((one) => one !== listener)
	}
}

/** @returns why a signal has aborted, as an error: the signal of a request gives mere text in Node's server */
export const reasonOf = ({ reason }: Signal): Error =>
	reason instanceof Error ? reason : new DOMException('the client has left', 'AbortError')
