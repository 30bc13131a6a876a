/** Rules about signatures (RFC 5280 6.1.3 (a)(1)). */
import { displayName } from '../certificate.ts'
import type { SignatureState } from '../signature.ts'
import type { Rule } from './case.ts'

export const signatureFailed: Rule = ({ chain: { path } }) =>
	path
		.filter(({ signedBy }) => signedBy.by !== 'missing' && signedBy.signature.state === 'failed')
		.map(({ certificate }) => {
			const issuer = path[path.findIndex((link) => link.certificate === certificate) + 1]?.certificate ?? certificate
			return {
				code: 'signature-failed',
				severity: 'bad',
				about: [certificate, issuer],
				facts: { issuer: displayName(issuer) },
			}
		})

type Reason = Extract<SignatureState, { state: 'not-checked' }>['reason']

export const signatureNotChecked: Rule = ({ chain: { path } }) => {
	const unchecked = (reason: Reason) =>
		path.flatMap(({ certificate, signedBy }) => {
			if (signedBy.by === 'missing' || signedBy.signature.state !== 'not-checked') return []
			return signedBy.signature.reason === reason ? [certificate] : []
		})
	return (['no-webcrypto', 'unsupported'] as const).flatMap((reason) => {
		const [first, ...others] = unchecked(reason)
		if (!first) return []
		const about = [first, ...others] as const
		const algorithms = new Set(about.map(({ signatureAlgorithm: { name, type } }) => name ?? type))
		return {
			code: 'signature-not-checked',
			// Without cryptography nothing at all was checked, which the page says by itself.
			severity: reason === 'unsupported' ? 'warning' : 'information',
			about,
			facts: { reason, algorithms: [...algorithms] },
		}
	})
}

/** RFC 5280 4.1.1.2. Nobody looks at the signature of a root, which is compared with a list as it is. */
export const algorithmsDiffer: Rule = ({ certificates, needed }) =>
	certificates
		.filter(({ tolerated }) => tolerated.includes('algorithms-differ'))
		.map((certificate) => {
			const severity = needed.includes(certificate) ? 'bad' : 'information'
			return { code: 'algorithms-differ', severity, about: [certificate], facts: {} }
		})

const weakHashes: ReadonlySet<string | undefined> = new Set(['MD2', 'MD4', 'MD5', 'SHA-1'])

/** Nobody relies on the signature that a certificate made over itself. */
export const weakHash: Rule = ({ chain: { path }, needed }) =>
	path.flatMap(({ certificate, signedBy }) => {
		const { hash } = certificate.signatureAlgorithm
		if (signedBy.by === 'itself' || hash === undefined || !weakHashes.has(hash)) return []
		const severity = needed.includes(certificate) ? 'bad' : 'warning'
		return { code: 'weak-hash', severity, about: [certificate], facts: { hash } }
	})
