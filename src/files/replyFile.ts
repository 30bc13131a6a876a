/** A reply as it came, as a file: named by what it is, not by what was asked for. */
import { readContents } from '../certificates/containers.ts'
import type { NamedFile } from './chainFiles.ts'

/**
 * @param bytes any bytes
 * @returns them as text, if that is what they are: UTF-8 without control characters
 */
export function asText(bytes: Uint8Array): string | undefined {
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
		// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
		return /[\u0000-\u0008\u000e-\u001f\u007f]/.test(text) ? undefined : text
	} catch {
		return undefined
	}
}

function extensionOf(bytes: Uint8Array): string {
	const text = asText(bytes)
	if (text !== undefined && /\bg_(errorCode|ccc)\b/.test(text)) return 'js'
	// Behind a status line bare base64 is not opened, so such a reply is text and nothing more. That is how it came.
	const { kinds } = readContents(bytes)
	if (kinds.length === 1 && kinds[0] === 'pkcs7') return 'p7b'
	if (kinds.length === 1 && kinds[0] === 'certificate') return 'crt'
	return text === undefined ? 'bin' : 'txt'
}

/**
 * @param bytes a reply of CollectCCC, or whatever came in its place
 * @returns it unchanged, as CollectCCC.js, .p7b, .crt, .txt or .bin. A web page is text here, so that nothing runs it
 */
export function replyFile(bytes: Uint8Array): NamedFile {
	return { name: `CollectCCC.${extensionOf(bytes)}`, type: 'application/octet-stream', content: bytes }
}
