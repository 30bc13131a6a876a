/** What is said of everything that CollectCCC can be asked, in English. It is loaded when somebody unfolds that. */
import type { Obstacle } from '../../../collectccc/options.ts'

export const enOptions = {
	lead: 'Everything CollectCCC can be asked, for testing and support. The usual choices get you the certificate and all files.',
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
	reset: 'Back to the usual choices',
	command: {
		title: 'The same request on a command line',
		text: {
			code: 'Replace COLLECTION_CODE with your code. It is left out so that the command can be passed on.',
			account: 'Fill in login name, password and order number. They are left out so that the command can be passed on.',
		},
		faulty: 'Correct the marked field first.',
		copy: 'Copy command',
	},
}
