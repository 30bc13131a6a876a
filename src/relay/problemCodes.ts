/** Every problem that the relay can answer with: its stable code, its status and its words. */
export const problems = {
	'request-invalid': {
		status: 400,
		title: 'The request is not one that CollectCCC accepts',
		detail: 'A parameter is wrong.',
	},
	'not-signed-in': {
		status: 401,
		title: 'You are not signed in',
		detail: 'There is no session, or it has ended.',
	},
	'session-replaced': {
		status: 401,
		title: 'Another session has begun',
		detail: 'The cookie is of another session than the one that the request names, so CollectCCC was not asked.',
	},
	'sign-in-refused': {
		status: 401,
		title: 'The sign-in was refused',
		detail:
			'CollectCCC answered with -16: the login name or the password is wrong, the account is locked, the password has expired, or the address of this server is blocked.',
	},
	'session-refused': {
		status: 401,
		title: 'The session has ended',
		detail: 'CollectCCC answered with -16: it no longer accepts the login with which this session began.',
	},
	'cross-site': {
		status: 403,
		title: 'Calls from other sites are refused',
		detail: 'Only the page that this server itself serves may call it.',
	},
	'not-found': { status: 404, title: 'There is nothing here', detail: 'This address does not exist.' },
	'method-not-allowed': {
		status: 405,
		title: 'This method is not allowed here',
		detail: 'The Allow header names the methods that are.',
	},
	'request-too-large': { status: 413, title: 'The request is too large', detail: 'The body is longer than allowed.' },
	'header-too-large': {
		status: 431,
		title: 'The headers of the request are too large',
		detail: 'The first line and the headers are longer than allowed.',
	},
	'request-malformed': {
		status: 400,
		title: 'This is not HTTP as it should be',
		detail: 'The request breaks the rules of HTTP, and was not looked at any further.',
	},
	'request-slow': {
		status: 408,
		title: 'The request took too long to arrive',
		detail: 'It had not come whole when the time for it was over.',
	},
	'content-type-unsupported': {
		status: 415,
		title: 'The request is of a type that is not read here',
		detail: 'The body must be application/x-www-form-urlencoded.',
	},
	'too-many-requests': {
		status: 429,
		title: 'Too many attempts from this address',
		detail:
			'CollectCCC was not asked, because codes are not to be searched for. Retry-After says how many seconds to wait.',
	},
	'sign-in-throttled': {
		status: 429,
		title: 'Too many sign-ins have failed',
		detail:
			'CollectCCC was not asked, because one more could lock the account. Retry-After says how many seconds to wait.',
	},
	internal: {
		status: 500,
		title: 'Something went wrong in this server',
		detail: 'The fault is on this side. The request id helps its operator to find it.',
	},
	'relay-busy': {
		status: 503,
		title: 'Too many are asking at the same time',
		detail: 'CollectCCC was not asked. The Retry-After header says when it is worth trying again.',
	},
	'upstream-resting': {
		status: 503,
		title: 'The certificate authority has failed again and again',
		detail: 'It is left alone for a moment, so it was not asked. The Retry-After header says when it is tried again.',
	},
	'upstream-unreachable': {
		status: 502,
		title: 'The certificate authority cannot be reached',
		detail: 'No secure connection to CollectCCC could be made, so it was not asked.',
	},
	'upstream-untrusted': {
		status: 502,
		title: 'The certificate authority did not prove who it is',
		detail: 'The certificate of the server that answered for CollectCCC is not valid for it, so it was not asked.',
	},
	'upstream-header-too-large': {
		status: 502,
		title: 'The certificate authority sent too many headers',
		detail: 'The headers of the reply are longer than any should be, and were not read to their end.',
	},
	'upstream-too-large': {
		status: 502,
		title: 'The certificate authority sent too much',
		detail: 'The reply of CollectCCC is longer than any reply should be, and was not read to its end.',
	},
	'upstream-unreadable': {
		status: 502,
		title: 'The certificate authority gave no readable answer',
		detail: 'What came is not a reply of CollectCCC, so it is not known whether the login is accepted.',
	},
	'upstream-redirect': {
		status: 502,
		title: 'The certificate authority pointed elsewhere',
		detail: 'CollectCCC answered with a redirect. It was not followed, because the request holds a secret.',
	},
	'upstream-closed': {
		status: 502,
		title: 'The certificate authority hung up',
		detail:
			'The connection to CollectCCC ended before the headers of a reply were whole. It may have read the request.',
	},
	'upstream-broken': {
		status: 502,
		title: 'The reply of the certificate authority broke off',
		detail: 'The connection to CollectCCC failed in the middle of its reply.',
	},
	'upstream-garbled': {
		status: 502,
		title: 'The certificate authority answered something unreadable',
		detail: 'What came from the server of CollectCCC is not HTTP.',
	},
	'account-busy': {
		status: 503,
		title: 'Too many calls wait for this account',
		detail: 'CollectCCC is asked one call at a time for each account. Retry-After says how many seconds to wait.',
	},
	'store-unreachable': {
		status: 503,
		title: 'This server cannot reach what it shares with others',
		detail: 'Without it nobody knows whose turn it is, so CollectCCC was not asked, or the call was ended.',
	},
	'upstream-timeout': {
		status: 504,
		title: 'The certificate authority took too long',
		detail: 'CollectCCC was asked, and had not answered in full when the time for it was over.',
	},
} as const

/** The stable name of each problem. */
export type ProblemCode = keyof typeof problems

/** What can go wrong between this relay and its upstream, and why it was not even asked. */
export const upstreamFailures = [
	'relay-busy',
	'upstream-resting',
	'upstream-unreachable',
	'upstream-untrusted',
	'upstream-closed',
	'upstream-broken',
	'upstream-garbled',
	'upstream-redirect',
	'upstream-header-too-large',
	'upstream-too-large',
	'upstream-timeout',
] as const satisfies readonly ProblemCode[]

export type UpstreamFailure = (typeof upstreamFailures)[number]

/** What is refused before it is a request. */
export type ListenerRefusal = 'header-too-large' | 'request-malformed' | 'request-slow'
