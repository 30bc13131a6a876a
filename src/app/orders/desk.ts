/**
 * The support desk: its orders, the queue of calls, and the watch over what is pending. A plain store without React. One call
 * runs at a time. Times are milliseconds since 1970, UTC.
 */
import type { StatusReply } from '../../collectccc/reply.ts'
import type { ShownChain } from '../chain/shownChain.ts'
import type { FailureCode } from '../collect/collectionFailure.ts'
import { usualLimitWait } from './endings.ts'
import type { OrderStatus, QueryType, Row, Standing } from './order.ts'
import { OrderDesk } from './orderDesk.ts'
import type { NewOrder } from './orderNumbers.ts'
import type { WatchSettings } from './watch.ts'

/** What the authority answered about an order. */
export interface OrderReply {
	readonly outcome: ShownChain | StatusReply
	/** the relay's name for the call (X-Request-Id) */
	readonly requestId: string | undefined
}

/**
 * Asks once about an order of the account that is signed in.
 *
 * Rejects with a CollectionFailure: the relay's code in `details.reported`, its Retry-After as `details.retryAt`. If the signal
 * is aborted it settles soon, and nothing that it says counts any more.
 */
export type AskOrder = (orderNumber: string, queryType: QueryType, signal: AbortSignal) => Promise<OrderReply>

/** The time, and being woken. */
export interface Clock {
	/** milliseconds since 1970, UTC; it may jump in both directions */
	now(): number
	/** calls back once after about so many milliseconds; @returns a function that calls it off */
	after(milliseconds: number, callback: () => void): () => void
}

/** The clock on the wall. */
export const wallClock: Clock = {
	now: () => Date.now(),
	after: (milliseconds, callback) => {
		const timer = setTimeout(callback, milliseconds)
		return () => clearTimeout(timer)
	},
}

/** Why nothing is asked until somebody says so. */
export type PauseReason =
	| { readonly kind: 'person' }
	/** the page was loaded again with a queue that was not at its end */
	| { readonly kind: 'reloaded' }
	/** the order that met it is at the head of the queue again */
	| {
			readonly kind: 'trouble'
			readonly code: FailureCode
			readonly reported: string | undefined
			readonly requestId: string | undefined
	  }
	/** somebody signed in again after a stop */
	| { readonly kind: 'signed-in' }
	/** that many replies in a row could not be read, so it is not the orders' fault */
	| { readonly kind: 'unreadable'; readonly count: number }

/** Until when nothing is asked; it goes on by itself. */
export interface Waiting {
	/** the authority limits calls (-42), or the relay is busy or takes no more for now */
	readonly reason: 'call-limit' | 'busy'
	readonly until: number
	/** how long that was when it began: if the clock is set back, it is no longer than that again */
	readonly length: number
	/** the relay's code, where it is busy */
	readonly reported: string | undefined
}

/** Why nothing is asked until somebody signs in again. */
export type StopReason =
	| 'not-signed-in'
	| 'session-refused'
	/** somebody signed in in another tab: the same account goes on, another one finds an empty desk */
	| 'session-replaced'

/** What the queue does. */
export type QueueState =
	/** there is nothing to ask */
	| { readonly kind: 'idle' }
	| { readonly kind: 'asking' }
	/** even when somebody goes on, nothing is asked before the wait is over */
	| { readonly kind: 'paused'; readonly reason: PauseReason; readonly wait: Waiting | undefined }
	| ({ readonly kind: 'waiting' } & Waiting)
	| { readonly kind: 'stopped'; readonly reason: StopReason }

/** How far the queue has come since it was last empty. */
export interface Progress {
	readonly done: number
	/** done, being asked, and waiting */
	readonly total: number
	/** the order that is being asked about */
	readonly running: string | undefined
	/** how many milliseconds the rest takes, by what calls took lately; unknown before the first, and while nothing is asked */
	readonly remaining: number | undefined
}

/** How many orders stand where, of those that were asked about since the queue was last empty. */
export type Tally = Readonly<Partial<Record<Standing, number>>>

/** How pending orders are asked about again. */
export interface Watch {
	readonly isOn: boolean
	/** milliseconds between two calls about the same order; never less than watch.ts allows */
	readonly interval: number
	/** when the next order is asked about; none if nothing is pending, nobody watches, or it is held */
	readonly next: number | undefined
	/** why a watch that is on asks nothing: the page was loaded again, or another tab watches or may do so */
	readonly held: 'reloaded' | Exclude<WatchClaim, 'mine'> | undefined
}

/** Whose turn it is to watch: of all tabs of an account one does. Until it is known which, none does. */
export type WatchClaim = 'mine' | 'elsewhere' | 'unclaimed'

/** All there is to show. What did not change is the same object as before. */
export interface DeskSnapshot {
	/** in the order in which they were added */
	readonly rows: readonly Row[]
	readonly queue: QueueState
	readonly progress: Progress
	/** what came of the last queue; none while there is one, and if nothing was asked */
	readonly ended: Tally | undefined
	readonly watch: Watch
}

/** The status of an order is another than it was. */
export interface StatusChange {
	readonly orderNumber: string
	readonly at: number
	readonly before: OrderStatus
	readonly after: OrderStatus
}

/** What became of orders that were to be added. */
export interface Added {
	readonly added: number
	/** they stood there already */
	readonly known: number
	/** there is no more room */
	readonly leftOut: number
}

/** What became of the wish to ask about orders. */
export interface Wished {
	/** they are asked now, or wait for their turn */
	readonly queued: number
	/** they were asked so short a time ago that they have to wait */
	readonly tooSoon: number
	/** when all of these can be asked again; none if there are none */
	readonly from: number | undefined
}

/** Orders that were removed, and the places in the list that they had. */
export type Removed = readonly { readonly row: Row; readonly place: number }[]

/** What a desk is begun with, and what is kept over a reload of the tab. */
export interface DeskContent {
	readonly rows: readonly Row[]
	/** orders that are to be asked about, the next one first */
	readonly queue: readonly string[]
	readonly waiting: Waiting | undefined
	readonly watch: WatchSettings
}

export interface Desk {
	/** @param listener called after each change; @returns a function that ends it */
	subscribe(listener: () => void): () => void
	/** @returns the same object until something changes */
	getSnapshot(): DeskSnapshot
	/** @param listener called for each order whose status changes; not for the first one heard; @returns a function that ends it */
	onStatusChange(listener: (change: StatusChange) => void): () => void
	/** @returns what is to be kept */
	getContent(): DeskContent

	/**
	 * Puts away all that there is, and takes up the work of whoever is signed in now. The call that runs is ended, and a queue that
	 * was kept is paused, `reloaded`; so is a watch.
	 *
	 * @param content what was kept of that work; the desk is empty if there is nothing
	 */
	takeUp(content?: DeskContent): void
	/** Adds orders that are not there yet; nothing is asked. A note goes to an order that has none. */
	add(orders: readonly NewOrder[]): Added
	/** The call that runs comes to its end, and no other begins but those that a person asks for with {@link askNow}. */
	pause(): void
	/** Goes on after a pause, with the watch too. Not after a stop: see {@link signedIn}. */
	resume(): void
	/**
	 * Makes the next call while a limit of the authority (-42) is waited for, one alone. If that gets an answer, the wait is over;
	 * another -42 begins it anew. A queue that is paused stays so.
	 */
	tryOne(): void
	/** Empties the queue and ends the call that runs. Orders keep what is known of them. */
	cancel(): void
	/** Asks for the status of one order before all others, even while the queue is paused. Within the cooldown it does nothing. */
	askNow(orderNumber: string): void
	/**
	 * Queues the status of some orders, whatever is known of them, and of no others; those within the cooldown are passed over.
	 * A queue that is paused stays so.
	 */
	ask(orderNumbers: readonly string[]): Wished
	/**
	 * Queues the certificates of some orders. One alone goes before all others, even while the queue is paused. Orders that are
	 * not known to be ready, or were collected, have the same cooldown as for {@link ask}.
	 */
	collect(orderNumbers: readonly string[]): Wished
	/** Takes orders off the desk. @returns what {@link restore} brings back */
	remove(orderNumbers: readonly string[]): Removed
	/**
	 * Brings back what was removed, as it was and where it was. What waited for its call waits again, behind all others; an order that
	 * was added anew in the meantime stays as it is.
	 */
	restore(removed: Removed): void
	/** @param note one line is kept of it, at most 200 characters */
	setNote(orderNumber: string, note: string): void
	/** Turns the watch on or off; an interval that is too short becomes the shortest. A watch that a reload holds goes on. */
	setWatch(settings: WatchSettings): void
	/** Tells whether this desk is the one that watches; it is, until it is told otherwise. */
	claimWatch(claim: WatchClaim): void
	/** Somebody signed in: what was stopped is now paused, or goes on if the session was only replaced. */
	signedIn(): void
	/** Somebody signed out, or the session is known to have ended: the call that runs is ended, and everything stops. */
	signedOut(): void
	/** Looks at the clock: for when the page is seen again or the device is back from sleep. */
	wake(): void
	/** Ends the call that runs and all timers. The desk is not used afterwards. */
	close(): void
}

/**
 * @param ask how to ask about an order
 * @param clock the time
 * @param content what was kept, see {@link Desk.takeUp}
 * @param limitWait how long the first wait after -42 is, in milliseconds; usually a quarter of an hour
 * @returns a desk
 */
export function openDesk(
	ask: AskOrder,
	clock: Clock = wallClock,
	content?: DeskContent,
	limitWait: number = usualLimitWait,
): Desk {
	return new OrderDesk(ask, clock, limitWait, content)
}
