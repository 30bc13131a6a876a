/** The documents, as somebody follows them: links that lead somewhere, commands that a shell can read, examples that are told of. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, root), 'utf8')
const isDocument = (name: string) => name.endsWith('.md')
const documents = [...readdirSync(root).filter(isDocument), 'bench/README.md'].concat(
	readdirSync(new URL('docs', root))
		.filter(isDocument)
		.map((name) => `docs/${name}`),
)

/** What GitHub makes of headings, code blocks left out. */
function anchorsOf(text: string): readonly string[] {
	const headings = text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.+)$/gm)
	return [...headings].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replaceAll(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	)
}

test.each(documents)('each link of %s leads somewhere', (document) => {
	const links = [...read(document).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
	const own = links.filter((link) => !/^https?:/.test(link))
	const broken = own.filter((link) => {
		const [file = '', anchor] = link.split('#')
		const target = file === '' ? new URL(document, root) : new URL(file, new URL(document, root))
		if (!existsSync(target)) return true
		return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor)
	})
	expect(broken).toEqual([])
})

test('a shell can read every command', () => {
	const blocks = documents.flatMap((document) =>
		[...read(document).matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm)].map(([, block = '']) => block),
	)
	expect(blocks.length).toBeGreaterThan(15)
	for (const block of blocks) execFileSync('sh', ['-n'], { input: block })
})

test('each example is told of', () => {
	const told = read('docs/deployment.md')
	const examples = readdirSync(new URL('deploy', root)).filter((name) => !/\.test\.ts$|^fixtures$/.test(name))
	expect(examples.length).toBeGreaterThan(8)
	expect(examples.filter((name) => !told.includes(name))).toEqual([])
})
