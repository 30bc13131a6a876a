/** Internationalized host names (RFC 5890): what stands behind `xn--` is Punycode (RFC 3492). */
import { visibleText } from './visibleText.ts'

/** The numbers of RFC 3492 5. */
const base = 36
const tMin = 1
const tMax = 26
const skew = 38
const damp = 700

/** No label of a host name is longer (RFC 1035 2.3.4). */
const longestLabel = 63

/** How wide the next numbers will probably be (RFC 3492 6.1). */
function adapt(delta: number, points: number, isFirst: boolean): number {
	let rest = Math.floor(delta / (isFirst ? damp : 2))
	rest += Math.floor(rest / points)
	let bias = 0
	for (; rest > ((base - tMin) * tMax) / 2; bias += base) rest = Math.floor(rest / (base - tMin))
	return bias + Math.floor(((base - tMin + 1) * rest) / (rest + skew))
}

/** RFC 3492 6.2: what is ASCII stands in front, then follow the steps from one insertion to the next. */
function decode(label: string): string | undefined {
	const hyphen = label.lastIndexOf('-')
	const points = Array.from(label.slice(0, Math.max(hyphen, 0)), (character) => character.codePointAt(0) ?? 0)
	let [point, index, bias] = [128, 0, 72]
	for (let at = hyphen + 1; at < label.length; ) {
		const before = index
		for (let weight = 1, k = base; ; k += base) {
			const digit = /[a-z\d]/.test(label[at] ?? '') ? (Number.parseInt(label[at] ?? '', 36) + 26) % base : base
			if (digit === base) return undefined
			at++
			index += digit * weight
			const threshold = Math.min(Math.max(k - bias, tMin), tMax)
			if (digit < threshold) break
			weight *= base - threshold
		}
		const count = points.length + 1
		bias = adapt(index - before, count, before === 0)
		point += Math.floor(index / count)
		index %= count
		if (point > 0x10ffff) return undefined
		points.splice(index++, 0, point)
	}
	return String.fromCodePoint(...points)
}

/** A label in Unicode, if it can be shown as that: nothing hidden in it, and in the one form that such labels have. */
function readLabel(label: string): string {
	if (!/^xn--/i.test(label) || label.length > longestLabel) return label
	const text = decode(label.slice(4).toLowerCase())
	const isPlain = text?.normalize('NFKC') === text && text?.toLowerCase() === text && /[^\0-\x7f]/.test(text ?? '')
	return text !== undefined && isPlain && visibleText(text) === text && !/^\p{M}/u.test(text) ? text : label
}

/**
 * @param name a host name or e-mail address as it stands in a certificate, also with `*.` in front
 * @returns the same in Unicode, to be shown beside it; nothing if there is nothing to decode, or it cannot be shown safely
 */
export function inUnicode(name: string): string | undefined {
	if (!/xn--/i.test(name)) return undefined
	const text = name.replace(/[^.@]+/g, readLabel)
	return text === name ? undefined : text
}
