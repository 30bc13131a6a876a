/** The one desk of this page. It is here as soon as this module is loaded, and empty until it is known whose work it is. */
import { knownRoots } from 'virtual:known-roots'
import { askOrder, forgetReplies } from './askOrder.ts'
import { openDesk, wallClock } from './desk.ts'
import { forgetDesk, type Keeper, keepDesk, ownerOf, readDesk } from './deskStorage.ts'
import { type Store, throttled } from './throttled.ts'
import { forgetUnsaved } from './unsaved.ts'

export const desk = openDesk(
	(orderNumber, queryType, signal) => askOrder(orderNumber, queryType, knownRoots, signal),
	wallClock,
)

/** Whether the browser has no room to keep the desk over a reload. */
let isFull = false
const fullListeners = new Set<() => void>()
function tellFull(next: boolean): void {
	isFull = next
	for (const listener of fullListeners) listener()
}

/** Tells whether nothing is kept over a reload, because the browser has no room. */
export const storageFull: Store<boolean> = {
	subscribe(listener) {
		fullListeners.add(listener)
		return () => fullListeners.delete(listener)
	},
	getSnapshot: () => isFull,
}

/** The rows as they are shown: answers may come faster than anybody reads. */
export const shownRows = throttled(
	{ subscribe: (listener) => desk.subscribe(listener), getSnapshot: () => desk.getSnapshot().rows },
	200,
)

/** Whose work is on the desk, and what keeps it; nobody's at first. */
let work: { readonly owner: string; readonly keeper: Keeper } | undefined

/**
 * Makes the desk that of an account. Work of the same account stays, in memory or as it was kept in this tab; somebody else's is
 * put away, and nothing of it is shown or asked again.
 *
 * @param loginName of whoever is signed in
 */
export function takeUpWork(loginName: string): void {
	const owner = ownerOf(loginName)
	if (owner === work?.owner) return
	work?.keeper.end()
	forgetReplies()
	const kept = readDesk(owner, sessionStorage)
	if (!kept) forgetDesk(sessionStorage)
	desk.takeUp(kept)
	shownRows.catchUp()
	tellFull(false)
	work = { owner, keeper: keepDesk(owner, desk, sessionStorage, wallClock, tellFull) }
}

addEventListener('pagehide', () => work?.keeper.flush())
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && desk.wake())
addEventListener('online', () => desk.wake())

const leftMark = 'signed-out'

/** Whether the page was loaded anew because somebody signed out. */
export const isLeft = history.state === leftMark
if (isLeft) history.replaceState(null, '')

/** The other tabs of this browser. */
const tabs = new BroadcastChannel('certcollect-desk')
tabs.addEventListener('message', ({ data }) => data === leftMark && leave())

function leave(): void {
	work?.keeper.end()
	desk.close()
	forgetUnsaved()
	forgetDesk(sessionStorage)
	history.replaceState(leftMark, '')
	location.reload()
}

/** Leaves nothing of the desk in any tab, neither in its storage nor in its memory: the page is loaded anew. */
export function leaveNothing(): void {
	tabs.postMessage(leftMark)
	leave()
}
