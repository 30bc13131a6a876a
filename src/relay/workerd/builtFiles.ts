import type { BuiltFiles } from '../site.ts'

/** What is bound to a service that answers like a server. */
export type Fetcher = { fetch(request: string): Promise<Response> }

type Entry = { readonly name: string; readonly type: string }

/**
 * @param disk workerd's own service for a folder: its files, and for folders a list in JSON
 * @returns every file in it, as it is now; what begins with a dot the service keeps to itself
 */
export async function readBuiltFiles(disk: Fetcher): Promise<BuiltFiles> {
	const files = new Map<string, Uint8Array<ArrayBuffer>>()
	const get = (path: string) => disk.fetch(`http://disk${path}`)
	async function read(folder: string): Promise<void> {
		const entries: readonly Entry[] = await (await get(folder)).json()
		for (const { name, type } of entries) {
			const path = `${folder}${name}`
			if (type === 'directory') await read(`${path}/`)
			if (type === 'file') files.set(path, new Uint8Array(await (await get(path)).arrayBuffer()))
		}
	}
	await read('/')
	return files
}
