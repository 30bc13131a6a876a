/** The built application's files. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { etag } from 'hono/etag'
import { type Deployment, withDeployment } from '../deployment.ts'
import type { Relay } from '../relay.ts'

/** The application's pages: one document for all of them. */
const pages = ['/', '/inspect', '/orders']

// Weak, because the same tag stands for every coding of the same file (RFC 9110, section 8.8.1).
const tagOf = (bytes: Uint8Array) => `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`

/** What may be served, path → tag: exactly the files that are there at start, so no request can name another one. */
async function listFiles(root: string): Promise<ReadonlyMap<string, string>> {
	const files = new Map<string, string>()
	for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
		const file = join(entry.parentPath, entry.name)
		const path = `/${relative(root, file).split(sep).join('/')}`
		if (!entry.isFile() || path.includes('/.') || /\.(br|gz)$/.test(path) || path === '/index.html') continue
		files.set(path, tagOf(await readFile(file)))
	}
	return files
}

/** The page in memory, compressed once. */
function createPage(html: string): (c: Context, status: 200 | 404) => Response {
	const identity = Buffer.from(html)
	const codings = { br: brotliCompressSync(identity), gzip: gzipSync(identity, { level: 9 }), identity }
	const tag = tagOf(identity)
	return (c, status) => {
		const coding = accepts(c, {
			header: 'Accept-Encoding',
			supports: ['br', 'gzip'],
			default: 'identity',
			// The smallest that is accepted at all: browsers list them in no order of preference.
			match: (accepted, { supports }) =>
				supports.find((name) => accepted.some(({ type, q }) => type === name && q > 0)) ?? 'identity',
		})
		const body = coding === 'br' ? codings.br : coding === 'gzip' ? codings.gzip : codings.identity
		return c.body(new Uint8Array(body), status, {
			'Content-Type': 'text/html; charset=utf-8',
			'Content-Length': String(body.byteLength),
			'Cache-Control': 'no-cache',
			Vary: 'Accept-Encoding',
			...(coding === 'identity' ? {} : { 'Content-Encoding': coding }),
			...(status === 200 ? { ETag: tag } : {}),
		})
	}
}

/**
 * Adds the built application to the relay: its page at each of its addresses, its files, and the page again, with status 404, for a person
 * who follows a link to what is not there. `x.js.br` and `x.js.gz` beside `x.js` are sent in its place where they are
 * accepted, and have no address of their own.
 *
 * @param webRoot the folder that was built; read once, here
 * @param deployment what the page is told
 * @throws DeploymentPlaceholderMissing; an error of the file system when the folder or its index.html is missing
 */
export async function serveSite(relay: Relay, webRoot: string, deployment: Deployment): Promise<void> {
	const page = createPage(withDeployment(await readFile(join(webRoot, 'index.html'), 'utf8'), deployment))
	const files = await listFiles(webRoot)
	const fromDisk = serveStatic({ root: webRoot, precompressed: true })

	relay.on('GET', pages, etag(), (c) => page(c, 200))
	relay.get('*', etag(), async (c, next) => {
		const tag = files.get(c.req.path)
		const response = tag === undefined ? undefined : await fromDisk(c, next)
		if (tag !== undefined && response) {
			const hashed = c.req.path.startsWith('/assets/')
			response.headers.set('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
			response.headers.set('Vary', 'Accept-Encoding')
			response.headers.set('ETag', tag)
			return response
		}
		return c.req.header('Accept')?.includes('text/html') ? page(c, 404) : next()
	})
}
