/**
 * How an answer is laid out. No captured answer of CollectCCC is known, so whatever its clients could read is written
 * here too; each form is a small function or a word that stands in a row of the orders.
 */
import type { Certificate } from './certificate.ts'
import type { CmmfDialect, LengthForm } from './containers.ts'
import type { Status } from './errors.ts'
import type { ScriptStyle } from './script.ts'

/** The responseTypes that put all certificates into one structure. */
export type StructureType = 1 | 2 | 4

/** Which of the certificates come, and in which order. They are given root first, with the leaf by itself. */
type Arrangement = (certificates: readonly Certificate[], leaf: Certificate) => readonly Certificate[]

/**
 * What departs from the usual; nothing does unless it is given. Each part shows in the answers that have it: `cmmf`
 * with responseType 4, `script` with responseEncoding 2, and none of the texts in a binary answer.
 */
export interface Presentation {
	readonly arrange?: Arrangement
	/** The base64 of one certificate or structure. */
	readonly base64?: (bytes: Uint8Array) => string
	/** The label of the armour around a structure, which is bare otherwise. */
	readonly label?: (type: StructureType) => string
	readonly cmmf?: CmmfDialect
	readonly pkcs7?: LengthForm
	/** A change to the certificates as text, before a status stands above them or a script holds them. */
	readonly certificates?: (text: string) => string
	/** A change to the whole answer as text. */
	readonly answer?: (text: string) => string
	/** A status without certificates, unless it is in a script. */
	readonly status?: (answer: Status) => string
	/** Whether the validity period is there, whatever was asked for. */
	readonly validity?: 'always' | 'never'
	readonly script?: Partial<ScriptStyle>
}

// Arrangements of the certificates.
export const leafFirst: Arrangement = (certificates) => certificates.toReversed()
export const leafMissing: Arrangement = (certificates, leaf) => certificates.filter((one) => one !== leaf)
export const eachTwice: Arrangement = (certificates) => certificates.flatMap((one) => [one, one])

export const inOneLine = (bytes: Uint8Array) => `${Buffer.from(bytes).toString('base64')}\n`
/** @returns base64 in lines of that many characters */
export const inLinesOf = (columns: number) => (bytes: Uint8Array) =>
	inOneLine(bytes).replaceAll(new RegExp(`.{${columns}}(?=.)`, 'g'), '$&\n')

const ownLabels = { 1: 'NETSCAPE CERTIFICATE SEQUENCE', 2: 'PKCS7', 4: 'CMMF' } as const
export const ownLabel = (type: StructureType) => ownLabels[type]
export const labelOfOneCertificate = () => 'CERTIFICATE'

// Changes to the text of the certificates.
export const indented = (text: string) => text.replaceAll(/^(?=.)/gm, '    ')
export const apart = (text: string) => text.replaceAll(/^(?=-----BEGIN)/gm, '\n')
export const plusSignsLost = (text: string) => text.replaceAll('+', ' ')
export const relabelled = (text: string) => text.replaceAll(/CERTIFICATE(?=-----$)/gm, 'PKCS7')
export const withTextBehind = (text: string) => `${text}This answer was made for you. Keep it.\n`
export const spacedArmour = (text: string) => text.replaceAll(/^-----(BEGIN|END) (.+)-----$/gm, '----- $1 $2 -----')
export const fourDashes = (text: string) => text.replace(/-(---- ?END .*\n)$/, '$1')
/** As the reference prints it: spaces inside the armour, and a last footer that begins with four dashes. */
export const asPrinted = (text: string) => fourDashes(spacedArmour(text))

// Changes to the text of the whole answer.
export const windowsLines = (text: string) => text.replaceAll('\n', '\r\n')
export const markedByteOrder = (text: string) => `\ufeff${text}`
export const amongBlankLines = (text: string) => `\n\n${text}\n\n`
/** Ends within the last certificate: 200 characters are more than a footer and less than any certificate. */
export const cutShort = (text: string) => (text.length > 1000 ? text.slice(0, -200) : text)

// Ways to write a status without certificates.
export const twoLines = ({ status, message }: Status) => `${status}\n${message}`
export const closedLines = (answer: Status) => `${twoLines(answer)}\n`
export const codeAlone = ({ status }: Status) => `${status}`
export const codeLine = ({ status }: Status) => `${status}\n`
/** As sibling endpoints write errors. */
export const urlEncoded = ({ status, message }: Status) =>
	new URLSearchParams({ errorCode: String(status), errorMessage: message }).toString()
/** As the reference prints an error: it is not JSON. */
export const dictionary = ({ status, message }: Status) => `{'errorCode': ${status}, 'errorMessage': "${message}"}`
