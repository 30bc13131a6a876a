/**
 * How often one address may try collection codes, so that nobody finds one by trying. What somebody who has a code does costs
 * little, and a code that does not exist costs much.
 */
import { meaningOf } from '../collectccc/codes.ts'
import { type AddressCalls, untilNextPlace } from './addressCalls.ts'
import { widerNetwork } from './clientAddress.ts'
import type { Limits } from './limits.ts'
import { createMemoryStore } from './memoryStore.ts'
import { ifReached, type Limiter, type Store, StoreError } from './store.ts'

/** What came of an attempt: CollectCCC's status, a reply that has none, or no reply of CollectCCC's at all. */
export type Heard = number | 'unreadable' | 'nothing'

/** An attempt that may be made, or when the next one may be, in seconds. */
export type Attempt =
	| { readonly kind: 'allowed'; end(heard: Heard): Promise<void> }
	| { readonly kind: 'refused'; readonly seconds: number }

/**
 * Begins an attempt.
 *
 * @param address whose it is
 * @returns for an attempt that may be made, `end`, which is to be told what came of it
 */
export type Attempts = (address: string) => Promise<Attempt>

type AttemptLimits = Pick<Limits, 'attemptPoints' | 'missPoints' | 'attemptSeconds'>

/**
 * @returns whether the code may not exist; one that was rejected or revoked does. How the live service answers an unknown code is not
 *   known for certain, so a reply without a status counts as well, or there would be a way to search
 */
export function isMiss(heard: Heard): boolean {
	if (heard === 'nothing') return false
	if (heard === 'unreadable') return true
	if (heard >= 0) return false
	switch (meaningOf(heard)) {
		case 'attached':
		case 'available':
		case 'processing':
		case 'being-issued':
		case 'rejected':
		case 'revoked':
		case 'awaiting-payment':
		case 'not-approved':
		// The authority's own trouble, and its own limit.
		case 'authority-failure':
		case 'call-limit':
			return false
		case 'sign-in-refused':
		case 'permission-denied':
		case 'invalid-value':
		case 'missing-argument':
		case 'unknown-argument':
		case 'https-required':
		case 'post-required':
		case 'request-not-accepted':
		case 'key-not-accepted':
		case 'name-not-accepted':
		case 'no-credit':
		case 'wrong-state':
		case 'unknown':
			return true
	}
}

/** @returns takes all that a miss costs, from the relays' common count or, while that cannot be reached, from this relay's own */
function purseOf(store: Pick<Store, 'limiter'>, { attemptPoints, attemptSeconds, missPoints }: AttemptLimits) {
	const rule = { points: attemptPoints, seconds: attemptSeconds, wider: widerNetwork }
	const shared = store.limiter('attempts', rule)
	const own = createMemoryStore().limiter('attempts', rule)
	return async (address: string): Promise<{ readonly limiter: Limiter; readonly seconds: number | undefined }> => {
		try {
			return { limiter: shared, seconds: await shared.take(address, missPoints) }
		} catch (error) {
			if (!(error instanceof StoreError)) throw error
			return { limiter: own, seconds: await own.take(address, missPoints) }
		}
	}
}

/**
 * @param store where points are counted
 * @param limits how many there are, and what a miss costs
 * @param enter takes one of the address's places, which an attempt keeps until its end
 */
export function createAttempts(store: Pick<Store, 'limiter'>, limits: AttemptLimits, enter: AddressCalls): Attempts {
	const take = purseOf(store, limits)

	/** @returns in how many seconds there is enough again; or, if there is, what gives back whatever a miss costs more than a hit */
	async function pay(address: string): Promise<{ readonly refused: number } | { giveBack(): Promise<void> }> {
		if (limits.attemptPoints === 0) return { giveBack: async () => undefined }
		// Taken before the call, so that attempts at the same time cannot all count on what is left.
		const { limiter, seconds } = await take(address)
		if (seconds !== undefined) return { refused: seconds }
		return { giveBack: () => ifReached(limiter.giveBack(address, limits.missPoints - 1)) }
	}

	return async (address) => {
		const leave = enter(address)
		if (!leave) return { kind: 'refused', seconds: untilNextPlace }
		let isAllowed = false
		try {
			const paid = await pay(address)
			if ('refused' in paid) return { kind: 'refused', seconds: paid.refused }
			isAllowed = true
			return {
				kind: 'allowed',
				async end(heard) {
					leave()
					if (!isMiss(heard)) await paid.giveBack()
				},
			}
		} finally {
			if (!isAllowed) leave()
		}
	}
}
