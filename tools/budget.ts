/** `npm run budget`: what the built application weighs, against what it may weigh. Run a build first. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

interface Chunk {
	readonly file: string
	readonly name?: string
	readonly isEntry?: boolean
	readonly imports?: readonly string[]
	readonly css?: readonly string[]
	readonly assets?: readonly string[]
}

const web = new URL('../dist/web/', import.meta.url)
const manifest: Readonly<Record<string, Chunk>> = JSON.parse(readFileSync(new URL('.vite/manifest.json', web), 'utf8'))
const chunks = Object.values(manifest)

/** A chunk's files, with those of what it imports at once, as a browser loads them. */
function filesOf(chunk: Chunk): readonly string[] {
	const imported = (chunk.imports ?? []).flatMap((name) => manifest[name] ?? [])
	return [chunk.file, ...(chunk.css ?? []), ...imported.flatMap(filesOf)]
}

const weigh = (files: readonly string[]) =>
	[...new Set(files)].reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, web)), { level: 9 }).length, 0)

const entry = chunks.find(({ isEntry }) => isEntry)
const decoding = chunks.find(({ name }) => name === 'decoding')
const desk = chunks.find(({ name }) => name === 'OrdersPage')
if (!entry || !decoding || !desk) throw new Error('The build has no entry, or no chunk named decoding or OrdersPage')
const first = filesOf(entry)
const later = chunks
	.flatMap(({ file, css = [] }) => [file, ...css])
	.filter((file) => !first.includes(file) && file !== desk.file)
// A worker is a file of its own, and stands with whatever begins it.
const workers = chunks.flatMap(({ assets = [] }) => assets).filter((file) => file.endsWith('.js'))

const budgets = [
	{ what: 'first load, JavaScript and CSS', bytes: weigh(first), most: 85 * 1024 },
	{ what: 'decoding', bytes: weigh([decoding.file]), most: 60 * 1024 },
	// With the table and its virtual rows; customers never load it.
	{ what: 'the support desk', bytes: weigh([desk.file]), most: 60 * 1024 },
	{ what: 'everything else that is loaded later', bytes: weigh(later), most: 114 * 1024 },
	{ what: 'the worker for private keys', bytes: weigh(workers), most: 40 * 1024 },
]
for (const { what, bytes, most } of budgets) {
	const kilobytes = (value: number) => `${(value / 1024).toFixed(1)} KB`.padStart(8)
	console.log(`${bytes > most ? 'OVER' : 'ok  '} ${kilobytes(bytes)} of ${kilobytes(most)}  ${what} (gzip -9)`)
	if (bytes > most) process.exitCode = 1
}
