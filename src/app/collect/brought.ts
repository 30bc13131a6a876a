/** What somebody dropped or pasted outside a field: on the form and on a result it means different things. */
import { type Finding, findCode } from '../../collectccc/findCode.ts'
import type { Incoming } from '../ui/places.ts'
import { hasPrivateKey, whatInstead } from './notACode.ts'

export type Brought =
	| { readonly kind: 'text'; readonly text: string; readonly finding: Finding }
	/** something that belongs with a certificate: whoever takes the bytes is the only one to have them */
	| {
			readonly kind: 'key'
			readonly is: 'private-key' | 'pkcs12' | 'request'
			readonly bytes: Uint8Array<ArrayBuffer>
	  }
	/** what can be inspected */
	| { readonly kind: 'certificate' | 'archive'; readonly from: Incoming }
	/** an Outlook file without a code that can be seen, a file that cannot be read, or one of no use here */
	| { readonly kind: 'outlook' | 'unreadable' | 'file' }

/** @param text that was pasted, or that a file holds; @param from where a certificate in it can be had, if not from the text */
export function broughtText(text: string, from: Incoming = text): Brought {
	if (hasPrivateKey(text)) return { kind: 'key', is: 'private-key', bytes: new TextEncoder().encode(text) }
	const finding = findCode(text)
	const { kind } = finding.kind === 'none' ? whatInstead(text) : finding
	if (kind === 'request') return { kind: 'key', is: 'request', bytes: new TextEncoder().encode(text) }
	return kind === 'certificate' ? { kind, from } : { kind: 'text', text, finding }
}
