/** One order of the desk: what is known of it, and what follows from that. Times are milliseconds since 1970, UTC. */
import type { Meaning } from '../../collectccc/codes.ts'
import type { StatusReply } from '../../collectccc/reply.ts'
import type { ShownChain } from '../chain/shownChain.ts'
import type { FailureCode } from '../collect/collectionFailure.ts'

/** What the authority said of an order. */
export type OrderStatus = Pick<StatusReply, 'code' | 'meaning' | 'message'>

/** What is asked of an order: 0 its status alone, 1 its certificates as well. */
export type QueryType = 0 | 1

/** A call that came to an end. */
export interface Asked {
	readonly at: number
	readonly queryType: QueryType
	/** the relay's name for the call */
	readonly requestId: string | undefined
}

/** Why nothing came that can be read. */
export interface OrderFailure {
	readonly code: FailureCode
	/** the code that the relay gave, where it says more */
	readonly reported: string | undefined
}

/** What came of a call that said nothing of the order: nothing that can be read, or an answer that is about the call alone. */
export type NoWord = OrderFailure | OrderStatus

/** The status changed, or was heard for the first time. */
export interface HistoryEntry {
	readonly at: number
	readonly status: OrderStatus
}

/** A certificate that was collected. It is in memory alone. */
export interface OrderCertificate {
	/** whom it is for: host names, addresses or a person, each once, in the certificate's order; at least one */
	readonly names: readonly string[]
	readonly shown: ShownChain
}

/** One row of the desk. A row never changes; a changed order is another row. */
export interface Row {
	/** digits without leading zeros; no other row has it */
	readonly orderNumber: string
	/** what somebody wrote beside it, one line */
	readonly note: string
	/** the last that the authority said of it; none until it has said something */
	readonly status: OrderStatus | undefined
	/** when it said so */
	readonly heardAt: number | undefined
	/** the last call, whatever came of it */
	readonly asked: Asked | undefined
	/** none if the last call said something of the order; what was known before stays beside it */
	readonly failure: NoWord | undefined
	/** statuses in the order in which they were heard, the last one is that of now; the oldest are dropped */
	readonly history: readonly HistoryEntry[]
	readonly certificate: OrderCertificate | undefined
	/** when the certificate ends: what it says itself, or else what the authority said */
	readonly validUntil: number | undefined
	/** what is to be asked, or is being asked now */
	readonly task: { readonly queryType: QueryType; readonly isRunning: boolean } | undefined
	/** when the watch asks again; none where nothing is waited for, or nobody watches */
	readonly nextAsk: number | undefined
}

/** @returns the row of an order that nothing is known of; @param note one line */
export function emptyRow(orderNumber: string, note: string): Row {
	return {
		orderNumber,
		note,
		status: undefined,
		heardAt: undefined,
		asked: undefined,
		failure: undefined,
		history: [],
		certificate: undefined,
		validUntil: undefined,
		task: undefined,
		nextAsk: undefined,
	}
}

/** Where an order stands, for filters and marks. */
export type Standing = 'not-asked' | 'ready' | 'ending' | 'expired' | 'pending' | 'ended' | 'fault' | 'failed'

/** From here on somebody should think of the next one; the calendar's first alarm is then as well. */
const fewDays = 30

/** Whether the certificate is there, waiting helps, nothing helps, or something is at fault. */
export const standings: Record<Meaning, 'ready' | 'pending' | 'ended' | 'fault'> = {
	attached: 'ready',
	available: 'ready',
	processing: 'pending',
	'being-issued': 'pending',
	'awaiting-payment': 'pending',
	'not-approved': 'pending',
	'call-limit': 'pending',
	'authority-failure': 'pending',
	rejected: 'ended',
	revoked: 'ended',
	'request-not-accepted': 'fault',
	'key-not-accepted': 'fault',
	'name-not-accepted': 'fault',
	'no-credit': 'fault',
	'wrong-state': 'fault',
	'invalid-value': 'fault',
	'permission-denied': 'fault',
	'sign-in-refused': 'fault',
	'missing-argument': 'fault',
	'unknown-argument': 'fault',
	'https-required': 'fault',
	'post-required': 'fault',
	unknown: 'fault',
}

/** Answers that are about the call, and leave open how the order stands. */
const aboutTheCall: ReadonlySet<Meaning> = new Set([
	'call-limit',
	'authority-failure',
	'sign-in-refused',
	'missing-argument',
	'unknown-argument',
	'https-required',
	'post-required',
])

/** @param status an answer; @returns whether it says how the order stands */
export const saysHowItStands = ({ meaning }: Pick<OrderStatus, 'meaning'>): boolean => !aboutTheCall.has(meaning)

/** @param row an order; @returns the best that the authority answered: about the order, or else about the last call */
export function bestAnswer({ status, failure }: Row): OrderStatus | undefined {
	return status ?? (failure && 'meaning' in failure ? failure : undefined)
}

/** @param row an order; @returns whether there is a certificate, by what the authority said last */
export const isIssued = ({ status }: Row): boolean => status !== undefined && standings[status.meaning] === 'ready'

/**
 * @param row an order
 * @param now the time
 * @returns where it stands by all that is known of it: `ending` and `expired` are certificates that are there; `failed` if nothing
 *   is known and the last call brought nothing that can be read
 */
export function standingOf(row: Row, now: number): Standing {
	const answer = bestAnswer(row)
	if (!answer) return row.failure ? 'failed' : 'not-asked'
	return endOf(row, now) ?? standings[answer.meaning]
}

/** @param row an order; @param now the time; @returns whether the certificate that is there is over, or will soon be */
export function endOf(row: Row, now: number): 'ending' | 'expired' | undefined {
	const { validUntil } = row
	if (!isIssued(row) || validUntil === undefined) return undefined
	if (validUntil < now) return 'expired'
	return (daysLeft(row, now) ?? fewDays) < fewDays ? 'ending' : undefined
}

/** @returns whether an order is known to be ready and its certificate is not here: to collect it is no polling */
export function isCollectable({ status, certificate }: Row): boolean {
	return status !== undefined && standings[status.meaning] === 'ready' && !certificate
}

/** How long after a call a person may ask about the same order again: about as long as issuing takes at its quickest. */
export const cooldown = 60_000

/**
 * @param row an order
 * @param now the time
 * @returns when a person may ask about it again; nothing if that is now. A call that lies in the future, because the clock
 *   was set back, holds nobody up
 */
export function askableAt({ asked }: Row, now: number): number | undefined {
	if (!asked || asked.at > now || now - asked.at >= cooldown) return undefined
	return asked.at + cooldown
}

/**
 * @param row an order
 * @param now the time
 * @returns whole days until its certificate ends, or since then as a negative number; 0 within a day of it; nothing if that is not
 *   known
 */
export function daysLeft({ validUntil }: Row, now: number): number | undefined {
	return validUntil === undefined ? undefined : Math.trunc((validUntil - now) / 86_400_000) || 0
}

/** How the certificate of an order stands. */
export type CertificateState = 'none' | 'to-collect' | 'collected' | 'ending' | 'expired' | 'faulty'

/**
 * @param row an order
 * @param now the time
 * @returns how its certificate stands, if the authority says that there is one: by its end first, then by whether it was
 *   collected and is fit for use
 */
export function certificateStateOf(row: Row, now: number): CertificateState {
	const { certificate } = row
	if (!isIssued(row)) return 'none'
	const end = endOf(row, now)
	if (end === 'expired') return 'expired'
	if (certificate && isFaulty(certificate)) return 'faulty'
	if (end) return end
	return certificate ? 'collected' : 'to-collect'
}

/** Whether what was collected should not be installed. */
function isFaulty({ shown }: OrderCertificate): boolean {
	switch (shown.verdict.kind) {
		case 'signature-failed':
		case 'issuer-not-valid':
		case 'refused':
		case 'no-leaf':
			return true
		case 'ready':
		case 'self-signed':
		case 'expired':
		case 'not-yet-valid':
		case 'issuer-missing':
		case 'root-missing':
		case 'open':
		case 'not-checked':
			return false
	}
}
