import { type GeneralName, readGeneralName } from '../generalName.ts'
import { MalformedDer } from '../malformedDer.ts'
import { readObjectIdentifier } from '../primitives.ts'
import { oneValue, partsOf } from '../tlv.ts'

/**
 * What can be had, by object identifier (RFC 5280 4.2.2.1 and 4.2.2.2).
 *
 * @public
 */
export const accessMethods = {
	ocsp: '1.3.6.1.5.5.7.48.1',
	caIssuers: '1.3.6.1.5.5.7.48.2',
} as const

export interface AccessDescription {
	/** object identifier: what can be had there */
	readonly method: string
	readonly location: GeneralName
}

/** @param value the octets of authority or subject information access; @throws MalformedDer */
export function readInformationAccess(value: Uint8Array): readonly AccessDescription[] {
	return partsOf(oneValue(value)).map((description) => {
		const [method, location] = partsOf(description)
		if (!location) throw new MalformedDer('an access without a place')
		return { method: readObjectIdentifier(method), location: readGeneralName(location) }
	})
}
