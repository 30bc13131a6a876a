import { MalformedDer } from '../malformedDer.ts'
import { readBoolean, readNumber } from '../primitives.ts'
import { expectedParts, oneValue, tags } from '../tlv.ts'

/** RFC 5280 4.2.1.9 */
export interface BasicConstraints {
	readonly isCertificateAuthority: boolean
	/** how many intermediates may stand between this certificate and a leaf */
	readonly pathLength: number | undefined
}

/** @param value the extension's octets; @throws MalformedDer */
export function readBasicConstraints(value: Uint8Array): BasicConstraints {
	const fields = expectedParts(oneValue(value), tags.boolean, tags.integer)
	const authority = fields.find(({ tag }) => tag === tags.boolean)
	const pathLength = fields.find(({ tag }) => tag === tags.integer)
	const most = pathLength && readNumber(pathLength)
	if (most !== undefined && most < 0) throw new MalformedDer('a negative path length')
	return {
		isCertificateAuthority: authority !== undefined && readBoolean(authority),
		pathLength: most,
	}
}
