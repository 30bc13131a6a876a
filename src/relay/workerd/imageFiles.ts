import { siteImages } from '../branding.ts'
import type { ReadFile } from '../siteImage.ts'
import type { Fetcher } from './builtFiles.ts'

/**
 * @param variables of the environment, some of which may name images by their paths
 * @param folders workerd's own services for the folders that these are in
 * @returns what reads these files, and no other one
 */
export async function readImageFiles(
	variables: Readonly<Record<string, string>>,
	folders: Readonly<Record<'logo' | 'icon', Fetcher>>,
): Promise<ReadFile> {
	const files = new Map<string, Uint8Array<ArrayBuffer>>()
	for (const { variable, name } of siteImages) {
		const path = variables[variable]
		if (path === undefined) continue
		const file = encodeURIComponent(path.slice(path.lastIndexOf('/') + 1))
		const answer = await folders[name].fetch(`http://disk/${file}`)
		if (answer.ok) files.set(path, new Uint8Array(await answer.arrayBuffer()))
	}
	return (path, largest) => {
		const bytes = files.get(path)
		return bytes && bytes.length <= largest ? bytes : undefined
	}
}
