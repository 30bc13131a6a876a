/** The tabs of this browser: they have one cookie, so what one of them does with it is everybody's business. */

/** Somebody signed out, or in. */
export type TabMessage = 'signed-out' | 'signed-in'

const channel = new BroadcastChannel('certcollect-desk')

/** Tells the other tabs, not this one. */
export const tellTabs = (message: TabMessage): void => channel.postMessage(message)

/** @param listener called when another tab tells this; @returns a function that ends it */
export function onTabs(message: TabMessage, listener: () => void): () => void {
	const stop = new AbortController()
	channel.addEventListener('message', ({ data }) => data === message && listener(), stop)
	return () => stop.abort()
}
