import { readNumber } from '../primitives.ts'
import { oneValue, partsOf } from '../tlv.ts'

/** What the server promises to send (RFC 7633): numbers of TLS extensions, those that occur by their name in RFC 6066 and 6961. */
export type TlsFeature = 'status_request' | 'status_request_v2' | number

/** @param value the extension's octets; @throws MalformedDer */
export function readTlsFeature(value: Uint8Array): readonly TlsFeature[] {
	return partsOf(oneValue(value)).map((feature) => {
		const number = readNumber(feature)
		return number === 5 ? 'status_request' : number === 17 ? 'status_request_v2' : number
	})
}
