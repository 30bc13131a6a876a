/** What is said of certificates and chains, in English. It is loaded with the first chain, and not before. */
import type { Severity } from '../../../certificates/findings/finding.ts'
import type { KnownRoots } from '../../../certificates/knownRoots.ts'
import type { End, Role } from '../../../certificates/path.ts'
import type { PublicKey } from '../../../certificates/publicKey.ts'
import type { Purpose } from '../../../certificates/purpose.ts'
import type { SignatureState } from '../../../certificates/signature.ts'
import type { Verdict } from '../../../certificates/verdict.ts'
import { isPartAsked, type Origin } from '../../chain/origin.ts'
import type { Group, Target } from '../../guides/targets.ts'
import { findings } from './findings.ts'
import { certificates, date, exactTime, fromNow, list, number, shortDate, span } from './formats.ts'

export const purposes: Record<Purpose, string> = {
	'tls-server': 'TLS server certificate',
	'tls-client': 'TLS client certificate',
	email: 'E-mail certificate (S/MIME)',
	'code-signing': 'Code signing certificate',
	'document-signing': 'Document signing certificate',
	authority: 'Certificate of an authority',
	other: 'Certificate',
}

const root = 'Root authority'
const roles: Record<Role, string> = {
	leaf: 'Your certificate',
	intermediate: 'Intermediate authority',
	root,
	'self-signed': 'Your certificate, self-signed',
}
const inspectedRoles: Record<Role, string> = {
	...roles,
	leaf: 'End certificate',
	'self-signed': 'Self-signed certificate',
}

const states: Record<Verdict['kind'], string> = {
	ready: 'Ready',
	'root-missing': 'Ready',
	expired: 'Expired',
	'self-signed': 'Self-signed',
	'not-yet-valid': 'Not valid yet',
	'issuer-missing': 'Incomplete',
	'issuer-not-valid': 'Authority not valid',
	open: 'Incomplete',
	'not-checked': 'Not checked',
	refused: 'Problem',
	'signature-failed': 'Damaged',
	'no-leaf': 'Incomplete',
}
const inspectedStates: Record<Verdict['kind'], string> = {
	...states,
	ready: 'Complete',
	'root-missing': 'Complete',
	'no-leaf': 'Authorities',
}

export const enChain = {
	verdict: {
		title: (verdict: Verdict, now: Date, origin: Origin): string => {
			const { holder, notBefore, notAfter } = verdict
			const isInspected = origin.by === 'inspection'
			const subject = `${isInspected ? 'The' : 'Your'} certificate for ${holder}`
			const ready = isInspected ? '' : 'ready and '
			switch (verdict.kind) {
				case 'ready':
				case 'root-missing':
					return `${subject} is ${ready}valid until ${date(notAfter)}, ${fromNow(notAfter, now)}`
				case 'self-signed':
					return `${subject} is self-signed and valid until ${date(notAfter)}, ${fromNow(notAfter, now)}`
				case 'expired':
					return `${subject} expired on ${date(notAfter)}, ${fromNow(notAfter, now)}`
				case 'not-yet-valid':
					return isInspected
						? `${subject} becomes valid on ${date(notBefore)}, ${fromNow(notBefore, now)}`
						: `${subject} is ready and becomes valid on ${date(notBefore)}, ${fromNow(notBefore, now)}`
				case 'issuer-missing':
					return isPartAsked(verdict, origin)
						? `${subject} is here, without its authorities, as you asked`
						: `${subject} is here, but the certificate that signed it is missing`
				case 'issuer-not-valid':
					return `${subject} is here, but an authority above it is not valid today`
				case 'open':
					return `${subject} is here, but its chain ends before a root`
				case 'not-checked':
					return `${subject} is here, but a signature could not be checked`
				case 'refused':
					return `${subject} is here, but programs will refuse it`
				case 'signature-failed':
					return `The signature on the certificate “${verdict.culprit}” does not match. Do not install it`
				case 'no-leaf':
					if (isInspected) return `These are certificates of authorities, from ${holder} upwards`
					return isPartAsked(verdict, origin)
						? 'The authorities’ certificates are here, without yours, as you asked'
						: 'Only authorities’ certificates came; yours is not among them'
			}
		},
		/** what is worth saying about it; nothing where what to do next stands right below */
		next: (verdict: Verdict, origin: Origin): string => {
			const isInspected = origin.by === 'inspection'
			switch (verdict.kind) {
				case 'ready':
					return isInspected ? 'Its chain is complete. Its files are here, in the right order.' : ''
				case 'not-yet-valid':
					return 'You can install it already. Programs accept it from that day on.'
				case 'root-missing':
					return `The root “${verdict.missing}” was not sent. Nearly all systems already have it; if yours does not, ask your certificate authority for it.`
				case 'issuer-missing':
					if (isInspected)
						return `Without “${verdict.missing}” most programs will not trust it. If you have it, add its file.`
					if (isPartAsked(verdict, origin))
						return 'Servers have to send the authorities’ certificates as well. Ask for everything to get them.'
					return `Without “${verdict.missing}” most programs will not trust it. Collect it again; if this keeps happening, ask your certificate authority for that certificate.`
				case 'self-signed':
					return 'No authority vouches for it. Only devices on which it was installed will trust it.'
				case 'open':
					return `“${verdict.missing}” is missing. If it is a root, some systems already have it; if not, programs will not trust your certificate without it. ${isInspected ? 'If you have it, add its file.' : 'Ask your certificate authority for it.'}`
				case 'not-checked':
					return `This page cannot tell whether “${verdict.culprit}” was really signed by the authority that it names. Check it with another program, such as openssl, before you rely on it.`
				case 'refused':
					return 'See below what is wrong with it. Do not install it until that has been fixed.'
				case 'issuer-not-valid':
					return `“${verdict.culprit}” is not valid today, so programs will not trust what it signed. Ask your certificate authority for a current one.`
				case 'expired':
					return 'Programs refuse it now. Ask your certificate authority for a renewed one.'
				case 'signature-failed':
					return isInspected
						? 'It was damaged or changed after it was signed, or it was signed by another authority with the same name.'
						: 'It was damaged or changed after it was signed. Collect it again; if this keeps happening, tell your certificate authority.'
				case 'no-leaf':
					if (isInspected) return 'If you have a certificate that one of them signed, add its file.'
					if (isPartAsked(verdict, origin))
						return 'Add them to a certificate that you already have, or ask for everything.'
					return 'Collect again in a while; if this keeps happening, tell your certificate authority.'
			}
		},
		state: (verdict: Verdict, origin: Origin): string => {
			if (origin.by === 'inspection') return inspectedStates[verdict.kind]
			return isPartAsked(verdict, origin) ? 'As asked' : states[verdict.kind]
		},
		endsSoon: {
			state: (state: string) => `${state}, ends soon`,
			next: (end: Date, now: Date) => `It ends in ${span(end.getTime() - now.getTime())}. Order its renewal now.`,
		},
		purpose: (purpose: Purpose) => purposes[purpose],
		otherPeriod: {
			title: 'The dates do not agree',
			text: (from: Date, until: Date) =>
				`The certificate authority’s reply says ${date(from)} to ${date(until)}. The dates in the certificate are the ones that count.`,
		},
		again: 'Collect another certificate',
	},

	chain: {
		title: 'Certificate chain',
		explanation: 'Each certificate is signed by the one below it; a root signs itself.',
		role: (role: Role, { by }: Origin) => (by === 'inspection' ? inspectedRoles : roles)[role],
		root,
		issuedBy: (issuer: string) => `Issued by ${issuer}`,
		issuedByItself: 'Issued by itself',
		names: 'Valid for',
		allNames: (count: number) => `All ${number(count)} names`,
		list: (items: readonly string[], more: number) => (more > 0 ? `${items.join(', ')} and ${more} more` : list(items)),
		serialNumber: 'Serial number',
		keyLabel: 'Key',
		/** a key in one line */
		key: (key: PublicKey): string => {
			switch (key.kind) {
				case 'rsa':
					return `RSA, ${key.bits} bits`
				case 'ec':
					return `Elliptic curve, ${key.curve.name ?? key.curve.type ?? `${key.bits} bits`}`
				case 'ed25519':
					return 'Ed25519'
				case 'ed448':
					return 'Ed448'
				case 'x25519':
					return 'X25519'
				case 'x448':
					return 'X448'
				case 'dsa':
					return `DSA, ${key.bits} bits`
				case 'ml-dsa':
					return key.parameterSet
				case 'other':
				case 'unreadable':
					return key.name ?? key.type
			}
		},
		validFrom: 'Valid from',
		validUntil: 'Valid until',
		details: 'Details',
		validity: (from: Date, until: Date, now: Date) => {
			const range = `Valid from ${date(from)} until ${date(until)}.`
			if (now > until) return `${range} Expired.`
			return now < from ? `${range} Not valid yet.` : `${range} Valid today.`
		},
		signature: (signature: SignatureState): string => {
			switch (signature.state) {
				case 'verified':
					return 'verified'
				case 'failed':
					return 'the signature does not match'
				case 'not-checked':
					return signature.reason === 'no-webcrypto'
						? 'not checked'
						: 'not checked, because the browser does not support this algorithm'
			}
		},
		signedBy: (state: string) => `signed by, ${state}`,
		signedByItself: (state: string) => `signed by itself, ${state}`,
		missing: (issuer: string) => `Missing: “${issuer}”, which signed this one`,
		/** Where a path ends. `name` is the root, or what has its name and key; `purpose` is the leaf’s. */
		end: (end: End, name: string, known: KnownRoots, purpose: Purpose): string => {
			const list = `Mozilla’s list of roots for TLS servers (as in ${known.source} on ${date(new Date(known.date))})`
			// The list says nothing of whom mail programs, systems that run code, or servers with clients trust.
			const forOthers =
				purpose === 'tls-server'
					? ''
					: ' For other purposes, such as e-mail or code signing, programs have lists of their own.'
			switch (end.kind) {
				case 'known-root':
					return `It ends at “${name}”, a root of ${end.root.notBefore.getUTCFullYear()} in ${list}. Devices that are older than the root, or have not been updated since, may not know it.${forOthers}`
				case 'cross-certificate':
					return `It ends at “${name}”: today’s systems have a root with this name and key, according to ${list}. Older devices without it continue to “${end.older}”.${forOthers}`
				case 'unknown-root':
					return `It ends at “${name}”, a root that is not in ${list}.${forOthers || ' Browsers trust it only on devices on which it was installed.'}`
				case 'self-signed':
					return `“${name}” signed itself, and no authority vouches for it. Only devices on which it was installed will trust it.`
				case 'root-not-checked':
					return `It ends at “${name}”. There is a root of that name in ${list}; this page could not check whether it is the same one, because it was opened without encryption (http).`
				case 'open':
					return end.isNameKnown
						? `It ends before its root. There is one named “${end.issuer}” in ${list}, so nearly all devices already have it.${forOthers}`
						: `It is incomplete: “${end.issuer}” is missing, and there is no root of that name in ${list}.${forOthers}`
			}
		},
		notChecked: {
			title: 'Signatures were not checked',
			text: 'This page was opened without encryption (http), and browsers then offer no cryptography. So there are no fingerprints either, and no private keys are accepted; everything else works. If you operate this site: serve it over https, or open it on localhost.',
		},
		alternatives: {
			title: 'Also vouching for it',
			text: 'A second way to a root, for devices that do not know the first one. Except for roots, these go into the CA bundle too.',
		},
		unrelated: {
			title: 'Not part of this chain',
			text: 'These were sent too, but do not belong to the certificate above. None of the files contains them.',
		},
		unreadable: {
			title: 'Could not be read',
			text: 'This was among the certificates but could not be read. None of the files contains it.',
			item: (place: number, bytes: number) => `Item ${place}, ${number(bytes)} bytes`,
			/** `file` is where it stood */
			itemOf: (place: number, file: string, bytes: number) => `Item ${place} of ${file}, ${number(bytes)} bytes`,
		},
		showMore: (count: number, all: number) => `Show ${number(count)} more of ${number(all)}`,
		other: 'Certificate',
		cross: 'Cross-certificate',
		save: 'Save',
		saveNamed: (name: string) => `Save ${name}`,
		copy: 'Copy PEM',
		copyNamed: (name: string) => `Copy PEM of ${name}`,
	},

	findings,
	findingsPanel: {
		title: 'What was found',
		details: 'More about this',
		notes: 'You do not need to do anything about these:',
		/** codes of findings follow, which docs/findings.md explains */
		codes: 'For support:',
		none: 'No problems were found. Whether it was revoked was not checked.',
		severity: { bad: 'Problem', warning: 'Warning', information: 'Note' } satisfies Record<Severity, string>,
	},

	leaves: {
		title: (count: number) => `${certificates(count)} to choose from:`,
		/** `serial` is the end of the serial number, which tells two of one name apart */
		choice: (name: string, until: Date, serial: string) => `${name}, until ${shortDate(until)}, serial …${serial}`,
	},
	paths: {
		title: (count: number) => `${number(count)} ways to a root`,
		step: (name: string, until: Date) => `${name} (until ${until.getUTCFullYear()})`,
		end: (end: End): string => {
			switch (end.kind) {
				case 'known-root':
					return 'Ends at a known root.'
				case 'cross-certificate':
					return `Known by its key; older devices continue to ${end.older}.`
				case 'unknown-root':
					return 'Ends at a root that is not in Mozilla’s list for TLS servers.'
				case 'self-signed':
					return 'Self-signed.'
				case 'root-not-checked':
					return 'Ends at a root that could not be checked here.'
				case 'open':
					return `Incomplete: ${end.issuer} is missing.`
			}
		},
	},
	compare: {
		title: 'Compare with another certificate',
		text: 'For a renewal: which names were added or dropped, whether the key is the same, and how the dates fit together. The file stays in this browser.',
		choose: 'Choose a file',
		among: 'One of those above',
		unreadable: 'No certificate could be read from this file.',
	},

	where: {
		title: 'Where will it go?',
		lead: 'Choose your server or program, and you get the files that it needs and how to install them.',
		label: 'Server or program',
		choose: 'Choose …',
		somebodyElse: 'Somebody else installs it, or I do not know',
		/** what is installed with its key, and a way to the file that holds both */
		pfx: {
			email: {
				lead: 'Your mail program needs the certificate together with its private key, in one file (.pfx).',
				button: 'Make a .pfx for Outlook, Apple Mail …',
				label: 'Then install it: choose your mail program',
			},
			'code-signing': {
				lead: 'Signing code takes the certificate together with its private key: in one file (.pfx), unless the key is in a token or with a signing service.',
				button: 'Make a .pfx for signing code',
				label: 'Then use it: choose your signing tool',
			},
			'document-signing': {
				lead: 'Signing documents takes the certificate together with its private key: in one file (.pfx), unless the key is in a token or with a signing service.',
				button: 'Make a .pfx for signing documents',
				label: 'Then install it: choose your program',
			},
			'tls-client': {
				lead: 'To sign in with it, a browser or program needs the certificate together with its private key, in one file (.pfx).',
				button: 'Make a .pfx for your browser or program',
				label: 'Then install it: choose your program',
			},
		} as Partial<Record<Purpose, { readonly lead: string; readonly button: string; readonly label: string }>>,
		groups: { 'tls-server': 'Servers', email: 'Mail programs', 'code-signing': 'Signing code' } satisfies Record<
			Group,
			string
		>,
		targets: {
			nginx: 'nginx',
			apache: 'Apache',
			iis: 'IIS and Windows Server',
			java: 'Tomcat and Java',
			haproxy: 'HAProxy',
			caddy: 'Caddy',
			traefik: 'Traefik',
			'mail-server': 'Postfix and Dovecot',
			node: 'Node.js',
			cpanel: 'cPanel',
			plesk: 'Plesk',
			kubernetes: 'Kubernetes secret',
			aws: 'AWS Certificate Manager',
			azure: 'Azure Key Vault',
			outlook: 'Outlook on Windows',
			'apple-mail': 'Apple Mail on a Mac',
			thunderbird: 'Thunderbird',
			ios: 'iPhone and iPad',
			android: 'Android',
			gmail: 'Gmail',
			signtool: 'SignTool, Windows',
			jarsigner: 'jarsigner, Java',
		} satisfies Record<Target, string>,
	},
	keys: {
		whereItIs:
			'The key was made where you ordered the certificate: it is among your browser’s downloads, or on the computer where the request was made. No key? Ask for a reissue.',
		title: 'With your private key',
		text: 'Make a .pfx for Windows and mail programs or a key store for Java, or check whether a key belongs to this certificate. The key stays in this browser.',
		open: 'Make a file with key and certificate',
	},
	files: {
		title: 'Files',
		certificate: 'Certificate (.crt)',
		certificateText: 'The certificate by itself.',
		caBundle: 'CA bundle (.ca-bundle)',
		caBundleText: (purpose: Purpose) =>
			purpose === 'tls-server' ? 'The issuers that a server sends along.' : 'The certificates of its issuers.',
		noBundle: 'There is no CA bundle and no full chain: the certificate that signed it was not sent.',
		fullChain: 'Full chain (.pem)',
		fullChainText: (purpose: Purpose) =>
			purpose === 'tls-server' ? 'Both in one file: nginx, HAProxy and others.' : 'Both in one file.',
		bundles: 'Root and order',
		root: 'Include the root',
		rootText:
			'In the CA bundle and the full chain. Leave it off for servers: whoever connects already has the root. Turn it on where a system asks for the complete chain, or has to be told which authorities to trust.',
		reversed: 'Reversed CA bundle (.ca-bundle)',
		reversedText: 'Root end first, for the few systems that want it that way.',
		zip: 'All files (.zip)',
		zipText: 'With a text that says which is which.',
		zipFailed: 'The archive could not be made. Save the files one by one.',
		pkcs7: 'PKCS #7 (.p7b)',
		pkcs7Text: 'For Windows and Java.',
		pkcs7Der: 'PKCS #7, DER (.p7c)',
		pkcs7DerText: 'The same in binary.',
		certificateDer: 'Certificate, DER (.cer)',
		certificateDerText: 'The same certificate in binary.',
		saved: (name: string) => `Saved as ${name}`,
		remind: 'Remind me (.ics)',
		remindText: 'Calendar alarms 30 and 7 days before.',
		remindFailed: 'The calendar file could not be made. Reload the page and try again.',
		reminder: (holder: string, end: Date) => ({
			renew: `Renew the certificate for ${holder}`,
			expires: `The certificate for ${holder} expires`,
			description: `It is valid until ${exactTime(end)}.`,
		}),
	},
}
