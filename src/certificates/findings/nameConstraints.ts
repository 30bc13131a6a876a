/** Whether the names of certificates are such as the authorities above permit (RFC 5280 4.2.1.10 and 6.1.3 (b) and (c)). */
import { type Certificate, displayName } from '../certificate.ts'
import type { GeneralName } from '../generalName.ts'
import { isSelfIssued } from '../issuers.ts'
import { attributeOf, attributeTypes, formatName } from '../name.ts'
import type { Rule } from './case.ts'
import { constrainedKind, subtree, subtreesOf } from './constrainedNames.ts'

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

/** Certificates that an authority issued to itself are free, but for the last one. */
export const nameNotPermitted: Rule = ({ binding }) =>
	binding.flatMap((authority, index) => {
		const constraints = authority.extensions.nameConstraints
		if (!constraints) return []
		const permitted = byKind(constraints.permitted)
		const excluded = byKind(constraints.excluded)
		const isRefused = (name: GeneralName) => {
			const kind = constrainedKind(name)
			const [within, without] = [permitted.get(kind), excluded.get(kind)]
			if (kind === undefined || (!within && !without)) return false
			const subtrees = subtreesOf(name)
			if (!subtrees) return true
			const isIn = (some: ReadonlySet<string>) => subtrees.some((one) => some.has(one))
			return (within !== undefined && !isIn(within)) || (without !== undefined && isIn(without))
		}
		return binding.slice(0, index).flatMap((certificate, below) => {
			if (below > 0 && isSelfIssued(certificate)) return []
			const names = namesOf(certificate).filter(isRefused)
			if (names.length === 0) return []
			return {
				code: 'name-not-permitted',
				severity: 'bad',
				about: [certificate, authority],
				facts: { names: names.map(({ value }) => value), authority: displayName(authority) },
			}
		})
	})
