import { readFileSync, statSync } from 'node:fs'
import type { ReadFile } from '../siteImage.ts'

/** Reads a file that a variable names, before anything is served. */
export const readFile: ReadFile = (path, largest) => {
	try {
		const found = statSync(path)
		// Of anything else, such as a pipe, there might never be an end.
		return found.isFile() && found.size <= largest ? new Uint8Array(readFileSync(path)) : undefined
	} catch {
		return undefined
	}
}
