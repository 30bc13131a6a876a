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
	'content-type-unsupported': {
		status: 415,
		title: 'The request is of a type that is not read here',
		detail: 'The body must be application/x-www-form-urlencoded.',
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
	'upstream-unreachable': {
		status: 502,
		title: 'The certificate authority cannot be reached',
		detail: 'No secure connection to CollectCCC could be made, so it was not asked.',
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
	'upstream-broken': {
		status: 502,
		title: 'The reply of the certificate authority broke off',
		detail: 'The connection to CollectCCC failed before a whole and readable reply had come.',
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

/** What can go wrong between this relay and its upstream. */
export type UpstreamFailure = Extract<ProblemCode, `upstream-${string}`>
