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

export const extensionUnreadable: Rule = ({ certificates }) =>
	certificates.flatMap((certificate) => {
		const types = typesWhere(certificate, ({ decoded }) => decoded.kind === 'unreadable')
		if (types.length === 0) return []
		return { code: 'extension-unreadable', severity: 'warning', about: [certificate], facts: { types } }
	})

/** RFC 6962 3.1: made to be logged, with a critical extension so that nobody takes it for a certificate. */
export const precertificate: Rule = ({ leaf }) =>
	leaf.extensions.precertificatePoison ? [{ code: 'precertificate', severity: 'bad', about: [leaf], facts: {} }] : []
