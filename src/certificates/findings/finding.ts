/**
 * What can be found about a chain: a code each, with the facts that a sentence about it needs. `docs/findings.md` explains
 * them, and a test compares the two.
 */
import type { Certificate } from '../certificate.ts'
import type { KeyUsage } from '../extensions/keyUsage.ts'
import type { Purpose } from '../purpose.ts'
import type { Tolerated } from '../tolerated.ts'

/** `bad`: programs refuse it, or should; `warning`: some do, or soon will; `information`: nothing needs to be done. */
export type Severity = 'bad' | 'warning' | 'information'

export interface FindingFacts {
	readonly expired: { readonly notAfter: Date; readonly now: Date }
	readonly 'not-yet-valid': { readonly notBefore: Date; readonly now: Date }
	readonly 'expires-soon': { readonly notAfter: Date; readonly now: Date }
	/** the issuer's end, and the later one of the leaf */
	readonly 'issuer-expires-first': { readonly notAfter: Date; readonly leafNotAfter: Date }
	/** whole days, and the most that the rules of the day when it began allow; `since` is when those came into force */
	readonly 'validity-too-long': { readonly days: number; readonly most: number; readonly since: Date }

	readonly 'signature-failed': { readonly issuer: string }
	readonly 'signature-not-checked': {
		readonly reason: 'no-webcrypto' | 'unsupported'
		/** names, or object identifiers where there is none */
		readonly algorithms: readonly string[]
	}
	readonly 'weak-hash': { readonly hash: string }

	readonly 'issuer-not-authority': { readonly issued: string }
	/** how many intermediates may stand below it, and how many do */
	readonly 'path-length-exceeded': { readonly most: number; readonly count: number }
	readonly 'issuer-may-not-sign': { readonly issued: string }
	/** object identifiers */
	readonly 'issuer-purpose-excluded': { readonly purpose: Purpose; readonly allowed: readonly string[] }

	/** what is stated, and of what it should have one at least */
	readonly 'key-usage-unfit': {
		readonly purpose: Purpose
		readonly stated: readonly (KeyUsage | number)[]
		readonly wanted: readonly KeyUsage[]
	}
	readonly 'key-usage-of-authority': Record<never, never>
	/** object identifiers that do not go with what it is for, or with the host names that it has */
	readonly 'extended-key-usage-unfit': { readonly purpose: Purpose; readonly purposes: readonly string[] }
	readonly 'names-missing': { readonly commonName: string | undefined }
	/** the names, and the authority that does not permit them */
	readonly 'name-not-permitted': { readonly names: readonly string[]; readonly authority: string }
	/** the wildcards, and the authority that excludes a host that they stand for */
	readonly 'wildcard-reaches-excluded': { readonly names: readonly string[]; readonly authority: string }
	/** names of a kind that the authority limits and that is not processed here, nor by most programs */
	readonly 'constraint-not-applied': { readonly names: readonly string[]; readonly authority: string }
	/** who demands that a policy is stated */
	readonly 'policy-missing': { readonly authority: string }

	readonly 'weak-key':
		| { readonly problem: 'size'; readonly kind: 'rsa' | 'ec'; readonly bits: number; readonly least: number }
		| { readonly problem: 'exponent'; readonly exponent: bigint }
		| { readonly problem: 'dsa' }
	readonly 'serial-number-invalid': { readonly problem: 'not-positive' | 'too-long' }
	/** inside and outside the signed part another signature algorithm is named */
	readonly 'algorithms-differ': Record<never, never>
	readonly 'encoding-tolerated': { readonly oddities: readonly Tolerated[] }

	/** the issuer's name, and where the certificate says that it can be had */
	readonly 'issuer-missing': {
		readonly issuer: string
		readonly addresses: readonly string[]
		/** what is missing: a known root has the name; or else it signed the leaf; or else it is a root or something below one */
		readonly what: 'known-root' | 'nearest' | 'unclear'
	}
	/** object identifiers: of extensions that programs have to know and do not, and of those that are there more than once */
	readonly 'critical-extension-unknown': { readonly types: readonly string[] }
	readonly 'extension-repeated': { readonly types: readonly string[] }
	/** object identifiers of those that could not be read, and whether programs refuse a certificate for one of them */
	readonly 'extension-unreadable': { readonly types: readonly string[]; readonly isRefused: boolean }
	readonly precertificate: Record<never, never>

	readonly 'order-wrong': { readonly count: number }
	readonly 'root-included': Record<never, never>
	readonly 'unrelated-certificates': { readonly count: number }
	readonly 'repeated-certificates': { readonly count: number }
}

export type FindingCode = keyof FindingFacts

/** A finding of one code, or without saying which, of any. */
export type Finding<Code extends FindingCode = FindingCode> = {
	readonly [One in Code]: {
		readonly code: One
		readonly severity: Severity
		/** the certificates that it is about, the one at fault first */
		readonly about: readonly [Certificate, ...Certificate[]]
		readonly facts: FindingFacts[One]
	}
}[Code]
