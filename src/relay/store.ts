/** What relays share, or one keeps for itself: how often somebody has failed, whose turn it is, which sessions have ended. */

/** Counts up to a number within a time, by key. */
export type Limiter = {
	/** Takes so many of those that are left, one unless given. @returns nothing if there were; else the seconds until there are again */
	take(key: string, points?: number): Promise<number | undefined>
	/** Looks only. @returns as `take` would */
	look(key: string): Promise<number | undefined>
	/** Gives so many back that were taken, one unless given. */
	giveBack(key: string, points?: number): Promise<void>
	/** As if nothing had been taken. What is counted together with others stays. */
	forget(key: string): Promise<void>
}

/** So many within so many seconds. */
export type Rule = {
	readonly points: number
	/** Counted from the first that is taken. */
	readonly seconds: number
	/** Whether they begin anew with each that is taken. */
	readonly isRenewed?: boolean
	/** What a key is a part of, such as an address of its network: a store that has no room for more keys counts by that. */
	readonly wider?: (key: string) => string
}

/** The right to ask for an account, held by one call at a time. */
export type Turn = {
	/** Aborts if the turn can no longer be held for certain, so that the call ends before somebody else's begins. */
	readonly lost: AbortSignal
	release(): Promise<void>
}

/** A session as a store knows it. Its account is any name for that that tells nothing; times are in milliseconds since 1970. */
export type KnownSession = { readonly id: string; readonly account: string; readonly signedInAt: number }

export type Store = {
	/**
	 * @param name sets this limiter's keys apart from those of others
	 * @param rule what it allows
	 */
	limiter(name: string, rule: Rule): Limiter
	/**
	 * Stands in the account's line, first come, first served.
	 *
	 * @param account any name for it that tells nothing
	 * @param room how many may wait, beside the one whose turn it is
	 * @param signal leaves the line when it aborts
	 * @returns the turn; nothing if the line is full or the signal has aborted
	 */
	enter(account: string, room: number, signal: AbortSignal): Promise<Turn | undefined>
	/**
	 * Notes that a session has ended, for as long as its cookie could still be opened. What cannot be shared yet, which rejects,
	 * counts in this relay from now on, and is shared as soon as that is possible.
	 */
	endSession(id: string, seconds: number): Promise<void>
	/** Notes in the same way, for so many seconds, that all sessions of an account that began before a time have ended. */
	endSessionsBefore(account: string, time: number, seconds: number): Promise<void>
	/** @returns whether it has ended, alone or with others of its account */
	hasEnded(session: KnownSession): Promise<boolean>
}

/** What relays share cannot be reached. Nothing that depends on it is done meanwhile. `cause` is what its client said. */
export class StoreError extends Error {
	override readonly name = 'StoreError'
	readonly code = 'store-unreachable'
	constructor(options?: { readonly cause: unknown }) {
		super('store-unreachable', options)
	}
}

/** For what is good to have noted, and no reason to fail if it cannot be. */
export async function ifReached(noting: Promise<unknown>): Promise<void> {
	await noting.catch((error: unknown) => {
		if (!(error instanceof StoreError)) throw error
	})
}
