/** The desk's table for other programs: as a CSV file, and as text that can be pasted into a sheet. */
import type { NamedFile } from '../../files/chainFiles.ts'
import type { Row } from './order.ts'

/**
 * @param rows what to export, in that order
 * @param now what days left are counted from
 * @returns a CSV file (RFC 4180, UTF-8 with a byte order mark, which Excel needs); no cell is taken for a formula
 */
export declare function csvFile(rows: readonly Row[], now: Date): NamedFile

/** @returns the same as lines with tabs, as sheets take it from the clipboard */
export declare function tabbedText(rows: readonly Row[], now: Date): string
