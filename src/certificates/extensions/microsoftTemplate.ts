import { readNumber, readObjectIdentifier } from '../primitives.ts'
import { readString } from '../strings.ts'
import { oneValue, partsOf } from '../tlv.ts'

/** From which template Active Directory Certificate Services made the certificate ([MS-WCCE] 2.2.2.7.7.2). */
export interface MicrosoftTemplate {
	/** object identifier */
	readonly type: string
	readonly majorVersion: number | undefined
	readonly minorVersion: number | undefined
}

/** @param value the extension's octets; @throws MalformedDer */
export function readMicrosoftTemplate(value: Uint8Array): MicrosoftTemplate {
	const [type, major, minor] = partsOf(oneValue(value))
	return {
		type: readObjectIdentifier(type),
		majorVersion: major && readNumber(major),
		minorVersion: minor && readNumber(minor),
	}
}

/** @param value the octets of the older extension, the template's name ([MS-WCCE] 2.2.2.7.7.1); @throws MalformedDer */
export function readMicrosoftTemplateName(value: Uint8Array): string {
	return readString(oneValue(value)).text
}
