import { MalformedDer } from '../malformedDer.ts'
import { readObjectIdentifier } from '../primitives.ts'
import { oneValue, partsOf } from '../tlv.ts'

/** RFC 5280 4.2.1.5: two policies, by object identifier, that the issuer takes for equal. */
export interface PolicyMapping {
	readonly issuerDomainPolicy: string
	readonly subjectDomainPolicy: string
}

/** @param value the extension's octets; @throws MalformedDer */
export function readPolicyMappings(value: Uint8Array): readonly PolicyMapping[] {
	return partsOf(oneValue(value)).map((mapping) => {
		const [issuerDomainPolicy, subjectDomainPolicy] = partsOf(mapping).map(readObjectIdentifier)
		if (!issuerDomainPolicy || !subjectDomainPolicy) throw new MalformedDer('a mapping of less than two policies')
		return { issuerDomainPolicy, subjectDomainPolicy }
	})
}
