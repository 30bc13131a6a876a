/** The one desk of this page, with what was kept of it in this tab. It is here as soon as this module is loaded. */
import { knownRoots } from 'virtual:known-roots'
import { askOrder } from './askOrder.ts'
import { openDesk, wallClock } from './desk.ts'
import { forgetDesk, keepDesk, readDesk } from './deskStorage.ts'
import { type Store, throttled } from './throttled.ts'
import { forgetUnsaved } from './unsaved.ts'

export const desk = openDesk(
	(orderNumber, queryType, signal) => askOrder(orderNumber, queryType, knownRoots, signal),
	wallClock,
	readDesk(sessionStorage),
)

/** Whether the browser has no room to keep the desk over a reload. */
let isFull = false
const fullListeners = new Set<() => void>()
const keeper = keepDesk(desk, sessionStorage, wallClock, (next) => {
	isFull = next
	for (const listener of fullListeners) listener()
})

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

addEventListener('pagehide', () => keeper.flush())
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
	keeper.end()
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
