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

/** Why the last call brought nothing. */
export interface OrderFailure {
	readonly code: FailureCode
	/** the code that the relay gave, where it says more */
	readonly reported: string | undefined
}

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
	/** none until the authority has said something about it */
	readonly status: OrderStatus | undefined
	/** the last call, whatever came of it */
	readonly asked: Asked | undefined
	/** none if the last call brought an answer */
	readonly failure: OrderFailure | undefined
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
export type Standing = 'not-asked' | 'ready' | 'pending' | 'ended' | 'fault' | 'failed'

/** Whether the certificate is there, waiting helps, nothing helps, or something is at fault. */
export const standings: Record<Meaning, Exclude<Standing, 'not-asked' | 'failed'>> = {
	attached: 'ready',
	available: 'ready',
	processing: 'pending',
	'awaiting-payment': 'pending',
	'not-approved': 'pending',
	'call-limit': 'pending',
	'authority-failure': 'pending',
	rejected: 'ended',
	revoked: 'ended',
	'invalid-value': 'fault',
	'permission-denied': 'fault',
	'sign-in-refused': 'fault',
	'missing-argument': 'fault',
	'unknown-argument': 'fault',
	'https-required': 'fault',
	'post-required': 'fault',
	unknown: 'fault',
}

/** @param row an order; @returns where it stands; `failed` if the last call brought nothing that can be read */
export function standingOf({ status, failure }: Row): Standing {
	if (failure) return 'failed'
	return status ? standings[status.meaning] : 'not-asked'
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
 * @returns whole days until its certificate ends, 0 on the last one, negative when it is over; nothing if that is not known
 */
export function daysLeft({ validUntil }: Row, now: number): number | undefined {
	return validUntil === undefined ? undefined : Math.floor((validUntil - now) / 86_400_000)
}

/** How the certificate of an order stands. */
export type CertificateState = 'none' | 'to-collect' | 'collected' | 'ending' | 'expired' | 'faulty'

/** From here on somebody should think of the next one; the calendar's first alarm is then as well. */
const fewDays = 30

/**
 * @param row an order
 * @param now the time
 * @returns how its certificate stands, if the authority says that there is one: by its end first, then by whether it was
 *   collected and is fit for use
 */
export function certificateStateOf(row: Row, now: number): CertificateState {
	const { status, certificate } = row
	if (!status || standings[status.meaning] !== 'ready') return 'none'
	const days = daysLeft(row, now)
	if (days !== undefined && days < 0) return 'expired'
	if (certificate && isFaulty(certificate)) return 'faulty'
	if (days !== undefined && days < fewDays) return 'ending'
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
