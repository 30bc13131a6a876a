/**
 * Keeps the desk over a reload of the tab, in the session's storage: numbers, notes, statuses with their history, the queue,
 * and the login name of whose work it is. Never passwords, certificates, or names out of them.
 */
import * as v from 'valibot'
import { meaningOf } from '../../collectccc/codes.ts'
import type { FailureCode } from '../collect/collectionFailure.ts'
import { words } from '../words/words.ts'
import { longestHistory } from './answered.ts'
import type { Clock, Desk, DeskContent } from './desk.ts'
import { noteOf } from './note.ts'
import { emptyRow, type OrderFailure, type OrderStatus, type Row } from './order.ts'
import { mostOrders } from './orderNumbers.ts'

/** What is used of the browser's Storage. */
export type KeptIn = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const key = 'certcollect-desk'
/** Of what is written; another form gets another number, and this one is no longer read then. */
const version = 3
/** In UTF-16 code units: half of what the browser with the least room has, which counts two bytes for each. */
const mostCharacters = 2_400_000
/** A crash of the browser loses no more than this; a page that goes away is written before. */
const writeDelay = 5000

const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15))
const short = v.pipe(v.string(), v.maxLength(64))
const isFailureCode = (value: unknown): value is FailureCode =>
	typeof value === 'string' && Object.hasOwn(words.failures, value)

const statusForm = v.pipe(
	v.tuple([v.pipe(v.number(), v.integer()), v.pipe(v.string(), v.maxLength(1000))]),
	v.transform(([code, message]): OrderStatus => ({ code, meaning: meaningOf(code), message })),
)
const failureForm = v.pipe(
	v.strictTuple([v.custom<FailureCode>(isFailureCode), v.nullable(short)]),
	v.transform(([code, reported]): OrderFailure => ({ code, reported: reported ?? undefined })),
)
const rowForm = v.pipe(
	v.strictTuple([
		v.pipe(v.string(), v.regex(/^[1-9]\d{0,19}$/)),
		v.string(),
		v.nullable(statusForm),
		v.nullable(v.strictTuple([time, v.picklist([0, 1]), v.nullable(short)])),
		v.nullable(v.union([failureForm, statusForm])),
		v.pipe(v.array(v.strictTuple([time, statusForm])), v.maxLength(longestHistory)),
		v.nullable(time),
		v.nullable(v.picklist([0, 1])),
		v.nullable(time),
	]),
	v.transform(([orderNumber, note, status, asked, failure, history, validUntil, queryType, heardAt]): Row => {
		const [at, askedFor, requestId] = asked ?? []
		return {
			...emptyRow(orderNumber, noteOf(note)),
			status: status ?? undefined,
			heardAt: heardAt ?? undefined,
			asked:
				at === undefined || askedFor === undefined
					? undefined
					: { at, queryType: askedFor, requestId: requestId ?? undefined },
			failure: failure ?? undefined,
			history: history.map(([heardAt, heard]) => ({ at: heardAt, status: heard })),
			validUntil: validUntil ?? undefined,
			task: queryType === null ? undefined : { queryType, isRunning: false },
		}
	}),
)
const contentForm = v.strictObject({
	version: v.literal(version),
	/** a login name, exactly */
	owner: v.string(),
	rows: v.pipe(
		v.array(rowForm),
		v.maxLength(mostOrders),
		v.check((rows) => new Set(rows.map(({ orderNumber }) => orderNumber)).size === rows.length),
	),
	queue: v.pipe(
		v.array(v.string()),
		v.check((queue) => new Set(queue).size === queue.length),
	),
	waiting: v.nullable(
		v.pipe(
			v.strictTuple([v.picklist(['call-limit', 'busy']), time, time, v.nullable(short)]),
			v.transform(([reason, until, length, reported]) => ({ reason, until, length, reported: reported ?? undefined })),
		),
	),
	watch: v.strictObject({ isOn: v.boolean(), interval: v.number() }),
})

/** What is left out when there is no room: nothing, histories, the authority's words as well, notes as well. */
const levels = [0, 1, 2, 3] as const
type Level = (typeof levels)[number]

function textOfRow(row: Row, level: Level): string {
	const { orderNumber, note, status, asked, failure, history, validUntil, task, heardAt } = row
	const inShort = ({ code, message }: OrderStatus) => [code, level < 2 ? message : '']
	return JSON.stringify([
		orderNumber,
		level < 3 ? note : '',
		status ? inShort(status) : null,
		asked ? [asked.at, asked.queryType, (level < 2 && asked.requestId) || null] : null,
		failure ? ('meaning' in failure ? inShort(failure) : [failure.code, failure.reported ?? null]) : null,
		level < 1 ? history.map((heard) => [heard.at, inShort(heard.status)]) : [],
		validUntil ?? null,
		task?.queryType ?? null,
		heardAt ?? null,
	])
}

/** Rows never change, so each is put into words once. */
const texts = new WeakMap<Row, string>()
function cachedText(row: Row): string {
	const known = texts.get(row)
	if (known !== undefined) return known
	const text = textOfRow(row, 0)
	texts.set(row, text)
	return text
}

function textOf(owner: string, { rows, queue, waiting, watch }: DeskContent, level: Level): string {
	const listed = rows.map((row) => (level === 0 ? cachedText(row) : textOfRow(row, level))).join()
	const { isOn, interval } = watch
	const limit = waiting ? [waiting.reason, waiting.until, waiting.length, waiting.reported ?? null] : null
	const rest = JSON.stringify({ owner, queue, waiting: limit, watch: { isOn, interval } })
	return `{"version":${version},"rows":[${listed}],${rest.slice(1)}`
}

function readKept(storage: KeptIn): v.InferOutput<typeof contentForm> | undefined {
	try {
		const { success, output } = v.safeParse(contentForm, JSON.parse(storage.getItem(key) ?? ''))
		return success ? output : undefined
	} catch {
		// No JSON, or a browser that keeps nothing.
		return undefined
	}
}

/**
 * @param owner the login name of whoever wants their work; capitals count
 * @param storage the session's
 * @returns what was kept; nothing if there is nothing, if it is not what a desk writes, or if it is somebody else's
 */
export function readDesk(owner: string, storage: KeptIn): DeskContent | undefined {
	const kept = readKept(storage)
	if (kept?.owner !== owner) return undefined
	const { rows, queue, waiting, watch } = kept
	return { rows, queue, waiting: waiting ?? undefined, watch }
}

/** @param storage the session's; @returns the login name of whose work is kept there; nothing if there is none, or no orders */
export function ownerOfKept(storage: KeptIn): string | undefined {
	const kept = readKept(storage)
	return kept && kept.rows.length > 0 ? kept.owner : undefined
}

/** @param storage the session's; what was kept of a desk is gone then */
export function forgetDesk(storage: KeptIn): void {
	try {
		storage.removeItem(key)
	} catch {
		// A browser that keeps nothing has nothing to forget.
	}
}

/**
 * @param owner the login name of whose work it is
 * @param content what is to be kept; what has no room is left out: histories first, then the authority's words, then notes
 * @param storage the session's
 * @returns whether anything could be kept
 */
export function writeDesk(owner: string, content: DeskContent, storage: KeptIn): boolean {
	for (const level of levels) {
		const text = textOf(owner, content, level)
		if (text.length > mostCharacters) continue
		try {
			storage.setItem(key, text)
			return true
		} catch {
			// No room: something less may have it.
		}
	}
	// Better nothing than what was true a while ago.
	forgetDesk(storage)
	return false
}

/** Keeps what changes. */
export interface Keeper {
	/** Writes now what has not been written yet: for when the page goes away. */
	flush(): void
	/** Ends it; what is not written yet is not written any more. */
	end(): void
}

/**
 * Writes what changes, a moment later and everything at once.
 *
 * @param owner the login name of whose work it is
 * @param desk what to keep
 * @param storage the session's
 * @param clock for the moment
 * @param onFull called with `true` when nothing could be kept, and with `false` when it can be again
 * @returns what ends it
 */
export function keepDesk(
	owner: string,
	desk: Desk,
	storage: KeptIn,
	clock: Clock,
	onFull: (isFull: boolean) => void,
): Keeper {
	let callOff: (() => void) | undefined
	let isFull = false
	const write = () => {
		callOff?.()
		callOff = undefined
		const isKept = writeDesk(owner, desk.getContent(), storage)
		if (isKept === isFull) onFull(!isKept)
		isFull = !isKept
	}
	const leave = desk.subscribe(() => {
		callOff ??= clock.after(writeDelay, write)
	})
	return {
		flush: () => {
			if (callOff) write()
		},
		end: () => {
			leave()
			callOff?.()
			callOff = undefined
		},
	}
}
