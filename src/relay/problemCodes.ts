/** Every problem that the relay can answer with: its stable code, its status and its words. */
export const problems = {
	'request-invalid': {
		status: 400,
		title: 'The request is not one that CollectCCC accepts',
		detail: 'A parameter is wrong.',
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
