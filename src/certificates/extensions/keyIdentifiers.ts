import { childrenOf, contentOf, hex, parseDer } from '../der.ts'

/** RFC 5280 4.2.1.2. @param value the extension's octets; @returns hexadecimal; @throws MalformedDer */
export function readSubjectKeyIdentifier(value: Uint8Array): string {
	return hex(contentOf(parseDer(value)))
}

/**
 * RFC 5280 4.2.1.1. The issuer's name and serial number, which it may also hold, bind to one certificate instead of one
 * key and are wrong where a cross-certificate exists; they are not read.
 *
 * @param value the extension's octets; @returns hexadecimal, if a key identifier is there; @throws MalformedDer
 */
export function readAuthorityKeyIdentifier(value: Uint8Array): string | undefined {
	const identifier = childrenOf(parseDer(value)).find(
		({ idBlock }) => idBlock.tagClass === 3 && idBlock.tagNumber === 0 && !idBlock.isConstructed,
	)
	return identifier && hex(contentOf(identifier))
}
