/**
 * Answers as JavaScript declarations. The reference names the three variables and says nothing of the syntax, so every
 * part of it can be written in several styles.
 */
import type { Status } from './errors.ts'

/** A variable's name, and its value as it is written in JavaScript. */
type Declaration = readonly [name: string, value: string]

/** How a script is written. */
export interface ScriptStyle {
	/** The statements that declare the variables. */
	readonly declare: (declarations: readonly Declaration[]) => string
	/** A string. */
	readonly literal: (text: string) => string
	/** The status code. */
	readonly code: (status: number) => string
	/** What the callback is called with. */
	readonly callArguments: string
}

/** JSON's strings are JavaScript's, but for `<`, which could end a script element that the answer is put into. */
const doubleQuoted = (text: string) => JSON.stringify(text).replaceAll('<', '\\x3c')
const inside = (text: string) => doubleQuoted(text).slice(1, -1)

/** Pieces of at most 64 characters of one line each; the line break stays with what it ends. */
const pieces = (text: string) => text.match(/[^\n]{1,64}\n?|\n/g) ?? ['']

const usual: ScriptStyle = {
	declare: (declarations) => declarations.map(([name, value]) => `var ${name}=${value};\n`).join(''),
	literal: doubleQuoted,
	code: String,
	callArguments: '',
}

export const withoutVar: ScriptStyle['declare'] = (declarations) =>
	declarations.map(([name, value]) => `${name} = ${value};\n`).join('')

export const inOneStatement: ScriptStyle['declare'] = (declarations) =>
	`var ${declarations.map(([name, value]) => `${name} = ${value}`).join(',\n\t')}\n`

/** Comments in every place, with what would mislead a reader that does not know them for comments. */
export const withComments: ScriptStyle['declare'] = (declarations) =>
	`<!--\n/* g_errorCode=-14;\n * "not closed */\n${declarations
		.map(([name, value]) => `var /* the */ ${name} /* = */ = ${value} // ${name}='`)
		.join('\n')}\n//-->\n`

export const amongOthers: ScriptStyle['declare'] = (declarations) =>
	`var g_version="1.0", g_parts=["g_ccc", {"g_errorCode": -14}];\n${usual.declare(declarations)}var g_errorItem="";\n`

export const singleQuoted: ScriptStyle['literal'] = (text) =>
	`'${inside(text).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`

/** Everything but letters, digits and the underscore is escaped, in each of the ways that there are. */
export const escaped: ScriptStyle['literal'] = (text) =>
	`"${text.replace(/\W/g, (character) => {
		const digits = character.charCodeAt(0).toString(16)
		if (character === '/') return '\\/'
		return character !== '\n' && digits.length <= 2 ? `\\x${digits.padStart(2, '0')}` : `\\u${digits.padStart(4, '0')}`
	})}"`

/** A backslash at a line's end continues the string on the next one. */
export const continued: ScriptStyle['literal'] = (text) => `"${pieces(text).map(inside).join('\\\n')}"`

export const concatenated: ScriptStyle['literal'] = (text) => pieces(text).map(doubleQuoted).join(' +\n\t')

export const quotedCode: ScriptStyle['code'] = (status) => `"${status}"`

/**
 * @param answer the status and its words
 * @param ccc the certificates, as text; empty if there are none
 * @param callbackFunctionName what is called at the end, if anything
 * @param style what is not written as usual
 */
export function writeScript(
	{ status, message }: Status,
	ccc: string,
	callbackFunctionName: string | undefined,
	style: Partial<ScriptStyle> = {},
): string {
	const { declare, literal, code, callArguments } = { ...usual, ...style }
	const call = callbackFunctionName === undefined ? '' : `${callbackFunctionName}(${callArguments});\n`
	return `${declare([
		['g_errorCode', code(status)],
		['g_errorMessage', literal(message)],
		['g_ccc', literal(ccc)],
	])}${call}`
}
