import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { BuiltFiles } from '../site.ts'

/**
 * @param root the folder that was built
 * @returns every file in it, as it is now
 * @throws an error of the file system
 */
export async function readBuiltFiles(root: string): Promise<BuiltFiles> {
	const entries = await readdir(root, { recursive: true, withFileTypes: true })
	const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
	const files = paths.map(
		async (path) => [`/${relative(root, path).split(sep).join('/')}`, new Uint8Array(await readFile(path))] as const,
	)
	return new Map(await Promise.all(files))
}
