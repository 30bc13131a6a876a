import { smallNumber } from '../primitives.ts'
import { expectedParts, oneValue } from '../tlv.ts'

/** RFC 5280 4.2.1.11: after how many more certificates something begins to count. */
export interface PolicyConstraints {
	readonly requireExplicitPolicy: number | undefined
	readonly inhibitPolicyMapping: number | undefined
}

/** @param value the extension's octets; @throws MalformedDer */
export function readPolicyConstraints(value: Uint8Array): PolicyConstraints {
	const fields = expectedParts(oneValue(value), 0x80, 0x81)
	const explicit = fields.find(({ tag }) => tag === 0x80)
	const mapping = fields.find(({ tag }) => tag === 0x81)
	return {
		requireExplicitPolicy: explicit && smallNumber(explicit.content),
		inhibitPolicyMapping: mapping && smallNumber(mapping.content),
	}
}
