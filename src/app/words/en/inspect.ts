/** What is said at `/inspect`, in English. It is loaded with that page. */
import type { ContainerKind } from '../../../certificates/containers.ts'
import type { BareKind } from '../../inspect/inspection.ts'
import type { Tally } from '../../inspect/tally.ts'
import { certificates, list, number, some } from './formats.ts'

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
		text: 'They are not needed here. A key among your files is recognised and skipped unread.',
	},
	again: 'Inspect something else',
	add: 'Add files',
	reading: 'Reading …',
	unreadableFile:
		'Your browser could not read one of the files. Folders cannot be inspected; choose the files in them.',
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
			'private-key': 'Private key, skipped unread',
			'public-key': 'Public key, skipped',
			request: 'Certificate request (CSR), skipped',
			'revocation-list': 'Revocation list (CRL), skipped',
			pkcs12: 'PKCS #12 (.pfx, .p12), skipped: it is locked and may hold a private key',
			parameters: 'Parameters of a key, skipped',
			nothing: 'No certificate in it',
			'cut-off': 'Cut off in the middle of a certificate',
			'archive-broken': 'The archive is damaged; not all of it could be read',
			'archive-locked': 'The archive is locked with a password; unpack it first',
			'archive-unsupported': 'The archive is packed in an unusual way; unpack it first',
			'archive-in-archive': 'An archive inside an archive; unpack it first',
			'too-large': 'Too large: up to 16 MB and 1,000 files are read',
		} satisfies Record<BareKind, string>,
	},
	added: (what: string) => `Added: ${what}.`,
	noneInIt: 'no certificate in it',
	nothingAdded: (name: string, why: string) => `${name}: ${why}. Nothing was added.`,
	nothingAddedOf: (names: readonly string[]) => `No certificate in ${some(names)}. Nothing was added.`,
	/** what became of several files, in a line */
	tally: ({ files, pasted, certificates: read, cutOff, damaged, unopened, without }: Tally) => {
		const parts = [
			`${certificates(read)} read`,
			...(cutOff > 0 ? [`${number(cutOff)} cut off`] : []),
			...(damaged > 0 ? [`${number(damaged)} damaged`] : []),
			...(unopened > 0 ? [`${number(unopened)} not opened`] : []),
			...(without > 0 ? [`${number(without)} without one`] : []),
		]
		return `${number(files)} ${pasted > 0 ? 'files and texts' : 'files'}: ${parts.join(', ')}.`
	},
	show: 'Show',
	showFindings: 'Show what was read',
	showAll: (count: number) => `Show all ${count}`,
	nothing: {
		title: 'There is no certificate in this',
		cause: 'Below is what was read, and what was found in it.',
		next: 'A certificate as text begins with “-----BEGIN CERTIFICATE-----”. If yours comes from a program, export it as PEM, DER or PKCS #7.',
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
