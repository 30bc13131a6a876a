import { plain, readString } from '../strings.ts'
import { oneValue, partsOf, type Tlv } from '../tlv.ts'

/** In which register the organization stands (EV Guidelines 9.8.2), such as VAT, NTR or PSD. */
export interface OrganizationIdentifier {
	readonly scheme: string
	/** ISO 3166-1, two letters */
	readonly country: string
	/** ISO 3166-2 without the country */
	readonly stateOrProvince: string | undefined
	readonly reference: string
}

const text = (value: Tlv | undefined) => (value ? readString(value).text : '')

/** @param value the extension's octets; @throws MalformedDer */
export function readOrganizationIdentifier(value: Uint8Array): OrganizationIdentifier {
	const [scheme, country, ...others] = partsOf(oneValue(value))
	// The state is IMPLICIT: its own tag stands where PrintableString's would.
	const state = others.find(({ tag }) => tag === 0x80)
	return {
		scheme: text(scheme),
		country: text(country),
		stateOrProvince: state && plain(state.content),
		reference: text(others.find(({ tag }) => tag !== 0x80)),
	}
}
