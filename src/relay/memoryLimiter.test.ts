import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { widerNetwork } from './clientAddress.ts'
import { createMemoryLimiter } from './memoryLimiter.ts'

const hour = 3_600_000
const network = (site: number, number: number) => `2001:db8:${site.toString(16)}:${number.toString(16)}::/64`

describe('more keys than there is room for', () => {
	const rule = { points: 2, seconds: 3_600, wider: widerNetwork }

	test('are counted by their networks, and none of those that were there is forgotten', async () => {
		const limiter = createMemoryLimiter(rule, () => 0)
		const numbers = Array.from({ length: 50_000 }, (_, number) => number)
		for (const site of [1, 2]) for (const number of numbers) await limiter.take(network(site, number), 2)
		// New ones of a /48 are one.
		expect(await limiter.take(network(1, 60_000))).toBeUndefined()
		expect(await limiter.take(network(1, 60_001))).toBeUndefined()
		expect(await limiter.take(network(1, 60_002))).toBe(3_600)
		expect(await limiter.look(network(1, 60_003))).toBe(3_600)
		expect(await limiter.take(network(3, 1))).toBeUndefined()
		for (const site of [1, 2])
			for (const number of numbers) expect(await limiter.look(network(site, number))).toBe(3_600)
	})

	test('are counted one by one again when its time is over', async () => {
		let time = 0
		const limiter = createMemoryLimiter(rule, () => time, 1)
		await limiter.take(network(1, 1))
		await limiter.take(network(2, 1), 2)
		expect(await limiter.take(network(2, 2))).toBe(3_600)
		time = hour
		expect(await limiter.take(network(2, 2), 2)).toBeUndefined()
		expect(await limiter.look(network(1, 1))).toBeUndefined()
	})

	test('take the place of the oldest network when even those are too many', async () => {
		const limiter = createMemoryLimiter(rule, () => 0, 2)
		for (const site of [1, 2, 3, 4, 5]) await limiter.take(network(site, 1), 2)
		const looks = [1, 2, 3, 4, 5].map((site) => limiter.look(network(site, 2)))
		expect(await Promise.all(looks)).toEqual([undefined, undefined, undefined, 3_600, 3_600])
		expect(await limiter.look(network(1, 1))).toBe(3_600)
	})

	test('give back where they took', async () => {
		const key = fc.record({ site: fc.integer({ min: 1, max: 2 }), number: fc.integer({ min: 1, max: 3 }) })
		await fc.assert(
			fc.asyncProperty(fc.array(fc.record({ key, isFirst: fc.boolean() })), fc.nat(3), async (steps, room) => {
				const limiter = createMemoryLimiter({ ...rule, points: 3 }, () => 0, room + 2)
				const taken: string[] = []
				for (const { key, isFirst } of steps) {
					const name = network(key.site, key.number)
					if ((await limiter.take(name)) === undefined) taken.push(name)
					else await limiter.giveBack((isFirst ? taken.shift() : taken.pop()) ?? name)
				}
				for (const name of taken) await limiter.giveBack(name)
				for (const site of [1, 2]) expect(await limiter.take(network(site, 9), 3)).toBeUndefined()
			}),
		)
	})
})

test('a time that begins anew with each that is taken does not with one that is refused', async () => {
	let time = 0
	const limiter = createMemoryLimiter({ points: 2, seconds: 3_600, isRenewed: true }, () => time)
	await limiter.take('a')
	time = hour - 1_000
	await limiter.take('b')
	await limiter.take('a')
	time += hour - 1_000
	expect(await limiter.take('a')).toBe(1)
	time += 1_000
	expect(await limiter.take('a', 2)).toBeUndefined()
})
