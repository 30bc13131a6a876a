import { readNumber, readObjectIdentifier } from '../primitives.ts'
import { readString } from '../strings.ts'
import { oneValue, partsOf, type Tlv, tags } from '../tlv.ts'

/** What hangs on a policy (RFC 5280 4.2.1.4). */
export type PolicyQualifier =
	/** the address of a certification practice statement */
	| { readonly kind: 'cps'; readonly uri: string }
	| {
			readonly kind: 'user-notice'
			readonly text: string | undefined
			/** who numbers its notices, and which are meant */
			readonly organization: string | undefined
			readonly numbers: readonly number[]
	  }
	| { readonly kind: 'other'; readonly type: string; readonly der: Uint8Array }

export interface Policy {
	/** object identifier; {@link validationOf} and `nameOf` know some */
	readonly type: string
	readonly qualifiers: readonly PolicyQualifier[]
}

/** UserNotice: a reference, which is a SEQUENCE, and a text, which is a string of some type; both may be left out. */
function readUserNotice(notice: Tlv): PolicyQualifier {
	const fields = partsOf(notice)
	const reference = fields.find(({ tag }) => tag === tags.sequence)
	const text = fields.find(({ tag }) => tag !== tags.sequence)
	const [organization, numbers] = reference ? partsOf(reference) : []
	return {
		kind: 'user-notice',
		text: text && readString(text).text,
		organization: organization && readString(organization).text,
		numbers: numbers ? partsOf(numbers).map(readNumber) : [],
	}
}

function readQualifier(qualifier: Tlv): PolicyQualifier {
	const [first, value, ...others] = partsOf(qualifier)
	const type = readObjectIdentifier(first)
	if (value && others.length === 0) {
		if (type === '1.3.6.1.5.5.7.2.1') return { kind: 'cps', uri: readString(value).text }
		if (type === '1.3.6.1.5.5.7.2.2') return readUserNotice(value)
	}
	return { kind: 'other', type, der: qualifier.whole }
}

/** @param value the octets of certificate policies or of Microsoft's application policies; @throws MalformedDer */
export function readCertificatePolicies(value: Uint8Array): readonly Policy[] {
	return partsOf(oneValue(value)).map((policy) => {
		const [type, qualifiers] = partsOf(policy)
		return {
			type: readObjectIdentifier(type),
			qualifiers: qualifiers ? partsOf(qualifiers).map(readQualifier) : [],
		}
	})
}

/** What the CA/Browser Forum's policies say: under which rules, and how much of the subject was validated. */
export interface Validation {
	readonly rules: 'tls' | 'code-signing' | 'smime'
	readonly validation: 'domain' | 'organization' | 'individual' | 'extended' | 'mailbox' | 'sponsor' | 'identity'
	/** of S/MIME alone */
	readonly generation?: 'legacy' | 'multipurpose' | 'strict'
}

const validations: Readonly<Record<string, Validation>> = {
	'2.23.140.1.1': { rules: 'tls', validation: 'extended' },
	'2.23.140.1.2.1': { rules: 'tls', validation: 'domain' },
	'2.23.140.1.2.2': { rules: 'tls', validation: 'organization' },
	'2.23.140.1.2.3': { rules: 'tls', validation: 'individual' },
	'2.23.140.1.3': { rules: 'code-signing', validation: 'extended' },
	'2.23.140.1.4.1': { rules: 'code-signing', validation: 'identity' },
}

const mailboxValidations = ['mailbox', 'organization', 'sponsor', 'individual'] as const
const generations = ['legacy', 'multipurpose', 'strict'] as const

/**
 * @param type a policy's object identifier
 * @returns what it says, if it is one of the CA/Browser Forum's
 * @public
 */
export function validationOf(type: string): Validation | undefined {
	const [, who, how] = /^2\.23\.140\.1\.5\.([1-4])\.([1-3])$/.exec(type) ?? []
	const validation = mailboxValidations[Number(who) - 1]
	const generation = generations[Number(how) - 1]
	if (validation && generation) return { rules: 'smime', validation, generation }
	return validations[type]
}
