import { visibleText } from '../../certificates/visibleText.ts'
import { deskWords } from '../words/deskWords.ts'
import { orderWords } from '../words/orderWords.ts'
import type { NoWord, OrderStatus, Row } from './order.ts'

const words = orderWords.report
const oneLine = (text: string) => visibleText(text.replace(/\s+/g, ' ').trim())

/** What the last call was and what came of it. */
function callLines({ asked, failure, status, heardAt }: Row): readonly (readonly [string, string])[] {
	if (!asked) return [[words.result, words.neverAsked]]
	const before =
		failure && status && heardAt !== undefined ? [[words.before(new Date(heardAt)), inOneLine(status)] as const] : []
	return [
		[words.asked, words.queryTypes[asked.queryType]],
		[words.askedAt, words.time(new Date(asked.at))],
		...(asked.requestId === undefined ? [] : [[words.requestId, oneLine(asked.requestId)] as const]),
		...resultLines(failure ?? status),
		...before,
	]
}

function resultLines(result: NoWord | undefined): readonly (readonly [string, string])[] {
	if (!result) return []
	if ('meaning' in result) return [[words.result, words.answered], ...statusLines(result)]
	const { title } = deskWords.failure(result.code)
	return [[words.result, words.failure(title, oneLine(result.reported ?? result.code))]]
}

const inOneLine = ({ code, meaning, message }: OrderStatus) =>
	`${words.status(code, orderWords.meanings[meaning])} ${oneLine(message)}`.trimEnd()

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
 * @param collectUrl the address that was asked
 * @returns what was asked, when, and what came, as plain text for the authority's support: lines with LF. There are no secrets
 *   in it, because the desk knows none, and no note, which is of nobody's business outside
 */
export function caseReport(row: Row, now: Date, collectUrl: string): string {
	const facts = [
		[words.made, words.time(now)],
		[words.endpoint, words.endpointAt(collectUrl)],
		[words.orderNumber, row.orderNumber],
		...callLines(row),
		...certificateLines(row),
	] as const
	const history = row.history.map(({ at, status }) => `  ${words.time(new Date(at))}: ${inOneLine(status)}`)
	return [
		words.title(row.orderNumber),
		'',
		...facts.map(([name, value]) => `${name}: ${value}`),
		...(history.length > 0 ? ['', `${words.history}:`, ...history] : []),
		'',
		words.secrets,
		'',
	].join('\n')
}
