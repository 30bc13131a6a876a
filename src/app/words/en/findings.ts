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
	'length-indefinite': 'a length is not given',
	'length-not-minimal': 'a length takes more octets than it needs',
	'string-in-pieces': 'a string is in pieces',
	'boolean-not-255': '“true” is not encoded as 255',
	'default-written': 'a default value is written out',
	'integer-not-minimal': 'a number takes more octets than it needs',
	'time-without-seconds': 'a time has no seconds',
	'time-with-fraction': 'a time has fractions of a second',
	'time-with-offset': 'a time is not in UTC',
	'time-without-zone': 'a time does not state its time zone',
	'time-of-other-type': 'a time is in the form meant for other years',
	'time-of-no-day': 'a time has a date that does not exist',
	'serial-not-positive': 'the serial number is not positive',
	'serial-too-long': 'the serial number is too long',
	'algorithms-differ': 'two signature algorithms are named',
	'version-unknown': 'its version is unknown',
	'extensions-below-version-3': 'it has extensions, which its version does not allow',
	'extension-repeated': 'an extension appears twice',
	'list-empty': 'a list is empty',
	'fields-too-many': 'it has unknown fields',
}

const askForChain = 'Ask whoever issued your certificate for the right chain.'
const askForCorrect = 'Ask your certificate authority for a correct certificate.'
const mayWork = 'It may still work. Tell your certificate authority, so that the next one is right.'

/** What was found about a chain. `name` is the certificate at fault. */
export const findings: {
	readonly [Code in FindingCode]: (facts: FindingFacts[Code], name: string) => Explanation
} = {
	expired: ({ notAfter, now }, name) => ({
		title: `“${name}” expired on ${date(notAfter)}, ${fromNow(notAfter, now)}`,
		cause: 'A certificate is only valid between its two dates. Programs refuse it afterwards.',
		next: 'Ask your certificate authority for a current one.',
	}),
	'not-yet-valid': ({ notBefore, now }, name) => ({
		title: `“${name}” becomes valid on ${date(notBefore)}, ${fromNow(notBefore, now)}`,
		cause: 'A certificate is only valid between its two dates. Until then programs refuse it.',
		next: 'Wait until then before you install it. If the clock of your device is wrong, correct it.',
	}),
	'expires-soon': ({ notAfter, now }, name) => ({
		title: `“${name}” expires on ${date(notAfter)}, ${fromNow(notAfter, now)}`,
		cause: 'Programs refuse it from then on, and getting a new one can take days.',
		next: 'Renew it now.',
	}),
	'issuer-expires-first': ({ notAfter, leafNotAfter }, name) => ({
		title: `The authority “${name}” expires before your certificate`,
		cause: `It expires on ${date(notAfter)}, your certificate on ${date(leafNotAfter)}. Once it has expired, programs no longer trust what it signed.`,
		next: `Renew your certificate before ${date(notAfter)}, or ask your certificate authority for a newer chain.`,
	}),
	'validity-too-long': ({ days, most, since }, name) => ({
		title: `“${name}” is valid for longer than the rules allow`,
		cause: `It is valid for ${unit(days, 'day')}. Since ${date(since)} public authorities may issue for ${unit(most, 'day')} at most, and programs enforce this. A private authority is not bound by it.`,
		next: 'If a public authority issued it, ask for one with a shorter lifetime.',
	}),

	'signature-failed': ({ issuer }, name) => ({
		title: `The signature on “${name}” does not match`,
		cause: `“${issuer}” did not sign it in this form: it was damaged or changed, or somebody else made it.`,
		next: 'Do not install it. Get it again; if this keeps happening, tell your certificate authority.',
	}),
	'signature-not-checked': ({ reason, algorithms }) => ({
		title: 'Signatures were not checked',
		cause:
			reason === 'no-webcrypto'
				? 'This page was opened without encryption (http), and browsers then offer no way to check signatures.'
				: `Your browser does not support this kind of signature or key: ${some(algorithms)}.`,
		next:
			reason === 'no-webcrypto'
				? 'Open this page over https.'
				: 'If you are not sure where it came from, check it with another program, such as openssl.',
	}),
	'algorithms-differ': (_, name) => ({
		title: `“${name}” contradicts itself about its signature`,
		cause: 'It names one signature algorithm inside the signed part and another one outside. Programs refuse it.',
		next: askForCorrect,
	}),
	'weak-hash': ({ hash }, name) => ({
		title: `“${name}” is signed with ${hash}`,
		cause: `Signatures made with ${hash} can be forged, so programs refuse them.`,
		next: 'Ask your certificate authority for one that is signed with SHA-256 or better.',
	}),

	'issuer-not-authority': ({ issued }, name) => ({
		title: `“${name}” may not issue certificates`,
		cause: `It is not an authority, yet it signed “${issued}”. Programs refuse what it signed.`,
		next: askForChain,
	}),
	'path-length-exceeded': ({ most, count }, name) => ({
		title: `There are too many authorities below “${name}”`,
		cause: `It allows ${most === 0 ? 'none' : number(most)} between itself and your certificate, and there ${count === 1 ? 'is' : 'are'} ${number(count)}. Programs refuse such a chain.`,
		next: askForChain,
	}),
	'issuer-may-not-sign': ({ issued }, name) => ({
		title: `The key of “${name}” is not meant for signing certificates`,
		cause: `Its key usage does not include this, yet it signed “${issued}”. Programs refuse what it signed.`,
		next: askForChain,
	}),
	'issuer-purpose-excluded': ({ purpose, allowed }, name) => ({
		title: `The authority “${name}” is not meant for this purpose`,
		cause: `It is limited to ${forPurposes(allowed)}, but your certificate is for something else (${purposes[purpose]}). Programs refuse that.`,
		next: 'Ask your certificate authority for one from an authority that is meant for this purpose.',
	}),

	'key-usage-unfit': ({ purpose, stated, wanted }, name) => ({
		title: `The key usage of “${name}” does not fit its purpose`,
		cause: `Its purpose (${purposes[purpose]}) needs ${alternatives(wanted)}. It states ${stated.length > 0 ? list(stated.map(String)) : 'nothing'}.`,
		next: 'Ask your certificate authority for one with the right key usage.',
	}),
	'key-usage-of-authority': (_, name) => ({
		title: `“${name}” claims to sign certificates, but is not an authority`,
		cause: 'One contradicts the other, and strict programs refuse it.',
		next: mayWork,
	}),
	'extended-key-usage-unfit': ({ purposes: identifiers }, name) => ({
		title: `“${name}” states a purpose that does not fit`,
		cause: `It says that it is for ${forPurposes(identifiers)}, which does not go with its names or its other purposes. Strict programs refuse it.`,
		next: mayWork,
	}),
	'names-missing': ({ commonName }, name) => ({
		title: `“${name}” has no host name that browsers accept`,
		cause: `Browsers look for host names among the alternative names, and there are none.${commonName === undefined ? '' : ` “${commonName}” is only in the subject, which no longer counts.`}`,
		next: 'Ask your certificate authority for one that lists every host among its alternative names.',
	}),
	'name-not-permitted': ({ names, authority }, name) => ({
		title: `“${name}” has a name that its authority may not certify`,
		cause: `The authority “${authority}” is limited to certain names, and does not cover: ${some(names)}. Programs refuse it.`,
		next: 'Ask your certificate authority for one from an authority that may certify these names.',
	}),
	'wildcard-reaches-excluded': ({ names, authority }, name) => ({
		title: `“${name}” has a wildcard that covers a forbidden host`,
		cause: `The authority “${authority}” must not certify one of the hosts that this stands for: ${some(names)}. Some programs refuse it.`,
		next: 'If it is refused, ask your certificate authority for one that names each host.',
	}),
	'constraint-not-applied': ({ names, authority }, name) => ({
		title: `“${name}” has a name that cannot be checked against its authority’s limits`,
		cause: `The authority “${authority}” is limited to certain names of this kind: ${some(names)}. Programs do not know how to apply that limit, so they refuse the certificate.`,
		next: 'Ask your certificate authority for one without this name, or from an authority without this limit.',
	}),
	'policy-missing': ({ authority }, name) => ({
		title: `“${name}” states no policy, although one is required`,
		cause: `“${authority}” requires the certificates of this chain to state a policy. Browsers do not check this, but strict programs do, and refuse it.`,
		next: mayWork,
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
					cause: `Its public exponent is ${facts.exponent}, which makes RSA insecure.`,
					next,
				}
			case 'dsa':
				return {
					title: `The key of “${name}” is a DSA key`,
					cause: 'Hardly any program accepts DSA keys today.',
					next,
				}
		}
	},
	'serial-number-invalid': ({ problem }, name) => ({
		title: `The serial number of “${name}” is not valid`,
		cause: `It is ${problem === 'too-long' ? 'longer than 20 octets' : 'not positive'}. Strict programs refuse it.`,
		next: mayWork,
	}),
	'encoding-tolerated': ({ oddities: found }, name) => ({
		title: `“${name}” is not encoded the way the standard requires`,
		cause: `It could be read nevertheless: ${list(found.map((one) => oddities[one]))}. Strict programs refuse it.`,
		next: mayWork,
	}),

	'critical-extension-unknown': ({ types }, name) => ({
		title: `“${name}” has a critical extension that programs may not know`,
		cause: `It is not known here: ${some(types)}. A critical extension has to be understood, so programs that do not know it refuse the certificate.`,
		next: 'Ask your certificate authority what it is for, and which programs accept it.',
	}),
	'extension-unreadable': ({ types, isRefused }, name) => ({
		title: `“${name}” has a broken extension`,
		cause: `This could not be read, so nobody knows what it should say: ${some(types)}. ${isRefused ? 'Programs refuse the certificate.' : 'Strict programs refuse the certificate.'}`,
		next: isRefused ? askForCorrect : mayWork,
	}),
	'extension-repeated': ({ types }, name) => ({
		title: `“${name}” has the same extension twice`,
		cause: `That is not allowed, because nobody could say which one counts: ${some(types)}. Programs refuse it.`,
		next: askForCorrect,
	}),
	precertificate: (_, name) => ({
		title: `“${name}” is a precertificate`,
		cause: 'It was only made to be entered in public logs before the real certificate was issued. Programs refuse it.',
		next: 'Ask your certificate authority for the certificate itself.',
	}),

	'issuer-missing': ({ issuer, addresses: [address], what }, name) => {
		const cause = {
			'known-root':
				'Mozilla’s list of roots for TLS servers has one of that name, so nearly all systems already have it.',
			nearest: 'Programs hardly ever have it, and do not trust your certificate without it.',
			unclear: 'Programs that do not already have it will not trust your certificate.',
		}[what]
		const when = what === 'nearest' ? 'Add it before you install your certificate' : 'If a program asks for it, add it'
		return {
			title: `“${issuer}”, which signed “${name}”, is missing`,
			cause,
			next:
				address === undefined ? `${when}: your certificate authority has it.` : `${when}. You can get it at ${address}`,
		}
	},
	'order-wrong': () => ({
		title: 'The certificates came in a different order',
		cause: 'Servers have to send your certificate first, followed by the issuer of each one.',
		next: 'Use the files on this page: they are in the right order.',
	}),
	'root-included': (_, name) => ({
		title: `The root “${name}” was sent along`,
		cause: 'Programs trust only their own roots, so servers do not need to send one.',
		next: 'The CA bundle and the full chain leave it out. If a device has to be told to trust it, save it from the chain.',
	}),
	'unrelated-certificates': ({ count }) => ({
		title: `Not part of this chain: ${certificates(count)}`,
		cause: 'No signature connects them with your certificate.',
		next: 'You do not need to do anything: the files of this chain leave them out.',
	}),
	'repeated-certificates': ({ count }) => ({
		title: `Sent more than once: ${certificates(count)}`,
		cause: 'Sending a certificate twice only makes connections slower.',
		next: 'You do not need to do anything: the files have each of them once.',
	}),
}
