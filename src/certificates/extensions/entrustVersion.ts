import { flags } from '../primitives.ts'
import { readString } from '../strings.ts'
import { contentOf, oneValue, partsOf, tags } from '../tlv.ts'

const information = [
	'keyUpdateAllowed',
	'newExtensions',
	'pKIXCertificate',
	'enterpriseCategory',
	'webCategory',
	'sETCategory',
] as const

/** Which version of Entrust's software made the certificate, and for what. */
export interface EntrustVersion {
	/** such as `V7.1` */
	readonly version: string | undefined
	readonly information: readonly ((typeof information)[number] | number)[]
}

/** @param value the extension's octets; @throws MalformedDer */
export function readEntrustVersion(value: Uint8Array): EntrustVersion {
	const fields = partsOf(oneValue(value))
	const bits = fields.find(({ tag }) => tag === tags.bitString)
	const version = fields.find(({ tag }) => tag !== tags.bitString)
	return {
		version: version && readString(version).text,
		information: bits ? flags(contentOf(bits, tags.bitString), information) : [],
	}
}
