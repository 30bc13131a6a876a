import { afterEach, expect, test, vi } from 'vitest'
import { askRelay } from './askRelay.ts'
import { type CollectionFailure, failureOf } from './collectionFailure.ts'

afterEach(() => vi.unstubAllGlobals())

async function answered(status: number, type: string, headers: Record<string, string> = {}) {
	const response = new Response('<h1>Hello</h1>', { status, headers: { 'Content-Type': type, ...headers } })
	vi.stubGlobal(
		'fetch',
		vi.fn<typeof fetch>(() => Promise.resolve(response)),
	)
	return askRelay('collectionCode=x', AbortSignal.timeout(1000)).catch(failureOf)
}

const secondsUntilRetry = ({ details }: CollectionFailure) =>
	details.retryAt && Math.round((details.retryAt.getTime() - Date.now()) / 1000)

test.each([
	[413, 'request-refused', undefined],
	[429, 'too-many-requests', 5],
	[502, 'relay-failed', 5],
	[503, 'relay-failed', 5],
	[504, 'relay-failed', 5],
	// A firewall, and a network that wants its own sign-in first.
	[403, 'relay-failed', undefined],
	[200, 'relay-failed', undefined],
])('a page with %i is trouble on the way, and not what CollectCCC said', async (status, code, seconds) => {
	const failure = failureOf(await answered(status, 'text/html; charset=utf-8'))
	expect(failure).toMatchObject({ code, details: { reported: String(status) } })
	expect(secondsUntilRetry(failure)).toBe(seconds)
})

test('a proxy may say itself when to come back', async () => {
	const failure = failureOf(await answered(503, 'text/html', { 'Retry-After': '90' }))
	expect(secondsUntilRetry(failure)).toBe(90)
})

test.each([
	[502, 'text/plain'],
	[503, 'application/octet-stream'],
	[200, 'text/plain'],
])('%i with %s is for the reader of replies', async (status, type) => {
	expect(await answered(status, type)).toHaveProperty('bytes.length', 14)
})
