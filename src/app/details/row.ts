/** What a section of details is made of: rows with a label, and values that know how they want to be set. */
import type { GeneralName } from '../../certificates/generalName.ts'
import { inUnicode } from '../../certificates/internationalName.ts'
import { nameOf } from '../../certificates/objectIdentifiers.ts'
import { visibleText } from '../../certificates/visibleText.ts'
import { detailWords as w } from '../words/detailWords.ts'

export interface Value {
	/** `hex`: octets in hexadecimal, `code`: every character counts */
	readonly form: 'text' | 'code' | 'hex'
	readonly text: string
	/** explains it, and is not copied with it */
	readonly note?: string | undefined
}

export interface Row {
	readonly label: string
	readonly values: readonly Value[]
}

export interface Section {
	readonly title: string
	/** critical or not, and what else belongs to the title */
	readonly note?: string | undefined
	readonly rows: readonly Row[]
}

/** Text out of a certificate: whoever made it chose it, so what is not seen in it is made visible. */
export const text = (value: string, note?: string): Value => ({ form: 'text', text: visibleText(value), note })

/** The same where every character counts. */
export const code = (value: string, note?: string): Value => ({ form: 'code', text: visibleText(value), note })

export const octets = (digits: string): Value => ({ form: 'hex', text: digits })

export const row = (label: string, ...values: readonly Value[]): Row => ({ label, values })

/** A row that is there only if there is something in it. */
export const rowIf = (label: string, values: readonly Value[]): readonly Row[] =>
	values.length > 0 ? [{ label, values }] : []

/** An object identifier: in words where people have some, and always as it is. */
export function identifier(type: string): Value {
	const known = w.purposes[type]
	const formal = nameOf(type)
	return known ? text(known, formal ? `${formal}, ${type}` : type) : code(formal ?? type, formal && type)
}

/** A general name: what kind it is stands beside it. */
export function generalName(name: GeneralName): Value {
	if (name.value.startsWith('#') && !['dns', 'email', 'uri'].includes(name.kind)) return octets(name.value.slice(1))
	const unicode = name.kind === 'dns' || name.kind === 'email' ? inUnicode(name.value) : undefined
	const type = name.kind === 'other' ? (nameOf(name.type) ?? name.type) : undefined
	return code(name.value, unicode ?? type)
}

/** General names as rows, one for each kind. */
export function namesByKind(names: readonly GeneralName[]): readonly Row[] {
	const kinds = [...new Set(names.map(({ kind }) => kind))]
	return kinds.map((kind) => row(w.generalNames[kind], ...names.filter((name) => name.kind === kind).map(generalName)))
}
