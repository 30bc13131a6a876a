/** Rules about a certificate by itself: its names, its key, its serial number and how it is encoded. */
import type { Certificate } from '../certificate.ts'
import { attributeOf, attributeTypes } from '../name.ts'
import type { Rule } from './case.ts'
import type { FindingFacts } from './finding.ts'

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

export const weakKey: Rule = ({ certificates }) =>
	certificates.flatMap((certificate) => {
		const facts = weaknessOf(certificate)
		return facts ? { code: 'weak-key', severity: 'bad', about: [certificate], facts } : []
	})

/** RFC 5280 4.1.2.2. A root is compared with a list as it is, and many old ones are 0. */
export const serialNumberInvalid: Rule = ({ certificates, needed }) =>
	certificates.flatMap((certificate) => {
		const severity = needed.includes(certificate) ? 'warning' : 'information'
		const problems = [
			...(certificate.tolerated.includes('serial-not-positive') ? (['not-positive'] as const) : []),
			...(certificate.tolerated.includes('serial-too-long') ? (['too-long'] as const) : []),
		]
		return problems.map((problem) => ({
			code: 'serial-number-invalid' as const,
			severity,
			about: [certificate] as const,
			facts: { problem },
		}))
	})

export const encodingTolerated: Rule = ({ certificates }) =>
	certificates.flatMap((certificate) => {
		const oddities = certificate.tolerated.filter((one) => one !== 'serial-not-positive' && one !== 'serial-too-long')
		if (oddities.length === 0) return []
		return { code: 'encoding-tolerated', severity: 'warning', about: [certificate], facts: { oddities } }
	})
