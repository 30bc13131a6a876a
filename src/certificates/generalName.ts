/** GeneralName (RFC 5280 4.2.1.6): the one way in which extensions name a host, a person, a place or a directory entry. */

import { formatIpAddress } from './ipAddress.ts'
import { formatName, type Name, readName } from './name.ts'
import { hex } from './octets.ts'
import { dotted, readObjectIdentifier } from './primitives.ts'
import { plain, readString } from './strings.ts'
import { contentOf, oneValue, partsOf, splitValues, type Tlv, tags } from './tlv.ts'

/** Every kind has a text as its value, so that a name can be shown whatever it is. */
export type GeneralName = { readonly value: string } & (
	| { readonly kind: 'dns' | 'email' | 'uri' }
	/** `octets` as they came: 4 or 16, in a name constraint 8 or 32 */
	| { readonly kind: 'ip'; readonly octets: Uint8Array }
	| { readonly kind: 'directory'; readonly name: Name }
	/** `value` is an object identifier */
	| { readonly kind: 'registered-id' }
	/** Microsoft's user principal name, and an internationalized e-mail address (RFC 9598) */
	| { readonly kind: 'upn' | 'smtp-utf8' }
	/** any other otherName; `value` is its text where it is a string, else `#` and hexadecimal */
	| { readonly kind: 'other'; readonly type: string }
	/** nobody uses these; `value` is `#` and hexadecimal */
	| { readonly kind: 'x400' | 'edi-party' }
	/** no general name, or a broken one; `value` is `#` and hexadecimal. It does not sink the names beside it */
	| { readonly kind: 'unreadable' }
)

const otherNames: ReadonlyMap<string, 'upn' | 'smtp-utf8'> = new Map([
	['1.3.6.1.4.1.311.20.2.3', 'upn'],
	['1.3.6.1.5.5.7.8.9', 'smtp-utf8'],
])

function readOtherName(content: Uint8Array): GeneralName {
	const [type, explicit] = splitValues(content)
	const identifier = readObjectIdentifier(type)
	const { text } = readString(oneValue(contentOf(explicit, tags.context0)))
	const kind = otherNames.get(identifier)
	return kind ? { kind, value: text } : { kind: 'other', type: identifier, value: text }
}

function read({ tag, whole, content }: Tlv): GeneralName {
	switch (tag) {
		case 0xa0:
			return readOtherName(content)
		case 0x81:
			return { kind: 'email', value: plain(content) }
		case 0x82:
			return { kind: 'dns', value: plain(content) }
		case 0xa3:
			return { kind: 'x400', value: `#${hex(whole)}` }
		case 0xa4: {
			const name = readName(oneValue(content))
			return { kind: 'directory', value: formatName(name), name }
		}
		case 0xa5:
			return { kind: 'edi-party', value: `#${hex(whole)}` }
		case 0x86:
			return { kind: 'uri', value: plain(content) }
		case 0x87:
			return { kind: 'ip', value: formatIpAddress(content), octets: content }
		case 0x88:
			return { kind: 'registered-id', value: dotted(content) }
		default:
			return { kind: 'unreadable', value: `#${hex(whole)}` }
	}
}

/** @param value what should be a GeneralName; @returns it, or that it is none */
export function readGeneralName(value: Tlv): GeneralName {
	try {
		return read(value)
	} catch {
		return { kind: 'unreadable', value: `#${hex(value.whole)}` }
	}
}

/** @param value GeneralNames, under the tag given; @returns them in their order; @throws MalformedDer if it is no list */
export function readGeneralNames(value: Tlv | undefined, tag: number = tags.sequence): readonly GeneralName[] {
	return partsOf(value, tag).map(readGeneralName)
}
