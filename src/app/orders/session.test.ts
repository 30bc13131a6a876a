import { afterEach, expect, test, vi } from 'vitest'
import { CollectionFailure, failureOf } from '../collect/collectionFailure.ts'
import { afterEnd, isSignedOut, readSession, renewSession, type SessionState, signIn } from './session.ts'

const now = new Date('2026-11-26T12:00:00Z')
const session = (minutes: number): SessionState => ({
	kind: 'in',
	id: 'session-1',
	loginName: 'reseller',
	expiresAt: new Date(now.getTime() + minutes * 60_000),
	endsAt: new Date('2026-11-26T20:00:00Z'),
})
const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
	new Response(JSON.stringify({ code, requestId: 'r-1' }), {
		status,
		headers: { 'Content-Type': 'application/problem+json', ...headers },
	})
const answer = (response: Response) =>
	vi.stubGlobal(
		'fetch',
		vi.fn<typeof fetch>(() => Promise.resolve(response)),
	)

afterEach(() => vi.unstubAllGlobals())

test('why a session is over: the time tells, unless the reason is known', () => {
	expect(afterEnd(session(-1), now)).toEqual({ kind: 'out', ended: { why: 'expired', loginName: 'reseller' } })
	expect(afterEnd(session(10), now)).toEqual({ kind: 'out', ended: { why: 'elsewhere', loginName: 'reseller' } })
	expect(afterEnd(session(10), now, 'refused')).toMatchObject({ ended: { why: 'refused' } })
	expect(afterEnd(undefined, now)).toEqual({ kind: 'out' })
})

test('what is known of an end is not forgotten by looking again', async () => {
	const ended = afterEnd(session(-1), now)
	answer(problem(401, 'not-signed-in'))
	expect(await readSession(ended, AbortSignal.timeout(1000))).toBe(ended)
})

test('a session, and a failure that says nothing about it', async () => {
	answer(
		Response.json({
			id: 'session-1',
			loginName: 'reseller',
			expiresAt: now.toISOString(),
			endsAt: '2026-11-26T20:00:00Z',
		}),
	)
	expect(await readSession(undefined, AbortSignal.timeout(1000))).toEqual({ ...session(0) })
	answer(problem(500, 'internal'))
	await expect(readSession(session(1), AbortSignal.timeout(1000))).rejects.toThrow(CollectionFailure)
})

test('a session is renewed by a call without a body, or is known to be over', async () => {
	answer(new Response(null, { status: 204 }))
	await renewSession(AbortSignal.timeout(1000), 'session-1')
	expect(fetch).toHaveBeenCalledExactlyOnceWith('/api/session', expect.objectContaining({ method: 'PUT' }))
	expect(vi.mocked(fetch).mock.lastCall?.[1]?.body).toBeUndefined()
	expect(vi.mocked(fetch).mock.lastCall?.[1]?.headers).toEqual({ 'Session-Id': 'session-1' })
	answer(problem(401, 'not-signed-in'))
	const failure = failureOf(await renewSession(AbortSignal.timeout(1000), 'session-1').catch((error: unknown) => error))
	expect(isSignedOut(failure)).toBe(true)
})

test('each outcome of a sign-in, with one call and no more', async () => {
	const form = new URLSearchParams({ loginName: 'a', loginPassword: 'b', orderNumber: '1' })
	answer(new Response(null, { status: 204 }))
	expect(await signIn(form)).toEqual({ kind: 'signed-in' })
	answer(problem(401, 'sign-in-refused'))
	expect(await signIn(form)).toEqual({ kind: 'refused' })
	expect(fetch).toHaveBeenCalledTimes(1)
	answer(problem(429, 'sign-in-throttled', { 'Retry-After': '60' }))
	expect(await signIn(form)).toMatchObject({ kind: 'throttled', until: expect.any(Date) })
	answer(problem(502, 'upstream-unreachable'))
	expect(await signIn(form)).toMatchObject({ kind: 'failed', failure: { code: 'upstream-unreachable' } })
	vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
	expect(await signIn(form)).toMatchObject({ kind: 'failed', failure: { code: 'network-failed' } })
})
