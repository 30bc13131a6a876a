import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMemoryStore } from './memoryStore.ts'
import type { Store } from './store.ts'
import { createTurns } from './turns.ts'

type Result = { readonly text: string }
const limits = { waitingCalls: 3, turnMilliseconds: 60_000 }

/** Calls that end when they are told to, in the order in which they began. */
function calls(given = limits, store = createMemoryStore()) {
	const { waitingCalls: room, turnMilliseconds } = given
	const turns = createTurns<Result>(store, { turnMilliseconds })
	const begun: string[] = []
	const ends = new Map<string, (outcome: Result | Error) => void>()
	const ask = (
		name: string,
		{ account = 'a', identity = name, joinsRunning = false, client = new AbortController().signal } = {},
	) => {
		const run = () =>
			new Promise<Result>((resolve, reject) => {
				begun.push(name)
				ends.set(name, (outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome)))
			})
		const outcome = turns({ account, room, identity, joinsRunning, client, run })
		// Whether it is looked at at once or later is the test's business.
		outcome.catch(() => undefined)
		return outcome
	}
	/** Ends the call of that name, as soon as it has begun. */
	const end = async (name: string, outcome: Result | Error = { text: name }) => {
		await expect.poll(() => begun).toContain(name)
		ends.get(name)?.(outcome)
	}
	return { ask, begun, end }
}

test('one call runs, the others wait in their order; another account does not', async () => {
	const { ask, begun, end } = calls()
	const answers = [ask('first'), ask('second'), ask('third'), ask('other', { account: 'b' })]
	await expect.poll(() => begun).toEqual(['first', 'other'])
	for (const name of ['first', 'second', 'third', 'other']) await end(name)
	expect(await Promise.all(answers)).toEqual(['first', 'second', 'third', 'other'].map((text) => ({ text })))
	expect(begun).toEqual(['first', 'other', 'second', 'third'])
})

test('one more than may wait is sent away at once', async () => {
	const { ask, end } = calls()
	const answers = ['1', '2', '3', '4'].map((name) => ask(name))
	expect(await ask('5')).toBeUndefined()
	for (const name of ['1', '2', '3', '4']) await end(name)
	expect(await Promise.all(answers)).toHaveLength(4)
	const later = ask('6')
	await end('6')
	expect(await later).toEqual({ text: '6' })
})

test('who waits too long is sent away, and a call that runs is not', async () => {
	const { ask, end } = calls({ ...limits, turnMilliseconds: 50 })
	const running = ask('running')
	expect(await ask('waiting')).toBeUndefined()
	await end('running')
	expect(await running).toEqual({ text: 'running' })
})

test('a call that fails frees the turn, and its failure is its own', async () => {
	const { ask, end } = calls()
	const failing = ask('failing')
	const next = ask('next')
	await end('failing', new Error('broken'))
	await expect(failing).rejects.toThrow('broken')
	await end('next')
	expect(await next).toEqual({ text: 'next' })
})

describe('the same call', () => {
	test('is made once for all who wait with it, and takes one place', async () => {
		const { ask, begun, end } = calls({ ...limits, waitingCalls: 1 })
		const running = ask('running')
		const answers = ['a', 'b', 'c'].map((name) => ask(name, { identity: 'same' }))
		await end('running')
		await end('a')
		expect(await Promise.all([running, ...answers])).toEqual(['running', 'a', 'a', 'a'].map((text) => ({ text })))
		expect(begun).toEqual(['running', 'a'])
	})

	test('is another one when the first has begun', async () => {
		const { ask, begun, end } = calls()
		const first = ask('first', { identity: 'same' })
		await expect.poll(() => begun).toEqual(['first'])
		const second = ask('second', { identity: 'same' })
		await end('first')
		await end('second')
		expect(await Promise.all([first, second])).toEqual([{ text: 'first' }, { text: 'second' }])
	})

	test('is the same one until it has ended, where that is wanted, also when nobody waits for it any more', async () => {
		const { ask, begun, end } = calls()
		const same = { identity: 'same', joinsRunning: true }
		const client = new AbortController()
		const left = ask('first', { ...same, client: client.signal })
		await expect.poll(() => begun).toEqual(['first'])
		client.abort(new Error('gone'))
		await expect(left).rejects.toThrow('gone')
		const again = ask('again', same)
		await end('first')
		expect(await again).toEqual({ text: 'first' })
		const anew = ask('anew', same)
		await end('anew')
		expect(await anew).toEqual({ text: 'anew' })
		expect(begun).toEqual(['first', 'anew'])
	})

	test('fails for all', async () => {
		const { ask, end } = calls()
		const running = ask('running')
		const answers = ['a', 'b'].map((name) => ask(name, { identity: 'same' }))
		await end('running')
		await end('a', new Error('broken'))
		await running
		for (const answer of answers) await expect(answer).rejects.toThrow('broken')
	})
})

describe('a client that leaves', () => {
	test('loses its place, and the call is not made', async () => {
		const { ask, begun, end } = calls()
		const client = new AbortController()
		const running = ask('running')
		const leaving = ask('leaving', { client: client.signal })
		const next = ask('next')
		client.abort(new Error('gone'))
		await expect(leaving).rejects.toThrow('gone')
		await end('running')
		await end('next')
		await Promise.all([running, next])
		expect(begun).toEqual(['running', 'next'])
	})

	test('leaves the place to others who wait with the same call', async () => {
		const { ask, begun, end } = calls()
		const clients = [new AbortController(), new AbortController()]
		const running = ask('running')
		const [first, second] = clients.map(({ signal }) => ask('same', { client: signal }))
		clients[0]?.abort(new Error('gone'))
		await expect(first).rejects.toThrow('gone')
		await end('running')
		await end('same')
		expect(await second).toEqual({ text: 'same' })
		expect(begun).toEqual(['running', 'same'])
		await running
	})

	test('does not take those along who come with the same call at that moment', async () => {
		const { ask, begun, end } = calls()
		const client = new AbortController()
		const running = ask('running')
		const leaving = ask('leaving', { identity: 'same', client: client.signal })
		client.abort(new Error('gone'))
		const next = ask('next', { identity: 'same' })
		await expect(leaving).rejects.toThrow('gone')
		await end('running')
		await end('next')
		expect(await next).toEqual({ text: 'next' })
		expect(begun).toEqual(['running', 'next'])
		await running
	})

	test('does not end a call that has begun: the turn is taken until it has an answer', async () => {
		const { ask, begun, end } = calls()
		const client = new AbortController()
		const running = ask('running', { client: client.signal })
		const next = ask('next')
		await expect.poll(() => begun).toEqual(['running'])
		client.abort(new Error('gone'))
		await expect(running).rejects.toThrow('gone')
		expect(begun).toEqual(['running'])
		await end('running')
		await end('next')
		expect(await next).toEqual({ text: 'next' })
	})

	test('gives back a turn that comes at that very moment', async () => {
		const done: string[] = []
		const store: Pick<Store, 'enter'> = {
			async enter(_account, _room, signal) {
				await new Promise((resolve) => signal.addEventListener('abort', resolve))
				return { lost: new AbortController().signal, release: async () => void done.push('released') }
			},
		}
		const client = new AbortController()
		const run = async () => {
			done.push('run')
			return { text: 'run' }
		}
		const waiting = { account: 'a', room: 3, identity: 'a', joinsRunning: false, client: client.signal, run }
		const outcome = createTurns<Result>(store, limits)(waiting)
		client.abort(new Error('gone'))
		await expect(outcome).rejects.toThrow('gone')
		await expect.poll(() => done).toEqual(['released'])
	})

	test('before it came is not served', async () => {
		const { ask, begun } = calls()
		await expect(ask('late', { client: AbortSignal.abort(new Error('gone')) })).rejects.toThrow('gone')
		expect(begun).toEqual([])
	})
})

test('whatever comes, joins, leaves and fails: never are two calls at it, and each client has its answer', async () => {
	const event = fc.record({
		account: fc.constantFrom('a', 'b'),
		identity: fc.constantFrom('1', '2', '3'),
		joinsRunning: fc.boolean(),
		leaves: fc.boolean(),
		fails: fc.boolean(),
	})
	await fc.assert(
		fc.asyncProperty(fc.array(event, { maxLength: 20 }), async (events) => {
			const turns = createTurns<Result>(createMemoryStore(), limits)
			const running = new Map<string, number>()
			const outcomes = events.map(({ account, identity, joinsRunning, leaves, fails }) => {
				const client = new AbortController()
				const run = async () => {
					running.set(account, (running.get(account) ?? 0) + 1)
					expect(running.get(account)).toBe(1)
					await new Promise((resolve) => setImmediate(resolve))
					running.set(account, 0)
					if (fails) throw new Error('broken')
					return { text: `${account}${identity}` }
				}
				const own = { identity: `${account} ${identity}`, joinsRunning, client: client.signal }
				const outcome = turns({ account, room: 20, ...own, run }).then(
					(result) => result?.text,
					(error: Error) => error.message,
				)
				if (leaves) queueMicrotask(() => client.abort(new Error('gone')))
				return outcome
			})
			for (const [index, outcome] of (await Promise.all(outcomes)).entries()) {
				const { account, identity, leaves } = events[index] ?? { account: '', identity: '', leaves: false }
				expect([`${account}${identity}`, 'broken', ...(leaves ? ['gone'] : [])]).toContain(outcome)
			}
		}),
	)
})
