/** A reply as it came, as a file: named by what it is, not by what was asked for. */
import { type ContainerKind, readContents } from '../../certificates/containers.ts'
import { readReply } from '../../collectccc/reply.ts'
import { UnreadableReply } from '../../collectccc/unreadableReply.ts'
import type { NamedFile } from '../../files/chainFiles.ts'

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

function containersIn(bytes: Uint8Array): readonly ContainerKind[] {
	try {
		const reply = readReply(bytes)
		if (reply.kind === 'status') return []
		const { kinds, isCutOff } = readContents(reply.payload)
		return isCutOff ? [] : kinds
	} catch (error) {
		if (error instanceof UnreadableReply) return []
		throw error
	}
}

function extensionOf(bytes: Uint8Array): string {
	const text = asText(bytes)
	if (text !== undefined && /\bg_(errorCode|ccc)\b/.test(text)) return 'js'
	const [kind, ...others] = containersIn(bytes)
	if (others.length === 0 && kind === 'pkcs7') return 'p7b'
	if (others.length === 0 && kind === 'certificate') return 'crt'
	return text === undefined ? 'bin' : 'txt'
}

/**
 * @param bytes a reply of CollectCCC, or whatever came in its place
 * @returns it unchanged, as CollectCCC.js, .p7b, .crt, .txt or .bin. A web page is text here, so that nothing runs it
 */
export function replyFile(bytes: Uint8Array): NamedFile {
	return { name: `CollectCCC.${extensionOf(bytes)}`, type: 'application/octet-stream', content: bytes }
}
