import { readNumber } from '../primitives.ts'
import { oneValue } from '../tlv.ts'

/**
 * RFC 5280 4.2.1.14.
 *
 * @param value the extension's octets; @returns after how many more certificates anyPolicy stops counting; @throws MalformedDer
 */
export function readInhibitAnyPolicy(value: Uint8Array): number {
	return readNumber(oneValue(value))
}
