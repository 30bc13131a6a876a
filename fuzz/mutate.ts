/** Makes broken inputs out of whole ones, the same ones for the same seed. */

/** Gives numbers from 0 up to, but not including, the limit. */
export type Random = (limit: number) => number

/** @param seed any integer; @returns a generator of its own for it (mulberry32, 32 bits of state) */
export function seeded(seed: number): Random {
	let state = seed >>> 0
	return (limit) => {
		state = (state + 0x6d2b79f5) >>> 0
		let mixed = Math.imul(state ^ (state >>> 15), state | 1)
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
	}
}

/** What parsers of text and of DER stumble over. */
const morsels = [
	'-----BEGIN CERTIFICATE-----\n',
	'-----END CERTIFICATE-----\n',
	'-'.repeat(40),
	'2\n',
	'-16\n',
	'\r\n',
	'\ufeff',
	'g_ccc="',
	"g_errorCode='",
	'\\u{',
	'/*',
	"{'errorCode': -1, 'errorMessage': \"",
	'errorCode=-1&errorMessage=',
	'<html>',
	'\u0000',
	'\u0030\u0080',
	' '.repeat(200),
	'='.repeat(60),
].map((text) => new TextEncoder().encode(text))
const lengths = [0x00, 0x01, 0x7f, 0x80, 0x81, 0x82, 0x84, 0x85, 0xff, 0x30, 0x31, 0xa0, 0xa1, 0x1f]

/** The longest mutant: what a reply of CollectCCC stays well below. */
export const longest = 64 * 1024

function edit(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
	const at = random(bytes.length + 1)
	const until = Math.min(bytes.length, at + 1 + random(random(4) === 0 ? bytes.length : 16))
	const around = (...middle: readonly Uint8Array[]) =>
		Buffer.concat([bytes.subarray(0, at), ...middle, bytes.subarray(random(2) === 0 ? at : until)])
	switch (random(8)) {
		case 0:
			return bytes.map((octet, index) => (index === at ? octet ^ (1 << random(8)) : octet))
		case 1:
			return bytes.map((octet, index) => (index === at ? (lengths[random(lengths.length)] ?? 0) : octet))
		case 2:
			return bytes.subarray(0, at)
		case 3:
			return around(morsels[random(morsels.length)] ?? bytes)
		case 4:
			return around(...Array<Uint8Array>(1 + random(50)).fill(bytes.subarray(at, until)))
		case 5:
			return around(other.subarray(random(other.length), random(other.length)))
		case 6:
			return around(Uint8Array.from({ length: random(64) }, () => random(256)))
		default:
			return around()
	}
}

/**
 * @param samples whole inputs, at least one
 * @param random a seeded generator
 * @returns one of them after one to six edits, at most 64 KB
 */
export function mutate(samples: readonly Uint8Array[], random: Random): Uint8Array {
	const pick = () => samples[random(samples.length)] ?? new Uint8Array()
	let mutant = pick()
	for (let edits = 1 + random(6); edits > 0; edits--) mutant = edit(mutant, pick(), random).subarray(0, longest)
	return Uint8Array.from(mutant)
}
