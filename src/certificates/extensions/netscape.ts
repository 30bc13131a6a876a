import { flags } from '../primitives.ts'
import { readString } from '../strings.ts'
import { contentOf, oneValue, tags } from '../tlv.ts'

/** Netscape's forerunner of key usage, in the order of the bits, named as OpenSSL has them in its configuration. */
const types = ['client', 'server', 'email', 'objsign', 'reserved', 'sslCA', 'emailCA', 'objCA'] as const

export type NetscapeCertificateType = (typeof types)[number]

/** @param value the extension's octets; @returns what is set; @throws MalformedDer */
export function readNetscapeCertificateType(value: Uint8Array): readonly (NetscapeCertificateType | number)[] {
	return flags(contentOf(oneValue(value), tags.bitString), types)
}

/** @param value the octets of Netscape's comment, a string; @returns the text; @throws MalformedDer */
export function readNetscapeComment(value: Uint8Array): string {
	return readString(oneValue(value)).text
}
