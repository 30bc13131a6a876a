import * as asn1js from 'asn1js'
import { childrenOf, parseDer } from '../der.ts'

/** RFC 5280 4.2.1.9 */
export interface BasicConstraints {
	readonly isCertificateAuthority: boolean
	readonly pathLength: number | undefined
}

/** @param value the extension's octets; @throws MalformedDer */
export function readBasicConstraints(value: Uint8Array): BasicConstraints {
	const fields = childrenOf(parseDer(value))
	const authority = fields.find((field) => field instanceof asn1js.Boolean)
	const pathLength = fields.find((field) => field instanceof asn1js.Integer)
	return { isCertificateAuthority: authority?.getValue() ?? false, pathLength: pathLength?.valueBlock.valueDec }
}
