/** What is said of two certificates side by side, in English. */
import { exactTime, number, shortDate, span } from './formats.ts'

export const enCompare = {
	title: 'Two certificates side by side',
	before: 'Earlier',
	after: 'Later',
	caption: 'What changed from the earlier certificate to the later one',
	same: 'These are one and the same certificate.',
	facts: {
		names: 'Names',
		subject: 'Subject',
		issuer: 'Issued by',
		validity: 'Valid',
		key: 'Key',
		signature: 'Signed with',
		serial: 'Serial number',
		chain: 'Authorities above',
	},
	change: 'Change',
	unchanged: 'the same',
	changed: 'changed',
	newKey: 'another key',
	sameKey: 'the same key',
	validity: (from: Date, until: Date) => `${shortDate(from)} to ${shortDate(until)}`,
	exactTime,
	overlap: (milliseconds: number) => `they overlap by ${span(milliseconds)}`,
	gap: (milliseconds: number) => `nothing is valid for ${span(milliseconds)} in between`,
	gained: 'gained',
	lost: 'lost',
	kept: (count: number) => `${number(count)} kept`,
	none: 'none',
	advice: {
		lost: 'Names are missing from the later one. Anyone who uses them will see errors once it is installed.',
		newKey: 'The later one has a different key: install it together with its own private key.',
		sameKey: 'The key is the same, so the private key in use now still fits.',
	},
}
