import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Desk, openDesk } from './desk.ts'
import { readDesk, writeDesk } from './deskStorage.ts'
import { collectedChain, FakeAuthority, FakeClock, failure, relayProblem, settled, status } from './fixtures/fakes.ts'
import { cooldown, saysHowItStands, standings } from './order.ts'
import { shortestWatch } from './watch.ts'

/**
 * Whatever people, the authority, the relay and the clock do, in whatever order: the promises that the desk makes to the
 * authority and to whoever works with it hold after every single step.
 */
interface World {
	readonly clock: FakeClock
	readonly authority: FakeAuthority
	desk: Desk
	/** the orders that there should be, and the notes */
	readonly orders: Map<string, string>
	isSignedIn: boolean
	/** how many calls had been made when the session ended */
	callsAtStop: number
	/** when each order was last answered, and what came of it */
	readonly answered: Map<string, { readonly at: number; readonly isReady: boolean }>
	/** whether what is done now is a person's wish to ask about these */
	asksFor: ReadonlySet<string>
	seen: number
}

const chain = await collectedChain()
const numbers = Array.from({ length: 12 }, (_, index) => `${1000 + index}`)
const anyNumber = fc.constantFrom(...numbers)
const someNumbers = fc.uniqueArray(anyNumber, { maxLength: 12 })
const codes = [0, 1, -20, -21, -22, -23, -26, -42, -77, -91, -14, -4] as const
const minute = 60_000

type Command = (world: World) => void | Promise<void>
const named = (name: string, command: Command): Command => Object.assign(command, { toString: () => name })

const wish = (orderNumbers: readonly string[], act: (desk: Desk) => void): Command =>
	named(`wish ${orderNumbers.join()}`, (world) => {
		world.asksFor = new Set(orderNumbers)
		act(world.desk)
	})

/** Answers the call that runs, if one does, and remembers what was answered. */
const reply = (name: string, act: (world: World) => Promise<void>): Command =>
	named(`reply ${name}`, async (world) => {
		if (world.authority.open.length > 0) await act(world)
	})

const people = fc.oneof(
	someNumbers.map((some) =>
		named(`add ${some.join()}`, ({ desk, orders }) => {
			desk.add(some.map((orderNumber) => ({ orderNumber, note: '' })))
			for (const orderNumber of some) orders.set(orderNumber, orders.get(orderNumber) ?? '')
		}),
	),
	fc.constant(named('pause', ({ desk }) => desk.pause())),
	fc.constant(named('resume', ({ desk }) => desk.resume())),
	fc.constant(named('try one', ({ desk }) => desk.tryOne())),
	fc.constant(named('cancel', ({ desk }) => desk.cancel())),
	anyNumber.map((one) => wish([one], (desk) => desk.askNow(one))),
	someNumbers.map((some) => wish(some, (desk) => desk.ask(some))),
	someNumbers.map((some) => wish(some, (desk) => desk.collect(some))),
	fc.constant(wish(numbers, (desk) => void desk.collect(numbers))),
	someNumbers.map((some) =>
		named(`remove ${some.join()}`, ({ desk, orders, answered }) => {
			desk.remove(some)
			for (const orderNumber of some) {
				orders.delete(orderNumber)
				answered.delete(orderNumber)
			}
		}),
	),
	someNumbers.map((some) => named(`remove ${some.join()} and undo`, ({ desk }) => desk.restore(desk.remove(some)))),
	fc.tuple(anyNumber, fc.constantFrom('', 'a', 'b')).map(([one, note]) =>
		named(`note ${one}`, ({ desk, orders }) => {
			desk.setNote(one, note)
			if (orders.has(one)) orders.set(one, note)
		}),
	),
	fc
		.tuple(fc.boolean(), fc.constantFrom(0, shortestWatch, 2 * shortestWatch))
		.map(([isOn, interval]) => named(`watch ${isOn}`, ({ desk }) => desk.setWatch({ isOn, interval }))),
	fc
		.constantFrom('mine', 'elsewhere', 'unclaimed')
		.map((claim) => named(`watch ${claim}`, ({ desk }) => desk.claimWatch(claim))),
	fc.constant(
		named('sign in', (world) => {
			world.isSignedIn = true
			world.desk.signedIn()
		}),
	),
	fc.constant(
		named('somebody else', (world) => {
			world.isSignedIn = true
			world.orders.clear()
			world.answered.clear()
			world.desk.takeUp()
		}),
	),
	fc.constant(
		named('sign out', (world) => {
			world.isSignedIn = false
			world.callsAtStop = world.authority.made.length
			world.desk.signedOut()
		}),
	),
	fc.constant(
		named('reload', async (world) => {
			const kept = new Map<string, string>()
			writeDesk('owner', world.desk.getContent(), {
				getItem: (key) => kept.get(key) ?? null,
				setItem: (key, value) => void kept.set(key, value),
				removeItem: (key) => void kept.delete(key),
			})
			world.desk.close()
			await settled()
			const content = readDesk('owner', {
				getItem: (key) => kept.get(key) ?? null,
				setItem: () => {},
				removeItem: () => {},
			})
			world.desk = openDesk(world.authority.ask, world.clock, content)
			// Certificates are not kept, so they may be collected again.
			for (const { orderNumber, status: known, asked } of content?.rows ?? [])
				if (known?.meaning === 'attached' && asked) world.answered.set(orderNumber, { at: asked.at, isReady: true })
			// The page is only there for whoever is signed in.
			world.isSignedIn = true
		}),
	),
)

const codeReply = (code: number) =>
	reply(`${code}`, async ({ authority, clock, answered }) => {
		const { call } = authority
		const { meaning } = status(code)
		// The first -42 is no status of the order.
		// What says nothing of the order leaves it as ready as it was.
		const isReady = saysHowItStands({ meaning })
			? standings[meaning] === 'ready'
			: (answered.get(call.orderNumber)?.isReady ?? false)
		if (code !== -42) answered.set(call.orderNumber, { at: clock.now(), isReady })
		await call.answer(status(code))
	})

const others = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom(...codes).map(codeReply) },
	{
		weight: 2,
		arbitrary: fc.constant(
			reply('chain', async ({ authority, clock, answered }) => {
				const { call } = authority
				answered.set(call.orderNumber, { at: clock.now(), isReady: false })
				await call.answer(chain)
			}),
		),
	},
	{
		weight: 2,
		arbitrary: fc
			.constantFrom(
				...(['network-failed', 'upstream-timeout', 'reply-empty', 'upstream-too-large', 'unexpected'] as const),
			)
			.map((code) => reply(code, ({ authority }) => authority.call.fail(failure(code)))),
	},
	{
		weight: 1,
		arbitrary: fc
			.tuple(fc.constantFrom('too-many-requests', 'relay-busy'), fc.integer({ min: -10, max: 10_000 }))
			.map(([code, seconds]) =>
				reply(code, ({ authority, clock }) =>
					authority.call.fail(relayProblem(code, new Date(clock.now() + seconds * 1000))),
				),
			),
	},
	{
		weight: 1,
		arbitrary: fc.constantFrom('not-signed-in', 'session-refused', -16).map((end) =>
			reply(`${end}`, async (world) => {
				world.isSignedIn = false
				world.callsAtStop = world.authority.made.length
				const { call } = world.authority
				await (typeof end === 'number' ? call.answer(status(end)) : call.fail(relayProblem(end)))
			}),
		),
	},
)

const time = fc.oneof(
	fc
		.constantFrom(1000, cooldown, 15 * minute, shortestWatch)
		.map((length) => named(`pass ${length}`, ({ clock }) => clock.pass(length))),
	fc
		.constantFrom(10 * minute, shortestWatch, 10 * shortestWatch)
		.map((length) => named(`sleep ${length}`, ({ clock }) => clock.jump(length))),
	fc.constant(named('wake', ({ desk }) => desk.wake())),
)

function check(world: World): void {
	const { desk, authority, clock, orders, answered, asksFor } = world
	const { rows, queue, progress, ended } = desk.getSnapshot()
	expect(authority.mostAtOnce).toBeLessThanOrEqual(1)
	// No row is lost, none comes from nowhere, and notes are whose they are.
	expect(new Map(rows.map(({ orderNumber, note }) => [orderNumber, note]))).toEqual(orders)
	expect(rows).toHaveLength(orders.size)
	if (!world.isSignedIn) {
		expect(authority.made).toHaveLength(world.callsAtStop)
		expect(queue.kind).toBe('stopped')
	}
	for (const { orderNumber, queryType, at } of authority.made.slice(world.seen)) {
		const last = answered.get(orderNumber)
		if (!last) continue
		// To collect what is ready is no polling.
		if (queryType === 1 && last.isReady) continue
		// A person's wish may have waited in the queue; it was none within the cooldown. Everything else is the watch.
		if (asksFor.has(orderNumber)) expect(at - last.at).toBeGreaterThanOrEqual(cooldown)
		else if (!wished(world, orderNumber)) expect(at - last.at).toBeGreaterThanOrEqual(shortestWatch)
	}
	world.seen = authority.made.length
	// What waits is shown as waiting, and the count is right.
	const queued = rows.filter(({ task }) => task && !task.isRunning)
	const running = rows.filter(({ task }) => task?.isRunning)
	expect(progress.total - progress.done).toBe(queued.length + running.length)
	if (queued.length + running.length > 0) expect(ended).toBeUndefined()
	expect(running.map(({ orderNumber }) => orderNumber)).toEqual(
		progress.running === undefined ? [] : [progress.running],
	)
	expect(desk.getContent().queue).toHaveLength(queued.length + running.length)
	expect(new Set(desk.getContent().queue).size).toBe(queued.length + running.length)
	if (queue.kind === 'idle') expect([queued, running, authority.open]).toEqual([[], [], []])
	if (queue.kind === 'waiting') expect(queue.until - clock.now()).toBeLessThanOrEqual(shortestWatch)
	// What is held asks nothing, and says no time.
	const { watch } = desk.getSnapshot()
	if (watch.held) expect([watch.isOn, watch.next]).toEqual([true, undefined])
	// If something is to be asked and nothing holds it up, it is being asked.
	if (queue.kind === 'asking') expect(authority.open).toHaveLength(1)
}

const wishes = new WeakMap<World, Set<string>>()
/** Whether a person asked for it since it was last answered: a wish may wait in the queue for a long time. */
function wished(world: World, orderNumber: string): boolean {
	return wishes.get(world)?.has(orderNumber) ?? false
}

test('one call at a time, no order lost, none asked without a session or too soon', async () => {
	const commands = fc.array(
		fc.oneof({ weight: 3, arbitrary: people }, { weight: 5, arbitrary: others }, { weight: 2, arbitrary: time }),
		{
			minLength: 1,
			maxLength: 120,
			size: 'max',
		},
	)
	await fc.assert(
		fc.asyncProperty(commands, async (all) => {
			const clock = new FakeClock()
			const authority = new FakeAuthority(clock)
			const world: World = {
				clock,
				authority,
				desk: openDesk(authority.ask, clock),
				orders: new Map(),
				isSignedIn: true,
				callsAtStop: 0,
				answered: new Map(),
				asksFor: new Set(),
				seen: 0,
			}
			const open = new Set<string>()
			wishes.set(world, open)
			for (const command of all) {
				world.asksFor = new Set()
				await command(world)
				await settled()
				// A wish that was taken is shown as a task; it is one until the order was answered, and -42 is no answer.
				const { rows } = world.desk.getSnapshot()
				for (const { orderNumber, task } of rows) if (task && world.asksFor.has(orderNumber)) open.add(orderNumber)
				check(world)
				for (const { orderNumber, task } of rows) if (!task) open.delete(orderNumber)
			}
			world.desk.close()
		}),
		{ numRuns: 500 },
	)
})
