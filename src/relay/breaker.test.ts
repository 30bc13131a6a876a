import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CallEnd, createBreaker } from './breaker.ts'

/** A breaker with a clock that is turned by hand. */
function breakerWith(failures: number, restMilliseconds: number) {
	let now = 0
	const { rest, begin, isResting } = createBreaker({ failures, restMilliseconds }, () => now)
	return {
		isResting,
		rest: (caller = 'a') => rest(caller),
		begin: (caller = 'a') => begin(caller),
		pass: (milliseconds: number) => {
			now += milliseconds
		},
		fail: (times: number, caller = 'a') => {
			for (let time = 0; time < times; time++) begin(caller)('failed')
		},
	}
}

describe('a breaker that bears three failures', () => {
	test('rests after the third in a row, for as long as it should', () => {
		const { fail, rest, pass } = breakerWith(3, 1000)
		fail(2)
		expect(rest()).toBe(0)
		fail(1)
		expect(rest()).toBe(1000)
		pass(999)
		expect(rest()).toBe(1)
		pass(1)
		expect(rest()).toBe(0)
	})
	test('counts anew after an answer, and not at all what was given up', () => {
		const { fail, rest, begin } = breakerWith(3, 1000)
		fail(2)
		begin()('answered')
		fail(2)
		begin()('unknown')
		expect(rest()).toBe(0)
		fail(1)
		expect(rest()).toBe(1000)
	})
	test.each([
		['answered', 0],
		['failed', 1000],
		['unknown', 0],
	] as const)('lets one probe through after the rest: %s', (end, restAfter) => {
		const { fail, rest, pass, begin } = breakerWith(3, 1000)
		fail(3)
		pass(1000)
		const probe = begin()
		expect(rest()).toBe(1000)
		probe(end)
		expect(rest()).toBe(restAfter)
	})
	test('is not kept at rest by calls that began before it', () => {
		const { fail, rest, pass, begin } = breakerWith(3, 1000)
		const old = [begin(), begin()]
		fail(3)
		pass(600)
		for (const end of old) end('failed')
		expect(rest()).toBe(400)
	})
	test('ends its rest when an old call is answered after all', () => {
		const { fail, rest, begin } = breakerWith(3, 1000)
		const old = begin()
		fail(3)
		old('answered')
		expect(rest()).toBe(0)
	})
})

describe('callers', () => {
	test('who fail alone are kept from it alone', () => {
		const { fail, rest, isResting } = breakerWith(3, 1000)
		fail(30, 'a')
		expect([rest('a'), rest('b'), isResting()]).toEqual([1000, 0, true])
	})
	test('who fail together keep everybody from it', () => {
		const { fail, rest } = breakerWith(3, 1000)
		for (const caller of ['a', 'b', 'a', 'b']) fail(1, caller)
		expect([rest('a'), rest('c')]).toEqual([0, 0])
		fail(1, 'c')
		expect(rest('d')).toBe(1000)
	})
	test('who failed are not the first to try again', () => {
		const { fail, rest, pass, begin } = breakerWith(3, 1000)
		for (const caller of ['a', 'b', 'c']) fail(1, caller)
		pass(1000)
		expect([rest('a'), rest('d')]).toEqual([1000, 0])
		pass(1000)
		expect([rest('a'), rest('d')]).toEqual([0, 0])
		const probe = begin('a')
		expect([rest('b'), rest('d')]).toEqual([1000, 1000])
		probe('failed')
		expect([rest('a'), rest('d')]).toEqual([2000, 1000])
	})
	test('have an answer together', () => {
		const { fail, rest, pass, begin, isResting } = breakerWith(3, 1000)
		for (const caller of ['a', 'b', 'c']) fail(3, caller)
		pass(1000)
		begin('d')('answered')
		expect([rest('a'), rest('d'), isResting()]).toEqual([0, 0, false])
	})
})

test('whoever fails, and however often: two rests later, with nothing running, everybody may call', () => {
	const callers = fc.constantFrom('a', 'b', 'c', 'd')
	const step = fc.record({
		caller: callers,
		end: fc.constantFrom<CallEnd>('answered', 'failed', 'unknown'),
		wait: fc.nat(1500),
	})
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 5 }), fc.array(step, { maxLength: 60 }), (failures, script) => {
			const { begin, rest, pass } = breakerWith(failures, 1000)
			for (const { caller, end, wait } of script) {
				if (rest(caller) === 0) begin(caller)(end)
				pass(wait)
			}
			expect(Math.max(...['a', 'b', 'c', 'd', 'e'].map(rest))).toBeLessThanOrEqual(2000)
			pass(2000)
			expect(['a', 'b', 'c', 'd', 'e'].map(rest)).toEqual([0, 0, 0, 0, 0])
		}),
		{ numRuns: 2000 },
	)
})

test('a breaker that bears any number of failures never rests', () => {
	const { fail, rest } = breakerWith(0, 1000)
	fail(1000)
	expect(rest()).toBe(0)
})

test('whatever happens: no rest without its failures, one probe at a time, and an answer always ends it', () => {
	const ends = fc.constantFrom<CallEnd>('answered', 'failed', 'unknown')
	const step = fc.oneof(
		fc.record({ do: fc.constant('begin' as const) }),
		fc.record({ do: fc.constant('end' as const), which: fc.nat(), as: ends }),
		fc.record({ do: fc.constant('pass' as const), milliseconds: fc.nat(1500) }),
	)
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 5 }), fc.array(step, { maxLength: 100 }), (failures, script) => {
			const { begin, rest, pass } = breakerWith(failures, 1000)
			const running: ((end: CallEnd) => void)[] = []
			let failedSinceAnswer = 0
			let probes: unknown[] = []
			for (const it of script) {
				if (it.do === 'pass') pass(it.milliseconds)
				if (it.do === 'begin' && rest() === 0) {
					const end = begin()
					running.push(end)
					// Whoever begins once there were enough failures is a probe, and the only one.
					if (failedSinceAnswer >= failures) {
						expect(probes).toEqual([])
						probes.push(end)
					}
				}
				if (it.do === 'end' && running.length > 0) {
					const [end] = running.splice(it.which % running.length, 1)
					end?.(it.as)
					probes = probes.filter((probe) => probe !== end)
					if (it.as === 'failed') failedSinceAnswer++
					if (it.as === 'answered') {
						failedSinceAnswer = 0
						probes = []
						expect(rest()).toBe(0)
					}
				}
				expect(rest()).toBeLessThanOrEqual(1000)
				if (rest() > 0) expect(failedSinceAnswer).toBeGreaterThanOrEqual(failures)
			}
			// It is never at rest for ever: a rest later, with nothing running, a call may be made.
			for (const end of running) end('unknown')
			pass(1000)
			expect(rest()).toBe(0)
		}),
		{ numRuns: 2000 },
	)
})
