/** Of all tabs of an account one watches: each would ask about its orders every few hours, and a duplicated tab has the same ones. */
import type { Desk } from './desk.ts'

/** What is used of the browser's Web Locks. */
export interface Locks {
	request(
		name: string,
		options: { readonly ifAvailable?: true; readonly signal?: AbortSignal },
		callback: (lock: unknown) => Promise<void> | void,
	): Promise<unknown>
}

/**
 * Stands in line for the watch of an account while the desk wants to watch, and tells the desk whether it may.
 *
 * @param loginName whose desk it is
 * @param desk which may watch
 * @param locks the browser's; none over plain http, and then each tab watches for itself
 * @returns a function that ends it
 */
export function watchAlone(
	loginName: string,
	desk: Pick<Desk, 'subscribe' | 'getSnapshot' | 'claimWatch'>,
	locks: Locks | undefined,
): () => void {
	if (!locks) return () => {}
	const name = `certcollect-watch ${loginName}`
	let wish: AbortController | undefined

	const stand = ({ signal }: AbortController) => {
		const hold = () => {
			if (signal.aborted) return undefined
			desk.claimWatch('mine')
			return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
		}
		void locks.request(name, { ifAvailable: true }, (lock) => {
			if (lock) return hold()
			if (signal.aborted) return undefined
			desk.claimWatch('elsewhere')
			// It rejects when this one leaves the line, or the page goes away.
			locks.request(name, { signal }, hold).catch(() => undefined)
			return undefined
		})
	}
	const leaveLine = () => {
		wish?.abort()
		wish = undefined
	}
	const look = () => {
		const { isOn, held } = desk.getSnapshot().watch
		const isWanted = isOn && held !== 'reloaded'
		if (isWanted && !wish) {
			wish = new AbortController()
			stand(wish)
		} else if (!isWanted && wish) {
			leaveLine()
			desk.claimWatch('unclaimed')
		}
	}
	desk.claimWatch('unclaimed')
	const leave = desk.subscribe(look)
	look()
	return () => {
		leave()
		leaveLine()
	}
}
