/** One call to the relay, and every way in which it can go wrong. */
import { CollectionFailure, type FailureCode } from './collectionFailure.ts'

/** The relay's problems (RFC 9457), each with what it means to a person. What is not listed is the relay's own failure. */
const problems: Readonly<Record<string, FailureCode>> = {
	'upstream-unreachable': 'upstream-unreachable',
	'upstream-untrusted': 'upstream-untrusted',
	'upstream-resting': 'upstream-resting',
	'relay-busy': 'relay-busy',
	'account-busy': 'relay-busy',
	'too-many-requests': 'too-many-requests',
	'upstream-timeout': 'upstream-timeout',
	'upstream-closed': 'upstream-broken',
	'upstream-broken': 'upstream-broken',
	'upstream-garbled': 'upstream-garbled',
	'upstream-unreadable': 'reply-not-collectccc',
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

/** @returns when to come back, from a header with a number of seconds (RFC 9110, section 10.2.3); nothing if there is none */
function retryAtOf(headers: Headers): { readonly retryAt?: Date } {
	const seconds = headers.get('Retry-After')
	return seconds !== null && /^\d{1,6}$/.test(seconds) ? { retryAt: new Date(Date.now() + Number(seconds) * 1000) } : {}
}

async function problemOf(response: Response): Promise<CollectionFailure> {
	const problem: { code?: unknown; requestId?: unknown } = await response.json()
	const reported = String(problem.code ?? response.status)
	const requestId = typeof problem.requestId === 'string' ? { requestId: problem.requestId } : {}
	const details = { reported, ...requestId, ...retryAtOf(response.headers) }
	return new CollectionFailure(problems[reported] ?? 'relay-failed', details)
}

/**
 * What a proxy in front of the relay says by itself, as while the relay starts anew. It is told by its being a page: the relay
 * sends none here, and hands on CollectCCC's own as text.
 */
const proxyRefusals: Readonly<Record<number, FailureCode>> = {
	413: 'request-refused',
	429: 'too-many-requests',
}

/** When to try again where a proxy does not say: long enough for a relay to start. */
const usualRest = 5_000

function refusalOfProxy({ status, headers }: Response): CollectionFailure | undefined {
	if (!headers.get('Content-Type')?.startsWith('text/html')) return undefined
	const code = proxyRefusals[status] ?? 'relay-failed'
	const comesBack = status === 429 || status >= 500
	const later = !comesBack ? {} : { retryAt: new Date(Date.now() + usualRest), ...retryAtOf(headers) }
	return new CollectionFailure(code, { reported: String(status), ...later })
}

/**
 * @param path where the relay takes the call
 * @param init how; a body is a form. `session` is the one that is meant, where it must be no other
 * @param read what is wanted of the answer, whatever its HTTP status
 * @returns that
 * @throws CollectionFailure `network-failed`, or what the relay reported, or a proxy in front of it; the signal's reason if it
 *   was ended
 */
export async function callRelay<Result>(
	path: string,
	{
		session,
		...init
	}: {
		readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
		readonly body?: string
		readonly signal?: AbortSignal
		readonly session?: string | undefined
	},
	read: (response: Response) => Promise<Result>,
): Promise<Result> {
	try {
		const response = await fetch(path, {
			...init,
			headers: {
				...(init.body === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }),
				...(session === undefined ? {} : { 'Session-Id': session }),
			},
			credentials: 'same-origin',
			cache: 'no-store',
		})
		if (response.headers.get('Content-Type')?.startsWith('application/problem+json')) throw await problemOf(response)
		const refusal = refusalOfProxy(response)
		if (refusal) throw refusal
		return await read(response)
	} catch (error) {
		if (error instanceof CollectionFailure || init.signal?.aborted) throw error
		throw new CollectionFailure('network-failed', {}, { cause: error })
	}
}

/** A reply of CollectCCC, and the relay's name for the call that brought it. */
export interface Relayed {
	readonly bytes: Uint8Array
	readonly requestId: string | undefined
}

/**
 * @param body CollectCCC's parameters, x-www-form-urlencoded
 * @param signal ends the call, and with it the relay's call to the authority
 * @param session the one whose login is meant, where the body has none and no code
 * @returns CollectCCC's reply as it came, whatever its HTTP status
 * @throws CollectionFailure as {@link callRelay} does
 */
export async function askRelay(body: string, signal: AbortSignal, session?: string): Promise<Relayed> {
	return callRelay('/api/collect', { method: 'POST', body, signal, session }, async (response) => ({
		bytes: new Uint8Array(await response.arrayBuffer()),
		requestId: response.headers.get('X-Request-Id') ?? undefined,
	}))
}
