/**
 * Calls with a login name and a password. A wrong password too many can lock an account, so how often one may be wrong is
 * limited, and no such call is ever repeated.
 */
import { type CollectRequest, formBody } from '../collectccc/request.ts'
import { accountDigest } from './accountDigest.ts'
import type { Call, MakeCall } from './calls.ts'
import type { Limits } from './limits.ts'
import { loginRefused, statusOf } from './loginStatus.ts'
import type { Session } from './sealedSession.ts'
import type { SessionEnds } from './sessionEnds.ts'
import type { Signal } from './signal.ts'
import { ifReached, type Store, StoreError } from './store.ts'
import { createTurns, type Waiting } from './turns.ts'
import { mayHaveArrived } from './upstream.ts'

/** A request that gives a login, and not a collection code. */
export type AccountRequest = Extract<CollectRequest, { readonly loginName: string }>

type Trial = Pick<Waiting<AccountOutcome>, 'account' | 'identity' | 'client' | 'run'>

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
	 * Asks with the login of a session, which ends if it is refused. A login that was accepted before ends all its sessions with
	 * it, or each of them would be refused once more; one that nobody has proven yet is a stranger's still.
	 */
	inSession(request: AccountRequest, session: Session, address: string, client: Signal): Promise<AccountOutcome>
}

// However many they are, who is signed in finds a place behind them, and soon has a turn.
const strangersRoom = 2

/**
 * @param makeCall makes the calls
 * @param store where failures and turns are counted
 * @param ends where it is noted which sessions have ended
 */
export function createAccounts(makeCall: MakeCall, store: Store, limits: Limits, ends: SessionEnds): Accounts {
	const turns = createTurns<AccountOutcome>(store, limits)
	const rule = (points: number) => ({ points, seconds: limits.failureSeconds })
	const byName = store.limiter('failures-name', rule(limits.failuresByName))
	const byAddress = store.limiter('failures-address', rule(limits.failuresByAddress))

	async function ask(
		request: AccountRequest,
		address: string,
		lost: AbortSignal,
	): Promise<AccountOutcome & { kind: 'called' }> {
		const call = await makeCall(formBody(request), address, lost).catch((error) => {
			throw lost.aborted ? new StoreError({ cause: error }) : error
		})
		return { kind: 'called', call, status: 'reply' in call ? statusOf(call.reply.body) : undefined }
	}

	async function askInSession(
		request: AccountRequest,
		account: string,
		session: Session,
		address: string,
		lost: AbortSignal,
	): Promise<AccountOutcome> {
		// Asked again: it may have ended while this call waited, and would only be refused once more.
		if (await ends.hasEnded(session)) return { kind: 'ended' }
		const called = await ask(request, address, lost)
		if (called.status === loginRefused) {
			await ends.end(session)
			if (session.isProven) {
				// As long as nobody has proven a login it was taken before.
				await ifReached(byName.take(account))
				await ends.endAll(session)
			}
		}
		return called
	}

	/** Whether it may have been a failed attempt: it was one, or CollectCCC was asked and what it said is not known. */
	const mayHaveFailed = (outcome: AccountOutcome) => {
		if (outcome.kind !== 'called') return false
		const { call, status } = outcome
		return 'reply' in call ? status === loginRefused : mayHaveArrived(call.error)
	}

	async function attempt(
		account: string,
		address: string,
		run: () => Promise<AccountOutcome>,
	): Promise<AccountOutcome> {
		// Taken before the call, so that calls at the same time cannot all count on the last one that is left.
		const taken = [
			{ limiter: byAddress, key: address },
			{ limiter: byName, key: account },
		]
		for (const [index, { limiter, key }] of taken.entries()) {
			const seconds = await limiter.take(key)
			if (seconds === undefined) continue
			for (const before of taken.slice(0, index)) await before.limiter.giveBack(before.key)
			return { kind: 'throttled', seconds }
		}
		const outcome = await run()
		if (!mayHaveFailed(outcome)) for (const { limiter, key } of taken) await ifReached(limiter.giveBack(key))
		return outcome
	}

	/** Waits for a turn with a login that nobody has proven yet. What is sent twice, as by a double click, is tried once. */
	async function tryInTurn({ account, identity, client, run }: Trial, address: string) {
		// Looked at before standing in line, so that whoever guesses is not in the way of those who work.
		const seconds = (await byAddress.look(address)) ?? (await byName.look(account))
		if (seconds !== undefined) return { kind: 'throttled', seconds } as const
		const counted = (lost: AbortSignal) => attempt(account, address, () => run(lost))
		const room = Math.min(strangersRoom, limits.waitingCalls)
		return turns({ account, room, identity, joinsRunning: true, client, run: counted })
	}

	return {
		async asStranger(request, address, client) {
			const account = await accountDigest(request.loginName)
			const identity = `${address} ${formBody(request)}`
			const run = (lost: AbortSignal) => ask(request, address, lost)
			return (await tryInTurn({ account, identity, client, run }, address)) ?? { kind: 'busy' }
		},
		async inSession(request, session, address, client) {
			if (await ends.hasEnded(session)) return { kind: 'ended' }
			const account = await accountDigest(request.loginName)
			const identity = `${session.id} ${formBody(request)}`
			const run = (lost: AbortSignal) => askInSession(request, account, session, address, lost)
			const waiting = { account, identity, client, run }
			const room = limits.waitingCalls
			const inTurn = session.isProven ? turns({ ...waiting, room, joinsRunning: false }) : tryInTurn(waiting, address)
			return (await inTurn) ?? { kind: 'busy' }
		},
	}
}
