/** Whether the names of certificates are such as the authorities above permit (RFC 5280 4.2.1.10 and 6.1.3 (b) and (c)). */
import { type Certificate, displayName } from '../certificate.ts'
import type { NameConstraints } from '../extensions/nameConstraints.ts'
import type { GeneralName } from '../generalName.ts'
import { isSelfIssued } from '../issuers.ts'
import { attributeOf, attributeTypes, formatName } from '../name.ts'
import type { Rule } from './case.ts'
import { constrainedKind, subtree, subtreesOf } from './constrainedNames.ts'
import type { Severity } from './finding.ts'

/** More names nobody has; what comes after them is not judged. */
const mostNames = 10_000

/** A subject counts as a directory name, and its e-mail address as one where there are no alternative names. */
function namesOf({ subject, extensions }: Certificate): readonly GeneralName[] {
	const alternative = extensions.subjectAlternativeName?.names
	const directory: GeneralName[] =
		subject.rdns.length === 0 ? [] : [{ kind: 'directory', value: formatName(subject), name: subject }]
	const address = alternative === undefined ? attributeOf(subject, attributeTypes.emailAddress) : undefined
	const email: GeneralName[] = address === undefined ? [] : [{ kind: 'email', value: address }]
	return [...directory, ...email, ...(alternative ?? [])].slice(0, mostNames)
}

/** Subtrees by the kind of name that they are for. */
function byKind(bases: readonly GeneralName[]): ReadonlyMap<string | undefined, ReadonlySet<string>> {
	const kinds = new Map<string | undefined, Set<string>>()
	for (const base of bases) {
		const kind = constrainedKind(base)
		kinds.set(kind, (kinds.get(kind) ?? new Set()).add(subtree(base)))
	}
	return kinds
}

type NamesFinding = 'name-not-permitted' | 'wildcard-reaches-excluded' | 'constraint-not-applied'

/**
 * @param code what is found
 * @param severity of all of it
 * @param judge of an authority's constraints: which names below they are about
 * @returns the rule. Certificates that an authority issued to itself are free, but for the last one
 */
const ruleOf =
	(
		code: NamesFinding,
		severity: Severity,
		judge: (constraints: NameConstraints) => (name: GeneralName) => boolean,
	): Rule =>
	({ binding }) =>
		binding.flatMap((authority, index) => {
			const { nameConstraints } = authority.extensions
			if (!nameConstraints) return []
			const isMeant = judge(nameConstraints)
			return binding.slice(0, index).flatMap((certificate, below) => {
				if (below > 0 && isSelfIssued(certificate)) return []
				const names = namesOf(certificate).filter(isMeant)
				if (names.length === 0) return []
				const facts = { names: names.map(({ value }) => value), authority: displayName(authority) }
				return { code, severity, about: [certificate, authority], facts }
			})
		})

export const nameNotPermitted = ruleOf('name-not-permitted', 'bad', (constraints) => {
	const permitted = byKind(constraints.permitted)
	const excluded = byKind(constraints.excluded)
	return (name) => {
		const kind = constrainedKind(name)
		const [within, without] = [permitted.get(kind), excluded.get(kind)]
		if (kind === undefined || (!within && !without)) return false
		const subtrees = subtreesOf(name)
		if (!subtrees) return true
		const isIn = (some: ReadonlySet<string>) => subtrees.some((one) => some.has(one))
		return (within !== undefined && !isIn(within)) || (without !== undefined && isIn(without))
	}
})

/**
 * A wildcard stands for hosts of which one may be excluded. RFC 5280 knows no wildcards; openssl takes such a name up to
 * now, Go (since CVE-2025-61727) and BoringSSL refuse it.
 */
export const wildcardReachesExcluded = ruleOf('wildcard-reaches-excluded', 'warning', ({ excluded }) => {
	const reached = new Set(
		excluded.flatMap(({ kind, value }) => (kind === 'dns' ? value.toLowerCase().replace(/^[^.]+/, '*') : [])),
	)
	return ({ kind, value }) => kind === 'dns' && value.startsWith('*.') && reached.has(value.toLowerCase())
})

/** Of other names their type, which is what constraints are for (RFC 5280 4.2.1.6); nothing where constraints are applied. */
const unappliedForm = (name: GeneralName) =>
	constrainedKind(name) === undefined ? (name.kind === 'other' ? name.type : name.kind) : undefined

/** Such names have to be refused, for nobody knows what the constraints would say of them (RFC 5280 4.2.1.10). */
export const constraintNotApplied = ruleOf('constraint-not-applied', 'bad', ({ permitted, excluded }) => {
	const forms = new Set([...permitted, ...excluded].flatMap((base) => unappliedForm(base) ?? []))
	return (name) => forms.has(unappliedForm(name) ?? '')
})
