import { beforeEach, describe, expect, test } from 'vitest'
import { type Desk, openDesk, type StatusChange } from './desk.ts'
import { collectedChain, FakeAuthority, FakeClock, failure, relayProblem, settled, status } from './fixtures/fakes.ts'
import { cooldown } from './order.ts'
import { isWatching, shortestWatch } from './watch.ts'

let clock: FakeClock
let authority: FakeAuthority
let desk: Desk
beforeEach(() => {
	clock = new FakeClock()
	authority = new FakeAuthority(clock)
	desk = openDesk(authority.ask, clock)
})

const orders = (...numbers: string[]) => numbers.map((orderNumber) => ({ orderNumber, note: '' }))
const row = (orderNumber: string) => {
	const found = desk.getSnapshot().rows.find((one) => one.orderNumber === orderNumber)
	if (!found) throw new Error(`no row ${orderNumber}`)
	return found
}
const state = () => desk.getSnapshot().queue
const begin = (...numbers: string[]) => {
	desk.add(orders(...numbers))
	desk.ask(numbers)
}
const [second, minute, hour] = [1000, 60_000, 3_600_000]

describe('the queue', () => {
	test('adding asks nothing; known orders and those without room are counted', () => {
		expect(desk.add(orders('1', '2'))).toEqual({ added: 2, known: 0, leftOut: 0 })
		expect(desk.add([{ orderNumber: '2', note: 'Smith' }])).toEqual({ added: 0, known: 1, leftOut: 0 })
		expect(desk.add([{ orderNumber: '2', note: 'Jones' }])).toEqual({ added: 0, known: 1, leftOut: 0 })
		expect(row('2').note).toBe('Smith')
		expect(desk.add(orders(...Array.from({ length: 5000 }, (_, index) => `${index + 1}`)))).toEqual({
			added: 4998,
			known: 2,
			leftOut: 0,
		})
		expect(desk.add(orders('6001'))).toEqual({ added: 0, known: 0, leftOut: 1 })
		expect([authority.made, state()]).toEqual([[], { kind: 'idle' }])
	})

	test('one call at a time, statuses first, in order', async () => {
		begin('1', '2', '3')
		expect(authority.numbers).toEqual(['1'])
		expect(row('1').task).toEqual({ queryType: 0, isRunning: true })
		expect(row('2').task).toEqual({ queryType: 0, isRunning: false })
		await authority.call.answer(status(0, 'Being processed'))
		await authority.call.answer(status(-20, 'rejected'))
		await authority.call.answer(status(1, '', '2027-06-11T23:59:59Z'))
		expect(authority.made.map(({ orderNumber, queryType }) => [orderNumber, queryType])).toEqual([
			['1', 0],
			['2', 0],
			['3', 0],
		])
		expect(authority.mostAtOnce).toBe(1)
		expect(state()).toEqual({ kind: 'idle' })
		expect(row('1')).toMatchObject({
			status: { code: 0, meaning: 'processing', message: 'Being processed' },
			asked: { at: clock.now(), queryType: 0, requestId: 'request-1' },
			history: [{ at: clock.now(), status: { code: 0 } }],
			task: undefined,
		})
		expect(row('3').validUntil).toBe(Date.parse('2027-06-11T23:59:59Z'))
	})

	test('progress and the time that is left, by what calls took', async () => {
		begin('1', '2', '3', '4')
		expect(desk.getSnapshot().progress).toEqual({ done: 0, total: 4, running: '1', remaining: undefined })
		await clock.pass(2 * second)
		await authority.call.answer(status(0))
		expect(desk.getSnapshot().progress).toEqual({ done: 1, total: 4, running: '2', remaining: 6 * second })
		await clock.pass(4 * second)
		await authority.call.answer(status(0))
		expect(desk.getSnapshot().progress).toEqual({ done: 2, total: 4, running: '3', remaining: 4.8 * second })
		// The laptop was closed for a night in the middle of a call: that says nothing of how long calls take.
		clock.jump(10 * hour)
		await authority.call.answer(status(0))
		expect(desk.getSnapshot().progress.remaining).toBe(2.4 * second)
		await authority.call.answer(status(0))
		begin('5')
		expect(desk.getSnapshot().progress).toMatchObject({ done: 0, total: 1 })
	})

	test('pause lets the call end and begins no other; resume goes on', async () => {
		begin('1', '2')
		desk.pause()
		expect(state()).toEqual({ kind: 'paused', reason: { kind: 'person' } })
		expect(authority.call.signal.aborted).toBe(false)
		await authority.call.answer(status(0))
		expect(row('1').status?.code).toBe(0)
		await clock.pass(hour)
		expect(authority.numbers).toEqual(['1'])
		desk.resume()
		expect(authority.numbers).toEqual(['1', '2'])
	})

	test('a pause ends with what was paused, and there is none where nothing is asked', async () => {
		desk.pause()
		expect(state()).toEqual({ kind: 'idle' })
		begin('1')
		desk.pause()
		await authority.call.answer(status(0))
		expect(state()).toEqual({ kind: 'idle' })
	})

	test('cancel ends the call, and the next one begins when it has come back', async () => {
		begin('1', '2')
		const { signal } = authority.call
		desk.cancel()
		expect(signal.aborted).toBe(true)
		expect([state(), row('1').task, row('2').task]).toEqual([{ kind: 'idle' }, undefined, undefined])
		desk.askNow('2')
		expect(authority.mostAtOnce).toBe(1)
		await settled()
		expect(authority.numbers).toEqual(['1', '2'])
		expect(authority.mostAtOnce).toBe(1)
	})

	test('an answer that comes after all to a call that was ended is not taken', async () => {
		const late = openDesk(
			(_, __, signal) =>
				new Promise((resolve) => {
					signal.addEventListener('abort', () => resolve({ outcome: status(-20), requestId: undefined }))
				}),
			clock,
		)
		late.add(orders('1'))
		late.ask(['1'])
		late.cancel()
		await settled()
		expect(late.getSnapshot().rows[0]).toMatchObject({ status: undefined, asked: undefined, history: [] })
	})

	test('removing an order that is asked about ends its call and goes on with the next', async () => {
		begin('1', '2', '3')
		desk.remove(['1', '3'])
		await settled()
		expect(authority.numbers).toEqual(['1', '2'])
		expect(desk.getSnapshot().rows.map(({ orderNumber }) => orderNumber)).toEqual(['2'])
		await authority.call.answer(status(0))
		expect(state()).toEqual({ kind: 'idle' })
	})

	test('nothing is queued twice', async () => {
		begin('1', '2')
		desk.ask(['2'])
		begin('2', '3')
		await authority.call.answer(status(0))
		await authority.call.answer(status(0))
		await authority.call.answer(status(0))
		expect(authority.numbers).toEqual(['1', '2', '3'])
	})

	test('what was cancelled is not asked about with what comes later', async () => {
		begin('1', '2', '3')
		desk.cancel()
		await settled()
		begin('4')
		await authority.call.answer(status(0))
		expect(authority.numbers).toEqual(['1', '4'])
		expect(state()).toEqual({ kind: 'idle' })
	})

	test('what comes while the queue is paused leaves it paused', async () => {
		begin('1', '2')
		desk.pause()
		await authority.call.answer(status(0))
		desk.add(orders('3'))
		expect(desk.ask(['3'])).toEqual({ queued: 1, tooSoon: 0, from: undefined })
		expect(authority.numbers).toEqual(['1'])
		expect(state()).toMatchObject({ kind: 'paused', reason: { kind: 'person' } })
	})

	test('at its end it tells where the orders stand that were asked about', async () => {
		expect(desk.getSnapshot().ended).toBeUndefined()
		begin('1', '2', '3', '4')
		await authority.call.answer(status(0))
		await authority.call.answer(status(1))
		expect(desk.getSnapshot().ended).toBeUndefined()
		await authority.call.answer(status(1))
		await authority.call.fail(failure('reply-empty'))
		const { ended } = desk.getSnapshot()
		expect(ended).toEqual({ pending: 1, ready: 2, failed: 1 })
		desk.setNote('1', 'x')
		expect(desk.getSnapshot().ended).toBe(ended)
		begin('5')
		expect(desk.getSnapshot().ended).toBeUndefined()
		desk.cancel()
		expect(desk.getSnapshot().ended).toBeUndefined()
	})

	test('nobody knows how long it takes while nothing is asked', async () => {
		begin('1', '2', '3')
		await clock.pass(second)
		await authority.call.answer(status(0))
		desk.pause()
		expect(desk.getSnapshot().progress).toMatchObject({ running: '2', remaining: undefined })
		desk.resume()
		expect(desk.getSnapshot().progress.remaining).toBe(2 * second)
		await authority.call.answer(status(-42))
		expect(desk.getSnapshot().progress.remaining).toBeUndefined()
	})

	test('a note is one line, and asks nothing', () => {
		desk.add(orders('1'))
		desk.setNote('1', '  rang twice,\n\twants it today ')
		expect(row('1').note).toBe('rang twice, wants it today')
		desk.setNote('none', 'x')
		desk.setNote('1', '👍'.repeat(200))
		expect(row('1').note).toBe('👍'.repeat(100))
		expect(authority.made).toEqual([])
	})

	test('a call that throws at once is one that failed', async () => {
		const broken = openDesk(() => {
			throw new TypeError('broken')
		}, clock)
		broken.add(orders('1'))
		broken.ask(['1'])
		await settled()
		expect(broken.getSnapshot().queue).toMatchObject({ kind: 'paused', reason: { code: 'unexpected' } })
	})

	test('close ends the call and the timers, and nothing is told any more', async () => {
		begin('1', '2')
		let told = 0
		desk.subscribe(() => {
			told += 1
		})
		desk.close()
		await settled()
		await clock.pass(hour)
		expect([authority.open.length, authority.numbers, told, clock.pending]).toEqual([0, ['1'], 0, 0])
	})
})

describe('what a person asks for', () => {
	test('goes before all others, even while the queue is paused', async () => {
		begin('1', '2', '3', '4')
		desk.askNow('3')
		await authority.call.answer(status(0))
		expect(authority.call.orderNumber).toBe('3')
		desk.pause()
		await authority.call.answer(status(0))
		desk.askNow('2')
		expect(authority.call.orderNumber).toBe('2')
		expect(state()).toEqual({ kind: 'paused', reason: { kind: 'person' } })
		await authority.call.answer(status(0))
		expect(authority.numbers).toEqual(['1', '3', '2'])
		expect(state()).toEqual({ kind: 'paused', reason: { kind: 'person' } })
		desk.resume()
		expect(authority.call.orderNumber).toBe('4')
	})

	test('has a cooldown for each order', async () => {
		begin('1', '2')
		await authority.call.answer(status(0))
		await authority.call.answer(status(0))
		await clock.pass(cooldown - 1)
		desk.askNow('1')
		desk.ask(['1', '2'])
		desk.collect(['1'])
		expect(authority.numbers).toEqual(['1', '2'])
		await clock.pass(1)
		desk.askNow('1')
		desk.askNow('1')
		await authority.call.answer(status(0))
		expect(authority.numbers).toEqual(['1', '2', '1'])
	})

	test('is not held up by a call that lies in the future, because the clock was set back', async () => {
		begin('1')
		await authority.call.answer(status(0))
		clock.jump(-24 * hour)
		desk.askNow('1')
		expect(authority.numbers).toEqual(['1', '1'])
	})

	test('tells how many of them have to wait for the cooldown, and until when', async () => {
		begin('1', '2')
		await authority.call.answer(status(1))
		await clock.pass(second)
		await authority.call.answer(status(0))
		expect(desk.ask(['1', '2', '9'])).toEqual({ queued: 0, tooSoon: 2, from: clock.now() + cooldown })
		expect(desk.collect(['1', '2'])).toEqual({ queued: 1, tooSoon: 1, from: clock.now() + cooldown })
		await clock.pass(cooldown)
		expect(desk.ask(['1', '2'])).toEqual({ queued: 2, tooSoon: 0, from: undefined })
	})

	test('several are queued behind the others', async () => {
		begin('1', '2')
		await authority.call.answer(status(0))
		await clock.pass(cooldown)
		desk.ask(['1', '2'])
		await authority.call.answer(status(0))
		await authority.call.answer(status(0))
		expect(authority.numbers).toEqual(['1', '2', '1'])
	})
})

describe('certificates', () => {
	test('are collected on demand; one that is ready has no cooldown', async () => {
		begin('1', '2')
		await authority.call.answer(status(1))
		desk.collect(['1'])
		await authority.call.answer(status(0))
		expect(authority.call).toMatchObject({ orderNumber: '1', queryType: 1 })
		const shown = await collectedChain()
		await authority.call.answer(shown)
		expect(row('1')).toMatchObject({
			status: { code: 2, meaning: 'attached' },
			certificate: { names: ['vector.example.com', 'www.vector.example.com'], shown },
			validUntil: shown.verdict.notAfter.getTime(),
			history: [{ status: { code: 1 } }, { status: { code: 2 } }],
		})
		desk.collect(['1'])
		expect(authority.open).toEqual([])
		await clock.pass(cooldown)
		desk.collect(['1'])
		expect(authority.open).toHaveLength(1)
	})

	test('of several are collected once each', async () => {
		begin('1', '2', '3')
		await authority.call.answer(status(1))
		await authority.call.answer(status(-21))
		await authority.call.answer(status(1))
		desk.collect(['1', '3'])
		await authority.call.answer(await collectedChain())
		desk.collect(['1', '3'])
		await authority.call.answer(status(1))
		expect(authority.made.slice(3)).toMatchObject([
			{ orderNumber: '1', queryType: 1 },
			{ orderNumber: '3', queryType: 1 },
		])
		expect(row('3').certificate).toBeUndefined()
	})

	test('an order that waits for its status is asked for its certificate instead, once', async () => {
		begin('1', '2', '3')
		desk.collect(['2', '3'])
		await authority.call.answer(status(0))
		await authority.call.answer(await collectedChain())
		await authority.call.answer(status(0))
		expect(authority.made.map(({ queryType }) => queryType)).toEqual([0, 1, 1])
		expect(state()).toEqual({ kind: 'idle' })
	})

	test('stay when a later status is another', async () => {
		begin('1')
		desk.cancel()
		await settled()
		desk.collect(['1'])
		await authority.call.answer(await collectedChain())
		await clock.pass(cooldown)
		desk.askNow('1')
		await authority.call.answer(status(-21))
		expect(row('1')).toMatchObject({
			status: { meaning: 'revoked' },
			certificate: { names: ['vector.example.com', 'www.vector.example.com'] },
		})
	})
})

describe('trouble', () => {
	test.each(['network-failed', 'upstream-unreachable', 'upstream-timeout', 'relay-failed', 'unexpected'] as const)(
		'%s pauses, and the order is at the head again',
		async (code) => {
			begin('1', '2')
			await authority.call.fail(failure(code, { reported: 'reported', requestId: 'request-9' }))
			expect(state()).toEqual({
				kind: 'paused',
				reason: { kind: 'trouble', code, reported: 'reported', requestId: 'request-9' },
			})
			expect(row('1')).toMatchObject({ failure: undefined, asked: undefined, task: { isRunning: false } })
			await clock.pass(hour)
			expect(authority.numbers).toEqual(['1'])
			desk.resume()
			expect(authority.numbers).toEqual(['1', '1'])
		},
	)

	test('without a network no order fails, however often somebody goes on', async () => {
		begin('1', '2')
		for (let times = 0; times < 5; times++) {
			await authority.call.fail(failure('network-failed'))
			desk.resume()
		}
		expect(authority.numbers).toEqual(Array(6).fill('1'))
	})

	test('an order that brings the authority down twice is at fault itself', async () => {
		begin('1', '2', '3')
		await authority.call.fail(failure('upstream-broken'))
		desk.resume()
		await authority.call.fail(failure('upstream-broken', { requestId: 'request-7' }))
		expect(row('1')).toMatchObject({
			failure: { code: 'upstream-broken' },
			asked: { requestId: 'request-7' },
			task: undefined,
		})
		expect(authority.call.orderNumber).toBe('2')
		await authority.call.fail(failure('upstream-broken'))
		expect(state()).toMatchObject({ kind: 'paused' })
	})

	test('what was cancelled is under no suspicion any more', async () => {
		begin('1')
		await authority.call.fail(failure('upstream-broken'))
		desk.cancel()
		desk.askNow('1')
		await authority.call.fail(failure('upstream-broken'))
		expect(state()).toMatchObject({ kind: 'paused' })
		expect(row('1').failure).toBeUndefined()
	})

	test('what a person asked for alone does not begin again by itself either', async () => {
		desk.add(orders('1'))
		desk.askNow('1')
		await authority.call.fail(failure('network-failed'))
		await clock.pass(hour)
		expect(authority.numbers).toEqual(['1'])
		expect(state()).toMatchObject({ kind: 'paused', reason: { kind: 'trouble' } })
	})

	test.each([
		'reply-empty',
		'reply-not-collectccc',
		'reply-no-certificates',
		'reply-cut-off',
		'upstream-too-large',
	] as const)('%s is the failure of this order alone', async (code) => {
		begin('1', '2')
		await authority.call.fail(failure(code, { requestId: 'request-3' }))
		expect(row('1')).toMatchObject({
			status: undefined,
			failure: { code },
			asked: { at: clock.now(), requestId: 'request-3' },
		})
		expect(authority.call.orderNumber).toBe('2')
	})

	test('ten unreadable replies in a row are not the orders’ fault', async () => {
		begin(...Array.from({ length: 30 }, (_, index) => `${index + 1}`))
		for (let count = 0; count < 9; count++) await authority.call.fail(failure('reply-not-collectccc'))
		await authority.call.answer(status(0))
		for (let count = 0; count < 9; count++) await authority.call.fail(failure('reply-not-collectccc'))
		expect(state()).toEqual({ kind: 'asking' })
		await authority.call.fail(failure('reply-not-collectccc'))
		expect(state()).toEqual({ kind: 'paused', reason: { kind: 'unreadable', count: 10 } })
		desk.resume()
		expect(state()).toEqual({ kind: 'asking' })
	})

	test('a failure is gone with the next answer', async () => {
		begin('1')
		await authority.call.fail(failure('reply-empty'))
		await clock.pass(cooldown)
		desk.askNow('1')
		await authority.call.answer(status(0))
		expect(row('1').failure).toBeUndefined()
	})
})

describe('the session', () => {
	test.each(['not-signed-in', 'session-refused'] as const)('%s stops everything', async (reported) => {
		begin('1', '2')
		await authority.call.fail(relayProblem(reported))
		expect(state()).toEqual({ kind: 'stopped', reason: reported })
		for (const command of [desk.resume, desk.wake]) command.call(desk)
		desk.askNow('2')
		desk.ask(['2'])
		desk.collect(['2'])
		await clock.pass(24 * hour)
		expect(authority.numbers).toEqual(['1'])
		desk.signedIn()
		expect(state()).toEqual({ kind: 'paused', reason: { kind: 'signed-in' } })
		expect(authority.numbers).toEqual(['1'])
		desk.resume()
		expect(authority.numbers).toEqual(['1', '1'])
	})

	test('-16 in a reply is the same', async () => {
		begin('1', '2')
		await authority.call.answer(status(-16))
		expect(state()).toEqual({ kind: 'stopped', reason: 'session-refused' })
		expect(row('1').status).toBeUndefined()
	})

	test('signing out ends the call; signing in again loses nothing', async () => {
		begin('1', '2')
		desk.signedOut()
		await settled()
		expect([state(), authority.open]).toEqual([{ kind: 'stopped', reason: 'not-signed-in' }, []])
		desk.signedIn()
		desk.resume()
		await authority.call.answer(status(0))
		await authority.call.answer(status(0))
		expect(authority.numbers).toEqual(['1', '1', '2'])
	})

	test('a session that another one of the same account has replaced loses nothing and needs no word', async () => {
		begin('1', '2')
		await authority.call.fail(relayProblem('session-replaced'))
		expect([state(), authority.open]).toEqual([{ kind: 'stopped', reason: 'session-replaced' }, []])
		desk.signedIn()
		expect([state(), authority.numbers]).toEqual([{ kind: 'asking' }, ['1', '1']])
	})

	test('signing in with nothing to do leaves nothing to resume', () => {
		desk.signedOut()
		desk.signedIn()
		expect(state()).toEqual({ kind: 'idle' })
	})
})

describe('waiting', () => {
	test('-42 waits 15 minutes, then twice as long, and goes on by itself', async () => {
		begin('1', '2')
		await authority.call.answer(status(-42))
		const until = clock.now() + 15 * minute
		expect(state()).toEqual({
			kind: 'waiting',
			reason: 'call-limit',
			until,
			length: 15 * minute,
			reported: undefined,
		})
		expect(row('1').status).toBeUndefined()
		desk.askNow('2')
		await clock.pass(15 * minute - 1)
		expect(authority.numbers).toEqual(['1'])
		await clock.pass(1)
		expect(authority.numbers).toEqual(['1', '2'])
		await authority.call.answer(status(-42))
		expect(state()).toMatchObject({ length: 30 * minute })
		await clock.pass(30 * minute)
		await authority.call.answer(status(0))
		await authority.call.answer(status(-42))
		expect(state()).toMatchObject({ length: 15 * minute })
	})

	test('a person may have one asked in the meantime: the wait is over with its answer, or begins anew', async () => {
		begin('1', '2', '3')
		await authority.call.answer(status(-42))
		await clock.pass(5 * minute)
		desk.tryOne()
		desk.tryOne()
		expect([authority.numbers, authority.open.length]).toEqual([['1', '1'], 1])
		await authority.call.answer(status(-42))
		expect(state()).toMatchObject({ kind: 'waiting', until: clock.now() + 15 * minute, length: 15 * minute })
		// Twice in a row for the same one: it is done with.
		expect(row('1')).toMatchObject({ failure: { code: -42 } })
		await clock.pass(minute)
		expect(authority.numbers).toEqual(['1', '1'])
		desk.tryOne()
		await authority.call.answer(status(0))
		expect(state()).toEqual({ kind: 'asking' })
		await authority.call.answer(status(0))
		expect([authority.numbers, state()]).toEqual([['1', '1', '2', '3'], { kind: 'idle' }])
	})

	test('one that is tried and does not get through changes nothing about the wait', async () => {
		begin('1', '2')
		await authority.call.answer(status(-42))
		const until = clock.now() + 15 * minute
		desk.tryOne()
		await authority.call.fail(failure('network-failed'))
		expect(state()).toMatchObject({ kind: 'paused', reason: { code: 'network-failed' }, wait: { until } })
		desk.tryOne()
		expect(authority.numbers).toEqual(['1', '1'])
	})

	test('nothing is tried while the relay is busy, while nobody is signed in, and where nothing waits', async () => {
		desk.tryOne()
		begin('1')
		await authority.call.fail(relayProblem('relay-busy', new Date(clock.now() + 90 * second)))
		desk.tryOne()
		expect(authority.numbers).toEqual(['1'])
		await clock.pass(90 * second)
		await authority.call.answer(status(-42))
		desk.signedOut()
		desk.tryOne()
		expect(authority.numbers).toEqual(['1', '1'])
		desk.signedIn()
		expect(authority.numbers).toEqual(['1', '1'])
	})

	test('the first wait is shorter in front of a sandbox', async () => {
		desk = openDesk(authority.ask, clock, undefined, 15 * second)
		begin('1')
		await authority.call.answer(status(-42))
		expect(state()).toMatchObject({ length: 15 * second })
		await clock.pass(15 * second)
		await authority.call.answer(status(-42))
		await clock.pass(30 * second)
		begin('2')
		await authority.call.answer(status(0))
		begin('3')
		await authority.call.answer(status(-42))
		expect(state()).toMatchObject({ length: 15 * second })
	})

	test('an order that is answered with -42 twice in a row is done with, and the others have their turn', async () => {
		begin('1', '2')
		await authority.call.answer(status(-42))
		await clock.pass(15 * minute)
		await authority.call.answer(status(-42))
		expect(row('1')).toMatchObject({ status: undefined, failure: { code: -42 } })
		await clock.pass(30 * minute)
		expect(authority.call.orderNumber).toBe('2')
	})

	test('no wait is longer than three hours', async () => {
		begin(...Array.from({ length: 20 }, (_, index) => `${index + 1}`))
		for (let times = 0; times < 10; times++) {
			await authority.call.answer(status(-42))
			await clock.pass(3 * hour)
		}
		await authority.call.answer(status(-42))
		expect(state()).toMatchObject({ kind: 'waiting', length: 3 * hour })
	})

	test.each(['too-many-requests', 'account-busy', 'upstream-resting', 'relay-busy'])(
		'%s waits as long as the relay says',
		async (reported) => {
			begin('1', '2')
			await authority.call.fail(relayProblem(reported, new Date(clock.now() + 90 * second)))
			expect(state()).toEqual({
				kind: 'waiting',
				reason: 'busy',
				until: clock.now() + 90 * second,
				length: 90 * second,
				reported,
			})
			expect(row('1').failure).toBeUndefined()
			await clock.pass(90 * second)
			expect(authority.numbers).toEqual(['1', '1'])
		},
	)

	test.each([
		['nothing', undefined, 30 * second],
		['a time that is over', -1000 * second, second],
		['a year', 365 * 24 * hour, hour],
	])('a relay that is busy and says %s', async (_, offset, length) => {
		begin('1')
		const retryAt = offset === undefined ? undefined : new Date(clock.now() + offset)
		await authority.call.fail(relayProblem('relay-busy', retryAt))
		expect(state()).toMatchObject({ kind: 'waiting', length })
	})

	test('it is over by the clock on the wall, though the device slept and its timers stood still', async () => {
		begin('1')
		await authority.call.answer(status(-42))
		clock.jump(2 * hour)
		await clock.pass(30 * second)
		expect(authority.numbers).toEqual(['1', '1'])
	})

	test('whoever comes back to the page need not wait for the timer', async () => {
		begin('1')
		await authority.call.answer(status(-42))
		clock.jump(2 * hour)
		desk.wake()
		expect(authority.numbers).toEqual(['1', '1'])
	})

	test('a clock that is set back by a day makes it no longer than it was', async () => {
		begin('1')
		await authority.call.answer(status(-42))
		clock.jump(-24 * hour)
		await clock.pass(15 * minute + 30 * second)
		expect(authority.numbers).toEqual(['1', '1'])
	})

	test('pausing while it waits, and going on, shortens nothing', async () => {
		begin('1')
		await authority.call.answer(status(-42))
		const until = clock.now() + 15 * minute
		desk.pause()
		expect(state()).toMatchObject({ kind: 'paused', wait: { reason: 'call-limit', until } })
		desk.resume()
		expect(state()).toMatchObject({ kind: 'waiting', until })
		desk.pause()
		await clock.pass(hour)
		expect(authority.numbers).toEqual(['1'])
	})
})

describe('the watch', () => {
	const watch = (interval = shortestWatch) => desk.setWatch({ isOn: true, interval })
	const askedOnce = async (...answers: (readonly [string, number])[]) => {
		begin(...answers.map(([orderNumber]) => orderNumber))
		for (const [, code] of answers) await authority.call.answer(status(code))
	}

	test('asks again about what is pending, every three hours and not before', async () => {
		watch()
		await askedOnce(['1', 0], ['2', -20], ['3', -22], ['4', 1], ['5', -23], ['6', -77], ['7', -26], ['8', -14])
		expect(desk.getSnapshot().watch).toEqual({
			isOn: true,
			interval: shortestWatch,
			next: clock.now() + shortestWatch,
		})
		expect(row('1').nextAsk).toBe(clock.now() + shortestWatch)
		expect(row('2').nextAsk).toBeUndefined()
		await clock.pass(shortestWatch - 1)
		expect(authority.made).toHaveLength(8)
		await clock.pass(1)
		for (const orderNumber of ['1', '3', '5', '7', '8']) {
			expect(authority.call.orderNumber).toBe(orderNumber)
			await authority.call.answer(status(1))
		}
		expect(authority.open).toEqual([])
		expect(desk.getSnapshot().watch.next).toBeUndefined()
		expect(clock.pending).toBe(0)
	})

	test('may be slower and never faster', async () => {
		watch(1)
		expect(desk.getSnapshot().watch.interval).toBe(shortestWatch)
		watch(Number.NaN)
		expect(desk.getSnapshot().watch.interval).toBe(shortestWatch)
		watch(6 * hour)
		await askedOnce(['1', 0])
		await clock.pass(6 * hour - 1)
		expect(authority.made).toHaveLength(1)
		await clock.pass(1)
		expect(authority.made).toHaveLength(2)
	})

	test('counts from the last call, whoever made it', async () => {
		watch()
		await askedOnce(['1', 0])
		await clock.pass(hour)
		desk.askNow('1')
		await authority.call.answer(status(0))
		await clock.pass(3 * hour - 1)
		expect(authority.made).toHaveLength(2)
		await clock.pass(1)
		expect(authority.made).toHaveLength(3)
	})

	test('turned on later it knows what was asked before; turned off it asks nothing', async () => {
		await askedOnce(['1', 0])
		await clock.pass(2 * hour)
		watch()
		expect(row('1').nextAsk).toBe(clock.now() + hour)
		desk.setWatch({ isOn: false, interval: shortestWatch })
		expect(row('1').nextAsk).toBeUndefined()
		await clock.pass(24 * hour)
		expect(authority.made).toHaveLength(1)
	})

	test('an answer that is about the call alone is no change, and what is pending is asked about again', async () => {
		const changes: StatusChange[] = []
		desk.onStatusChange((change) => changes.push(change))
		watch()
		await askedOnce(['1', 0], ['2', -14])
		await clock.pass(shortestWatch)
		await authority.call.answer(status(-14))
		await authority.call.answer(status(-14))
		expect(changes).toEqual([])
		expect(row('1')).toMatchObject({
			status: { code: 0 },
			failure: { code: -14 },
			nextAsk: clock.now() + shortestWatch,
		})
		// Of the other one nothing was known: now there is news.
		await clock.pass(shortestWatch)
		await authority.call.answer(status(0))
		await authority.call.answer(status(1))
		expect(changes).toMatchObject([{ orderNumber: '2', before: { code: -14 }, after: { code: 1 } }])
	})

	test('tells what changed, and only that', async () => {
		const changes: StatusChange[] = []
		const end = desk.onStatusChange((change) => changes.push(change))
		watch()
		await askedOnce(['1', 0], ['2', -22])
		expect(changes).toEqual([])
		await clock.pass(shortestWatch)
		await authority.call.answer(status(1))
		await authority.call.answer(status(-22))
		expect(changes).toMatchObject([
			{ orderNumber: '1', at: clock.now(), before: { meaning: 'processing' }, after: { meaning: 'available' } },
		])
		expect(row('1').history.map(({ status: { code } }) => code)).toEqual([0, 1])
		expect(row('2').history).toHaveLength(1)
		// To collect what is available is no news.
		desk.collect(['1'])
		await authority.call.answer(await collectedChain())
		expect(changes).toHaveLength(1)
		end()
		await clock.pass(shortestWatch)
		await authority.call.answer(status(-20))
		expect(changes).toHaveLength(1)
	})

	test('the history has a bound', async () => {
		watch()
		await askedOnce(['1', 0])
		for (let times = 0; times < 50; times++) {
			await clock.pass(shortestWatch)
			await authority.call.answer(status(times % 2 === 0 ? -22 : 0))
		}
		expect(row('1').history).toHaveLength(20)
		expect(row('1').history.at(-1)?.status.code).toBe(0)
	})

	test('goes by the clock on the wall after a long sleep', async () => {
		watch()
		await askedOnce(['1', 0])
		clock.jump(9 * hour)
		await clock.pass(30 * second)
		expect(authority.made).toHaveLength(2)
	})

	test('a clock that is set back holds it up for one interval at most', async () => {
		watch()
		await askedOnce(['1', 0])
		clock.jump(-1000 * hour)
		await clock.pass(30 * second)
		expect(row('1').nextAsk).toBeLessThanOrEqual(clock.now() + shortestWatch)
		await clock.pass(shortestWatch)
		expect(authority.made).toHaveLength(2)
	})

	test('what is due waits while the queue is paused', async () => {
		watch()
		await askedOnce(['1', 0])
		begin('2')
		desk.pause()
		await authority.call.answer(status(1))
		desk.add(orders('3'))
		desk.askNow('3')
		await authority.call.fail(failure('network-failed'))
		await clock.pass(shortestWatch)
		expect(authority.numbers).toEqual(['1', '2', '3'])
		desk.resume()
		await authority.call.answer(status(1))
		expect(authority.numbers).toEqual(['1', '2', '3', '3', '1'])
	})

	test('what was cancelled when it was due comes again an interval later', async () => {
		watch()
		await askedOnce(['1', 0])
		await clock.pass(shortestWatch)
		expect(authority.open).toHaveLength(1)
		desk.cancel()
		await settled()
		expect(authority.open).toEqual([])
		await clock.pass(shortestWatch - 1)
		expect(authority.made).toHaveLength(2)
		await clock.pass(1)
		expect(authority.made).toHaveLength(3)
	})

	test('stands still while another tab watches, and goes on with what is due when it may', async () => {
		watch()
		await askedOnce(['1', 0])
		desk.claimWatch('elsewhere')
		expect(desk.getSnapshot().watch).toMatchObject({ isOn: true, held: 'elsewhere', next: undefined })
		await clock.pass(2 * shortestWatch)
		expect(authority.numbers).toEqual(['1'])
		desk.claimWatch('mine')
		expect(authority.numbers).toEqual(['1', '1'])
	})

	test('goes on about an order whose last reply could not be read', async () => {
		watch()
		await askedOnce(['1', 0])
		await clock.pass(shortestWatch)
		await authority.call.fail(failure('reply-empty'))
		expect(row('1').nextAsk).toBe(clock.now() + shortestWatch)
	})
})

describe('what is removed', () => {
	test('comes back as it was and where it was, and waits for its call again', async () => {
		begin('1', '2', '3', '4', '5')
		await authority.call.answer(status(0))
		desk.setNote('1', 'Smith')
		const before = desk.getSnapshot().rows
		// The second one is just being asked about.
		const removed = desk.remove(['4', '2', '1', '9'])
		await settled()
		expect(desk.getSnapshot().rows.map(({ orderNumber }) => orderNumber)).toEqual(['3', '5'])
		expect(removed.map(({ row }) => row.orderNumber)).toEqual(['1', '2', '4'])
		expect(authority.call.orderNumber).toBe('3')
		desk.restore(removed)
		expect(desk.getSnapshot().rows.map(({ orderNumber }) => orderNumber)).toEqual(['1', '2', '3', '4', '5'])
		expect(desk.getSnapshot().rows[0]).toEqual(before[0])
		for (const _ of ['3', '5', '2', '4']) await authority.call.answer(status(-20))
		expect(authority.numbers).toEqual(['1', '2', '3', '5', '2', '4'])
		expect(state()).toEqual({ kind: 'idle' })
	})

	test('gives way to what was added since, and to what there is room for', () => {
		desk.add([{ orderNumber: '1', note: 'old' }, ...orders('2')])
		const removed = desk.remove(['1', '2'])
		desk.add([{ orderNumber: '1', note: 'new' }])
		desk.restore(removed)
		desk.restore(removed)
		expect(desk.getSnapshot().rows.map(({ orderNumber, note }) => [orderNumber, note])).toEqual([
			['1', 'new'],
			['2', ''],
		])
		const two = desk.remove(['1', '2'])
		desk.add(orders(...Array.from({ length: 4999 }, (_, index) => `${index + 10}`)))
		desk.restore(two)
		expect(desk.getSnapshot().rows).toHaveLength(5000)
		expect(row('1').note).toBe('new')
	})

	test('is watched again', async () => {
		desk.setWatch({ isOn: true, interval: shortestWatch })
		begin('1')
		await authority.call.answer(status(0))
		desk.restore(desk.remove(['1']))
		await clock.pass(shortestWatch)
		expect(authority.numbers).toEqual(['1', '1'])
	})
})

describe('snapshots', () => {
	test('are the same object until something changes, and rows that did not change are the same rows', async () => {
		begin('1', '2')
		const before = desk.getSnapshot()
		expect(desk.getSnapshot()).toBe(before)
		desk.wake()
		desk.resume()
		expect(desk.getSnapshot()).toBe(before)
		desk.setNote('2', 'x')
		const after = desk.getSnapshot()
		expect(after.rows[0]).toBe(before.rows[0])
		expect(after.rows[1]).not.toBe(before.rows[1])
		expect(before.rows[1]?.note).toBe('')
		expect([after.queue, after.progress, after.watch]).toEqual([before.queue, before.progress, before.watch])
		expect(after.queue).toBe(before.queue)
		desk.pause()
		expect(desk.getSnapshot().rows).toBe(after.rows)
	})

	test('listeners hear of every change, and of nothing after they left', () => {
		let heard = 0
		const leave = desk.subscribe(() => {
			heard += 1
		})
		begin('1')
		expect(heard).toBeGreaterThan(0)
		leave()
		const before = heard
		desk.setNote('1', 'x')
		expect(heard).toBe(before)
	})
})

describe('another account', () => {
	test('begins with an empty desk, and nothing of what was there is asked or told again', async () => {
		const changes: StatusChange[] = []
		desk.onStatusChange((change) => changes.push(change))
		begin('1', '2', '3')
		await authority.call.answer(status(0))
		desk.setWatch({ isOn: true, interval: 4 * hour })
		const { signal } = authority.call
		desk.takeUp()
		expect(signal.aborted).toBe(true)
		await settled()
		expect(desk.getSnapshot()).toMatchObject({
			rows: [],
			queue: { kind: 'idle' },
			progress: { done: 0, total: 0, running: undefined },
			watch: { isOn: false, next: undefined },
		})
		expect(desk.getContent()).toMatchObject({ rows: [], queue: [], waiting: undefined })
		await clock.pass(10 * hour)
		expect([authority.numbers, changes]).toEqual([['1', '2'], []])
		begin('2')
		await authority.call.answer(status(-20))
		expect([row('2').history, changes]).toMatchObject([[{ status: { code: -20 } }], []])
	})

	test('what held up the queue is gone with it', async () => {
		begin('1', '2')
		await authority.call.answer(status(-42))
		expect(state()).toMatchObject({ kind: 'waiting' })
		desk.signedOut()
		desk.takeUp()
		desk.signedIn()
		begin('7')
		expect(authority.call.orderNumber).toBe('7')
	})

	test('takes up what was kept of its own work', async () => {
		begin('1', '2')
		await authority.call.answer(status(0))
		const kept = desk.getContent()
		desk.takeUp()
		await settled()
		desk.takeUp(kept)
		expect(desk.getSnapshot().rows.map(({ orderNumber }) => orderNumber)).toEqual(['1', '2'])
		expect(state()).toEqual({ kind: 'paused', reason: { kind: 'reloaded' } })
	})
})

describe('after a reload of the tab', () => {
	test('everything is there, nothing is asked, and the queue shows how to go on', async () => {
		desk.setWatch({ isOn: true, interval: 4 * hour })
		begin('1', '2', '3')
		await authority.call.answer(status(0))
		desk.collect(['3', '2'])
		const again = openDesk(authority.ask, clock, desk.getContent())
		desk.close()
		await settled()
		const made = authority.made.length
		expect(again.getSnapshot().queue).toEqual({ kind: 'paused', reason: { kind: 'reloaded' } })
		expect(again.getSnapshot().rows).toMatchObject([
			{ orderNumber: '1', status: { code: 0 }, nextAsk: clock.now() + 4 * hour },
			{ orderNumber: '2', task: { isRunning: false, queryType: 0 } },
			{ orderNumber: '3', task: { isRunning: false, queryType: 1 } },
		])
		expect(again.getSnapshot().watch).toMatchObject({ isOn: true, interval: 4 * hour })
		expect(authority.made).toHaveLength(made)
		again.resume()
		await authority.call.answer(status(0))
		await authority.call.answer(status(0))
		expect(authority.numbers.slice(made)).toEqual(['2', '3'])
	})

	test('the watch waits as well, until somebody says so', async () => {
		desk.setWatch({ isOn: true, interval: 4 * hour })
		begin('1', '2')
		await authority.call.answer(status(0))
		await authority.call.answer(status(0))
		const content = desk.getContent()
		desk.close()
		await clock.pass(hour)
		const again = openDesk(authority.ask, clock, content)
		expect(again.getSnapshot().watch).toMatchObject({ isOn: true, held: 'reloaded', next: undefined })
		expect(isWatching(again.getSnapshot())).toBe(false)
		await clock.pass(20 * hour)
		expect([authority.numbers, again.getSnapshot().queue]).toEqual([['1', '2'], { kind: 'idle' }])
		// What somebody asks for is asked, and is no word about the watch.
		again.askNow('2')
		await authority.call.answer(status(0))
		expect(authority.numbers).toEqual(['1', '2', '2'])
		again.resume()
		expect(again.getSnapshot().watch).toMatchObject({ held: undefined, next: clock.now() + 4 * hour })
		await authority.call.answer(status(0))
		expect(authority.numbers).toEqual(['1', '2', '2', '1'])
		expect(again.getContent().watch).toEqual({ isOn: true, interval: 4 * hour })
	})

	test('to turn the watch on again is a word', async () => {
		desk.setWatch({ isOn: true, interval: 4 * hour })
		begin('1')
		await authority.call.answer(status(0))
		const again = openDesk(authority.ask, clock, desk.getContent())
		desk.close()
		again.setWatch({ isOn: true, interval: 4 * hour })
		await clock.pass(4 * hour)
		expect(authority.numbers).toEqual(['1', '1'])
	})

	test('a limit is still one', async () => {
		begin('1')
		await authority.call.answer(status(-42))
		const again = openDesk(authority.ask, clock, desk.getContent())
		desk.close()
		again.resume()
		expect(again.getSnapshot().queue).toMatchObject({ kind: 'waiting', reason: 'call-limit' })
		await clock.pass(15 * minute)
		expect(authority.numbers).toEqual(['1', '1'])
	})
})
