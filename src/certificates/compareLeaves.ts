/** What changed from one certificate to another, as from one that ends to its renewal. */
import type { Certificate } from './certificate.ts'
import { areSame } from './octets.ts'

/** The names that only one of two has, and those that both have, as they stand there. */
export interface NameChanges {
	readonly gained: readonly string[]
	readonly lost: readonly string[]
	readonly kept: readonly string[]
}

export interface Comparison {
	readonly names: NameChanges
	/** the public keys are the same, octet by octet */
	readonly isSameKey: boolean
	/** the issuers have the same name */
	readonly isSameIssuer: boolean
	readonly isSameSubject: boolean
	/** they are one and the same certificate */
	readonly isSame: boolean
	/** for how long both are valid, in milliseconds; negative: for how long neither is, in between */
	readonly overlap: number
}

const namesOf = ({ extensions }: Certificate) => [
	...new Set(extensions.subjectAlternativeName?.names.map(({ value }) => value)),
]

/** Host names and mail domains do not tell upper from lower case. */
const folded = (names: readonly string[]) => new Set(names.map((name) => name.toLowerCase()))

/**
 * @param before the earlier certificate
 * @param after the later one
 * @returns what changed
 */
export function compareLeaves(before: Certificate, after: Certificate): Comparison {
	const [old, young] = [namesOf(before), namesOf(after)]
	const [oldSet, youngSet] = [folded(old), folded(young)]
	return {
		names: {
			gained: young.filter((name) => !oldSet.has(name.toLowerCase())),
			lost: old.filter((name) => !youngSet.has(name.toLowerCase())),
			kept: young.filter((name) => oldSet.has(name.toLowerCase())),
		},
		isSameKey: areSame(before.publicKey, after.publicKey),
		isSameIssuer: before.issuer.comparable === after.issuer.comparable,
		isSameSubject: before.subject.comparable === after.subject.comparable,
		isSame: areSame(before.der, after.der),
		overlap:
			Math.min(before.notAfter.getTime(), after.notAfter.getTime()) -
			Math.max(before.notBefore.getTime(), after.notBefore.getTime()),
	}
}
