import { readBoolean, readNumber } from '../primitives.ts'
import { oneValue, partsOf, tags } from '../tlv.ts'

/** RFC 5280 4.2.1.9 */
export interface BasicConstraints {
	readonly isCertificateAuthority: boolean
	/** how many intermediates may stand between this certificate and a leaf */
	readonly pathLength: number | undefined
}

/** @param value the extension's octets; @throws MalformedDer */
export function readBasicConstraints(value: Uint8Array): BasicConstraints {
	const fields = partsOf(oneValue(value))
	const authority = fields.find(({ tag }) => tag === tags.boolean)
	const pathLength = fields.find(({ tag }) => tag === tags.integer)
	return {
		isCertificateAuthority: authority !== undefined && readBoolean(authority),
		pathLength: pathLength && readNumber(pathLength),
	}
}
