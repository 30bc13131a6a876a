/** What was found about a chain, in English. */
import type { FindingCode, FindingFacts } from '../../../certificates/findings/finding.ts'
import type { Tolerated } from '../../../certificates/tolerated.ts'
import { purposes } from './chain.ts'
import { alternatives, certificates, date, type Explanation, fromNow, list, number, some, unit } from './formats.ts'

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
export const findings: {
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
		cause: `Its purpose (${purposes[purpose]}) needs ${alternatives(wanted)}. It states ${stated.length > 0 ? list(stated.map(String)) : 'nothing'}.`,
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
					cause: `It has ${facts.bits} bits (${facts.kind === 'rsa' ? 'RSA' : 'elliptic curve'}). With fewer than ${facts.least} it can be broken, and programs refuse it.`,
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
		cause: `It was read nevertheless: ${list(found.map((one) => oddities[one]))}. Strict programs refuse it.`,
		next: mayWork,
	}),

	'critical-extension-unknown': ({ types }, name) => ({
		title: `“${name}” has a critical extension that programs may not know`,
		cause: `It is not known here: ${some(types)}. What is critical has to be understood, so programs that do not know it refuse the certificate.`,
		next: 'Ask your certificate authority what it is for, and which programs take it.',
	}),
	'extension-unreadable': ({ types }, name) => ({
		title: `“${name}” has extensions that could not be read`,
		cause: `They are broken: ${some(types)}. Nothing is known of what they should say, and strict programs refuse the certificate.`,
		next: mayWork,
	}),
	precertificate: (_, name) => ({
		title: `“${name}” is a precertificate`,
		cause: 'It was made to be entered in public logs before the real certificate was issued. Programs refuse it.',
		next: 'Ask your certificate authority for the certificate itself.',
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
		next: 'The CA bundle and the full chain leave it out. If a device has to learn to trust it, save it from the chain.',
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
