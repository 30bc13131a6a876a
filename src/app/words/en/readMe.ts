/** The text that lies beside the files in an archive, in English. It is loaded when somebody saves one. */
import type { Role } from '../../../certificates/path.ts'
import type { Purpose } from '../../../certificates/purpose.ts'
import { purposes } from './chain.ts'
import { date, exactTime, some } from './formats.ts'

const roles: Record<Role, string> = {
	leaf: 'The certificate',
	intermediate: 'An intermediate authority',
	root: 'The root authority',
	'self-signed': 'The certificate',
}

export const enReadMe = {
	title: (holder: string, purpose: Purpose) =>
		purpose === 'authority'
			? `Certificates of authorities, from ${holder} upwards`
			: `${purposes[purpose]} for ${holder}`,
	facts: {
		names: 'Valid for',
		issuer: 'Issued by',
		from: 'Valid from',
		until: 'Valid until',
		serialNumber: 'Serial number',
		fingerprint: 'SHA-256 fingerprint',
	},
	names: (names: readonly string[]) => some(names),
	time: exactTime,
	noFingerprint: 'not computed, because the page was opened without encryption (http)',
	which: 'Which file is which',
	files: {
		certificate: (purpose: Purpose) => {
			switch (purpose) {
				case 'tls-server':
					return 'The certificate by itself, as text (PEM). For systems that ask for the certificate and its CA bundle separately, such as cPanel, Plesk and AWS Certificate Manager.'
				case 'email':
					return 'The certificate by itself, as text (PEM). You can give it to others so that they can encrypt messages to you.'
				default:
					return 'The certificate by itself, as text (PEM).'
			}
		},
		caBundle:
			'The certificates that vouch for it, nearest first, without the root. Use it where a system asks for a CA bundle, a chain or intermediate certificates.',
		fullChain: (purpose: Purpose) => {
			const what = 'The certificate and the CA bundle in one file, in this order.'
			return purpose === 'tls-server'
				? `${what} For nginx, Apache (2.4.8 and later), Caddy, Traefik, Postfix, Dovecot, Node.js and Kubernetes, and with the private key added for HAProxy.`
				: what
		},
		pkcs7:
			'All certificates in one file, PKCS #7 as text. For Windows (IIS included), if the request was made on that machine, and for Java, if it was made with that key store.',
		pkcs7Der: 'The same PKCS #7 in binary (DER), for programs that do not accept text.',
		certificateDer: 'The certificate by itself in binary (DER), for programs that do not accept text.',
		authority: (role: Role | undefined, name: string, until: Date) =>
			`${role ? roles[role] : 'Another authority'}, by itself: ${name}, valid until ${date(until)}.`,
	},
	key: {
		title: 'The private key',
		text: 'None of these files contains it. It is where the request for this certificate was made, and whatever uses the certificate needs it too.',
		pfx: (section: string) =>
			`Windows, Java, Azure and mail programs take both in one file (.pfx). The page where you saved this archive makes one, under “${section}”.`,
	},
	check: {
		title: 'Is it the right one?',
		text: 'This command prints the fingerprint of a file. Compare it with the one above:',
	},
}
