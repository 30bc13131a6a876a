/** CollectCCC's replies among what a person brings, where anything else may be as well. */
import { readReply, type StatusReply } from '../../collectccc/reply.ts'
import { UnreadableReply } from '../../collectccc/unreadableReply.ts'
import type { ValidityPeriod } from '../../collectccc/validityPeriod.ts'

export interface BroughtReply {
	/** what holds the certificates, if there are any */
	readonly payload?: string | Uint8Array | undefined
	readonly validity?: ValidityPeriod | undefined
	readonly status?: StatusReply
	readonly isCutOff?: boolean
}

/**
 * Many texts begin with a number. One is taken for a status if it stands alone in its line, or is negative, or if the text is
 * in one of the forms that nothing else has.
 */
const statusLike = /^\s*(?:-\d{1,6}(?![\w./-])|\+?\d{1,6}[ \t]*(?:[\r\n]|$)|error(?:Code|Message)=|\{)|\bg_errorCode\b/

/**
 * @param bytes anything
 * @returns what it is as a reply; nothing if it is none
 */
export function readBroughtReply(bytes: Uint8Array): BroughtReply | undefined {
	try {
		const reply = readReply(bytes)
		if (reply.kind === 'certificates') return { payload: reply.payload, validity: reply.validity }
		return statusLike.test(new TextDecoder().decode(bytes.subarray(0, 4096))) ? { status: reply } : undefined
	} catch (error) {
		if (!(error instanceof UnreadableReply)) throw error
		return error.code === 'reply-cut-off' ? { payload: '', isCutOff: true } : undefined
	}
}

/** @param bytes a file; @returns it in UTF-8 if it is UTF-16 with a byte order mark, as Windows writes it, and else unchanged */
export function asUtf8(bytes: Uint8Array): Uint8Array {
	const [first, second] = bytes
	if (first === 0xff && second === 0xfe) return new TextEncoder().encode(new TextDecoder('utf-16le').decode(bytes))
	if (first === 0xfe && second === 0xff) return new TextEncoder().encode(new TextDecoder('utf-16be').decode(bytes))
	return bytes
}
