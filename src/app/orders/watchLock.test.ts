import { beforeEach, expect, test } from 'vitest'
import { type Desk, openDesk } from './desk.ts'
import { FakeAuthority, FakeClock, settled, start, status } from './fixtures/fakes.ts'
import { shortestWatch } from './watch.ts'
import { type Locks, watchAlone } from './watchLock.ts'

/** As browsers have them (Web Locks API): exclusive, first come, first served. */
class FakeLocks implements Locks {
	private readonly lines = new Map<string, (() => Promise<void>)[]>()

	async request(...[name, { ifAvailable, signal }, callback]: Parameters<Locks['request']>): Promise<unknown> {
		await Promise.resolve()
		const line = this.lines.get(name) ?? []
		this.lines.set(name, line)
		if (ifAvailable && line.length > 0) return callback(null)
		return new Promise<void>((resolve, reject) => {
			const turn = async () => {
				await callback({ name })
				line.shift()
				resolve()
				void line[0]?.()
			}
			line.push(turn)
			signal?.addEventListener('abort', () => {
				if (line.indexOf(turn) < 1) return
				line.splice(line.indexOf(turn), 1)
				reject(signal.reason)
			})
			if (line[0] === turn) void turn()
		})
	}
}

let clock: FakeClock
let authority: FakeAuthority
let locks: FakeLocks
beforeEach(() => {
	clock = new FakeClock()
	authority = new FakeAuthority(clock)
	locks = new FakeLocks()
})

/** A tab with one pending order; it was asked about so long ago that a watch asks again at once. */
function tab(orderNumber: string, loginName = 'reseller'): { desk: Desk; end: () => void } {
	const desk = openDesk(authority.ask, clock, {
		rows: [
			{
				orderNumber,
				note: '',
				status: { code: 0, meaning: 'processing', message: '' },
				heardAt: start - 2 * shortestWatch,
				asked: { at: start - 2 * shortestWatch, queryType: 0, requestId: undefined },
				failure: undefined,
				history: [],
				certificate: undefined,
				validUntil: undefined,
				task: undefined,
				nextAsk: undefined,
			},
		],
		queue: [],
		waiting: undefined,
		watch: { isOn: false, interval: shortestWatch },
	})
	return { desk, end: watchAlone(loginName, desk, locks) }
}
const watch = async ({ desk }: { readonly desk: Desk }, isOn = true) => {
	desk.setWatch({ isOn, interval: shortestWatch })
	await settled()
	await settled()
}
const heldOf = ({ desk }: { readonly desk: Desk }) => desk.getSnapshot().watch.held

test('one tab watches, and the next one in line when that stops', async () => {
	const [first, second] = [tab('1'), tab('2')]
	await watch(first)
	await watch(second)
	expect([heldOf(first), heldOf(second)]).toEqual([undefined, 'elsewhere'])
	expect(authority.numbers).toEqual(['1'])
	await authority.call.answer(status(0))
	await clock.pass(3 * shortestWatch)
	expect(new Set(authority.numbers)).toEqual(new Set(['1']))
	await watch(first, false)
	expect([heldOf(first), heldOf(second)]).toEqual([undefined, undefined])
	expect(authority.numbers).toContain('2')
})

test('a tab that leaves the line is passed over', async () => {
	const [first, second, third] = [tab('1'), tab('2'), tab('3')]
	for (const one of [first, second, third]) await watch(one)
	await watch(second, false)
	first.end()
	await settled()
	await settled()
	expect([heldOf(second), heldOf(third)]).toEqual([undefined, undefined])
	expect(authority.numbers).not.toContain('2')
	expect(authority.numbers).toContain('3')
})

test('another account has a line of its own', async () => {
	const [first, second] = [tab('1'), tab('2', 'partner')]
	await watch(first)
	await watch(second)
	expect([heldOf(first), heldOf(second)]).toEqual([undefined, undefined])
})

test('nothing is asked before it is known who watches', async () => {
	const one = tab('1')
	one.desk.setWatch({ isOn: true, interval: shortestWatch })
	expect([heldOf(one), authority.numbers]).toEqual(['unclaimed', []])
	await settled()
	expect([heldOf(one), authority.numbers]).toEqual([undefined, ['1']])
})

test('a tab that was loaded again stands in line when somebody resumes', async () => {
	const first = tab('1')
	await watch(first)
	await authority.call.answer(status(0))
	const copy = openDesk(authority.ask, clock, first.desk.getContent())
	watchAlone('reseller', copy, locks)
	await settled()
	expect(copy.getSnapshot().watch.held).toBe('reloaded')
	first.end()
	await settled()
	copy.resume()
	await settled()
	expect(copy.getSnapshot().watch.held).toBeUndefined()
})
