/**
 * Cells that no program takes for a formula, after OWASP's "CSV Injection": what would begin one gets an apostrophe before it.
 */

// The full-width forms are taken for the usual ones by some programs, and blanks or invisible characters before do not
// always protect. A tab or a line break at the beginning is dangerous by itself.
const beginsFormula = /^[\p{Z}\p{C}]*[=+\-@＝＋－＠]|^[\t\r\n]/u
// A program that takes `;` for what stands between cells, whatever the quotes say, sees cells inside of this one.
const beginsInside = /(;[\p{Z}\p{C}]*)(?=[=+\-@＝＋－＠])/gu

/** @param text any text; @returns it, with an apostrophe before whatever could be taken for a formula */
export function inertCell(text: string): string {
	const inside = text.replace(beginsInside, "$1'")
	return beginsFormula.test(inside) ? `'${inside}` : inside
}

/** @param cell what stands in a table that may be one of ours; @returns the text that it was made of */
export function textOfCell(cell: string): string {
	const text = cell.startsWith("'") && beginsFormula.test(cell.slice(1)) ? cell.slice(1) : cell
	return text.replace(/(;[\p{Z}\p{C}]*)'(?=[=+\-@＝＋－＠])/gu, '$1')
}
