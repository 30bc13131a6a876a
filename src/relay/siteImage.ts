/** An image that an operator gives: what it is, by what is in it, whatever its name says. */

export type SiteImage = {
	/** What its address ends in, and its type follows from. */
	readonly extension: 'svg' | 'png' | 'webp'
	readonly bytes: Uint8Array<ArrayBuffer>
}

/** The largest file that is taken, in bytes. Everybody who opens the site loads it. */
export const largestImage = 256 * 1024

/** What a file is read with: its bytes; nothing where there is no file, or none that may be read, or a larger one than that. */
export type ReadFile = (path: string, largest: number) => Uint8Array<ArrayBuffer> | undefined

const beginsWith = (bytes: Uint8Array, text: string, at = 0) =>
	[...text].every((character, index) => bytes[at + index] === character.charCodeAt(0))

/** Scripts in it need not be looked for: no image runs any, and whoever opens it as a page meets its own policy, see `site.ts`. */
function isSvg(bytes: Uint8Array): boolean {
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
		// Without the namespace browsers show nothing. A page with a drawing in it begins otherwise.
		return (
			/^\s*<(?!!doctype\s+html|html)/i.test(text) &&
			/<svg[\s>]/.test(text) &&
			text.includes('http://www.w3.org/2000/svg')
		)
	} catch {
		return false
	}
}

/**
 * @param bytes a file's
 * @returns the image that it is; nothing if it is none of SVG (UTF-8), PNG (W3C PNG, section 5.2) and WebP (RFC 9649, section
 *   2.4), or larger than `largestImage`
 */
export function siteImage(bytes: Uint8Array<ArrayBuffer>): SiteImage | undefined {
	if (bytes.length > largestImage) return undefined
	if (beginsWith(bytes, '\x89PNG\r\n\x1a\n')) return { extension: 'png', bytes }
	if (beginsWith(bytes, 'RIFF') && beginsWith(bytes, 'WEBP', 8)) return { extension: 'webp', bytes }
	return isSvg(bytes) ? { extension: 'svg', bytes } : undefined
}
