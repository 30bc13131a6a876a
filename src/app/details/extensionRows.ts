/** An extension's value as rows. */

import { type Policy, type PolicyQualifier, validationOf } from '../../certificates/extensions/certificatePolicies.ts'
import type { DistributionPoint } from '../../certificates/extensions/crlDistributionPoints.ts'
import type { Extension, KnownExtensions } from '../../certificates/extensions/extensions.ts'
import type { AccessDescription } from '../../certificates/extensions/informationAccess.ts'
import type { QualifiedStatement } from '../../certificates/extensions/qualifiedStatements.ts'
import type { GeneralName } from '../../certificates/generalName.ts'
import { nameOf } from '../../certificates/objectIdentifiers.ts'
import { hex } from '../../certificates/octets.ts'
import { detailWords as w } from '../words/detailWords.ts'
import { code, generalName, identifier, namesByKind, octets, type Row, row, rowIf, type Section, text } from './row.ts'

/** Flags by name, and those without one by their place. */
const flags = (set: readonly (string | number)[], names: Readonly<Record<string, string>> = {}) =>
	set.length === 0
		? [text(w.none)]
		: set.map((one) => (typeof one === 'number' ? text(w.bit(one)) : text(names[one] ?? one, names[one] && one)))

function qualifierRow(qualifier: PolicyQualifier): readonly Row[] {
	switch (qualifier.kind) {
		case 'cps':
			return [row(w.statement, code(qualifier.uri))]
		case 'user-notice': {
			const { text: notice, organization, numbers } = qualifier
			const reference = [organization, ...numbers.map(String)].filter((part) => part !== undefined).join(' ')
			return rowIf(
				w.notice,
				[notice, reference].flatMap((one) => (one ? [text(one)] : [])),
			)
		}
		case 'other':
			return [row(w.qualifier, identifier(qualifier.type), octets(hex(qualifier.der)))]
	}
}

const policyRows = (policies: readonly Policy[]) =>
	policies.flatMap(({ type, qualifiers }) => {
		const validation = validationOf(type)
		const formal = nameOf(type)
		const policy = validation ? text(w.validation(validation), `${formal ?? ''} ${type}`.trim()) : identifier(type)
		return [row(w.policy, policy), ...qualifiers.flatMap(qualifierRow)]
	})

const accessRows = (places: readonly AccessDescription[]) =>
	places.map(({ method, location }) => row(w.purposes[method] ?? nameOf(method) ?? method, generalName(location)))

const pointRows = (points: readonly DistributionPoint[]) =>
	points.flatMap(({ fullName, relativeName, reasons, crlIssuer }) => [
		...rowIf(w.list1, fullName.map(generalName)),
		...rowIf(
			w.relativeName,
			relativeName.map(({ type, value }) => text(value, type)),
		),
		...rowIf(w.reasons, reasons ? flags(reasons) : []),
		...rowIf(w.crlIssuer, crlIssuer.map(generalName)),
	])

function statementRow(statement: QualifiedStatement): Row {
	const q = w.qualified
	switch (statement.kind) {
		case 'compliance':
		case 'secure-device':
			return row(q[statement.kind], text(w.isTrue))
		case 'limit':
			return row(q.limit, text(q.amount(statement.currency, statement.amount, statement.exponent)))
		case 'retention':
			return row(q.retention, text(q.years(statement.years)))
		case 'disclosure':
			return row(q.disclosure, ...statement.places.map(({ uri, language }) => code(uri, language)))
		case 'type':
			return row(q.type, ...statement.types.map(identifier))
		case 'legislation':
			return row(q.legislation, text(w.list(statement.countries)))
		case 'semantics':
			return row(
				q.semantics,
				...(statement.type === undefined ? [] : [identifier(statement.type)]),
				...statement.authorities.map(generalName),
			)
		case 'other':
			return row(q.other, identifier(statement.type), octets(hex(statement.der)))
	}
}

const depth = (label: string, count: number | undefined) =>
	count === undefined ? [] : [row(label, text(w.after(count)))]
const names = ({ names: all }: { readonly names: readonly GeneralName[] }) => namesByKind(all)

/** One function a kind: what its value looks like as rows. */
const rowsOf: { readonly [Kind in keyof KnownExtensions]: (value: KnownExtensions[Kind]) => readonly Row[] } = {
	basicConstraints: ({ isCertificateAuthority, pathLength }) => [
		row(w.authority, text(w.isAuthority(isCertificateAuthority))),
		...(isCertificateAuthority
			? [row(w.pathLength, text(pathLength === undefined ? w.unlimited : w.atMost(pathLength)))]
			: []),
	],
	keyUsage: (set) => [row(w.extensions.keyUsage, ...flags(set, w.keyUsages))],
	extendedKeyUsage: (types) => [row(w.extensions.extendedKeyUsage, ...types.map(identifier))],
	subjectAlternativeName: names,
	issuerAlternativeName: names,
	subjectKeyIdentifier: (digits) => [row(w.keyIdentifier, octets(digits))],
	authorityKeyIdentifier: ({ keyIdentifier, issuer, serialNumber }) => [
		...rowIf(w.keyIdentifier, keyIdentifier === undefined ? [] : [octets(keyIdentifier)]),
		...rowIf(w.issuerOfIssuer, issuer.map(generalName)),
		...rowIf(w.serialOfIssuer, serialNumber === undefined ? [] : [octets(serialNumber)]),
	],
	certificatePolicies: policyRows,
	microsoftApplicationPolicies: policyRows,
	policyMappings: (mappings) => [
		row(
			w.extensions.policyMappings,
			...mappings.map(({ issuerDomainPolicy, subjectDomainPolicy }) =>
				code(w.mapping(issuerDomainPolicy, subjectDomainPolicy)),
			),
		),
	],
	policyConstraints: ({ requireExplicitPolicy, inhibitPolicyMapping }) => [
		...depth(w.explicitPolicy, requireExplicitPolicy),
		...depth(w.noMapping, inhibitPolicyMapping),
	],
	inhibitAnyPolicy: (count) => depth(w.noAnyPolicy, count),
	nameConstraints: ({ permitted, excluded }) => [
		...rowIf(
			w.permitted,
			permitted.map((name) => ({ ...generalName(name), note: w.generalNames[name.kind] })),
		),
		...rowIf(
			w.excluded,
			excluded.map((name) => ({ ...generalName(name), note: w.generalNames[name.kind] })),
		),
	],
	authorityInformationAccess: accessRows,
	subjectInformationAccess: accessRows,
	crlDistributionPoints: pointRows,
	freshestCrl: pointRows,
	signedCertificateTimestamps: (stamps) =>
		stamps.flatMap(({ logId, time, hash, signatureAlgorithm }) => [
			row(w.logged, text(w.exactTime(time), `${hash}, ${signatureAlgorithm}`)),
			row(w.log, octets(logId)),
		]),
	tlsFeature: (features) => [row(w.extensions.tlsFeature, ...flags(features, w.features))],
	ocspNoCheck: () => [row(w.extensions.ocspNoCheck, text(w.isTrue))],
	precertificatePoison: () => [row(w.extensions.precertificatePoison, text(w.isTrue))],
	netscapeCertificateType: (set) => [row(w.type, ...flags(set))],
	netscapeComment: (comment) => [row(w.comment, text(comment))],
	microsoftTemplateName: (name) => [row(w.name, text(name))],
	microsoftTemplate: ({ type, majorVersion, minorVersion }) => [
		row(w.type, code(type)),
		...rowIf(w.majorVersion, majorVersion === undefined ? [] : [text(String(majorVersion))]),
		...rowIf(w.minorVersion, minorVersion === undefined ? [] : [text(String(minorVersion))]),
	],
	entrustVersion: ({ version, information }) => [
		...rowIf(w.general.version, version === undefined ? [] : [text(version)]),
		...rowIf(w.information, information.length === 0 ? [] : flags(information)),
	],
	qualifiedStatements: (statements) => statements.map(statementRow),
	organizationIdentifier: ({ scheme, country, stateOrProvince, reference }) => [
		row(w.scheme, text(scheme)),
		row(w.country, text(country)),
		...rowIf(w.state, stateOrProvince === undefined ? [] : [text(stateOrProvince)]),
		row(w.reference, text(reference)),
	],
}

/** The compiler cannot see that kind and value belong together, unless one parameter ties them. */
const rowsFor = <Kind extends keyof KnownExtensions>(kind: Kind, value: KnownExtensions[Kind]) => rowsOf[kind](value)

/** @param extension any extension; @returns it as a section: decoded, or else as its octets and why */
export function extensionSection({ type, isCritical, value, decoded }: Extension): Section {
	const critical = isCritical ? w.critical : undefined
	const formal = nameOf(type)
	const title = formal ?? type
	const note = (...parts: readonly (string | undefined)[]) => parts.filter(Boolean).join(', ')
	switch (decoded.kind) {
		case 'unknown':
			return { title, note: note(critical, formal && type, w.unknown), rows: [row(w.rawValue, octets(hex(value)))] }
		case 'unreadable':
			return {
				title,
				note: note(critical, formal && type, w.unreadable),
				rows: [row(w.unreadable, text(decoded.reason)), row(w.rawValue, octets(hex(value)))],
			}
		default:
			return {
				title: w.extensions[decoded.kind],
				note: note(critical, type),
				rows: rowsFor(decoded.kind, decoded.value),
			}
	}
}
