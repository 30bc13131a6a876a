import type { NamedFile } from '../../files/chainFiles.ts'
import type { Row } from './order.ts'

/**
 * @param rows what to save; those without a certificate are in the table alone
 * @param now the time that the entries carry, and that days left are counted from
 * @returns a ZIP archive with a folder for each order that was collected, and the table of all as CSV
 */
export declare function ordersArchive(rows: readonly Row[], now: Date): Promise<NamedFile>
