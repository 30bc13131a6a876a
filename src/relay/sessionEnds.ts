/** Sessions that end before their time: what is noted of them makes a copy of their cookie worthless too. */
import { loginDigest } from './accountDigest.ts'
import { latestEndOf, lifetime, type Session } from './sealedSession.ts'
import { ifReached, type Store } from './store.ts'

export type SessionEnds = {
	/** @throws StoreError */
	hasEnded(session: Session): Promise<boolean>
	/** Ends it. A store that several relays share may hear of it later; for this relay it has ended at once. */
	end(session: Session): Promise<void>
	/**
	 * Ends all sessions of its account that began before this moment. Those of its last second stay, because a cookie says when a
	 * session began to the second only, and the one that somebody begins next must not end with the others.
	 */
	endAll(session: Session): Promise<void>
}

/**
 * @param store where it is noted, for as long as a cookie could still be opened, however often it is renewed
 * @param now the clock, in milliseconds since 1970
 */
export function createSessionEnds(store: Store, now: () => number): SessionEnds {
	return {
		async hasEnded({ id, loginName, signedInAt }) {
			return store.hasEnded({ id, account: await loginDigest(loginName), signedInAt })
		},
		async end(session) {
			const seconds = Math.max(1, Math.ceil((latestEndOf(session) - now()) / 1000))
			await ifReached(store.endSession(session.id, seconds))
		},
		async endAll({ loginName }) {
			const thisSecond = Math.floor(now() / 1000) * 1000
			const account = await loginDigest(loginName)
			await ifReached(store.endSessionsBefore(account, thisSecond, lifetime.total / 1000))
		},
	}
}
