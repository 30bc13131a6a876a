import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

/** What is worth compressing, by its ending. */
const text = /\.(js|css|svg|html|json|txt|webmanifest)$/

/**
 * Lays `x.br` and `x.gz` beside every text file of the built application, as small as they get, for the server to hand out.
 *
 * @returns a plugin for Vite that works once the application's files are written
 */
export function compressed(): Plugin {
	return {
		name: 'certcollect:compressed',
		apply: 'build',
		applyToEnvironment: ({ name }) => name === 'client',
		async writeBundle({ dir = '' }) {
			const files = await readdir(dir, { recursive: true })
			await Promise.all(
				files
					.filter((file) => text.test(file) && !file.startsWith('.vite'))
					.map(async (file) => {
						const path = join(dir, file)
						const content = await readFile(path)
						const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
						await writeFile(`${path}.br`, await promisify(brotliCompress)(content, { params }))
						await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }))
					}),
			)
		},
	}
}
