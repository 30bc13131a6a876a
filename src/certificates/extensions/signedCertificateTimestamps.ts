import { MalformedDer } from '../malformedDer.ts'
import { hex } from '../octets.ts'
import { readOctets } from '../primitives.ts'
import { oneValue } from '../tlv.ts'

/** RFC 5246 7.4.1.4.1, and RFC 8422 5.1.3 for 7 and 8. */
const hashes: readonly string[] = ['none', 'MD5', 'SHA-1', 'SHA-224', 'SHA-256', 'SHA-384', 'SHA-512']
const signatures: readonly string[] = ['anonymous', 'RSA', 'DSA', 'ECDSA']

/** A log's promise to publish the certificate (RFC 6962 3.2). */
export interface SignedCertificateTimestamp {
	/** 1 */
	readonly version: number
	/** SHA-256 of the log's key, hexadecimal */
	readonly logId: string
	readonly time: Date
	/** hexadecimal; nobody uses them */
	readonly extensions: string
	/** what was hashed and signed with; a number where it is none of those that have a name */
	readonly hash: string
	readonly signatureAlgorithm: string
	readonly signature: Uint8Array
}

/** Reads the presentation language of TLS (RFC 5246 4): numbers, and vectors with their length in two octets in front. */
class Reader {
	private at = 0
	private readonly bytes: Uint8Array
	constructor(bytes: Uint8Array) {
		this.bytes = bytes
	}
	get isAtEnd() {
		return this.at === this.bytes.length
	}
	take(length: number): Uint8Array {
		const taken = this.bytes.subarray(this.at, this.at + length)
		if (taken.length < length) throw new MalformedDer('a list of timestamps that is cut off')
		this.at += length
		return taken
	}
	number(octets: number): number {
		return this.take(octets).reduce((number, octet) => number * 256 + octet, 0)
	}
	vector(): Uint8Array {
		return this.take(this.number(2))
	}
}

function readTimestamp(bytes: Uint8Array): SignedCertificateTimestamp {
	const reader = new Reader(bytes)
	const version = reader.number(1) + 1
	if (version !== 1) throw new MalformedDer(`a timestamp of version ${version}`)
	const logId = hex(reader.take(32))
	const time = new Date(reader.number(8))
	if (Number.isNaN(time.getTime())) throw new MalformedDer('a timestamp after the end of time')
	const extensions = hex(reader.vector())
	const hash = reader.number(1)
	const algorithm = reader.number(1)
	const signature = reader.vector()
	return {
		version,
		logId,
		time,
		extensions,
		hash: hashes[hash] ?? String(hash),
		signatureAlgorithm: signatures[algorithm] ?? String(algorithm),
		signature,
	}
}

/** @param value the extension's octets (RFC 6962 3.3); @throws MalformedDer */
export function readSignedCertificateTimestamps(value: Uint8Array): readonly SignedCertificateTimestamp[] {
	const whole = new Reader(readOctets(oneValue(value)))
	const list = new Reader(whole.vector())
	if (!whole.isAtEnd) throw new MalformedDer('more than a list of timestamps')
	const timestamps: SignedCertificateTimestamp[] = []
	while (!list.isAtEnd) timestamps.push(readTimestamp(list.vector()))
	return timestamps
}
