/** The one desk of this page. It is here as soon as this module is loaded, and empty until it is known whose work it is. */
import { knownRoots } from 'virtual:known-roots'
import { readDeployment } from '../deployment.ts'
import { openDesk, wallClock } from './desk.ts'
import { forgetDesk, type Keeper, keepDesk, readDesk } from './deskStorage.ts'
import { OrderCalls } from './orderCalls.ts'
import type { SessionState } from './session.ts'
import { onTabs, tellTabs } from './tabs.ts'
import { type Store, throttled } from './throttled.ts'
import { forgetUnsaved } from './unsaved.ts'
import { type Locks, watchAlone } from './watchLock.ts'

/** An authority made up for a trial has no limit that lasts, so nobody need wait long to see what comes after. */
const sandboxLimitWait = 15_000
export const isSandbox = readDeployment().account !== undefined

export const desk = openDesk(
	(...asked) => orderCalls().askOrder(...asked),
	wallClock,
	undefined,
	isSandbox ? sandboxLimitWait : undefined,
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

/** Whose work is on the desk, how that account asks, and what keeps it and lets it watch; nobody's at first. */
let work:
	| {
			readonly loginName: string
			readonly calls: OrderCalls
			readonly keeper: Keeper
			readonly endWatch: () => void
	  }
	| undefined

/** @returns how the account asks whose work is on the desk; until there is one, nothing can be asked */
export function orderCalls(): OrderCalls {
	if (!work) throw new Error('nobody has signed in')
	return work.calls
}

/**
 * Makes the desk that of an account. Work of the same account stays, in memory or as it was kept in this tab; somebody else's is
 * put away, and nothing of it is shown or asked again.
 *
 * @param session of whoever is signed in
 */
export function takeUpWork({ id, loginName }: Pick<Extract<SessionState, { kind: 'in' }>, 'id' | 'loginName'>): void {
	if (work?.loginName === loginName) {
		work.calls.session = id
		return
	}
	work?.keeper.end()
	work?.endWatch()
	forgetUnsaved()
	const kept = readDesk(loginName, sessionStorage)
	if (!kept) forgetDesk(sessionStorage)
	desk.takeUp(kept)
	shownRows.catchUp()
	tellFull(false)
	const keeper = keepDesk(loginName, desk, sessionStorage, wallClock, tellFull)
	// There are none over plain http.
	const locks: Locks | undefined = 'locks' in navigator ? navigator.locks : undefined
	work = { loginName, calls: new OrderCalls(id, knownRoots), keeper, endWatch: watchAlone(loginName, desk, locks) }
}

addEventListener('pagehide', () => work?.keeper.flush())
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && desk.wake())
addEventListener('online', () => desk.wake())

const leftMark = 'signed-out'

/** Whether the page was loaded anew because somebody signed out. */
export const isLeft = history.state === leftMark
if (isLeft) history.replaceState(null, '')

onTabs(leftMark, leave)

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
	tellTabs(leftMark)
	leave()
}
