import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { FailureCode } from '../collect/collectionFailure.ts'
import { longestHistory } from './answered.ts'
import { type Desk, type DeskContent, openDesk } from './desk.ts'
import { forgetDesk, type KeptIn, keepDesk, ownerOfKept, readDesk, writeDesk } from './deskStorage.ts'
import { collectedChain, FakeAuthority, FakeClock, failure, settled, start, status } from './fixtures/fakes.ts'
import { noteOf } from './note.ts'
import { emptyRow, type Row } from './order.ts'
import { shortestWatch } from './watch.ts'

/** The session's storage of a browser that has room for so many UTF-16 code units. */
class FakeStorage implements KeptIn {
	readonly kept = new Map<string, string>()
	writes = 0
	constructor(private readonly room = 5 * 1024 * 512) {}
	getItem(key: string): string | null {
		return this.kept.get(key) ?? null
	}
	setItem(key: string, value: string): void {
		this.writes += 1
		if (key.length + value.length > this.room) throw new DOMException('full', 'QuotaExceededError')
		this.kept.set(key, value)
	}
	removeItem(key: string): void {
		this.kept.delete(key)
	}
	get text(): string {
		return [...this.kept.values()].join()
	}
}

const owner = 'reseller'
let clock: FakeClock
let authority: FakeAuthority
let desk: Desk
let storage: FakeStorage
beforeEach(() => {
	clock = new FakeClock()
	authority = new FakeAuthority(clock)
	desk = openDesk(authority.ask, clock)
	storage = new FakeStorage()
})

const heard = (code: number, message: string) => {
	const { meaning } = status(code)
	return { code, meaning, message }
}
const content = (rows: readonly Row[]): DeskContent => ({
	rows,
	queue: [],
	waiting: undefined,
	watch: { isOn: false, interval: shortestWatch },
})

test('what is written is read again: numbers, notes, statuses, history, failures, the queue, the wait and the watch', async () => {
	desk.setWatch({ isOn: true, interval: 4 * 3_600_000 })
	desk.add(['1', '2', '3', '4', '5', '6'].map((orderNumber) => ({ orderNumber, note: `note "${orderNumber}" é` })))
	desk.ask(desk.getSnapshot().rows.map(({ orderNumber }) => orderNumber))
	await authority.call.answer(status(0, 'Being processed'))
	await authority.call.answer(status(1, '', '2027-06-11T23:59:59Z'))
	await authority.call.fail(failure('reply-empty', { requestId: 'request-8' }))
	desk.collect(['5', '6'])
	await authority.call.answer(status(-42))
	expect(writeDesk(owner, desk.getContent(), storage)).toBe(true)
	const read = readDesk(owner, storage)
	const again = openDesk(authority.ask, clock, read)
	expect(again.getSnapshot().rows).toEqual(desk.getSnapshot().rows)
	expect(read).toMatchObject({
		queue: ['4', '5', '6'],
		waiting: { reason: 'call-limit', length: 15 * 60_000 },
		watch: { isOn: true, interval: 4 * 3_600_000 },
	})
})

test('any rows that a desk can have', () => {
	const time = fc.integer({ min: 0, max: 4e12 })
	const known = fc
		.tuple(fc.constantFrom(2, 1, 0, -16, -20, -42, -77, -999_999), fc.string({ unit: 'binary' }))
		.map(([code, message]) => heard(code, message))
	const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
	const asked = fc.record({
		at: time,
		queryType: fc.constantFrom<0 | 1>(0, 1),
		requestId: optional(fc.string({ minLength: 1, maxLength: 64 })),
	})
	const code = fc.constantFrom<FailureCode>('reply-empty', 'upstream-broken', 'unexpected')
	const row = fc
		.record({
			orderNumber: fc.bigInt({ min: 1n, max: 10n ** 20n - 1n }).map(String),
			note: fc.string({ unit: 'grapheme' }).map(noteOf),
			status: optional(known),
			asked: optional(asked),
			heardAt: optional(time),
			failure: optional(fc.oneof(known, fc.record({ code, reported: optional(fc.string({ maxLength: 64 })) }))),
			history: fc.array(fc.record({ at: time, status: known }), { maxLength: longestHistory }),
			validUntil: optional(time),
			task: optional(fc.record({ queryType: fc.constantFrom<0 | 1>(0, 1), isRunning: fc.constant(false) })),
		})
		.map((parts): Row => ({ ...emptyRow(parts.orderNumber, ''), ...parts }))
	fc.assert(
		fc.property(fc.uniqueArray(row, { selector: ({ orderNumber }) => orderNumber }), (rows) => {
			const queue = rows.filter(({ task }) => task).map(({ orderNumber }) => orderNumber)
			writeDesk(owner, { ...content(rows), queue }, storage)
			expect(readDesk(owner, storage)).toEqual({ ...content(rows), queue })
		}),
	)
})

test('a certificate, the names in it and what was sent are not kept', async () => {
	desk.add([{ orderNumber: '1', note: '' }])
	desk.collect(['1'])
	await authority.call.answer(await collectedChain())
	expect(desk.getSnapshot().rows[0]?.certificate?.names).toContain('vector.example.com')
	writeDesk(owner, desk.getContent(), storage)
	expect(storage.text).not.toMatch(/vector|example|BEGIN|MII/)
	const [row] = readDesk(owner, storage)?.rows ?? []
	expect(row).toMatchObject({ status: { meaning: 'attached' }, certificate: undefined })
	expect(row?.validUntil).toBe(Date.parse('2027-06-11T14:32:01Z'))
})

describe('whose work it is', () => {
	const rows = [emptyRow('1', 'note')]
	beforeEach(() => void writeDesk(owner, content(rows), storage))

	test('is told by the login name', () => expect(ownerOfKept(storage)).toBe('reseller'))
	test('is told of nothing where nothing is kept', () => {
		writeDesk(owner, content([]), storage)
		expect(ownerOfKept(storage)).toBeUndefined()
		forgetDesk(storage)
		expect(ownerOfKept(storage)).toBeUndefined()
	})
	test('another account reads nothing, also if only capitals differ', () => {
		expect(readDesk('reseller', storage)?.rows).toEqual(rows)
		for (const name of ['reseller2', 'partner', '', 'Reseller', 'RESELLER', ' reseller'])
			expect(readDesk(name, storage)).toBeUndefined()
	})
})

test('a status of another version of the codes has the meaning of this one', () => {
	writeDesk(
		owner,
		content([{ ...emptyRow('1', ''), status: { code: -20, meaning: 'unknown', message: 'x' } }]),
		storage,
	)
	expect(readDesk(owner, storage)?.rows[0]?.status).toEqual(heard(-20, 'x'))
})

describe('what no desk wrote', () => {
	const write = (text: string) => storage.kept.set('certcollect-desk', text)
	beforeEach(() => {
		writeDesk(owner, content([{ ...emptyRow('1', 'note'), history: [{ at: start, status: heard(0, '') }] }]), storage)
	})

	test('nothing is kept', () => {
		forgetDesk(storage)
		expect([readDesk(owner, storage), storage.kept.size]).toEqual([undefined, 0])
	})
	test.each(['', '{', 'null', '[]', '{}', '"x"', '{"version":1}'])('%s', (text) => {
		write(text)
		expect(readDesk(owner, storage)).toBeUndefined()
	})
	test.each<[string, readonly (string | number)[], unknown]>([
		['another version', ['version'], 1],
		['a member too many', ['more'], 1],
		['an owner that is none', ['owner'], 1],
		['no order number', ['rows', 0, 0], 'abc'],
		['a number with zeros before', ['rows', 0, 0], '01'],
		['an order twice', ['rows', 1], ['1', '', null, null, null, [], null, null]],
		[
			'too many orders',
			['rows'],
			Array.from({ length: 5001 }, (_, at) => [`${at + 1}`, '', null, null, null, [], null, null]),
		],
		['a status that is no number', ['rows', 0, 2], ['0', '']],
		['a time that is none', ['rows', 0, 5, 0, 0], 1e300],
		['a failure that does not exist', ['rows', 0, 4], ['toString', null]],
		['a query that does not exist', ['rows', 0, 7], 2],
		['a row that is too long', ['rows', 0, 9], null],
		['a queue with an order twice', ['queue'], ['1', '1']],
	])('%s', (_, path, value) => {
		const kept = JSON.parse(storage.text)
		const holder = path.slice(0, -1).reduce((one, step) => one[step], kept)
		holder[path.at(-1) ?? ''] = value
		write(JSON.stringify(kept))
		expect(readDesk(owner, storage)).toBeUndefined()
	})
	test('a browser that keeps nothing', () => {
		const refuse = () => {
			throw new DOMException('refused', 'SecurityError')
		}
		const none = { getItem: refuse, setItem: refuse, removeItem: refuse }
		expect([readDesk(owner, none), writeDesk(owner, content([]), none), forgetDesk(none)]).toEqual([
			undefined,
			false,
			undefined,
		])
	})
	test('whatever stands there, a desk that is opened with it works', async () => {
		const text = storage.text
		await fc.assert(
			fc.asyncProperty(fc.nat(text.length), fc.nat(6), fc.string({ maxLength: 6 }), async (at, length, other) => {
				write(text.slice(0, at) + other + text.slice(at + length))
				const opened = openDesk(authority.ask, clock, readDesk(owner, storage))
				opened.add([{ orderNumber: '77', note: '' }])
				for (const { history, asked } of opened.getSnapshot().rows)
					for (const time of [...history.map((entry) => entry.at), asked?.at ?? 0]) new Date(time).toISOString()
				opened.close()
			}),
		)
	})
	test('a queue with orders that are not there', () => {
		writeDesk(owner, { ...content([emptyRow('1', '')]), queue: ['9', '1'] }, storage)
		expect(openDesk(authority.ask, clock, readDesk(owner, storage)).getContent().queue).toEqual(['1'])
	})
})

describe('room', () => {
	const rows = (make: (index: number) => Partial<Row>) =>
		Array.from({ length: 5000 }, (_, index) => ({ ...emptyRow(`${12_345_678 + index}`, ''), ...make(index) }))
	const asked = { at: start, queryType: 0, requestId: '01234567-89ab-cdef-0123-456789abcdef' } as const
	const long = (index: number, length: number) => `${index} `.padEnd(length, 'x')
	const usual = rows((index) => {
		const known = heard(0, 'The certificate is being processed by the authority.')
		return { note: long(index, 30), status: known, asked, history: [{ at: start, status: known }] }
	})
	const history = (index: number, count: number) =>
		Array.from({ length: count }, (_, at) => ({ at: start + at, status: heard(-(at % 3), long(index, 80)) }))

	test('5,000 usual orders need half of what the smallest browser has', () => {
		expect(writeDesk(owner, content(usual), storage)).toBe(true)
		expect(storage.text.length).toBeLessThan(1_310_720)
		expect(readDesk(owner, storage)?.rows).toEqual(usual)
	})
	test('histories are left out first, then the authority’s words, then notes', () => {
		const sizes = [
			rows((index) => ({
				note: long(index, 100),
				asked,
				history: history(index, 20),
				status: heard(0, long(index, 80)),
			})),
			rows((index) => ({
				note: long(index, 200),
				asked,
				history: history(index, 3),
				status: heard(0, long(index, 900)),
			})),
			rows((index) => ({ note: '"'.repeat(200), asked, history: [], status: heard(0, long(index, 1000)) })),
		]
		const kept = sizes.map((size) => {
			const fresh = new FakeStorage()
			expect(writeDesk(owner, content(size), fresh)).toBe(true)
			const [row] = readDesk(owner, fresh)?.rows ?? []
			return [row?.history.length, (row?.status?.message.length ?? 0) > 0, (row?.note.length ?? 0) > 0]
		})
		expect(kept).toEqual([
			[0, true, true],
			[0, false, true],
			[0, false, true],
		])
		const small = new FakeStorage(800_000)
		expect(writeDesk(owner, content(sizes[2] ?? []), small)).toBe(true)
		expect(readDesk(owner, small)?.rows[0]).toMatchObject({ note: '', status: { code: 0, message: '' } })
	})
	test('where nothing has room, nothing old is left', () => {
		const small = new FakeStorage(10_000)
		expect(writeDesk(owner, content(usual.slice(0, 5)), small)).toBe(true)
		expect(writeDesk(owner, content(usual), small)).toBe(false)
		expect(readDesk(owner, small)).toBeUndefined()
	})
})

describe('keeping', () => {
	test('writes a moment after a change, however many there were', async () => {
		const keeper = keepDesk(owner, desk, storage, clock, () => {})
		desk.add([{ orderNumber: '1', note: '' }])
		desk.setNote('1', 'a')
		desk.setNote('1', 'b')
		expect(storage.writes).toBe(0)
		await clock.pass(5000)
		expect(storage.writes).toBe(1)
		expect(readDesk(owner, storage)?.rows[0]?.note).toBe('b')
		await clock.pass(60_000)
		expect(storage.writes).toBe(1)
		desk.setNote('1', 'c')
		keeper.flush()
		expect(readDesk(owner, storage)?.rows[0]?.note).toBe('c')
		keeper.flush()
		await clock.pass(60_000)
		expect(storage.writes).toBe(2)
		desk.setNote('1', 'd')
		keeper.end()
		keeper.flush()
		desk.setNote('1', 'e')
		await clock.pass(60_000)
		expect(storage.writes).toBe(2)
	})
	test('says when there is no room, and when there is again', async () => {
		const said: boolean[] = []
		const small = new FakeStorage(1000)
		keepDesk(owner, desk, small, clock, (isFull) => said.push(isFull))
		const many = Array.from({ length: 100 }, (_, index) => ({ orderNumber: `${index + 1}`, note: '' }))
		desk.add(many)
		await clock.pass(5000)
		desk.setNote('1', 'a')
		await clock.pass(5000)
		desk.remove(many.map(({ orderNumber }) => orderNumber).slice(1))
		await clock.pass(5000)
		desk.setNote('1', 'b')
		await clock.pass(5000)
		await settled()
		expect(said).toEqual([true, false])
	})
})
