/** Rules about extensions as such (RFC 5280 4.2). */
import type { Certificate } from '../certificate.ts'
import type { Extension } from '../extensions/extensions.ts'
import type { Rule } from './case.ts'

const typesWhere = ({ extensions }: Certificate, isMeant: (extension: Extension) => boolean) =>
	extensions.all.filter(isMeant).map(({ type }) => type)

/** What is critical has to be understood, or the certificate refused. */
export const criticalExtensionUnknown: Rule = ({ needed }) =>
	needed.flatMap((certificate) => {
		const types = typesWhere(certificate, ({ isCritical, decoded }) => isCritical && decoded.kind === 'unknown')
		if (types.length === 0) return []
		return { code: 'critical-extension-unknown', severity: 'bad', about: [certificate], facts: { types } }
	})

/**
 * What programs read whether it is critical or not, as openssl does (ossl_x509v3_cache_extensions): key identifiers, key usage,
 * alternative names, constraints, revocation lists, extended key usage, Netscape's type; `#` is none that anybody can read.
 */
const alwaysRead = new Set([
	...['14', '15', '17', '19', '30', '31', '35', '37'].map((last) => `2.5.29.${last}`),
	...['2.16.840.1.113730.1.1', '#'],
])

/** A name that cannot be read is shown beside the others; openssl and Go refuse the certificate for it. */
const isUnreadable = ({ decoded }: Extension) =>
	decoded.kind === 'unreadable' ||
	(decoded.kind === 'subjectAlternativeName' && decoded.value.names.some(({ kind }) => kind === 'unreadable'))

/** What is critical has to be read as well. */
const isRefusedFor = (extension: Extension) =>
	isUnreadable(extension) && (extension.isCritical || alwaysRead.has(extension.type))

export const extensionUnreadable: Rule = ({ binding, needed }) =>
	binding.flatMap((certificate) => {
		const types = typesWhere(certificate, isUnreadable)
		if (types.length === 0) return []
		const isRefused = needed.includes(certificate) && certificate.extensions.all.some(isRefusedFor)
		const severity = isRefused ? 'bad' : 'warning'
		return { code: 'extension-unreadable', severity, about: [certificate], facts: { types, isRefused } }
	})

/** RFC 5280 4.2 forbids it. Go refuses all of them, openssl and NSS those that they know. */
export const extensionRepeated: Rule = ({ certificates, needed }) =>
	certificates.flatMap((certificate) => {
		const all = certificate.extensions.all.map(({ type }) => type)
		const types = [...new Set(all.filter((type, index) => all.indexOf(type) !== index))]
		if (types.length === 0) return []
		const severity = needed.includes(certificate) ? 'bad' : 'information'
		return { code: 'extension-repeated', severity, about: [certificate], facts: { types } }
	})

/** RFC 6962 3.1: made to be logged, with a critical extension so that nobody takes it for a certificate. */
export const precertificate: Rule = ({ leaf }) =>
	leaf.extensions.precertificatePoison ? [{ code: 'precertificate', severity: 'bad', about: [leaf], facts: {} }] : []
