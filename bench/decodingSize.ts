import { gzipSync } from 'node:zlib'
import { build } from 'vite'

/** The size of the chunk named decoding in a build that is not written anywhere; `without` names a plugin to leave out. */
async function decodingSize(without?: string): Promise<number> {
	const result = await build({
		logLevel: 'silent',
		build: { write: false },
		plugins: [
			{
				name: 'leave-out',
				configResolved(config) {
					const plugin = config.plugins.find(({ name }) => name === without)
					if (plugin) delete plugin.transform
				},
			},
		],
	})
	const outputs = Array.isArray(result) ? result : [result]
	const chunks = outputs.flatMap((output) => ('output' in output ? output.output : []))
	const decoding = chunks.find((chunk) => chunk.type === 'chunk' && chunk.name === 'decoding')
	return decoding?.type === 'chunk' ? gzipSync(decoding.code, { level: 9 }).length : Number.NaN
}

/** @returns what the decoding chunk weighs, in octets after gzip -9, with and without what makes pkijs lighter */
export async function decodingSizes(): Promise<{ readonly stock: number; readonly pure: number }> {
	return { stock: await decodingSize('certcollect:pure-classes'), pure: await decodingSize() }
}
