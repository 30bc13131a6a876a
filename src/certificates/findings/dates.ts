/** Rules about dates (RFC 5280 4.1.2.5). */
import type { Certificate } from '../certificate.ts'
import type { Case, Rule } from './case.ts'
import type { Finding } from './finding.ts'

const day = 86_400_000

/** What an old root's date means is for each system to decide; what is below it counts everywhere. */
const severityOf = ({ needed }: Case, certificate: Certificate) => (needed.includes(certificate) ? 'bad' : 'warning')

export const expired: Rule = (one) =>
	one.certificates
		.filter(({ notAfter }) => one.now > notAfter)
		.map((certificate) => ({
			code: 'expired',
			severity: severityOf(one, certificate),
			about: [certificate],
			facts: { notAfter: certificate.notAfter, now: one.now },
		}))

export const notYetValid: Rule = ({ certificates, leaf, needed, now }) =>
	certificates
		.filter(({ notBefore }) => now < notBefore)
		.map((certificate) => ({
			code: 'not-yet-valid',
			// Waiting helps a new certificate; an authority should have been there before it.
			severity: certificate !== leaf && needed.includes(certificate) ? 'bad' : 'warning',
			about: [certificate],
			facts: { notBefore: certificate.notBefore, now },
		}))

/** Thirty days before the end, or in the last third of a short life. */
export const expiresSoon: Rule = ({ leaf, now }) => {
	const { notBefore, notAfter } = leaf
	const left = notAfter.getTime() - now.getTime()
	const soon = Math.min(30 * day, (notAfter.getTime() - notBefore.getTime()) / 3)
	if (left < 0 || left > soon) return []
	return [{ code: 'expires-soon', severity: 'warning', about: [leaf], facts: { notAfter, now } }]
}

export const issuerExpiresFirst: Rule = ({ leaf, needed, now }) =>
	needed
		.filter(({ notAfter }) => now <= notAfter && notAfter < leaf.notAfter)
		.map((issuer) => ({
			code: 'issuer-expires-first',
			severity: 'warning',
			about: [issuer, leaf],
			facts: { notAfter: issuer.notAfter, leafNotAfter: leaf.notAfter },
		}))

/** Days from a day on, the latest first. */
type Limits = readonly (readonly [since: string, most: number])[]

/**
 * TLS: Baseline Requirements 6.3.2, with the ballots 193, SC22 (which Apple's program anticipated) and SC81. Before 2018 the
 * limit was 39 months, which are 1188 days at most.
 */
const tlsLimits: Limits = [
	['2029-03-15', 47],
	['2027-03-15', 100],
	['2026-03-15', 200],
	['2020-09-01', 398],
	['2018-03-01', 825],
	['2015-04-01', 1188],
]
/** E-mail: Apple's root program, and since 2023-09-01 the S/MIME Baseline Requirements 6.3.2. */
const emailLimits: Limits = [['2022-04-01', 825]]

/** The last second counts as well since the rules count in seconds, and a day that has begun is one (BR 6.3.2). */
const countsLastSecond = Date.parse('2020-09-01')

export const validityTooLong: Rule = ({ leaf, purpose, isPublic }) => {
	const limits = purpose === 'tls-server' ? tlsLimits : purpose === 'email' ? emailLimits : []
	const [from, until] = [leaf.notBefore.getTime(), leaf.notAfter.getTime()]
	const limit = limits.find(([since]) => from >= Date.parse(since))
	if (!limit) return []
	const days = (until - from + (from >= countsLastSecond ? 1000 : 0)) / day
	const [since, most] = limit
	if (days <= most) return []
	const severity = isPublic ? (purpose === 'tls-server' ? 'bad' : 'warning') : 'information'
	const facts = { days: Math.ceil(days), most, since: new Date(since) }
	return [{ code: 'validity-too-long', severity, about: [leaf], facts }] satisfies Finding[]
}
