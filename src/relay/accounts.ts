/**
 * Calls with a login name and a password. A wrong password too many can lock an account, so how often one may be wrong is
 * limited, and no such call is ever repeated.
 */
import { type CollectRequest, formBody } from '../collectccc/request.ts'
import { accountDigest } from './accountDigest.ts'
import { type AddressCalls, untilNextPlace } from './addressCalls.ts'
import type { Call, MakeCall } from './calls.ts'
import type { Limits } from './limits.ts'
import { createLoginLimits, type Verdict } from './loginLimits.ts'
import { isTrouble, loginRefused, provesLogin, statusOf } from './loginStatus.ts'
import type { Session } from './sealedSession.ts'
import type { SessionEnds } from './sessionEnds.ts'
import type { Signal } from './signal.ts'
import { type Store, StoreError } from './store.ts'
import { createTurns, type Waiting } from './turns.ts'
import { mayHaveArrived } from './upstream.ts'

/** A request that gives a login, and not a collection code. */
export type AccountRequest = Extract<CollectRequest, { readonly loginName: string }>

type Waiter = Pick<Waiting<AccountOutcome>, 'account' | 'identity' | 'client' | 'run'>

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

type Called = Extract<AccountOutcome, { readonly kind: 'called' }>

/** @returns what a call says of its login */
function verdictOf({ call, status }: Called): Verdict {
	if ('error' in call) return mayHaveArrived(call.error) ? 'cut-off' : 'not-asked'
	if (status === loginRefused) return 'refused'
	if (provesLogin(status)) return 'accepted'
	// A gateway's page is trouble as well.
	const isNobodysFault = status === undefined ? call.reply.status >= 500 : isTrouble(status)
	return isNobodysFault ? 'trouble' : 'unsaid'
}

// However many they are, who is signed in finds a place behind them, and soon has a turn.
const strangersRoom = 2

/**
 * @param makeCall makes the calls
 * @param store where failures and turns are counted
 * @param ends where it is noted which sessions have ended
 * @param enter takes one of the address's places, for as long as a stranger waits and is asked for
 */
export function createAccounts(
	makeCall: MakeCall,
	store: Store,
	limits: Limits,
	ends: SessionEnds,
	enter: AddressCalls,
): Accounts {
	const turns = createTurns<AccountOutcome>(store, limits)
	const loginLimits = createLoginLimits(store, limits)

	async function ask(request: AccountRequest, account: string, address: string, lost: AbortSignal): Promise<Called> {
		const call = await makeCall(formBody(request), address, lost).catch((error) => {
			throw lost.aborted ? new StoreError({ cause: error }) : error
		})
		const status = 'reply' in call ? statusOf(call.reply.body) : undefined
		if (provesLogin(status)) await loginLimits.accepted(account)
		return { kind: 'called', call, status }
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
		const called = await ask(request, account, address, lost)
		if (called.status === loginRefused) {
			await ends.end(session)
			if (session.isProven) {
				// As long as nobody has proven a login it was taken before.
				await loginLimits.refusedLater(account)
				await ends.endAll(session)
			}
		}
		return called
	}

	async function attempt(
		account: string,
		address: string,
		run: () => Promise<AccountOutcome>,
	): Promise<AccountOutcome> {
		const trial = await loginLimits.begin(account, address)
		if (trial.kind === 'throttled') return trial
		const outcome = await run()
		await trial.end(outcome.kind === 'called' ? verdictOf(outcome) : 'not-asked')
		return outcome
	}

	/** Waits for a turn with a login that nobody has proven yet. What is sent twice, as by a double click, is tried once. */
	async function tryInTurn({ account, identity, client, run }: Waiter, address: string) {
		// Looked at before standing in line, so that whoever guesses is not in the way of those who work.
		const seconds = await loginLimits.look(account, address)
		if (seconds !== undefined) return { kind: 'throttled', seconds } as const
		const leave = enter(address)
		if (!leave) return { kind: 'throttled', seconds: untilNextPlace } as const
		const counted = (lost: AbortSignal) => attempt(account, address, () => run(lost))
		const room = Math.min(strangersRoom, limits.waitingCalls)
		try {
			return await turns({ account, room, identity, joinsRunning: true, client, run: counted })
		} finally {
			leave()
		}
	}

	return {
		async asStranger(request, address, client) {
			const account = await accountDigest(request.loginName)
			const identity = `${address} ${formBody(request)}`
			const run = (lost: AbortSignal) => ask(request, account, address, lost)
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
