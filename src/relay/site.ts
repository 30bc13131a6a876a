/** The built application's files, wherever they are read from: held in memory, since all of them are but a megabyte or two. */
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { etag } from 'hono/etag'
import { getMimeType } from 'hono/utils/mime'
import { type Deployment, withDeployment } from './deployment.ts'
import type { Relay } from './relay.ts'

/** The application's pages: one document for all of them. */
const pages = ['/', '/inspect', '/orders']

type Bytes = Uint8Array<ArrayBuffer>

/** What was built, by path, such as `/index.html`: the files themselves, and those compressed beside them, `x.br` and `x.gz`. */
export type BuiltFiles = ReadonlyMap<string, Bytes>

type Coding = 'br' | 'gzip' | 'identity'

/** A file in each coding that there is of it. */
type Served = { readonly codings: Partial<Record<Coding, Bytes>>; readonly identity: Bytes; readonly headers: Headers }

// Weak, because the same tag stands for every coding of the same file (RFC 9110, section 8.8.1).
async function tagOf(bytes: Bytes): Promise<string> {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
	const base64url = btoa(String.fromCharCode(...digest))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
	return `W/"${base64url.slice(0, 22)}"`
}

async function gzip(bytes: Bytes): Promise<Bytes> {
	return new Uint8Array(
		await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer(),
	)
}

async function served(path: string, identity: Bytes, br: Bytes | undefined, gz: Bytes | undefined): Promise<Served> {
	const headers = new Headers({
		'Content-Type': getMimeType(path) ?? 'application/octet-stream',
		// What has a hash in its name never changes.
		'Cache-Control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
		Vary: 'Accept-Encoding',
		ETag: await tagOf(identity),
	})
	return { codings: { ...(br && { br }), ...(gz && { gzip: gz }), identity }, identity, headers }
}

function send(c: Context, { codings, identity, headers }: Served, status: 200 | 404): Response {
	const coding = accepts(c, {
		header: 'Accept-Encoding',
		supports: ['br', 'gzip'].filter((name) => name in codings),
		default: 'identity',
		// The smallest that is accepted at all: browsers list them in no order of preference.
		match: (accepted, { supports }) =>
			supports.find((name) => accepted.some(({ type, q }) => type === name && q > 0)) ?? 'identity',
	}) as Coding
	const body = codings[coding] ?? identity
	// workerd would otherwise compress once more what is called compressed. Other runtimes do not know the word.
	// Headers of their own: what is set on these must not stay for the next answer.
	const init = { status, headers: new Headers(headers), encodeBody: 'manual' }
	const response = new Response(body, init)
	response.headers.set('Content-Length', String(body.byteLength))
	if (coding !== 'identity') response.headers.set('Content-Encoding', coding)
	if (status !== 200) response.headers.delete('ETag')
	return response
}

/**
 * Adds the built application to the relay: its page at each of its addresses, its files, and the page again, with status 404,
 * for a person who follows a link to what is not there. `x.js.br` and `x.js.gz` beside `x.js` are sent in its place where they
 * are accepted, and have no address of their own.
 *
 * @param files what was built, and all that will be served: no request can name anything else
 * @param deployment what the page is told
 * @throws DeploymentPlaceholderMissing when there is no index.html of this project among them
 */
export async function serveSite(relay: Relay, files: BuiltFiles, deployment: Deployment): Promise<void> {
	const html = withDeployment(new TextDecoder().decode(files.get('/index.html')), deployment)
	const document = new TextEncoder().encode(html)
	const page = await served('/index.html', document, undefined, await gzip(document))
	const site = new Map<string, Served>()
	for (const [path, bytes] of files) {
		if (path.includes('/.') || /\.(br|gz)$/.test(path) || path === '/index.html') continue
		site.set(path, await served(path, bytes, files.get(`${path}.br`), files.get(`${path}.gz`)))
	}

	relay.on('GET', pages, etag(), (c) => send(c, page, 200))
	relay.get('*', etag(), async (c, next) => {
		const file = site.get(c.req.path)
		if (file) return send(c, file, 200)
		return c.req.header('Accept')?.includes('text/html') ? send(c, page, 404) : next()
	})
}
