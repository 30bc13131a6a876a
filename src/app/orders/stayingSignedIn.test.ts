import { beforeEach, expect, test } from 'vitest'
import { type Desk, openDesk } from './desk.ts'
import { FakeAuthority, FakeClock, settled, start, status } from './fixtures/fakes.ts'
import { staySignedIn } from './stayingSignedIn.ts'
import { shortestWatch } from './watch.ts'

const minute = 60_000
let clock: FakeClock
let authority: FakeAuthority
let desk: Desk
/** When the session was renewed, in minutes. */
let renewed: number[]
/** What the next renewals come to. */
let outcomes: Promise<void>[]
beforeEach(() => {
	clock = new FakeClock()
	authority = new FakeAuthority(clock)
	desk = openDesk(authority.ask, clock)
	renewed = []
	outcomes = []
})

async function stay(): Promise<void> {
	staySignedIn(desk, clock, () => {
		renewed.push((clock.now() - start) / minute)
		return outcomes.shift() ?? Promise.resolve()
	})
	await settled()
}
async function watch(isOn: boolean): Promise<void> {
	desk.setWatch({ isOn, interval: shortestWatch })
	await settled()
}
const order = async (code: number) => {
	desk.add([{ orderNumber: '1', note: '' }])
	desk.ask(['1'])
	await authority.call.answer(status(code))
}

test('a watch over something pending renews the session at once and every ten minutes', async () => {
	await order(0)
	await stay()
	await clock.pass(15 * minute)
	expect(renewed).toEqual([])
	await watch(true)
	expect(renewed).toEqual([15])
	await clock.pass(35 * minute)
	expect(renewed).toEqual([15, 25, 35, 45])
	await watch(false)
	await clock.pass(60 * minute)
	expect(renewed).toHaveLength(4)
	// On again, it is no sooner than ten minutes after the last time.
	await watch(true)
	await watch(false)
	await watch(true)
	expect(renewed).toEqual([15, 25, 35, 45, 110])
	expect(authority.made).toHaveLength(1)
})

test('it is kept over the three hours, and for as long as there is something to watch', async () => {
	await order(0)
	await watch(true)
	await stay()
	await clock.pass(shortestWatch)
	expect(renewed).toHaveLength(19)
	await authority.call.answer(status(1))
	await clock.pass(60 * minute)
	expect(renewed).toHaveLength(19)
})

test('a watch over nothing does not keep a session', async () => {
	await order(-20)
	await watch(true)
	await stay()
	desk.add([{ orderNumber: '2', note: '' }])
	await clock.pass(60 * minute)
	expect(renewed).toEqual([])
})

test('a try that failed is repeated in a minute, and one that hangs is not made twice', async () => {
	await order(0)
	await watch(true)
	let answer = () => {}
	outcomes = [
		Promise.reject(new Error('offline')),
		Promise.reject(new Error('offline')),
		new Promise((resolve) => {
			answer = resolve
		}),
	]
	await stay()
	await clock.pass(40 * minute)
	expect(renewed).toEqual([0, 1, 2])
	answer()
	await settled()
	await clock.pass(10 * minute)
	expect(renewed).toEqual([0, 1, 2, 50])
})

test('the clock on the wall counts, whichever way it jumps', async () => {
	await order(0)
	await watch(true)
	await stay()
	await clock.pass(minute)
	clock.jump(20 * minute)
	await clock.pass(minute)
	expect(renewed).toHaveLength(2)
	clock.jump(-24 * 60 * minute)
	await clock.pass(11 * minute)
	expect(renewed).toHaveLength(3)
})

test('without a session nothing is renewed, and the call that runs is ended', async () => {
	await order(0)
	await watch(true)
	let signal: AbortSignal | undefined
	const end = staySignedIn(desk, clock, (given) => {
		signal = given
		return new Promise((_, reject) => given.addEventListener('abort', () => reject(given.reason)))
	})
	end()
	expect(signal?.aborted).toBe(true)
	const first = signal
	desk.setNote('1', 'a')
	await clock.pass(60 * minute)
	expect(signal).toBe(first)
})
