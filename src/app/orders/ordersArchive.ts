import { archiveOf, everyFile, type NamedFile } from '../../files/chainFiles.ts'
import { safeStem } from '../../files/fileName.ts'
import type { Row } from './order.ts'
import { csvFile, tableStem } from './tableFile.ts'

/** Of a certificate's name in that of a folder: paths have a limit too, and the files in it are named in full. */
const longestName = 40

/** Order numbers are digits, and each is there once: whatever comes after it, no two folders have the same name. */
function folderOf(orderNumber: string, stem: string): string {
	const name = safeStem(stem.slice(0, longestName))
	return name === '' ? orderNumber : `${orderNumber}_${name}`
}

/** A name that means nothing to a path: what stands in a certificate never chooses a folder. */
const inFolder = (folder: string, { name, ...file }: NamedFile): NamedFile => ({ ...file, name: `${folder}/${name}` })

/**
 * @param rows what to save; those without a certificate are in the table alone
 * @param now the time that the entries carry, and that days left are counted from
 * @returns a ZIP archive with a folder for each order that was collected, and the table of all as CSV
 */
export async function ordersArchive(rows: readonly Row[], now: Date): Promise<NamedFile> {
	const files = rows.flatMap(({ orderNumber, certificate }) => {
		if (!certificate) return []
		const folder = folderOf(orderNumber, certificate.shown.files.stem)
		return everyFile(certificate.shown.files).map((file) => inFolder(folder, file))
	})
	return archiveOf(tableStem(now), [csvFile(rows, now), ...files], now)
}
