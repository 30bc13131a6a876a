import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createGate } from './gate.ts'
import { UpstreamError } from './upstream.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('whoever comes, leaves or gives up: no more than may be at a time, first come first served, nobody forgotten', async () => {
	const steps = fc.array(fc.tuple(fc.constantFrom('come', 'leave', 'give up'), fc.nat(20)), { maxLength: 60 })
	await fc.assert(
		fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.nat(5), steps, async (calls, queuedCalls, script) => {
			const gate = createGate({ calls, queuedCalls, queueMilliseconds: 600_000 })
			const inside: { number: number; leave: () => void }[] = []
			let queue: { number: number; signal: AbortController }[] = []
			const entered: number[] = []
			let number = 0
			for (const [step, at] of script) {
				if (step === 'leave' && inside.length > 0) inside.splice(at % inside.length, 1)[0]?.leave()
				if (step === 'give up' && queue.length > 0) queue[at % queue.length]?.signal.abort()
				if (step === 'come') {
					const caller = { number: ++number, signal: new AbortController() }
					const isFull = inside.length >= calls && queue.length >= queuedCalls
					queue.push(caller)
					const gone = () => {
						queue = queue.filter((other) => other !== caller)
					}
					gate.enter(caller.signal.signal).then(
						(leave) => {
							gone()
							entered.push(caller.number)
							inside.push({ number: caller.number, leave })
						},
						(error: unknown) => {
							gone()
							expect(error instanceof UpstreamError).toBe(isFull)
						},
					)
				}
				await settled()
				expect(gate.length()).toEqual({ running: inside.length, waiting: queue.length })
				expect(inside.length).toBeLessThanOrEqual(calls)
				expect(queue.length).toBeLessThanOrEqual(queuedCalls)
				// Nobody waits while there is room.
				expect(queue.length === 0 || inside.length === calls).toBe(true)
				expect(entered).toEqual(entered.toSorted((a, b) => a - b))
			}
			for (const { signal } of queue) signal.abort()
			await settled()
		}),
	)
})

test('a place is given back once, however often it is said', async () => {
	const gate = createGate({ calls: 2, queuedCalls: 0, queueMilliseconds: 1 })
	const { signal } = new AbortController()
	const leave = await gate.enter(signal)
	await gate.enter(signal)
	leave()
	leave()
	expect(gate.length()).toEqual({ running: 1, waiting: 0 })
})

test('whoever has gone already does not get in', async () => {
	const gate = createGate({ calls: 1, queuedCalls: 0, queueMilliseconds: 1 })
	await expect(gate.enter(AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
	expect(gate.length()).toEqual({ running: 0, waiting: 0 })
})

test('waiting has an end', async () => {
	const gate = createGate({ calls: 1, queuedCalls: 1, queueMilliseconds: 1 })
	const { signal } = new AbortController()
	await gate.enter(signal)
	await expect(gate.enter(signal)).rejects.toMatchObject({ code: 'relay-busy', retryAfter: 5 })
	expect(gate.length()).toEqual({ running: 1, waiting: 0 })
})
