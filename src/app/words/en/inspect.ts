/** What is said at `/inspect`, in English. It is loaded with that page. */
import type { ContainerKind } from '../../../certificates/containers.ts'
import type { BareKind } from '../../inspect/inspection.ts'
import { certificates, list } from './formats.ts'

const containerNames: Record<ContainerKind, string> = {
	certificate: 'single certificates',
	pkcs7: 'PKCS #7',
	netscape: 'Netscape Certificate Sequence',
	cmmf: 'CMMF',
}
export const enInspect = {
	title: 'Inspect certificates',
	lead: 'See what is in a certificate file: who it is for, how long it is valid, and whether the chain is complete. Nothing is sent anywhere; the files are read in this browser, even without a connection.',
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
			'CollectCCC replies as received, in any form',
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
	unreadableFile: 'The browser could not read one of the files. Folders cannot be inspected; choose the files in them.',
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

	/** what to do about a single thing that is no certificate */
	instead: {
		'private-key': 'The certificate is a different file, usually .crt, .pem or .cer. Keep the key to yourself.',
		pkcs12: 'Export the certificate from the program that made this file, or unpack it with openssl pkcs12 -nokeys.',
		request: 'This is what a certificate is ordered with. The certificate itself comes from the authority.',
		'archive-in-archive': 'Unpack the inner archive first.',
		'archive-locked': 'Unpack it with its password first.',
		'archive-unsupported': 'Unpack it first, then choose the files that were in it.',
	} as Readonly<Record<string, string>>,
}
