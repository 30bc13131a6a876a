/**
 * Reads PEM armour (RFC 7468), liberally: any line ends, indentation, any number of dashes from two up, spaces inside the
 * armour's line, headers, `+` lost to form decoding, an END that is missing because the next BEGIN comes.
 */
import { declaredLength, isOneValue } from './tlv.ts'

/** What stands between one BEGIN and its END. */
export interface PemBlock {
	/** as the armour says, e.g. CERTIFICATE; it may lie about the content */
	readonly label: string
	/** the decoded content; empty where it is not base64 at all */
	readonly der: Uint8Array
	/** what the header DEK-Info says of the content's encryption (RFC 1421 4.6.1.3), where there is that header */
	readonly dekInfo?: string
}

export interface PemText {
	readonly blocks: readonly PemBlock[]
	/** the text ends in the middle of a block: something of the end, perhaps all of the leaf, is missing */
	readonly isCutOff: boolean
}

// Every repetition is bounded, so that no text takes quadratic time. The closing dashes are only looked at: where all line
// ends were lost, the next armour begins with them.
const armour = /-{2,20}[ \t]{0,9}(BEGIN|END)[ \t]+([A-Z][A-Z0-9 #]{0,60}?)[ \t]{0,9}(?=-{2})/g

function decode(base64: string): Uint8Array | undefined {
	// A single digit left over holds no octet; it is what a text that is cut off may end with.
	const digits = base64.length % 4 === 1 ? base64.slice(0, -1) : base64
	try {
		const binary = atob(digits)
		const bytes = new Uint8Array(binary.length)
		for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at)
		return bytes
	} catch {
		return undefined
	}
}

/**
 * Base64 as it comes out of replies: any line width, indented, with headers before it, with `+` lost to form decoding.
 *
 * @param text the base64 of one value of DER
 * @returns the bytes: of the readings that are possible, the first that is one whole value, or else the first that is
 *   base64 at all; nothing if none is
 */
export function decodeBase64(text: string): Uint8Array | undefined {
	const lines = text.split(/\r\n|[\r\n]/).filter((line) => line.trim() !== '' && !line.includes(':'))
	const readings = [
		() => lines.join('').replace(/\s/g, ''),
		() => lines.map((line) => line.trim().replace(/\s/g, '+')).join(''),
		() => lines.join('').replace(/ /g, '+'),
	]
	let first: Uint8Array | undefined
	for (const reading of readings) {
		const bytes = decode(reading().replace(/={1,2}$/, ''))
		if (bytes && isOneValue(bytes)) return bytes
		first ??= bytes
	}
	return first
}

/**
 * @param text anything with PEM blocks in it; what stands between them is passed over
 * @returns the blocks in the order in which they stand, and whether the last one is complete
 */
export function readPem(text: string): PemText {
	const lines = [...text.matchAll(armour)]
	const blocks: PemBlock[] = []
	let isCutOff = false
	for (const [index, line] of lines.entries()) {
		const [begin, kind, label = ''] = line
		if (kind !== 'BEGIN') continue
		const next = lines[index + 1]
		const body = text
			.slice(line.index + begin.length, next?.index)
			.replace(/^-{2,20}/, '')
			.replace(/\\[rn]/g, '\n')
		const der = decodeBase64(body) ?? new Uint8Array()
		isCutOff = next === undefined && (declaredLength(der) ?? Number.POSITIVE_INFINITY) > der.length
		// A block that nothing closes may have got the beginning of the broken armour into its last line.
		const dekInfo = /^[ \t]{0,9}DEK-Info:[ \t]{0,9}([\w,-]{1,100})/m.exec(body)?.[1]
		if (!isCutOff || der.length > 0) blocks.push({ label, der, ...(dekInfo === undefined ? {} : { dekInfo }) })
	}
	return { blocks, isCutOff }
}

/**
 * @param label what the armour says, e.g. CERTIFICATE
 * @param der the content
 * @returns PEM as RFC 7468 wants it: 64 columns, LF, one newline at the end
 */
export function writePem(label: string, der: Uint8Array): string {
	let binary = ''
	for (const octet of der) binary += String.fromCharCode(octet)
	const lines = btoa(binary).match(/.{1,64}/g) ?? []
	return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}
