/** What is said of replies that bring no chain, and of how they came, in English. It is loaded with the code that asks. */
import type { Meaning } from '../../../collectccc/codes.ts'
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
		'call-limit': {
			title: 'The certificate authority was asked too often',
			cause: 'It limits how many calls it answers.',
			next: 'Wait at least three hours, then ask again.',
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
