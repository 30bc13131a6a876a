/** What a row becomes by a call. */
import type { GeneralName } from '../../certificates/generalName.ts'
import type { StatusReply } from '../../collectccc/reply.ts'
import type { ShownChain } from '../chain/shownChain.ts'
import {
	type Asked,
	type HistoryEntry,
	type OrderFailure,
	type OrderStatus,
	type Row,
	saysHowItStands,
} from './order.ts'

/** How many statuses a row remembers. */
export const longestHistory = 20

const naming: ReadonlySet<GeneralName['kind']> = new Set(['dns', 'ip', 'email', 'smtp-utf8'])

/** Whom a certificate is for: its alternative names, or else what the verdict calls it. */
function namesOf({ chain, verdict }: ShownChain): readonly string[] {
	const all = chain.path[0].certificate.extensions.subjectAlternativeName?.names ?? []
	const names = new Set(all.filter(({ kind }) => naming.has(kind)).map(({ value }) => value))
	return names.size > 0 ? [...names] : [verdict.holder]
}

function withEntry(history: readonly HistoryEntry[], entry: HistoryEntry): readonly HistoryEntry[] {
	return history.at(-1)?.status.code === entry.status.code ? history : [...history, entry].slice(-longestHistory)
}

/**
 * @param row an order that was asked about
 * @param outcome what the authority answered
 * @param asked the call
 * @returns the row with that: its task done. What is about the call alone changes nothing that is known of the order, and a
 *   certificate that was collected before stays in any case
 */
export function answered(row: Row, outcome: ShownChain | StatusReply, asked: Asked): Row {
	const status: OrderStatus =
		outcome.kind === 'chain'
			? { code: 2, meaning: 'attached', message: '' }
			: { code: outcome.code, meaning: outcome.meaning, message: outcome.message }
	if (!saysHowItStands(status)) return { ...row, asked, failure: status, task: undefined }
	const stated = outcome.kind === 'chain' ? outcome.verdict.notAfter : outcome.validity?.notAfter
	return {
		...row,
		status,
		heardAt: asked.at,
		asked,
		failure: undefined,
		history: withEntry(row.history, { at: asked.at, status }),
		certificate: outcome.kind === 'chain' ? { names: namesOf(outcome), shown: outcome } : row.certificate,
		validUntil: stated?.getTime() ?? row.validUntil,
		task: undefined,
	}
}

/** @returns the row of an order about which nothing came that can be read; what is known of it stays */
export function failed(row: Row, failure: OrderFailure, asked: Asked): Row {
	return { ...row, failure, asked, task: undefined }
}
