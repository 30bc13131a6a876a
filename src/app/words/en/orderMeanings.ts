/** What an order's status means to those who help a customer with it, in English. */
import type { Meaning } from '../../../collectccc/codes.ts'
import { callLimit } from './callLimit.ts'
import type { Explanation } from './formats.ts'

const ready: Explanation = {
	title: 'The certificate is ready',
	cause: 'It has been issued and can be collected.',
	next: 'Collect it to see what is in it, or tell the customer to collect it.',
}
const tellOperator = 'Tell whoever runs this site, and give them the case report.'

export const enOrderMeanings = {
	attached: ready,
	available: ready,
	processing: {
		title: 'The order is being processed',
		cause:
			'The authority is still working on it. Often it is waiting for somebody to confirm the domain, the e-mail address or the organization.',
		next: 'Ask the customer to look for a confirmation e-mail, then keep watch: the watch asks as often as the authority allows.',
	},
	'being-issued': {
		title: 'The certificate is being issued',
		cause: 'The authority is making it at this moment.',
		next: 'It is usually there within minutes. Ask again then.',
	},
	rejected: {
		title: 'The request was rejected',
		cause: 'The authority will not issue a certificate for this order.',
		next: 'Ask the authority for the reason. A new order is needed.',
	},
	revoked: {
		title: 'The certificate was revoked',
		cause: 'It was issued and later declared invalid: somebody asked for that, or its key was no longer safe.',
		next: 'Tell the customer to stop using it. If nobody asked for it, ask the authority why it was revoked.',
	},
	'awaiting-payment': {
		title: 'The order has not been paid for yet',
		cause: 'The authority waits for payment before it hands out the certificate.',
		next: 'Look into the payment, then ask again.',
	},
	'not-approved': {
		title: 'The order has not been approved yet',
		cause: 'Somebody has to approve it before the certificate is issued.',
		next: 'Find out who has to approve it: somebody from this account, the customer, or the authority.',
	},
	'invalid-value': {
		title: 'The authority does not know this order',
		cause: 'A digit may be missing or wrong, or the order belongs to another account.',
		next: 'Compare the number with the order’s confirmation.',
	},
	'sign-in-refused': {
		title: 'The authority refused the login',
		cause: 'The login is wrong, the account locked, the password expired, or this site’s address blocked.',
		next: 'Nothing was repeated. Find out which it is before you sign in again.',
	},
	'permission-denied': {
		title: 'This account may not see this order',
		cause: 'The authority does not permit it.',
		next: 'Ask whoever manages the account, or use the account that the order belongs to.',
	},
	'call-limit': {
		title: callLimit.title,
		cause: `${callLimit.cause} It said nothing about this order.`,
		next: callLimit.next,
	},
	'request-not-accepted': {
		title: 'The authority does not accept the request',
		cause: 'A field of the order or of its certificate signing request (CSR) is missing or wrong.',
		next: 'The authority’s words below say which. Ask the customer for a new request.',
	},
	'key-not-accepted': {
		title: 'The authority does not accept the key',
		cause: 'The key of the request is known to be unsafe, or the authority does not recognize what it was asked for.',
		next: 'The authority’s words below say which. For an unsafe key, ask the customer for a new key and a new request.',
	},
	'name-not-accepted': {
		title: 'The authority does not accept the name',
		cause: 'A name or address in the request cannot be put in a certificate, or could not be reached.',
		next: 'Go through the names of the order with the customer. The authority’s words are below.',
	},
	'no-credit': {
		title: 'The account does not have enough credit',
		cause: 'The authority issues nothing that the account cannot pay for.',
		next: 'Ask whoever manages the account to add credit, then ask again.',
	},
	'wrong-state': {
		title: 'The order is in a state that does not allow this',
		cause: 'The authority cannot hand out its certificate now.',
		next: 'Look at the order on the authority’s own site, or send the authority the case report.',
	},
	'authority-failure': {
		title: 'The authority is having technical problems',
		cause: 'It says that an error occurred on its side, and does not say which.',
		next: 'Ask again in a few minutes. If it keeps happening, send the authority the case report.',
	},
	'missing-argument': {
		title: 'The authority says that a parameter is missing',
		cause: 'It expects one that this site did not send. The order is not at fault.',
		next: tellOperator,
		asksSomebody: true,
	},
	'unknown-argument': {
		title: 'The authority does not know one of the parameters',
		cause: 'This site sent one that it does not accept. The order is not at fault.',
		next: tellOperator,
		asksSomebody: true,
	},
	'https-required': {
		title: 'The authority wants an encrypted connection',
		cause: 'This site asked it without encryption. The order is not at fault.',
		next: tellOperator,
		asksSomebody: true,
	},
	'post-required': {
		title: 'The call was sent the wrong way',
		cause:
			'It reached the authority as GET instead of POST: something on the way changed it. The order is not at fault.',
		next: tellOperator,
		asksSomebody: true,
	},
	unknown: {
		title: 'The authority answered with an undocumented code',
		cause: 'Only the authority knows what it means.',
		next: 'Send the authority the case report.',
	},
} satisfies Record<Meaning, Explanation>

/** Said instead of “The certificate is ready” where its end is near or past. */
export const enOrderEnds = {
	ending: {
		title: 'The certificate is ready and ends soon',
		cause: 'It has been issued and can be collected.',
		next: 'Tell the customer to order a renewal now.',
	},
	expired: {
		title: 'The certificate has expired',
		cause: 'It was issued, and its end date has passed. It can still be collected, but is no longer of use.',
		next: 'An expired certificate cannot be extended: a new order is needed.',
	},
} satisfies Record<'ending' | 'expired', Explanation>
