import { afterEach, describe, expect, test, vi } from 'vitest'
import { testStore } from './fixtures/storeTests.ts'
import { createMemoryStore } from './memoryStore.ts'

describe('a store in memory', () => {
	const store = createMemoryStore()
	testStore(() => [store, store], 100)
})

describe('what a store in memory forgets', () => {
	afterEach(() => vi.useRealTimers())

	test('a session that has ended, when its cookie cannot be opened any more', async () => {
		let time = 0
		const { endSession, hasEnded } = createMemoryStore(() => time)
		const session = (id: string) => ({ id, account: 'account', signedInAt: 0 })
		await endSession('first', 60)
		time = 60_000
		await endSession('second', 60)
		expect([await hasEnded(session('first')), await hasEnded(session('second'))]).toEqual([false, true])
	})

	test('the oldest of very many sessions that have ended, and no other one', async () => {
		const { endSession, hasEnded } = createMemoryStore(() => 0)
		for (let id = 0; id <= 100_000; id++) await endSession(`${id}`, 60)
		const ended = (id: number) => hasEnded({ id: `${id}`, account: 'account', signedInAt: 0 })
		expect([await ended(0), await ended(1), await ended(100_000)]).toEqual([false, true, true])
	})

	test('what was given back, at once, and none of what is taken meanwhile', async () => {
		vi.useFakeTimers()
		const limiter = createMemoryStore().limiter('test', { points: 1, seconds: 60 })
		await limiter.take('key')
		await vi.advanceTimersByTimeAsync(30_000)
		const taken = await Promise.all([limiter.giveBack('key'), limiter.take('key')])
		expect(taken[1]).toBeUndefined()
		// A count of its own, with all of its time.
		expect(await limiter.take('key')).toBe(60)
		expect(vi.getTimerCount()).toBe(0)
	})

	test('no failure too early, however long it is to be kept', async () => {
		vi.useFakeTimers()
		const days = 86_400
		const limiter = createMemoryStore().limiter('test', { points: 1, seconds: 100 * days })
		await limiter.take('key')
		await vi.advanceTimersByTimeAsync(50 * days * 1_000)
		expect(await limiter.take('key')).toBe(50 * days)
		await vi.advanceTimersByTimeAsync(50 * days * 1_000)
		expect(await limiter.take('key')).toBeUndefined()
	})

	test('failures, when their time is over; what is given back after that allows none more', async () => {
		vi.useFakeTimers()
		const limiter = createMemoryStore().limiter('test', { points: 1, seconds: 60 })
		expect(await limiter.take('key')).toBeUndefined()
		expect(await limiter.take('key')).toBe(60)
		vi.advanceTimersByTime(59_000)
		expect(await limiter.look('key')).toBe(1)
		vi.advanceTimersByTime(1_000)
		expect(await limiter.look('key')).toBeUndefined()
		await limiter.giveBack('key')
		expect(await limiter.take('key')).toBeUndefined()
		expect(await limiter.take('key')).toBe(60)
	})
})
