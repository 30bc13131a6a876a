import { flags } from '../primitives.ts'
import { contentOf, oneValue, tags } from '../tlv.ts'

/** RFC 5280 4.2.1.3, in the order of the bits; X.509 calls the second one contentCommitment today. */
const usages = [
	'digitalSignature',
	'nonRepudiation',
	'keyEncipherment',
	'dataEncipherment',
	'keyAgreement',
	'keyCertSign',
	'cRLSign',
	'encipherOnly',
	'decipherOnly',
] as const

export type KeyUsage = (typeof usages)[number]

/** @param value the extension's octets; @returns what is set; a bit without a meaning by its number; @throws MalformedDer */
export function readKeyUsage(value: Uint8Array): readonly (KeyUsage | number)[] {
	return flags(contentOf(oneValue(value), tags.bitString), usages)
}
