/**
 * Reads what CollectCCC answers: bytes → status, message, validity period, payload.
 *
 * The forms are those of the vendor's reference, "Response", and of clients that worked against the live service.
 * No captured reply is known, so everything here is liberal about white space, line ends and what is left out.
 */
import { type Meaning, meaningOf } from './codes.ts'
import { UnreadableReply } from './unreadableReply.ts'
import { readValidityPeriod, type ValidityPeriod } from './validityPeriod.ts'

/** Certificates came. What container they are in is for the reader of certificates to find out. */
export interface CertificatesReply {
	readonly kind: 'certificates'
	readonly validity: ValidityPeriod | undefined
	/** everything behind the status and the validity line, as text */
	readonly payload: string
}

/** No certificates came, and this is why. */
export interface StatusReply {
	readonly kind: 'status'
	readonly code: number
	readonly meaning: Meaning
	/** CollectCCC's own words, possibly none */
	readonly message: string
	readonly validity: ValidityPeriod | undefined
}

export type Reply = CertificatesReply | StatusReply

const status = (code: number, message: string, validity?: ValidityPeriod): StatusReply => ({
	kind: 'status',
	code,
	meaning: meaningOf(code),
	message: message.trim().slice(0, 1000),
	validity,
})

/** `errorCode=-16&errorMessage=…`, as sibling endpoints send it. */
function readUrlEncoded(text: string): StatusReply | undefined {
	if (!/^error(Code|Message)=/.test(text)) return undefined
	const fields = new URLSearchParams(text.trim())
	const code = fields.get('errorCode')
	return code !== null && /^-?\d{1,6}$/.test(code) ? status(Number(code), fields.get('errorMessage') ?? '') : undefined
}

/** `{'errorCode': -16, 'errorMessage': "…"}`, as the reference prints it. It is not JSON: either quote may stand. */
function readDictionary(text: string): StatusReply | undefined {
	if (!text.startsWith('{')) return undefined
	const code = /['"]errorCode['"]\s{0,9}:\s{0,9}['"]?(-?\d{1,6})\b/.exec(text)
	if (!code) return undefined
	const message = /['"]errorMessage['"]\s{0,9}:\s{0,9}(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')/s.exec(text)
	return status(Number(code[1]), (message?.[1] ?? message?.[2] ?? '').replace(/\\(.)/gs, '$1'))
}

function readLines(text: string): Reply | undefined {
	const first = /^([+-]?\d{1,6})(?![\d/]|\.\d)[ \t]*/.exec(text)
	if (!first) return undefined
	const code = Number(first[1])
	const rest = text.slice(first[0].length).trimStart()
	const [line = ''] = rest.split('\n', 1)
	const validity = readValidityPeriod(line)
	const payload = validity ? rest.slice(line.length).trimStart() : rest
	if (code === 2 || (code > 0 && payload.includes('BEGIN '))) return { kind: 'certificates', validity, payload }
	return status(code, payload, validity)
}

/**
 * Reads a reply in responseEncoding 0 (base64).
 *
 * @param bytes the body as it came, UTF-8 with or without a byte order mark
 * @returns the certificates' text, or the status that came instead of them
 * @throws UnreadableReply `reply-empty`, `reply-no-certificates` (status 2 and nothing behind it) or
 *   `reply-not-collectccc` (a web page, a gateway's JSON, anything else)
 */
export function readReply(bytes: Uint8Array): Reply {
	const text = new TextDecoder().decode(bytes).trimStart()
	if (text === '') throw new UnreadableReply('reply-empty', text)
	const reply = readLines(text) ?? readUrlEncoded(text) ?? readDictionary(text)
	if (reply) {
		if (reply.kind === 'certificates' && reply.payload === '') throw new UnreadableReply('reply-no-certificates', text)
		return reply
	}
	if (/^-{2,}[ \t]*BEGIN /.test(text)) return { kind: 'certificates', validity: undefined, payload: text }
	throw new UnreadableReply('reply-not-collectccc', text)
}
