/**
 * The words that are there from the beginning, in English; `en/` has the others, which are loaded with what they speak of. A
 * value that goes into a sentence makes it a function; numbers, dates and lists go through `Intl`. Another language is one more
 * set of such files.
 */
import { type Explanation, exactTime, localTime, number, shortDate, wait } from './en/formats.ts'

export const en = {
	name: 'Certcollect',
	tabTitle: (title: string, unseen: number) => (unseen > 0 ? `(${number(unseen)}) ${title}` : title),
	shortDate,
	exactTime,
	localTime,
	pages: { label: 'Pages', collect: 'Collect', orders: 'Orders', inspect: 'Inspect' },
	site: {
		label: 'About this site',
		contact: 'Contact',
		privacy: 'Privacy',
		imprint: 'Imprint',
		ask: (name: string | undefined) => `Contact ${name ?? 'whoever runs this site'}`,
		newTab: '(opens a new tab)',
	},
	footer: 'Your collection code goes to the certificate authority and nowhere else. Files are made in this browser.',

	collect: {
		title: 'Collect your certificate',
		lead: 'Paste the collection code your certificate authority sent you, or the whole e-mail. You get the certificate, explained, and the files your server or mail program needs.',
		field: 'Collection code or e-mail',
		button: 'Collect',
		found: 'Code found:',
		chooseOne: 'Choose one of the codes first.',
		choose: 'This text contains more than one code. Which one is it?',
		notFound: {
			nothing: {
				title: 'No collection code in this text',
				text: 'A collection code has 16 letters and digits, upper and lower case mixed, for example',
			},
			'private-key': {
				title: 'This is a private key',
				text: 'It is not needed here and was not sent. Keep it to yourself.',
			},
			pkcs12: {
				title: 'This file holds a private key',
				text: 'It is not needed here and was not sent. Keep it to yourself.',
			},
			certificate: {
				title: 'This is a certificate already',
				text: 'You can look at what is in it, and save it as other files.',
			},
			archive: { title: 'This is a ZIP archive', text: 'If it holds certificates, you can look at them.' },
			request: {
				title: 'This is a certificate request (CSR)',
				text: 'It is what a certificate is ordered with. The collection code is in the e-mail that says the certificate is ready.',
			},
			'order-number': {
				title: 'This looks like an order number',
				text: 'The collection code is something else: 16 letters and digits, in the e-mail that says the certificate is ready.',
			},
			'wrong-length': (length: number) => ({
				title: `This has ${length} characters; a code has 16`,
				text: 'Copy it again.',
			}),
			'link-cut-off': (length: number) => ({
				title: 'The link is incomplete',
				text: `Its code has ${length === 1 ? '1 character' : `${length} characters`}; a code has 16. Copy the whole link, or paste the e-mail.`,
			}),
			outlook: {
				title: 'This Outlook file (.msg) cannot be read here',
				text: 'Open the e-mail, select all, copy, and paste it.',
			},
			unreadable: {
				title: 'The browser could not read this file',
				text: 'If it is a folder, drop the file that is in it.',
			},
			file: {
				title: 'There is no collection code in this file',
				text: 'Paste the code from the e-mail, or the whole e-mail.',
			},
		},
		whereInMail: 'In the e-mail it comes after “collection code” or “Collection Password”, or at the end of the link.',
		inspect: 'Inspect it',
		empty: 'Paste your collection code or the e-mail first.',
		sampleCode: 'aB3dE6gH9jK2mN5p',
		help: {
			title: 'Where do I find the code?',
			text: 'In the e-mail that says your certificate is ready to collect. It has 16 letters and digits, like this:',
			more: 'You do not have to look for it: paste the whole e-mail, and the code will be found. Keep the code to yourself, because anyone who has it can collect the certificate.',
		},
		steps: {
			title: 'What happens next',
			items: [
				'The certificate authority is asked once whether your certificate is ready.',
				'The certificates are put in order and checked: who signed which, and how long they are valid.',
				'You save the files your server or mail program needs. Your private key is not needed for this.',
			],
		},
		examples: {
			title: 'Sandbox: codes to try',
			text: 'This server is not connected to a certificate authority. Its certificates come from a built-in test authority that nothing trusts.',
			groups: {
				certificates: 'Certificates',
				waiting: 'Not ready yet',
				refused: 'Refused',
				trouble: 'Trouble on the way',
				forms: 'Every form that a reply can have',
			} as Readonly<Record<string, string>>,
			fillIn: 'Fill in a sample e-mail',
			email: (code: string) =>
				`From: Sandbox Certification Authority <noreply@sandbox.invalid>
Subject: Your certificate is ready for collection!

Dear customer,

your certificate has been issued. To collect it, open
https://collect.sandbox.invalid/products/!SecureEmailCertificate_Collec2?apID=1&collectionPassword=${code}

If the link does not work, use this collection code:

    ${code}

Kind regards,
Sandbox Certification Authority
`,
		},
	},

	waiting: {
		now: 'Collecting your certificate …',
		later: 'Asking the certificate authority. This can take up to half a minute.',
		cancel: 'Cancel',
	},

	copied: 'Copied',
	copyFailed: 'The browser did not allow copying. Select the text and copy it, or save the file.',
	tryAgain: 'Try again',
	reload: 'Reload the page',
	problemCode: (code: string) => `Code ${code}`,
	requestId: (id: string) => `Request ${id}`,
	retryAfter: (seconds: number) => `You can try again in ${wait(seconds)}.`,

	options: { title: 'Request options', changed: 'changed' },

	failures: {
		'network-failed': {
			title: 'This site cannot be reached',
			cause: 'Your device is offline, or the connection was lost. The certificate authority may not have been asked.',
			next: 'Check your connection, then try again. What you typed is still here.',
		},
		'application-outdated': {
			title: 'Part of this page could not be loaded',
			cause: 'The site may have been updated since you opened it, or your connection was lost.',
			next: 'Reload the page. You will have to paste the code again.',
		},
		'upstream-unreachable': {
			title: 'The certificate authority cannot be reached',
			cause: 'This site could not connect to it. Your code was not used.',
			next: 'Try again in a few minutes.',
		},
		'upstream-timeout': {
			title: 'The certificate authority is not answering',
			cause: 'It accepted the call but did not send a complete answer in time.',
			next: 'Try again in a few minutes.',
		},
		'upstream-broken': {
			title: 'The answer broke off',
			cause: 'The connection to the certificate authority failed before its answer was complete.',
			next: 'Try again.',
		},
		'upstream-garbled': {
			title: 'The certificate authority’s answer cannot be understood',
			cause: 'What came back is not what a web server sends.',
			next: 'Try again later. If this keeps happening, tell whoever runs this site.',
			asksSomebody: true,
		},
		'upstream-untrusted': {
			title: 'The certificate authority could not prove its identity',
			cause: 'The server that answered has no valid certificate for that address. Your code was not sent.',
			next: 'Try again later. If this keeps happening, tell whoever runs this site.',
			asksSomebody: true,
		},
		'upstream-resting': {
			title: 'The certificate authority is having trouble',
			cause:
				'It has failed several times in a row, so this site is leaving it alone for a moment. Your code was not used.',
			next: 'Wait a little, then try again.',
		},
		'relay-busy': {
			title: 'Many people are collecting right now',
			cause: 'This site collects only so many certificates at a time. Your code was not used.',
			next: 'Wait a little, then try again.',
		},
		'too-many-requests': {
			title: 'Too many attempts from your network',
			cause:
				'To stop anyone from guessing codes, this site limits how often one network may ask. Your code was not used.',
			next: 'Meanwhile, check that the code is complete.',
		},
		'upstream-too-large': {
			title: 'The answer is far too long',
			cause: 'No certificate is this large, so the answer was not read to the end.',
			next: 'Try again later. If this keeps happening, tell whoever runs this site.',
			asksSomebody: true,
		},
		'upstream-redirect': {
			title: 'The certificate authority pointed to another address',
			cause: 'Your code was not sent there, because it must not go anywhere unexpected.',
			next: 'Tell whoever runs this site that the address of CollectCCC needs checking.',
			asksSomebody: true,
		},
		'request-refused': {
			title: 'This site refused the request',
			cause: 'The page and its server do not agree on what may be asked.',
			next: 'Reload the page and try again. If this keeps happening, tell whoever runs this site.',
			asksSomebody: true,
		},
		'relay-failed': {
			title: 'Something went wrong on this site',
			cause: 'The fault lies with this site, not with your code.',
			next: 'Try again. If this keeps happening, tell whoever runs it, and include the code below.',
			asksSomebody: true,
		},
		'reply-empty': {
			title: 'The certificate authority sent an empty answer',
			cause: 'It answered, but there was nothing in the answer.',
			next: 'Try again in a few minutes.',
		},
		'reply-not-collectccc': {
			title: 'The answer cannot be read',
			cause: 'Something other than certificates or a status came back, often a maintenance page.',
			next: 'Try again later. If this keeps happening, show whoever runs this site what came back.',
			asksSomebody: true,
		},
		'reply-no-certificates': {
			title: 'There is no certificate in the answer',
			cause: 'The certificate authority says that certificates are attached, but none could be found.',
			next: 'Try again in a few minutes. If this keeps happening, tell your certificate authority.',
			asksSomebody: true,
		},
		'reply-cut-off': {
			title: 'The answer is incomplete',
			cause: 'It ends in the middle of a certificate, so part of it is missing.',
			next: 'Try again.',
		},
		unexpected: {
			title: 'Something went wrong in this page',
			cause: 'The fault lies with the page, not with your code.',
			next: 'Try again, or reload the page.',
		},
	} satisfies Record<string, Explanation>,

	notFound: {
		title: 'There is no page here',
		text: 'The address may be mistyped, or the page may have moved.',
		home: 'Collect a certificate',
	},
}
