/**
 * The session of a person of the support desk, as far as a page can know of it: its cookie, with the credentials sealed in
 * it, is out of reach for scripts.
 */
import { callRelay } from '../collect/askRelay.ts'
import { type CollectionFailure, failureOf } from '../collect/collectionFailure.ts'

const path = '/api/session'

/** Why a session is over that nobody ended here: time ran out, the authority answered -16, or something else ended it. */
export type SessionEnd = 'expired' | 'refused' | 'elsewhere'

export type SessionState =
	| {
			readonly kind: 'in'
			/** by which the relay knows it: another sign-in in this browser replaces it, whoever signs in */
			readonly id: string
			readonly loginName: string
			/** when it ends if it is not used */
			readonly expiresAt: Date
			/** when it ends in any case */
			readonly endsAt: Date
	  }
	| {
			readonly kind: 'out'
			/** the session that was here before, and why it ended; none if nobody had signed in, or if they signed out */
			readonly ended?: { readonly why: SessionEnd; readonly loginName: string }
	  }

/** What came of one attempt to sign in. */
export type SignInOutcome =
	| { readonly kind: 'signed-in' }
	/** -16, with its four causes */
	| { readonly kind: 'refused' }
	/** CollectCCC was not asked */
	| { readonly kind: 'throttled'; readonly until: Date }
	| { readonly kind: 'failed'; readonly failure: CollectionFailure }

const refusals: readonly (string | undefined)[] = ['not-signed-in', 'session-refused', 'session-replaced']

/** @param failure of a call that needed a session; @returns whether it means that this one is there no more */
export const isSignedOut = ({ details }: CollectionFailure): boolean => refusals.includes(details.reported)

/**
 * @param before what was known until now
 * @param now a time
 * @param why the reason, if it is known; otherwise the time tells it
 * @returns the state after the session was found to be over
 */
export function afterEnd(before: SessionState | undefined, now: Date, why?: SessionEnd): SessionState {
	if (before?.kind !== 'in') return before ?? { kind: 'out' }
	const { loginName, expiresAt } = before
	return { kind: 'out', ended: { why: why ?? (expiresAt <= now ? 'expired' : 'elsewhere'), loginName } }
}

/**
 * Asks whether there is a session; this does not make it last longer.
 *
 * @param before what was known until now
 * @param signal ends the call
 * @throws CollectionFailure
 */
export async function readSession(before: SessionState | undefined, signal: AbortSignal): Promise<SessionState> {
	try {
		const { id, loginName, expiresAt, endsAt } = await callRelay(
			path,
			{ method: 'GET', signal },
			(response): Promise<{ id: string; loginName: string; expiresAt: string; endsAt: string }> => response.json(),
		)
		return { kind: 'in', id, loginName, expiresAt: new Date(expiresAt), endsAt: new Date(endsAt) }
	} catch (error) {
		const failure = failureOf(error)
		if (isSignedOut(failure)) return afterEnd(before, new Date())
		throw error
	}
}

/**
 * Tries a login, once: whoever repeated it could lock the account.
 *
 * @param form loginName, loginPassword and orderNumber; nothing here keeps them
 */
export async function signIn(form: URLSearchParams): Promise<SignInOutcome> {
	try {
		await callRelay(path, { method: 'POST', body: form.toString() }, async () => undefined)
		return { kind: 'signed-in' }
	} catch (error) {
		const failure = failureOf(error)
		const { reported, retryAt } = failure.details
		if (reported === 'sign-in-refused') return { kind: 'refused' }
		if (reported === 'sign-in-throttled' && retryAt) return { kind: 'throttled', until: retryAt }
		return { kind: 'failed', failure }
	}
}

/**
 * Makes the session last as if something had been asked just now; nothing is.
 *
 * @param session which one is meant
 * @throws CollectionFailure
 */
export async function renewSession(signal: AbortSignal, session: string | undefined): Promise<void> {
	await callRelay(path, { method: 'PUT', signal, session }, async () => undefined)
}

/** Takes the cookie away. @throws CollectionFailure */
export async function signOut(): Promise<void> {
	await callRelay(path, { method: 'DELETE' }, async () => undefined)
}
