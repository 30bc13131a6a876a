/** @param octet a byte; @returns it as it stands beside a dump: itself where it is printable ASCII, a dot otherwise */
const printable = (octet: number) => (octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : '.')

/**
 * @param bytes any bytes
 * @returns lines of offset, 16 octets in hexadecimal and the same as ASCII, in the manner of `xxd -g 1`
 */
export function hexDump(bytes: Uint8Array): string {
	const lines: string[] = []
	for (let at = 0; at < bytes.length; at += 16) {
		const row = [...bytes.subarray(at, at + 16)]
		const digits = row.map((octet) => octet.toString(16).padStart(2, '0')).join(' ')
		lines.push(`${at.toString(16).padStart(8, '0')}: ${digits.padEnd(47)}  ${row.map(printable).join('')}`)
	}
	return lines.join('\n')
}
