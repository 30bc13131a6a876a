/** Writes DER around values that stay as they came, so that nothing is decoded and encoded again. */
import { concatenate } from './octets.ts'

/**
 * @param tag the identifier octet (X.690 8.1.2)
 * @param content what it holds, one behind the other: values of DER for a constructed one, octets for any other
 * @returns one value of DER with the shortest length (X.690 10.1)
 */
export function der(tag: number, ...content: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const value = concatenate(content)
	const octets: number[] = []
	for (let rest = value.length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
	const length = value.length < 0x80 ? [value.length] : [0x80 | octets.length, ...octets]
	return concatenate([Uint8Array.of(tag, ...length), value])
}
