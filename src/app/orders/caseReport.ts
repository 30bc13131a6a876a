import { visibleText } from '../../certificates/visibleText.ts'
import { orderWords } from '../words/orderWords.ts'
import type { OrderStatus, Row } from './order.ts'

const words = orderWords.report
const oneLine = (text: string) => visibleText(text.replace(/\s+/g, ' ').trim())

/** What the last call was and what came of it. */
function callLines({ asked, failure, status }: Row): readonly (readonly [string, string])[] {
	if (!asked) return [[words.result, words.neverAsked]]
	const code = failure && (failure.reported ?? failure.code)
	return [
		[words.asked, words.queryTypes[asked.queryType]],
		[words.askedAt, words.time(new Date(asked.at))],
		...(asked.requestId === undefined ? [] : [[words.requestId, oneLine(asked.requestId)] as const]),
		[words.result, code === undefined ? words.answered : words.failure(oneLine(code))],
		...(status ? statusLines(status) : []),
	]
}

function statusLines({ code, meaning, message }: OrderStatus): readonly (readonly [string, string])[] {
	return [
		[words.code, String(code)],
		[words.meaning, orderWords.meanings[meaning]],
		[words.message, oneLine(message) || words.noMessage],
	]
}

function certificateLines({ certificate, validUntil }: Row): readonly (readonly [string, string])[] {
	const until = validUntil === undefined ? [] : [[words.validUntil, words.time(new Date(validUntil))] as const]
	if (!certificate) return until
	const { serialNumber } = certificate.shown.chain.path[0].certificate
	return [
		[words.certificate, certificate.names.map(visibleText).join(', ')],
		[words.serialNumber, serialNumber],
		...until,
	]
}

/**
 * @param row an order
 * @param now when the report is made
 * @returns what was asked, when, and what came, as plain text for the authority's support: lines with LF. There are no secrets
 *   in it, because the desk knows none, and no note, which is of nobody's business outside
 */
export function caseReport(row: Row, now: Date): string {
	const facts = [
		[words.made, words.time(now)],
		[words.endpoint, 'CollectCCC'],
		[words.orderNumber, row.orderNumber],
		...callLines(row),
		...certificateLines(row),
	] as const
	const history = row.history.map(
		({ at, status }) =>
			`  ${words.time(new Date(at))}: ${words.status(status.code, orderWords.meanings[status.meaning])} ${oneLine(status.message)}`,
	)
	return [
		words.title(row.orderNumber),
		'',
		...facts.map(([name, value]) => `${name}: ${value}`),
		...(history.length > 0 ? ['', `${words.history}:`, ...history.map((line) => line.trimEnd())] : []),
		'',
		words.secrets,
		'',
	].join('\n')
}
