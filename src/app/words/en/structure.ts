/** What stands beside a certificate's ASN.1, in English. */
import { number } from './formats.ts'

export const enStructure = {
	explanation: 'Offset, type and value. Choose a line to see its octets, or an octet to see its line.',
	beginning: (shown: number, all: number) => `These are the first ${number(shown)} of ${number(all)} lines.`,
	tree: (name: string) => `Structure of ${name}`,
	octets: (name: string) => `Octets of ${name}`,
	encapsulating: '(with values inside)',
	place: (offset: number, header: number, length: number) =>
		`At offset ${number(offset)}: ${number(header)} octets of header and ${number(length - header)} of content.`,
}
