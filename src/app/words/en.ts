/**
 * Every word that a person reads, in English; what is said of certificates is in `en/chain.ts`. A value that goes into a
 * sentence makes it a function; numbers, dates and lists go through `Intl`. Another language is one more set of such files.
 */
import type { ContainerKind } from '../../certificates/containers.ts'
import type { Meaning } from '../../collectccc/codes.ts'
import type { Obstacle } from '../../collectccc/options.ts'
import type { BareKind } from '../inspect/inspection.ts'
import {
	certificates,
	date,
	type Explanation,
	exactTime,
	list,
	localTime,
	shortDate,
	size,
	wait,
} from './en/formats.ts'

const containerNames: Record<ContainerKind, string> = {
	certificate: 'single certificates',
	pkcs7: 'PKCS #7',
	netscape: 'Netscape Certificate Sequence',
	cmmf: 'CMMF',
}
export const en = {
	name: 'Certcollect',
	shortDate,
	exactTime,
	localTime,
	pages: { label: 'Pages', collect: 'Collect', inspect: 'Inspect' },
	footer: 'Your collection code goes to the certificate authority and nowhere else. Files are made in this browser.',

	collect: {
		title: 'Collect your certificate',
		lead: 'Paste the collection code that your certificate authority sent you, or the whole e-mail. You get the certificate, explained, and the files for your server or mail program.',
		field: 'Collection code or e-mail',
		button: 'Collect',
		found: 'Code found:',
		chooseOne: 'Choose one of the codes first.',
		choose: 'This text contains more than one code. Which one is it?',
		context: (text: string) => `… ${text} …`,
		notFound: {
			title: 'No collection code in this text',
			cause: 'A collection code has 16 letters and digits, upper and lower case mixed, for example',
			next: 'In the e-mail it comes after “collection code” or “Collection Password”, or at the end of the link.',
		},
		empty: 'Paste your collection code or the e-mail first.',
		sampleCode: 'aB3dE6gH9jK2mN5p',
		help: {
			title: 'Where do I find the code?',
			text: 'In the e-mail that says that your certificate is ready for collection. It has 16 letters and digits, like this:',
			more: 'You need not look for it: paste the whole e-mail, and the code is found. Keep the code to yourself, because whoever has it can collect the certificate.',
		},
		steps: {
			title: 'What happens next',
			items: [
				'The certificate authority is asked, once, whether your certificate is ready.',
				'The certificates are put in order and checked: who signed which, and until when they are valid.',
				'You save the files that your server or mail program wants. A private key is never asked for.',
			],
		},
		examples: {
			title: 'Sandbox: codes to try',
			text: 'This server is not connected to a certificate authority. Its certificates come from a built-in test authority, and nothing trusts them.',
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
	copyFailed: 'The browser did not allow copying. Select the text, or save the file.',
	statusCode: (code: number) => `Code ${code}`,
	authoritySaid: 'The authority’s own words:',
	tryAgain: 'Try again',
	askAgain: 'Ask again',
	reload: 'Reload the page',
	problemCode: (code: string) => `Code ${code}`,
	requestId: (id: string) => `Request ${id}`,
	retryAfter: (seconds: number) => `You can try again in ${wait(seconds)}.`,

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

	options: {
		title: 'Request options',
		changed: 'changed',
		lead: 'Everything that CollectCCC can be asked, for tests and for support. The usual choices bring you the certificate and all files.',
		queryType: {
			label: 'What to ask for',
			choices: {
				0: 'Status only',
				1: 'Certificate and authorities',
				2: 'Certificate only',
				3: 'Authorities only',
			},
		},
		responseType: {
			label: 'Container',
			choices: { 1: 'Netscape Certificate Sequence', 2: 'PKCS #7', 3: 'Individually encoded', 4: 'CMMF' },
		},
		responseEncoding: { label: 'Encoding', choices: { 0: 'Base64', 1: 'Binary', 2: 'JavaScript' } },
		showValidityPeriod: { label: 'Validity period' },
		callbackFunctionName: {
			label: 'Callback function',
			hint: 'For example: app.collected',
			invalid: 'Letters, digits, _ and $, parts joined by dots, at most 64 characters.',
		},
		responseMimeType: {
			label: 'MIME type',
			hint: 'For example: application/x-x509-user-cert',
			invalid: 'Two words with a slash between them, at most 255 characters.',
		},
		obstacles: {
			'needs-query-1': 'Only with “Certificate and authorities”',
			'needs-query-1-type-2': 'Only with “Certificate and authorities” and “PKCS #7”',
			'needs-encoding-2': 'Only with “JavaScript”',
			'needs-encoding-0-or-2': 'Not with “Binary”',
		} satisfies Record<Obstacle, string>,
		reset: 'Back to the usual',
		command: {
			title: 'The same request on a command line',
			text: 'Put your code in the place of COLLECTION_CODE. It is left out so that the command can be passed on.',
			faulty: 'Mend the field that is marked first.',
			copy: 'Copy command',
		},
	},

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

	failures: {
		'network-failed': {
			title: 'This site cannot be reached',
			cause:
				'Your device is offline, or the connection broke on the way. The certificate authority was not necessarily asked.',
			next: 'Check your connection, then try again. What you typed is still here.',
		},
		'application-outdated': {
			title: 'A part of this page could not be loaded',
			cause: 'The site may have been updated since you opened it, or your connection broke.',
			next: 'Reload the page. You will have to paste the code again.',
		},
		'upstream-unreachable': {
			title: 'The certificate authority cannot be reached',
			cause: 'This site could not connect to it. Your code was not used.',
			next: 'Try again in a few minutes.',
		},
		'upstream-timeout': {
			title: 'The certificate authority does not answer',
			cause: 'It took the call and sent no complete answer in the time that it has for it.',
			next: 'Try again in a few minutes.',
		},
		'upstream-broken': {
			title: 'The answer broke off',
			cause: 'The connection to the certificate authority failed before its answer was complete.',
			next: 'Try again.',
		},
		'upstream-garbled': {
			title: 'The certificate authority answered something unreadable',
			cause: 'What came from its address is not what a web server sends.',
			next: 'Try again later. If this keeps happening, tell whoever runs this site.',
		},
		'upstream-untrusted': {
			title: 'The certificate authority did not prove who it is',
			cause: 'The server that answered in its place has no valid certificate for that address. Your code was not sent.',
			next: 'Try again later. If this keeps happening, tell whoever runs this site.',
		},
		'upstream-resting': {
			title: 'The certificate authority is having trouble',
			cause: 'It failed several times in a row, so this site leaves it alone for a moment. Your code was not used.',
			next: 'Wait a little, then try again.',
		},
		'relay-busy': {
			title: 'Many people are collecting just now',
			cause: 'This site asks for a limited number of certificates at a time. Your code was not used.',
			next: 'Wait a little, then try again.',
		},
		'too-many-requests': {
			title: 'Too many tries from your network',
			cause:
				'To keep codes from being guessed, this site limits how often one network may ask. Your code was not used.',
			next: 'Meanwhile, check that the code is complete.',
		},
		'upstream-too-large': {
			title: 'The answer is far too long',
			cause: 'No certificate is this large, so the answer was not read to its end.',
			next: 'Try again later. If this keeps happening, tell whoever runs this site.',
		},
		'upstream-redirect': {
			title: 'The certificate authority pointed to another address',
			cause: 'Your code was not sent there, because it must not go anywhere unexpected.',
			next: 'Tell whoever runs this site: the address of CollectCCC has to be looked at.',
		},
		'request-refused': {
			title: 'This site refused the request',
			cause: 'The page and its server do not agree on what may be asked.',
			next: 'Reload the page and try again. If this keeps happening, tell whoever runs this site.',
		},
		'relay-failed': {
			title: 'This site had a failure',
			cause: 'The fault is in this site, not in your code.',
			next: 'Try again. If this keeps happening, tell whoever runs it, with the code below.',
		},
		'reply-empty': {
			title: 'The certificate authority sent an empty answer',
			cause: 'It answered, and there was nothing in the answer.',
			next: 'Try again in a few minutes.',
		},
		'reply-not-collectccc': {
			title: 'The answer cannot be read',
			cause: 'Something other than certificates or a status came, often a maintenance page.',
			next: 'Try again later. If this keeps happening, show what came to whoever runs this site.',
		},
		'reply-no-certificates': {
			title: 'The answer has no certificate in it',
			cause: 'The certificate authority says that certificates are attached, and none could be found.',
			next: 'Try again in a few minutes. If this keeps happening, tell your certificate authority.',
		},
		'reply-cut-off': {
			title: 'The answer is cut off',
			cause: 'It ends in the middle of a certificate, so something of it is missing.',
			next: 'Try again.',
		},
		unexpected: {
			title: 'Something unexpected happened in this page',
			cause: 'This is a fault of the page, not of your code.',
			next: 'Try again, or reload the page.',
		},
	} satisfies Record<string, Explanation>,

	inspect: {
		title: 'Inspect certificates',
		lead: 'See what is in a certificate file: who it is for, until when it is valid, and whether the chain is whole. Nothing is sent anywhere; the files are read in this browser, even without a connection.',
		field: 'Certificates as text',
		button: 'Inspect',
		choose: 'Choose files',
		drop: 'You can also drop files anywhere on this page, or paste them.',
		dropNow: 'Drop the files to inspect them',
		pasted: 'Pasted text',
		empty: 'Paste certificates or choose files first.',
		kinds: {
			title: 'What can be read',
			items: [
				'Certificates as text (PEM) or in binary (DER): .pem, .crt, .cer, .der',
				'Chains and bundles: PKCS #7 (.p7b, .p7c), Netscape Certificate Sequence, CMMF, .ca-bundle',
				'Replies of CollectCCC as they came, in every form',
				'ZIP archives of such files, and several files at once',
			],
		},
		keys: {
			title: 'Private keys and passwords',
			text: 'They are not needed here. If there is a key among your files, it is recognised and passed over unread.',
		},
		again: 'Inspect something else',
		add: 'Add files',
		reading: 'Reading …',
		unreadableFile:
			'The browser could not read one of the files. Folders cannot be inspected; choose the files in them.',
		footer: 'What you inspect stays in this browser. Nothing is sent anywhere.',
		found: {
			title: 'What was read',
			certificates: (total: number, unreadable: number, containers: readonly ContainerKind[]) => {
				const what = containers.some((kind) => kind !== 'certificate')
					? [list(containers.map((kind) => containerNames[kind]))]
					: []
				const read = total > 0 ? [certificates(total)] : []
				const rest = unreadable > 0 ? [`${certificates(unreadable)} that could not be read`] : []
				return [...what, ...read, ...rest].join(', ')
			},
			status: (code: number) => `A reply of CollectCCC with code ${code}`,
			bare: {
				'private-key': 'Private key, passed over unread',
				'public-key': 'Public key, passed over',
				request: 'Certificate request (CSR), passed over',
				'revocation-list': 'Revocation list (CRL), passed over',
				pkcs12: 'PKCS #12 (.pfx, .p12), passed over: it is locked and may hold a private key',
				parameters: 'Parameters of a key, passed over',
				nothing: 'No certificate found',
				'cut-off': 'Cut off in the middle of a certificate',
				'archive-broken': 'The archive is damaged; not all of it could be read',
				'archive-locked': 'The archive is locked with a password; unpack it first',
				'archive-unsupported': 'The archive is packed in an unusual way; unpack it first',
				'archive-in-archive': 'An archive inside the archive; unpack it first',
				'too-large': 'Too large: up to 16 MB and 1,000 files are read',
			} satisfies Record<BareKind, string>,
		},
		added: (what: string) => `Added: ${what}.`,
		showAll: (count: number) => `Show all ${count}`,
		nothing: {
			title: 'There is no certificate in this',
			cause: 'What was read stands below, and what was found in it.',
			next: 'Text that holds a certificate begins with “-----BEGIN CERTIFICATE-----”. If yours comes from a program, export it as PEM, DER or PKCS #7.',
		},
	},

	/** what to do about a single thing that is no certificate */
	instead: {
		'private-key': 'A certificate is another file, mostly .crt, .pem or .cer. Keep the key to yourself.',
		pkcs12: 'Export the certificate from the program that made this file, or unpack it with openssl pkcs12 -nokeys.',
		request: 'This is what a certificate is ordered with. The certificate comes from the authority.',
		'archive-in-archive': 'Unpack the inner archive first.',
		'archive-locked': 'Unpack it with its password first.',
		'archive-unsupported': 'Unpack it first, and choose the files that were in it.',
	} as Readonly<Record<string, string>>,

	notFound: {
		title: 'There is no page here',
		text: 'The address may be mistyped, or the page has moved.',
		home: 'Collect a certificate',
	},
}
