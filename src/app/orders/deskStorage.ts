/**
 * Keeps the desk over a reload of the tab, in the session's storage: numbers, notes, statuses with their history, and the
 * queue. Never credentials, certificates, or names out of them.
 */
import type { Clock, Desk, DeskContent } from './desk.ts'

/** What is used of the browser's Storage. */
export type KeptIn = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** @param storage the session's; @returns what was kept; nothing if there is nothing, or it is not what a desk writes */
export declare function readDesk(storage: KeptIn): DeskContent | undefined

/** @param storage the session's; what was kept of a desk is gone then */
export declare function forgetDesk(storage: KeptIn): void

/** Keeps what changes. */
export interface Keeper {
	/** Writes now what has not been written yet: for when the page goes away. */
	flush(): void
	/** Ends it; what is not written yet is not written any more. */
	end(): void
}

/**
 * Writes what changes, a moment later and everything at once. What has no room is left out: histories first, then the
 * authority's words, then notes.
 *
 * @param desk what to keep
 * @param storage the session's
 * @param clock for the moment
 * @param onFull called with `true` when nothing could be kept, and with `false` when it can be again
 */
export declare function keepDesk(desk: Desk, storage: KeptIn, clock: Clock, onFull: (isFull: boolean) => void): Keeper
