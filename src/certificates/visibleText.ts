/** Makes text out of certificates fit to be shown: whoever made the certificate chose it, and may have meant to deceive. */

// Controls, formats (bidirectional ones among them), surrogates, private and unassigned characters, everything that is to be
// drawn as nothing, line and paragraph separators, every space but the usual one, and Braille's empty cell.
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu

/**
 * @param text any text
 * @returns the same, with each character that is not seen, or that changes how others are, as `‹U+202E›`
 */
export function visibleText(text: string): string {
	return text.replace(unseen, (character) => {
		const point = character.codePointAt(0) ?? 0
		return `‹U+${point.toString(16).toUpperCase().padStart(4, '0')}›`
	})
}
