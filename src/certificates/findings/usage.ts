/** Rules about what an end certificate's key is for (RFC 5280 4.2.1.3 and 4.2.1.12). */
import { keyPurposes } from '../extensions/extendedKeyUsage.ts'
import type { KeyUsage } from '../extensions/keyUsage.ts'
import type { Purpose } from '../purpose.ts'
import type { Case, Rule } from './case.ts'

const signing = ['digitalSignature', 'nonRepudiation'] as const

/** One of these has to be there, where key usage is stated at all. */
function wantedFor({ purpose, leaf }: Case): readonly KeyUsage[] {
	switch (purpose) {
		case 'tls-server':
			// RSA keys may be encrypted to; all others sign or agree (RFC 8446 4.4.2.2, RFC 5246 7.4.2).
			return leaf.key.kind === 'rsa' ? ['digitalSignature', 'keyEncipherment'] : ['digitalSignature', 'keyAgreement']
		case 'tls-client':
			return ['digitalSignature', 'keyAgreement']
		case 'email':
			return [...signing, 'keyEncipherment', 'keyAgreement']
		case 'document-signing':
			return signing
		case 'code-signing':
			return ['digitalSignature']
		case 'authority':
		case 'other':
			return []
	}
}

export const keyUsageUnfit: Rule = (one) => {
	const { leaf, purpose } = one
	const stated = leaf.extensions.keyUsage
	const wanted = wantedFor(one)
	if (!stated || wanted.length === 0 || wanted.some((usage) => stated.includes(usage))) return []
	return [{ code: 'key-usage-unfit', severity: 'bad', about: [leaf], facts: { purpose, stated, wanted } }]
}

/** RFC 5280 4.2.1.9: who is no authority must not say that the key signs certificates. */
export const keyUsageOfAuthority: Rule = ({ leaf, purpose }) =>
	purpose !== 'authority' && leaf.extensions.keyUsage?.includes('keyCertSign')
		? [{ code: 'key-usage-of-authority', severity: 'warning', about: [leaf], facts: {} }]
		: []

const { serverAuth, clientAuth, codeSigning, emailProtection, timeStamping, ocspSigning, any } = keyPurposes

/** What the rules of public authorities forbid beside each (TLS 7.1.2.7.10, S/MIME 7.1.2.3 (f), code signing 7.1.2.3 (f)). */
const forbiddenBeside: Partial<Record<Purpose, readonly string[]>> = {
	'tls-server': [codeSigning, emailProtection, timeStamping, ocspSigning, any],
	email: [serverAuth, codeSigning, timeStamping, any],
	'code-signing': [serverAuth, any],
}

/** Purposes that do not go together, or host names for which no purpose is stated that has a use for them. */
export const extendedKeyUsageUnfit: Rule = ({ leaf, purpose, isPublic }) => {
	const { extendedKeyUsage: stated, subjectAlternativeName } = leaf.extensions
	if (!stated || purpose === 'authority') return []
	const hasHosts = subjectAlternativeName?.names.some(({ kind }) => kind === 'dns')
	const isForHosts = [serverAuth, clientAuth, any].some((one) => stated.includes(one))
	const forbidden = stated.filter((one) => forbiddenBeside[purpose]?.includes(one))
	const purposes = hasHosts && !isForHosts ? stated : forbidden
	if (purposes.length === 0) return []
	const severity = isPublic ? 'warning' : 'information'
	return [{ code: 'extended-key-usage-unfit', severity, about: [leaf], facts: { purpose, purposes } }]
}
