import { readFileSync } from 'node:fs'
import { afterEach, expect, test, vi } from 'vitest'
import { noKnownRoots } from '../../certificates/knownRoots.ts'
import { OrderCalls } from './orderCalls.ts'

const vector = new URL('../../certificates/fixtures/vectors/chain-root-first.pem', import.meta.url)
const collected = `2\n${readFileSync(vector, 'utf8')}`
const answer = (text: string) =>
	vi.stubGlobal(
		'fetch',
		vi.fn<typeof fetch>(async () => new Response(text)),
	)
const patient = () => new AbortController().signal

afterEach(() => vi.unstubAllGlobals())

async function chainOf(calls: OrderCalls, orderNumber: string) {
	const { outcome } = await calls.askOrder(orderNumber, 1, patient())
	if (outcome.kind !== 'chain') throw new Error('no chain')
	return [...outcome.chain.sent]
}

test('orders of one account share the objects of their authorities, and other accounts have their own', async () => {
	answer(collected)
	const calls = new OrderCalls('session-1', noKnownRoots)
	const [first, second] = [await chainOf(calls, '1'), await chainOf(calls, '2')]
	const other = await chainOf(new OrderCalls('session-2', noKnownRoots), '1')
	expect(first).toEqual(second)
	expect(first.map((one, index) => one === second[index]).filter(Boolean)).toHaveLength(first.length - 1)
	expect(first.some((one) => other.includes(one))).toBe(false)
})

test('each call says which session is meant, also after it was another one', async () => {
	answer('0')
	const calls = new OrderCalls('session-1', noKnownRoots)
	await calls.askOrder('1', 0, patient())
	calls.session = 'session-2'
	await calls.askOrder('1', 0, patient())
	const named = vi.mocked(fetch).mock.calls.map(([, init]) => new Headers(init?.headers).get('Session-Id'))
	expect(named).toEqual(['session-1', 'session-2'])
})

test.each([
	['an answer', '0'],
	['something unreadable', '<html>'],
])('%s is remembered as it came, unless the call was called off while it was read', async (_name, text) => {
	const calls = new OrderCalls('session-1', noKnownRoots)
	answer(text)
	await calls.askOrder('1', 0, patient()).catch(() => undefined)
	expect(new TextDecoder().decode(calls.lastReply('1'))).toBe(text)

	const controller = new AbortController()
	vi.stubGlobal('fetch', async () => {
		const response = new Response(text)
		// It was too late to end the call: all of its answer was there.
		return Object.assign(response, {
			arrayBuffer: async () => {
				controller.abort()
				return new TextEncoder().encode(text).buffer
			},
		})
	})
	await calls.askOrder('2', 0, controller.signal).catch(() => undefined)
	expect(calls.lastReply('2')).toBeUndefined()
})
