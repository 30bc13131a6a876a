/**
 * Reads what CollectCCC answers: bytes → status, message, validity period, payload.
 *
 * The forms are those of the vendor's reference, "Response", and of clients that worked against the live service.
 * No captured reply is known, so everything here is liberal about white space, line ends and what is left out.
 */
import { type Meaning, meaningOf } from './codes.ts'
import { readDeclarations } from './declarations.ts'
import { UnreadableReply } from './unreadableReply.ts'
import { readValidityPeriod, type ValidityPeriod } from './validityPeriod.ts'

/** Certificates came. What container they are in is for the reader of certificates to find out. */
export interface CertificatesReply {
	readonly kind: 'certificates'
	readonly validity: ValidityPeriod | undefined
	/** the certificates, in whatever container: text behind the status and the validity line, or the bytes of a binary reply */
	readonly payload: string | Uint8Array
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
	// The reference has no status above 2; "502 Bad Gateway" is a gateway's page in plain text.
	if (code > 2) return undefined
	const rest = text.slice(first[0].length).trimStart()
	const [line = ''] = rest.split('\n', 1)
	const validity = readValidityPeriod(line)
	const payload = validity ? rest.slice(line.length).trimStart() : rest
	if (code === 2 || (code > 0 && payload.includes('BEGIN '))) return { kind: 'certificates', validity, payload }
	return status(code, payload, validity)
}

/** Declarations of g_errorCode, g_errorMessage and g_ccc, as responseEncoding 2 has them. */
function readJavaScript(text: string): Reply | undefined {
	if (!text.includes('g_errorCode') && !text.includes('g_ccc')) return undefined
	const { values, isCutOff } = readDeclarations(text)
	const code = values.get('g_errorCode')?.trim()
	const payload = values.get('g_ccc')?.trim() ?? ''
	if (isCutOff) throw new UnreadableReply('reply-cut-off')
	if (code !== undefined && !/^[+-]?\d{1,6}$/.test(code)) return undefined
	if (payload !== '') return { kind: 'certificates', validity: undefined, payload }
	if (code === undefined) return undefined
	if (Number(code) === 2) throw new UnreadableReply('reply-no-certificates')
	const message = values.get('g_errorMessage') ?? ''
	const validity = readValidityPeriod(message)
	return validity ? status(Number(code), '', validity) : status(Number(code), message)
}

const utf8 = new TextDecoder()

/** A SEQUENCE of 128 octets or more. As text it would be the status 0 before something that is not UTF-8. */
const isBinary = ([tag, length = 0]: Uint8Array) => tag === 0x30 && length >= 0x80 && length <= 0x84

/**
 * Reads a reply in any of the three encodings; which one it is shows by its content.
 *
 * @param bytes the body as it came; text is UTF-8 with or without a byte order mark
 * @returns the certificates, still in their container, or the status that came instead of them
 * @throws UnreadableReply `reply-empty`, `reply-no-certificates` (status 2 and nothing behind it), `reply-cut-off` or
 *   `reply-not-collectccc` (a web page, a gateway's JSON, anything else)
 */
export function readReply(bytes: Uint8Array): Reply {
	// A binary reply has no status line: there is one only if the certificates are there.
	if (isBinary(bytes)) return { kind: 'certificates', validity: undefined, payload: bytes }
	const text = utf8.decode(bytes).trimStart()
	if (text === '') throw new UnreadableReply('reply-empty')
	const reply = readLines(text) ?? readUrlEncoded(text) ?? readDictionary(text) ?? readJavaScript(text)
	if (reply) {
		if (reply.kind === 'certificates' && reply.payload === '') throw new UnreadableReply('reply-no-certificates')
		return reply
	}
	if (/^-{2,}[ \t]*BEGIN /.test(text)) return { kind: 'certificates', validity: undefined, payload: text }
	throw new UnreadableReply('reply-not-collectccc')
}
