/** What is said of replies that bring no chain, and of how they came, in English. It is loaded with the code that asks. */
import type { Meaning } from '../../../collectccc/codes.ts'
import { callLimit } from './callLimit.ts'
import { date, type Explanation, localClock, size } from './formats.ts'

export const enOutcomes = {
	statusCode: (code: number) => `Code ${code}`,
	authoritySaid: 'The authority’s own words:',
	askAgain: 'Ask again',
	askAnyway: 'Ask again anyway',
	/** when it was asked, and from when on it makes sense to ask again, both in the person’s own time */
	asked: (at: Date, from: Date) => {
		const isSameDay = at.toDateString() === from.toDateString()
		return `Asked at ${localClock(at)}. Worth asking again from ${localClock(from)}${isSameDay ? '' : ' tomorrow'} (your time).`
	},
	collectAgain: 'Collect again',
	brought: {
		one: (code: string) => `Collect ${code}? “Back” returns to this certificate.`,
		several: 'There is more than one collection code in what you dropped or pasted.',
		none: 'There is no collection code in what you dropped or pasted.',
		file: 'There is no collection code in what you dropped or pasted.',
		unreadable: 'The browser could not read this file.',
		outlook: 'This Outlook file (.msg) cannot be read here. Open the e-mail, select all, copy, and paste it.',
		certificate: 'This is a certificate.',
		archive: 'This is a ZIP archive.',
		collect: 'Collect it',
		choose: 'Choose a code',
		compare: 'Compare with this one',
		inspect: 'Inspect it',
		close: 'Close',
	},

	rawReply: {
		title: 'Show what came',
		label: 'The reply as it came',
		text: (bytes: number) => `Text, ${size(bytes)}.`,
		binary: (bytes: number) => `Binary, ${size(bytes)}.`,
		beginning: 'This is only the beginning; saving or copying gives you all of it.',
		saveNamed: (name: string) => `Save as ${name}`,
		copy: 'Copy',
		copyNamed: 'Copy what came',
	},
	collectEverything: 'Collect everything',
	statusAsked: {
		title: 'Your certificate can be collected',
		cause: 'You asked for the status only, and the certificate authority says the certificate is there.',
		next: 'Collect it whenever you like with the same code.',
	},
	statedPeriod: (from: Date, until: Date) => `Valid from ${date(from)} until ${date(until)}.`,

	/** for the browser's tab, which shows the beginning of its title alone */
	tabTitles: {
		attached: 'Not attached',
		available: 'Not handed out',
		processing: 'Not ready yet',
		'being-issued': 'Not ready yet',
		'awaiting-payment': 'Not paid yet',
		'not-approved': 'Not approved yet',
		'call-limit': 'Asked too often',
		rejected: 'Rejected',
		revoked: 'Revoked',
		'invalid-value': 'Code not known',
		'permission-denied': 'Not permitted',
		'sign-in-refused': 'Access refused',
		'request-not-accepted': 'Request not accepted',
		'key-not-accepted': 'Key not accepted',
		'name-not-accepted': 'Name not accepted',
		'no-credit': 'Not enough credit',
		'wrong-state': 'Not possible now',
		'authority-failure': 'Not collected',
		'missing-argument': 'Not collected',
		'unknown-argument': 'Not collected',
		'https-required': 'Not collected',
		'post-required': 'Not collected',
		unknown: 'Not collected',
	} satisfies Record<Meaning, string>,
	tabTitleOfStatus: 'Can be collected',
	tabTitleOfFailure: 'Not collected',

	outcomes: {
		attached: {
			title: 'The certificate was announced but did not arrive',
			cause: 'The certificate authority says it attached certificates, but there were none in its reply.',
			next: 'Ask again in a few minutes. If this keeps happening, tell your certificate authority.',
			asksSomebody: true,
		},
		available: {
			title: 'Your certificate has been issued but was not handed out',
			cause: 'The certificate authority says it is available but did not attach it.',
			next: 'Ask again in three hours at the earliest. If this keeps happening, ask your certificate authority to send it.',
			asksSomebody: true,
		},
		processing: {
			title: 'Your certificate is not ready yet',
			cause:
				'The certificate authority is still working on it. Often it is waiting for someone to confirm the domain, the e-mail address or the organization.',
			next: 'Check whether a confirmation e-mail is waiting for you, and ask again in three hours at the earliest. The code stays the same.',
		},
		'being-issued': {
			title: 'Your certificate is being issued',
			cause: 'The certificate authority is making it right now. You do not need to do anything.',
			next: 'It usually takes a few minutes. Ask again then; the code stays the same.',
		},
		rejected: {
			title: 'The certificate request was rejected',
			cause: 'The certificate authority has reviewed the request and will not issue a certificate for it.',
			next: 'Ask whoever ordered it, or your certificate authority, for the reason. You will need a new order.',
			asksSomebody: true,
		},
		revoked: {
			title: 'This certificate has been revoked',
			cause: 'It was issued and later declared invalid, because someone asked for that or its key was no longer safe.',
			next: 'Do not use it or any copy of it. If you did not expect this, ask your certificate authority why.',
			asksSomebody: true,
		},
		'awaiting-payment': {
			title: 'The order has not been paid yet',
			cause: 'The certificate authority is waiting for payment before it hands out the certificate.',
			next: 'Once it is paid, collect with the same code.',
		},
		'not-approved': {
			title: 'The order has not been approved yet',
			cause: 'Someone has to approve it before the certificate is issued.',
			next: 'Ask whoever ordered it, and come back once it has been approved. The code stays the same.',
			asksSomebody: true,
		},
		'invalid-value': {
			title: 'The certificate authority does not know this code',
			cause:
				'A letter may be missing or wrong; upper and lower case matter. The code may also have been replaced by a newer one.',
			next: 'Copy it again from the latest e-mail, or paste the whole e-mail.',
		},
		'sign-in-refused': {
			title: 'The certificate authority refused access',
			cause:
				'It gives four possible causes and does not say which one applies: wrong login details, a locked account, an expired password, or an address it takes no calls from.',
			next: 'Do not try again, because that can lock an account. Tell whoever runs this site.',
			asksSomebody: true,
		},
		'permission-denied': {
			title: 'The certificate authority does not allow this',
			cause: 'This code or account is not allowed to collect this certificate.',
			next: 'Ask whoever ordered the certificate.',
			asksSomebody: true,
		},
		'call-limit': callLimit,
		'request-not-accepted': {
			title: 'The certificate authority does not accept the request',
			cause: 'Something in the order or in its certificate signing request (CSR) is missing or wrong.',
			next: 'Show its words below to whoever ordered the certificate. Most likely a new request is needed.',
			asksSomebody: true,
		},
		'key-not-accepted': {
			title: 'The certificate authority does not accept the key',
			cause:
				'The key of this request is known to be unsafe, or the certificate authority does not know what it was asked for.',
			next: 'Ask it which, with its words below. For an unsafe key, make a new key and a new request, and use the old key nowhere.',
			asksSomebody: true,
		},
		'name-not-accepted': {
			title: 'The certificate authority does not accept the name',
			cause: 'A name or address in the request is not allowed in a certificate, or was not found.',
			next: 'Ask whoever ordered the certificate to check the names in the request. The authority’s words are below.',
			asksSomebody: true,
		},
		'no-credit': {
			title: 'The account does not have enough credit',
			cause: 'The certificate authority issues this certificate only once the account that ordered it can pay for it.',
			next: 'Tell whoever ordered it. Once that is settled, collect with the same code.',
			asksSomebody: true,
		},
		'wrong-state': {
			title: 'This is not possible in the order’s current state',
			cause: 'The certificate authority cannot hand out its certificate now and does not say why.',
			next: 'Ask whoever ordered it, or your certificate authority, and quote its words below.',
			asksSomebody: true,
		},
		'authority-failure': {
			title: 'Something went wrong at the certificate authority',
			cause: 'It reports an error on its side but does not say which.',
			next: 'Ask again in a few minutes. If this keeps happening, tell your certificate authority.',
			asksSomebody: true,
		},
		'missing-argument': {
			title: 'The certificate authority is missing something from the request',
			cause: 'It wants a parameter that was not sent. This is not your fault.',
			next: 'Tell whoever runs this site, and include the code below.',
			asksSomebody: true,
		},
		'unknown-argument': {
			title: 'The certificate authority did not understand the request',
			cause: 'It does not know one of the parameters that were sent. This is not your fault.',
			next: 'Tell whoever runs this site, and include the code below.',
			asksSomebody: true,
		},
		'https-required': {
			title: 'The certificate authority wants an encrypted connection',
			cause: 'This site asked it over an unencrypted connection. This is not your fault.',
			next: 'Tell whoever runs this site, and include the code below.',
			asksSomebody: true,
		},
		'post-required': {
			title: 'The certificate authority was asked in the wrong way',
			cause: 'The request reached it as GET, not POST: something on the way changed it. This is not your fault.',
			next: 'Tell whoever runs this site, and include the code below.',
			asksSomebody: true,
		},
		unknown: {
			title: 'The certificate authority answered with an undocumented code',
			cause: 'Only the certificate authority knows what it means.',
			next: 'Ask your certificate authority, and quote the code and its words below.',
			asksSomebody: true,
		},
	} satisfies Record<Meaning, Explanation>,
}
