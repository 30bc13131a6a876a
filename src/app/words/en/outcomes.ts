/** What is said of replies that bring no chain, and of how they came, in English. It is loaded with the code that asks. */
import type { Meaning } from '../../../collectccc/codes.ts'
import { callLimit } from './callLimit.ts'
import { date, type Explanation, size } from './formats.ts'

export const enOutcomes = {
	statusCode: (code: number) => `Code ${code}`,
	authoritySaid: 'The authority’s own words:',
	askAgain: 'Ask again',

	rawReply: {
		title: 'Show what came',
		label: 'The reply as it came',
		text: (bytes: number) => `Text, ${size(bytes)}.`,
		binary: (bytes: number) => `Binary, ${size(bytes)}.`,
		beginning: 'This is its beginning; what you save or copy is all of it.',
		saveNamed: (name: string) => `Save as ${name}`,
		copy: 'Copy',
		copyNamed: 'Copy what came',
	},
	collectEverything: 'Collect everything',
	statusAsked: {
		title: 'Your certificate can be collected',
		cause: 'You asked for the status only, and the certificate authority says that the certificate is there.',
		next: 'Collect it whenever you like, with the same code.',
	},
	statedPeriod: (from: Date, until: Date) => `Valid from ${date(from)} until ${date(until)}.`,

	outcomes: {
		attached: {
			title: 'The certificate was announced but did not come',
			cause: 'The certificate authority says that it attached certificates, and none were in its reply.',
			next: 'Ask again in a few minutes. If this keeps happening, tell your certificate authority.',
		},
		available: {
			title: 'Your certificate is issued but was not handed out',
			cause: 'The certificate authority says that it is available, and did not attach it.',
			next: 'Ask again in three hours at the earliest. If this keeps happening, ask your certificate authority to send it.',
		},
		processing: {
			title: 'Your certificate is not ready yet',
			cause:
				'The certificate authority is still working on it. Often it waits for somebody to confirm the domain, the e-mail address or the organization.',
			next: 'Check whether a confirmation e-mail is waiting for you, and ask again in three hours at the earliest. The code stays the same.',
		},
		'being-issued': {
			title: 'Your certificate is being issued',
			cause: 'The certificate authority is making it at this moment. You need not do anything.',
			next: 'It is usually there within minutes. Ask again then; the code stays the same.',
		},
		rejected: {
			title: 'The certificate request was rejected',
			cause: 'The certificate authority has looked at the request and will not issue a certificate for it.',
			next: 'Ask whoever ordered it, or your certificate authority, for the reason. A new order is needed.',
		},
		revoked: {
			title: 'This certificate has been revoked',
			cause: 'It was issued and then declared invalid, because somebody asked for it or its key was no longer safe.',
			next: 'Do not use it, nor any copy of it. If you did not expect this, ask your certificate authority why.',
		},
		'awaiting-payment': {
			title: 'The order is not paid yet',
			cause: 'The certificate authority waits for the payment before it hands the certificate out.',
			next: 'Once it is paid, collect with the same code.',
		},
		'not-approved': {
			title: 'The order is not approved yet',
			cause: 'Somebody has to approve it before the certificate is issued.',
			next: 'Ask whoever ordered it, and come back when it is approved. The code stays the same.',
		},
		'invalid-value': {
			title: 'The certificate authority does not know this code',
			cause:
				'A letter may be missing or wrong; upper and lower case count. A code can also have been replaced by a newer one.',
			next: 'Copy it again from the latest e-mail, or paste the whole e-mail.',
		},
		'sign-in-refused': {
			title: 'The certificate authority refused access',
			cause:
				'It names four causes for this and does not say which: wrong login details, a locked account, an expired password, or an address from which it takes no calls.',
			next: 'Do not repeat it, because repeating can lock an account. Tell whoever runs this site.',
		},
		'permission-denied': {
			title: 'The certificate authority does not permit this',
			cause: 'The code or account may not collect this certificate.',
			next: 'Ask whoever ordered the certificate.',
		},
		'call-limit': callLimit,
		'request-not-accepted': {
			title: 'The certificate authority does not accept the request',
			cause: 'Something in the order or in its certificate signing request (CSR) is missing or not as it should be.',
			next: 'Give its words below to whoever ordered the certificate. Most likely a new request is needed.',
		},
		'key-not-accepted': {
			title: 'The certificate authority does not accept the key',
			cause:
				'The key of this request is known to be unsafe, or the certificate authority does not know what it was asked for.',
			next: 'Ask it which, with its words below. For an unsafe key, make a new key and a new request, and use the old key nowhere.',
		},
		'name-not-accepted': {
			title: 'The certificate authority does not accept the name',
			cause: 'A name or address in the request cannot stand in a certificate, or was not found.',
			next: 'Ask whoever ordered the certificate to compare the names in the request. Its words are below.',
		},
		'no-credit': {
			title: 'The account has not enough credit',
			cause: 'The certificate authority issues this certificate only once the account that ordered it can pay for it.',
			next: 'Tell whoever ordered it. Once that is settled, collect with the same code.',
		},
		'wrong-state': {
			title: 'The order is in a state in which this is not possible',
			cause: 'The certificate authority cannot hand out its certificate now, and does not say why.',
			next: 'Ask whoever ordered it, or your certificate authority, with its words below.',
		},
		'authority-failure': {
			title: 'The certificate authority had a failure',
			cause: 'It says that an error occurred on its side and does not say which.',
			next: 'Ask again in a few minutes. If this keeps happening, tell your certificate authority.',
		},
		'missing-argument': {
			title: 'The certificate authority is missing something from the request',
			cause: 'It wants a parameter that was not sent. This is not your fault.',
			next: 'Tell whoever runs this site, with the code below.',
		},
		'unknown-argument': {
			title: 'The certificate authority did not understand the request',
			cause: 'It does not know one of the parameters that were sent. This is not your fault.',
			next: 'Tell whoever runs this site, with the code below.',
		},
		'https-required': {
			title: 'The certificate authority wants an encrypted connection',
			cause: 'This site asked it without encryption. This is not your fault.',
			next: 'Tell whoever runs this site, with the code below.',
		},
		'post-required': {
			title: 'The certificate authority was asked in the wrong way',
			cause: 'The request reached it as GET, not POST: something on the way changed it. This is not your fault.',
			next: 'Tell whoever runs this site, with the code below.',
		},
		unknown: {
			title: 'The certificate authority answered with a code that is not documented',
			cause: 'What it means is known to the certificate authority alone.',
			next: 'Ask your certificate authority, with the code and its words below.',
		},
	} satisfies Record<Meaning, Explanation>,
}
