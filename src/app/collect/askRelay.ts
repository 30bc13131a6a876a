/** One call to the relay, and every way in which it can go wrong. */
import { CollectionFailure, type FailureCode } from './collectionFailure.ts'

/** The relay's problems (RFC 9457), each with what it means to a person. What is not listed is the relay's own failure. */
const problems: Readonly<Record<string, FailureCode>> = {
	'upstream-unreachable': 'upstream-unreachable',
	'upstream-untrusted': 'upstream-untrusted',
	'upstream-resting': 'upstream-resting',
	'relay-busy': 'relay-busy',
	'too-many-requests': 'too-many-requests',
	'upstream-timeout': 'upstream-timeout',
	'upstream-closed': 'upstream-broken',
	'upstream-broken': 'upstream-broken',
	'upstream-garbled': 'upstream-garbled',
	'upstream-header-too-large': 'upstream-too-large',
	'upstream-too-large': 'upstream-too-large',
	'upstream-redirect': 'upstream-redirect',
	'request-invalid': 'request-refused',
	'request-too-large': 'request-refused',
	'request-slow': 'network-failed',
	'content-type-unsupported': 'request-refused',
	'method-not-allowed': 'request-refused',
	'cross-site': 'request-refused',
}

async function problemOf(response: Response): Promise<CollectionFailure> {
	const problem: { code?: unknown; requestId?: unknown } = await response.json()
	const reported = String(problem.code ?? response.status)
	const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN)
	return new CollectionFailure(problems[reported] ?? 'relay-failed', {
		reported,
		...(typeof problem.requestId === 'string' ? { requestId: problem.requestId } : {}),
		...(retryAfter > 0 ? { retryAfter } : {}),
	})
}

/**
 * @param body CollectCCC's parameters, x-www-form-urlencoded
 * @param signal ends the call, and with it the relay's call to the authority
 * @returns CollectCCC's reply as it came, whatever its HTTP status
 * @throws CollectionFailure `network-failed`, or what the relay reported; the signal's reason if it was ended
 */
export async function askRelay(body: string, signal: AbortSignal): Promise<Uint8Array> {
	try {
		const response = await fetch('/api/collect', {
			method: 'POST',
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
			body,
			signal,
			credentials: 'same-origin',
			cache: 'no-store',
		})
		if (response.headers.get('Content-Type')?.startsWith('application/problem+json')) throw await problemOf(response)
		return new Uint8Array(await response.arrayBuffer())
	} catch (error) {
		if (error instanceof CollectionFailure || signal.aborted) throw error
		throw new CollectionFailure('network-failed', {}, { cause: error })
	}
}
