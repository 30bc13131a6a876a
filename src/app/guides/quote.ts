/** Names out of certificates, made fit for commands and configurations: whoever made the certificate chose them. */

/** @param text any text without U+0000; @returns it as one word of a POSIX shell (XCU 2.2.2), bare where nothing in it means anything */
export function shellWord(text: string): string {
	return /^[\w./:@%+,-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** @param text any text; @returns it as one literal string of PowerShell, to which four more characters are quotation marks */
export function powerShellString(text: string): string {
	return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`
}

/**
 * @param name a file's name
 * @returns the name that the file gets where a configuration names it: letters, digits, `.`, `_` and `-` of ASCII alone, which
 *   need quotation marks in no language of configurations; names made of hosts and addresses stay as they are
 */
export function plainName(name: string): string {
	return name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.replace(/[^\w.-]/gu, '_')
}
