/** Rules about a certificate by itself: its names, its key, its serial number and how it is encoded. */
import type { Certificate } from '../certificate.ts'
import { attributeOf, attributeTypes } from '../name.ts'
import type { Link } from '../path.ts'
import type { Tolerated } from '../tolerated.ts'
import type { Rule } from './case.ts'
import type { Finding, FindingFacts } from './finding.ts'

/** Browsers look for hosts in the alternative names alone (RFC 9525 6.3). */
export const namesMissing: Rule = ({ leaf, purpose }) => {
	const names = leaf.extensions.subjectAlternativeName?.names ?? []
	if (purpose !== 'tls-server' || names.some(({ kind }) => kind === 'dns' || kind === 'ip')) return []
	const commonName = attributeOf(leaf.subject, attributeTypes.commonName)
	return [{ code: 'names-missing', severity: 'bad', about: [leaf], facts: { commonName } }]
}

/** Baseline Requirements 6.1.5 and 6.1.6; NIST SP 800-57 part 1 5.6.1. */
function weaknessOf({ key }: Certificate): FindingFacts['weak-key'] | undefined {
	if (key.kind === 'dsa') return { problem: 'dsa' }
	if (key.kind === 'rsa') {
		if (key.bits < 2048) return { problem: 'size', kind: 'rsa', bits: key.bits, least: 2048 }
		if (key.exponent <= 1n || key.exponent % 2n === 0n) return { problem: 'exponent', exponent: key.exponent }
	}
	if (key.kind === 'ec' && key.bits < 256) return { problem: 'size', kind: 'ec', bits: key.bits, least: 256 }
	return undefined
}

export const weakKey: Rule = ({ certificates, needed }) =>
	certificates.flatMap((certificate) => {
		const facts = weaknessOf(certificate)
		// What a trusted root's key is worth is for those to say who trust it.
		const severity = needed.includes(certificate) ? 'bad' : 'warning'
		return facts ? { code: 'weak-key', severity, about: [certificate], facts } : []
	})

/** A root is compared with a list as it is, and many old ones are odd. */
const severityIn = ({ role }: Link) => (role === 'root' ? 'information' : 'warning')

const ofSerialNumber: Partial<Record<Tolerated, FindingFacts['serial-number-invalid']['problem']>> = {
	'serial-not-positive': 'not-positive',
	'serial-too-long': 'too-long',
}

/** What has a finding of its own. */
const toldApart: ReadonlySet<Tolerated> = new Set([
	'serial-not-positive',
	'serial-too-long',
	'algorithms-differ',
	'extension-repeated',
])

/** RFC 5280 4.1.2.2 */
export const serialNumberInvalid: Rule = ({ chain: { path } }) =>
	path.flatMap((link): Finding[] => {
		const problems = link.certificate.tolerated.flatMap((oddity) => ofSerialNumber[oddity] ?? [])
		const about = [link.certificate] as const
		return problems.map((problem) => ({
			code: 'serial-number-invalid',
			severity: severityIn(link),
			about,
			facts: { problem },
		}))
	})

/** A version that nobody knows is among them: Go refuses it, and openssl and NSS take the next one for 3. */
export const encodingTolerated: Rule = ({ chain: { path } }) =>
	path.flatMap((link) => {
		const oddities = link.certificate.tolerated.filter((oddity) => !toldApart.has(oddity))
		if (oddities.length === 0) return []
		return { code: 'encoding-tolerated', severity: severityIn(link), about: [link.certificate], facts: { oddities } }
	})
