/** What a call that failed means for the queue. */
import type { CollectionFailure } from '../collect/collectionFailure.ts'
import type { StopReason } from './desk.ts'

export type Trouble =
	/** nothing more may be asked until somebody signs in */
	| { readonly kind: 'signed-out'; readonly reason: StopReason }
	/** later, by itself */
	| { readonly kind: 'busy'; readonly retryAt: number | undefined }
	/** what came about this order cannot be read; others may be */
	| { readonly kind: 'unreadable' }
	/** nothing says whose fault it is. Where the order could be at fault, it is not let through to stop the queue for ever */
	| { readonly kind: 'halt'; readonly isOrderSuspect: boolean }

/** The relay's codes for "later". */
const busy: ReadonlySet<string> = new Set(['too-many-requests', 'account-busy', 'upstream-resting', 'relay-busy'])

/** @param failure of a call about one order; @returns what the queue does about it */
export function troubleOf({ code, details }: CollectionFailure): Trouble {
	const { reported, retryAt } = details
	if (reported === 'not-signed-in' || reported === 'session-refused' || reported === 'session-replaced')
		return { kind: 'signed-out', reason: reported }
	if (retryAt || (reported !== undefined && busy.has(reported))) return { kind: 'busy', retryAt: retryAt?.getTime() }
	switch (code) {
		case 'reply-empty':
		case 'reply-not-collectccc':
		case 'reply-no-certificates':
		case 'reply-cut-off':
		case 'upstream-too-large':
			return { kind: 'unreadable' }
		case 'network-failed':
		case 'application-outdated':
			return { kind: 'halt', isOrderSuspect: false }
		default:
			return { kind: 'halt', isOrderSuspect: true }
	}
}
