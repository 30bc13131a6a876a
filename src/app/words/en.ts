/**
 * Every word that a person reads, in English. A value that goes into a sentence makes it a function; numbers, dates and
 * lists go through `Intl`. Another language is one more file of this type.
 */
import type { FindingCode, FindingFacts } from '../../certificates/findings/finding.ts'
import type { KnownRoots } from '../../certificates/knownRoots.ts'
import type { End, Role } from '../../certificates/path.ts'
import type { Purpose } from '../../certificates/purpose.ts'
import type { SignatureState } from '../../certificates/signature.ts'
import type { Tolerated } from '../../certificates/tolerated.ts'
import type { Verdict } from '../../certificates/verdict.ts'
import type { Meaning } from '../../collectccc/codes.ts'

const language = 'en-GB'
const dateFormat = new Intl.DateTimeFormat(language, {
	day: 'numeric',
	month: 'long',
	year: 'numeric',
	timeZone: 'UTC',
})
const shortDateFormat = new Intl.DateTimeFormat(language, {
	day: 'numeric',
	month: 'short',
	year: 'numeric',
	timeZone: 'UTC',
})
const localFormat = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'medium' })
const listFormat = new Intl.ListFormat(language, { type: 'conjunction' })
const unit = (count: number, name: 'day' | 'hour' | 'minute') =>
	new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'long' }).format(count)

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** A span of time in the largest unit that still says something: days from two days up. */
function span(milliseconds: number): string {
	const length = Math.abs(milliseconds)
	if (length >= 2 * day) return unit(Math.floor(length / day), 'day')
	if (length >= 2 * hour) return unit(Math.floor(length / hour), 'hour')
	return unit(Math.max(1, Math.floor(length / minute)), 'minute')
}

const date = (value: Date) => dateFormat.format(value)
const fromNow = (value: Date, now: Date) => {
	const difference = value.getTime() - now.getTime()
	return difference >= 0 ? `${span(difference)} from now` : `${span(difference)} ago`
}

/** What a page says about an outcome or a failure: what it is, why, and what to do. */
export interface Explanation {
	readonly title: string
	readonly cause: string
	readonly next: string
}

const purposes: Record<Purpose, string> = {
	'tls-server': 'TLS server certificate',
	'tls-client': 'TLS client certificate',
	email: 'E-mail certificate (S/MIME)',
	'code-signing': 'Code signing certificate',
	'document-signing': 'Document signing certificate',
	authority: 'Certificate of an authority',
	other: 'Certificate',
}

const roles: Record<Role, string> = {
	leaf: 'Your certificate',
	intermediate: 'Intermediate authority',
	root: 'Root authority',
	'self-signed': 'Your certificate, self-signed',
}

const number = (value: number) => new Intl.NumberFormat(language).format(value)
const alternatives = new Intl.ListFormat(language, { type: 'disjunction' })
const plurals = new Intl.PluralRules(language)
const certificates = (count: number) =>
	plurals.select(count) === 'one' ? `${number(count)} certificate` : `${number(count)} certificates`

/** A few of a list, and how many there are besides. */
const some = (items: readonly string[]) =>
	items.length > 3 ? `${items.slice(0, 3).join(', ')} and ${number(items.length - 3)} more` : listFormat.format(items)

/** What extended key usage says, where people have a word for it. */
const keyPurposes: Readonly<Record<string, string>> = {
	'1.3.6.1.5.5.7.3.1': 'TLS servers',
	'1.3.6.1.5.5.7.3.2': 'TLS clients',
	'1.3.6.1.5.5.7.3.3': 'code signing',
	'1.3.6.1.5.5.7.3.4': 'e-mail',
	'1.3.6.1.5.5.7.3.8': 'time stamps',
	'1.3.6.1.5.5.7.3.9': 'OCSP answers',
	'1.3.6.1.5.5.7.3.36': 'document signing',
	'2.5.29.37.0': 'any purpose',
}
const forPurposes = (identifiers: readonly string[]) => some(identifiers.map((one) => keyPurposes[one] ?? one))

const oddities: Record<Tolerated, string> = {
	'length-indefinite': 'a length is left open',
	'length-not-minimal': 'a length takes more octets than it needs',
	'string-in-pieces': 'a string is in pieces',
	'boolean-not-255': '“true” is another number than 255',
	'default-written': 'a default is written out',
	'integer-not-minimal': 'a number takes more octets than it needs',
	'time-without-seconds': 'a time has no seconds',
	'time-with-fraction': 'a time has fractions of a second',
	'time-with-offset': 'a time is not in UTC',
	'time-without-zone': 'a time does not say its zone',
	'time-of-other-type': 'a time is of the type for other years',
	'time-of-no-day': 'a time is of a day that there is not',
	'serial-not-positive': 'the serial number is not positive',
	'serial-too-long': 'the serial number is too long',
	'algorithms-differ': 'two places name different signature algorithms',
	'version-unknown': 'its version is unknown',
	'extensions-below-version-3': 'its version has no extensions, and it has some',
	'extension-repeated': 'an extension is there twice',
	'list-empty': 'a list is empty',
	'fields-too-many': 'it has fields that nobody knows',
}

const askForChain = 'Ask whoever issued your certificate for the right chain.'
const mayWork = 'It may work nevertheless. Tell your certificate authority, so that the next one is right.'

/** What was found about a chain. `name` is the certificate at fault. */
const findings: {
	readonly [Code in FindingCode]: (facts: FindingFacts[Code], name: string) => Explanation
} = {
	expired: ({ notAfter, now }, name) => ({
		title: `“${name}” expired on ${date(notAfter)}, ${fromNow(notAfter, now)}`,
		cause: 'A certificate counts only between its two dates. Programs refuse it afterwards.',
		next: 'Ask your certificate authority for a current one.',
	}),
	'not-yet-valid': ({ notBefore, now }, name) => ({
		title: `“${name}” becomes valid on ${date(notBefore)}, ${fromNow(notBefore, now)}`,
		cause: 'A certificate counts only between its two dates. Programs refuse it before.',
		next: 'Wait until then before you install it. If the clock of your device is wrong, set it right.',
	}),
	'expires-soon': ({ notAfter, now }, name) => ({
		title: `“${name}” expires on ${date(notAfter)}, ${fromNow(notAfter, now)}`,
		cause: 'Programs refuse it from then on, and getting a new one can take days.',
		next: 'Renew it now.',
	}),
	'issuer-expires-first': ({ notAfter, leafNotAfter }, name) => ({
		title: `The authority “${name}” expires before your certificate`,
		cause: `It ends on ${date(notAfter)}, and yours on ${date(leafNotAfter)}. Once it has ended, programs no longer trust what it signed.`,
		next: `Renew your certificate before ${date(notAfter)}, or ask your certificate authority for a newer chain.`,
	}),
	'validity-too-long': ({ days, most, since }, name) => ({
		title: `“${name}” is valid for longer than the rules allow`,
		cause: `It is valid for ${unit(days, 'day')}. Since ${date(since)} public authorities may give ${unit(most, 'day')} at most, and programs hold them to it. An authority of your own is not bound by that.`,
		next: 'If a public authority issued it, ask there for one with a shorter life.',
	}),

	'signature-failed': ({ issuer }, name) => ({
		title: `The signature on “${name}” does not match`,
		cause: `“${issuer}” did not sign it as it is: it was damaged or changed, or somebody else made it.`,
		next: 'Do not install it. Get it again; if this keeps happening, tell your certificate authority.',
	}),
	'signature-not-checked': ({ reason, algorithms }) => ({
		title: 'Signatures were not checked',
		cause:
			reason === 'no-webcrypto'
				? 'This page was opened without encryption (http), and browsers then offer no way to check signatures.'
				: `Your browser does not know this kind of signature or key: ${some(algorithms)}.`,
		next:
			reason === 'no-webcrypto'
				? 'Open this page over https.'
				: 'Check it with another program, such as openssl, if you are not sure where it came from.',
	}),
	'weak-hash': ({ hash }, name) => ({
		title: `“${name}” is signed with ${hash}`,
		cause: `Signatures made with ${hash} can be forged, so programs refuse them.`,
		next: 'Ask your certificate authority for one that is signed with SHA-256 or better.',
	}),

	'issuer-not-authority': ({ issued }, name) => ({
		title: `“${name}” may not issue certificates`,
		cause: `It is no authority, and it signed “${issued}”. Programs refuse what it signed.`,
		next: askForChain,
	}),
	'path-length-exceeded': ({ most, count }, name) => ({
		title: `Too many authorities stand below “${name}”`,
		cause: `It allows ${most === 0 ? 'none' : number(most)} between itself and your certificate, and there ${count === 1 ? 'is' : 'are'} ${number(count)}. Programs refuse such a chain.`,
		next: askForChain,
	}),
	'issuer-may-not-sign': ({ issued }, name) => ({
		title: `The key of “${name}” is not for signing certificates`,
		cause: `Its key usage leaves that out, and it signed “${issued}”. Programs refuse what it signed.`,
		next: askForChain,
	}),
	'issuer-purpose-excluded': ({ purpose, allowed }, name) => ({
		title: `The authority “${name}” is not for this purpose`,
		cause: `It is limited to ${forPurposes(allowed)}, and below it stands: ${purposes[purpose]}. Programs refuse that.`,
		next: 'Ask your certificate authority for one from an authority that is for this purpose.',
	}),

	'key-usage-unfit': ({ purpose, stated, wanted }, name) => ({
		title: `The key usage of “${name}” does not fit its purpose`,
		cause: `Its purpose (${purposes[purpose]}) needs ${alternatives.format(wanted)}. It states ${stated.length > 0 ? listFormat.format(stated.map(String)) : 'nothing'}.`,
		next: 'Ask your certificate authority for one with the right key usage.',
	}),
	'key-usage-of-authority': (_, name) => ({
		title: `“${name}” says that its key signs certificates, and is no authority`,
		cause: 'One contradicts the other, and strict programs refuse it.',
		next: mayWork,
	}),
	'extended-key-usage-unfit': ({ purposes: identifiers }, name) => ({
		title: `“${name}” states a purpose that does not fit`,
		cause: `It is stated to be for ${forPurposes(identifiers)}, which does not go with its names or its other purposes. Strict programs refuse it.`,
		next: mayWork,
	}),
	'names-missing': ({ commonName }, name) => ({
		title: `“${name}” names no host`,
		cause: `Browsers look for hosts among the alternative names, and there are none.${commonName === undefined ? '' : ` That “${commonName}” stands in the subject no longer counts.`}`,
		next: 'Ask your certificate authority for one that has every host among its alternative names.',
	}),
	'name-not-permitted': ({ names, authority }, name) => ({
		title: `“${name}” has a name that its authority may not certify`,
		cause: `The authority “${authority}” is limited to certain names, and this is not one of them: ${some(names)}. Programs refuse it.`,
		next: 'Ask your certificate authority for one from an authority that may certify these names.',
	}),

	'weak-key': (facts, name) => {
		const next = 'Make a new key, and ask your certificate authority for a certificate for it.'
		switch (facts.problem) {
			case 'size':
				return {
					title: `The key of “${name}” is too short`,
					cause: `It has ${number(facts.bits)} bits (${facts.kind === 'rsa' ? 'RSA' : 'elliptic curve'}). With fewer than ${number(facts.least)} it can be broken, and programs refuse it.`,
					next,
				}
			case 'exponent':
				return {
					title: `The key of “${name}” protects nothing`,
					cause: `Its public exponent is ${facts.exponent}, with which RSA is not secure.`,
					next,
				}
			case 'dsa':
				return {
					title: `The key of “${name}” is a DSA key`,
					cause: 'Hardly any program takes DSA keys today.',
					next,
				}
		}
	},
	'serial-number-invalid': ({ problem }, name) => ({
		title: `The serial number of “${name}” is not as it should be`,
		cause: `It is ${problem === 'too-long' ? 'longer than 20 octets' : 'not positive'}. Strict programs refuse it.`,
		next: mayWork,
	}),
	'encoding-tolerated': ({ oddities: found }, name) => ({
		title: `“${name}” is not encoded as the standard wants it`,
		cause: `It was read nevertheless: ${listFormat.format(found.map((one) => oddities[one]))}. Strict programs refuse it.`,
		next: mayWork,
	}),

	'issuer-missing': ({ issuer, addresses: [address], what }, name) => {
		const cause = {
			'known-root': 'Mozilla’s list has a root of that name, so nearly all systems will have it themselves.',
			nearest: 'Programs hardly ever have it themselves, and do not trust your certificate without it.',
			unclear: 'Programs that do not have it themselves will not trust your certificate.',
		}[what]
		const when = what === 'nearest' ? 'Add it before you install your certificate' : 'If a program asks for it, add it'
		return {
			title: `“${issuer}”, which signed “${name}”, did not come`,
			cause,
			next:
				address === undefined ? `${when}: your certificate authority has it.` : `${when}. It can be had at ${address}`,
		}
	},
	'order-wrong': () => ({
		title: 'The certificates came in another order',
		cause: 'Servers have to send your certificate first, and then the issuer of each.',
		next: 'Use the files that you find here: they have the right order.',
	}),
	'root-included': (_, name) => ({
		title: `The root “${name}” came along`,
		cause: 'Programs trust none but roots of their own, so servers need not send any.',
		next: 'Nothing needs to be done: the CA bundle and the full chain leave it out.',
	}),
	'unrelated-certificates': ({ count }) => ({
		title: `Not part of this chain: ${certificates(count)}`,
		cause: 'No signature connects them with your certificate.',
		next: 'Nothing needs to be done: they are in none of the files of this chain.',
	}),
	'repeated-certificates': ({ count }) => ({
		title: `Came more than once: ${certificates(count)}`,
		cause: 'Sending one of them again makes connections slower and nothing better.',
		next: 'Nothing needs to be done: the files have each of them once.',
	}),
}

export const en = {
	name: 'Certcollect',
	date,
	shortDate: (value: Date) => shortDateFormat.format(value),
	exactTime: (value: Date) => `${dateFormat.format(value)}, ${value.toISOString().slice(11, 19)} UTC`,
	localTime: (value: Date) => `${localFormat.format(value)}, your time`,
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

	verdict: {
		title: (verdict: Verdict, now: Date): string => {
			const { holder, notBefore, notAfter } = verdict
			switch (verdict.kind) {
				case 'ready':
				case 'root-missing':
					return `Your certificate for ${holder} is ready and valid until ${date(notAfter)}, ${fromNow(notAfter, now)}`
				case 'expired':
					return `Your certificate for ${holder} expired on ${date(notAfter)}, ${fromNow(notAfter, now)}`
				case 'not-yet-valid':
					return `Your certificate for ${holder} is ready and becomes valid on ${date(notBefore)}, ${fromNow(notBefore, now)}`
				case 'issuer-missing':
					return `Your certificate for ${holder} is here, but the certificate that signed it is missing`
				case 'issuer-expired':
					return `Your certificate for ${holder} is here, but an authority above it has expired`
				case 'signature-failed':
					return `The certificate “${verdict.culprit}” does not match its signature. Do not install it`
				case 'no-leaf':
					return 'Only authorities’ certificates came; yours is not among them'
			}
		},
		next: (verdict: Verdict): string => {
			switch (verdict.kind) {
				case 'ready':
				case 'not-yet-valid':
					return 'Save the files that your server or mail program asks for. If you are not sure which, take “All files (.zip)”.'
				case 'root-missing':
					return `The root “${verdict.missing}” was not sent. Nearly all systems have roots of their own; if yours does not know this one, ask your certificate authority for it.`
				case 'issuer-missing':
					return `Without “${verdict.missing}” most programs will not trust it. Collect it again; if this keeps happening, ask your certificate authority for that certificate.`
				case 'issuer-expired':
					return `“${verdict.culprit}” is no longer valid, so programs will not trust what it signed. Ask your certificate authority for a current one.`
				case 'expired':
					return 'Programs refuse it now. Ask your certificate authority for a renewed one.'
				case 'signature-failed':
					return 'It was damaged or changed after it was signed. Collect it again; if this keeps happening, tell your certificate authority.'
				case 'no-leaf':
					return 'Collect again in a while; if this keeps happening, tell your certificate authority.'
			}
		},
		state: {
			ready: 'Ready',
			'root-missing': 'Ready',
			expired: 'Expired',
			'not-yet-valid': 'Not valid yet',
			'issuer-missing': 'Incomplete',
			'issuer-expired': 'Authority expired',
			'signature-failed': 'Damaged',
			'no-leaf': 'Incomplete',
		} satisfies Record<Verdict['kind'], string>,
		purpose: (purpose: Purpose) => purposes[purpose],
		otherPeriod: {
			title: 'The dates do not agree',
			text: (from: Date, until: Date) =>
				`The certificate authority’s reply states ${date(from)} to ${date(until)}. What counts is what stands in the certificate.`,
		},
		again: 'Collect another certificate',
	},

	chain: {
		title: 'Certificate chain',
		explanation: 'Each certificate is signed by the one below it, and a root by itself.',
		role: (role: Role) => roles[role],
		issuedBy: (issuer: string) => `Issued by ${issuer}`,
		issuedByItself: 'Issued by itself',
		names: 'Valid for',
		allNames: (count: number) => `All ${new Intl.NumberFormat(language).format(count)} names`,
		list: (items: readonly string[], more: number) =>
			more > 0 ? `${items.join(', ')} and ${more} more` : listFormat.format(items),
		subject: 'Subject',
		issuer: 'Issuer',
		serialNumber: 'Serial number',
		validFrom: 'Valid from',
		validUntil: 'Valid until',
		details: 'Details',
		unreadableExtensions: 'Unreadable extensions',
		validity: (from: Date, until: Date, now: Date) => {
			const range = `Valid from ${date(from)} until ${date(until)}.`
			if (now > until) return `${range} Expired.`
			return now < from ? `${range} Not valid yet.` : `${range} Today lies within.`
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
						: 'not checked, the browser does not know this algorithm'
			}
		},
		signedBy: (state: string) => `signed by, ${state}`,
		signedByItself: (state: string) => `signed by itself, ${state}`,
		missing: (issuer: string) => `Missing: “${issuer}”, which signed this one, was not sent`,
		/** Where a path ends. `name` is the root, or what has its name and key. */
		end: (end: End, name: string, known: KnownRoots): string => {
			const list = `Mozilla’s list (as it was in ${known.source} on ${date(new Date(known.date))})`
			switch (end.kind) {
				case 'known-root':
					return `It ends at “${name}”, a root of ${end.root.notBefore.getUTCFullYear()} in ${list}. Devices that are older than the root, or were not updated since, may not know it.`
				case 'cross-certificate':
					return `It ends at “${name}”: systems of today have a root of that name and key themselves, by ${list}. Old devices that have none go on to “${end.older}”.`
				case 'unknown-root':
					return `It ends at “${name}”, a root that is not in ${list}. Only devices on which somebody installed it trust it.`
				case 'self-signed':
					return `“${name}” signed itself, and no authority vouches for it. Only devices on which somebody installed it trust it.`
				case 'root-not-checked':
					return `It ends at “${name}”. A root of that name is in ${list}; whether it is this one was not checked, because this page was opened without encryption (http).`
				case 'open':
					return end.isNameKnown
						? `It ends before its root. One named “${end.issuer}” is in ${list}, so nearly all devices will have it themselves.`
						: `It is open: “${end.issuer}” did not come, and no root of that name is in ${list}.`
			}
		},
		notChecked: {
			title: 'Signatures were not checked',
			text: 'This page was opened without encryption (http), and browsers then offer no way to check signatures. Everything else works. If you operate this site: serve it over https, or open it on localhost.',
		},
		alternatives: {
			title: 'Also vouching for it',
			text: 'A second way to a root, for devices that do not know the first one. These go into the CA bundle too, roots excepted.',
		},
		unrelated: {
			title: 'Not part of this chain',
			text: 'These came along and could not be connected to your certificate. They are in none of the files.',
		},
		unreadable: {
			title: 'Could not be read',
			text: 'This stood among the certificates and is none that can be read. It is in none of the files.',
			item: (number: number, bytes: number) => `Item ${number}, ${new Intl.NumberFormat(language).format(bytes)} bytes`,
		},
		other: 'Certificate',
		cross: 'Cross-certificate',
		save: 'Save',
		saveNamed: (name: string) => `Save ${name}`,
		copy: 'Copy PEM',
		copyNamed: (name: string) => `Copy ${name} as PEM`,
		copied: 'Copied',
		copyFailed: 'The browser did not allow copying. Save the file instead.',
	},

	files: {
		title: 'Files',
		certificate: 'Certificate (.crt)',
		certificateText: 'Your certificate alone.',
		caBundle: 'CA bundle (.ca-bundle)',
		caBundleText: (purpose: Purpose) =>
			purpose === 'tls-server'
				? 'The certificates that vouch for yours. Servers send it along.'
				: 'The certificates that vouch for yours.',
		noBundle: 'There is no CA bundle and no full chain: the certificate that signed yours did not come.',
		fullChain: 'Full chain (.pem)',
		fullChainText: (purpose: Purpose) =>
			purpose === 'tls-server' ? 'Both in one file, for nginx, HAProxy and the like.' : 'Both in one file.',
		zip: 'All files (.zip)',
		zipText: 'Everything, for your records.',
		zipFailed: 'The archive could not be made. Save the files one by one.',
		pkcs7: 'PKCS #7 (.p7b)',
		pkcs7Text: 'For Windows and Java.',
		certificateDer: 'Certificate, DER (.cer)',
		certificateDerText: 'The same certificate in binary.',
		saved: (name: string) => `Saved as ${name}`,
	},

	statusCode: (code: number) => `Code ${code}`,
	authoritySaid: 'The authority’s own words:',
	tryAgain: 'Try again',
	askAgain: 'Ask again',
	reload: 'Reload the page',
	problemCode: (code: string) => `Code ${code}`,
	requestId: (id: string) => `Request ${id}`,
	showReply: 'Show what came',

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

	findings,

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
			cause: 'It took the call and sent no complete answer in 30 seconds.',
			next: 'Try again in a few minutes.',
		},
		'upstream-broken': {
			title: 'The answer broke off',
			cause: 'The connection to the certificate authority failed in the middle of its answer.',
			next: 'Try again.',
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

	notFound: {
		title: 'There is no page here',
		text: 'The address may be mistyped, or the page has moved.',
		home: 'Collect a certificate',
	},
}
