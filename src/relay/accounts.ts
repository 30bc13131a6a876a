/**
 * Calls with a login name and a password. A wrong password too many can lock an account, so how often one may be wrong is
 * limited, and no such call is ever repeated.
 */
import { base64url } from 'jose'
import { foldLoginName } from '../collectccc/loginName.ts'
import { readReply } from '../collectccc/reply.ts'
import { type CollectRequest, formBody } from '../collectccc/request.ts'
import { UnreadableReply } from '../collectccc/unreadableReply.ts'
import type { Call, MakeCall } from './calls.ts'
import type { Limits } from './limits.ts'
import type { Signal } from './signal.ts'
import { ifReached, type Store, StoreError } from './store.ts'
import { createTurns } from './turns.ts'
import { mayHaveArrived } from './upstream.ts'

/** A request that gives a login, and not a collection code. */
export type AccountRequest = Extract<CollectRequest, { readonly loginName: string }>

export type AccountOutcome =
	/** CollectCCC was asked; the status is the one that the reply has, if it can be read. */
	| { readonly kind: 'called'; readonly call: Call; readonly status: number | undefined }
	/** Too many have failed; how many seconds until one may try again. */
	| { readonly kind: 'throttled'; readonly seconds: number }
	/** Others wait for this account, more than may wait, or too long. */
	| { readonly kind: 'busy' }
	/** The session with which it was asked has ended in the meantime. */
	| { readonly kind: 'ended' }

export type Accounts = {
	/**
	 * Asks with a login that nobody has proven yet. A refusal counts against its name and the client's address.
	 *
	 * @param client aborts when the client has gone away
	 * @throws StoreError; the client's reason when that has left
	 */
	asStranger(request: AccountRequest, address: string, client: Signal): Promise<AccountOutcome>
	/**
	 * Asks with the login of a session, which ends if it is refused.
	 *
	 * @param session its id, and for how many seconds its cookie can be opened at most
	 */
	inSession(
		request: AccountRequest,
		session: { readonly id: string; readonly seconds: number },
		client: Signal,
	): Promise<AccountOutcome>
}

/** The code for a refused login, an account that is locked, a password that has expired, or an address that is blocked. */
export const loginRefused = -16

// No status is longer, and what is longer need not be looked through.
const longestStatus = 4096

/** @returns the status that a reply has: 2 where there are certificates; nothing if it is none of CollectCCC */
export function statusOf(body: Uint8Array): number | undefined {
	try {
		const reply = readReply(body.subarray(0, longestStatus))
		return reply.kind === 'status' ? reply.code : 2
	} catch (error) {
		if (error instanceof UnreadableReply) return undefined
		throw error
	}
}

/**
 * The login's name is in no key of what relays share. It is plain SHA-256 because all relays must come to the same.
 * It is folded, so that no spelling gets tries or a turn of its own.
 */
async function digest(name: string): Promise<string> {
	const text = new TextEncoder().encode(`account ${foldLoginName(name)}`)
	const bytes = await crypto.subtle.digest('SHA-256', text)
	return base64url.encode(new Uint8Array(bytes))
}

/**
 * @param makeCall makes the calls
 * @param store where failures, turns and ended sessions are counted
 */
export function createAccounts(makeCall: MakeCall, store: Store, limits: Limits): Accounts {
	const turns = createTurns<AccountOutcome>(store, limits)
	const rule = (points: number) => ({ points, seconds: limits.failureSeconds })
	const byName = store.limiter('failures-name', rule(limits.failuresByName))
	const byAddress = store.limiter('failures-address', rule(limits.failuresByAddress))

	async function ask(request: AccountRequest, lost: AbortSignal): Promise<AccountOutcome & { kind: 'called' }> {
		const call = await makeCall(formBody(request), lost).catch((error) => {
			throw lost.aborted ? new StoreError({ cause: error }) : error
		})
		return { kind: 'called', call, status: 'reply' in call ? statusOf(call.reply.body) : undefined }
	}

	/** Whether it may have been a failed attempt: it was one, or CollectCCC was asked and what it said is not known. */
	const mayHaveFailed = ({ call, status }: AccountOutcome & { kind: 'called' }) =>
		'reply' in call ? status === loginRefused : mayHaveArrived(call.error)

	async function attempt(request: AccountRequest, account: string, address: string, lost: AbortSignal) {
		// Taken before the call, so that calls at the same time cannot all count on the last one that is left.
		const taken = [
			{ limiter: byAddress, key: address },
			{ limiter: byName, key: account },
		]
		for (const [index, { limiter, key }] of taken.entries()) {
			const seconds = await limiter.take(key)
			if (seconds === undefined) continue
			for (const before of taken.slice(0, index)) await before.limiter.giveBack(before.key)
			return { kind: 'throttled', seconds } as const
		}
		const called = await ask(request, lost)
		if (!mayHaveFailed(called)) for (const { limiter, key } of taken) await ifReached(limiter.giveBack(key))
		return called
	}

	return {
		async asStranger(request, address, client) {
			const account = await digest(request.loginName)
			// Looked at before standing in line, so that whoever guesses is not in the way of those who work.
			const seconds = (await byAddress.look(address)) ?? (await byName.look(account))
			if (seconds !== undefined) return { kind: 'throttled', seconds }
			const identity = `${address} ${formBody(request)}`
			const run = (lost: AbortSignal) => attempt(request, account, address, lost)
			return (await turns({ account, identity, client, run })) ?? { kind: 'busy' }
		},
		async inSession(request, session, client) {
			const account = await digest(request.loginName)
			if (await store.hasEnded(session.id)) return { kind: 'ended' }
			const identity = `${session.id} ${formBody(request)}`
			const run = async (lost: AbortSignal): Promise<AccountOutcome> => {
				// Asked again: it may have ended while this call waited, and would only be refused once more.
				if (await store.hasEnded(session.id)) return { kind: 'ended' }
				const called = await ask(request, lost)
				if (called.status === loginRefused) await ifReached(store.endSession(session.id, session.seconds))
				return called
			}
			return (await turns({ account, identity, client, run })) ?? { kind: 'busy' }
		},
	}
}
