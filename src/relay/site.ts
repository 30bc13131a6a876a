/** The built application's files, wherever they are read from: held in memory, since all of them are but a megabyte or two. */
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { etag, RETAINED_304_HEADERS } from 'hono/etag'
import { getMimeType } from 'hono/utils/mime'
import type { Branding } from './branding.ts'
import { type Deployment, withDeployment } from './deployment.ts'
import type { Relay } from './relay.ts'
import type { SiteImage } from './siteImage.ts'

/** The application's pages: one document for all of them. */
const pages = ['/', '/inspect', '/orders']

type Bytes = Uint8Array<ArrayBuffer>

/** What was built, by path, such as `/index.html`: the files themselves, and those compressed beside them, `x.br` and `x.gz`. */
export type BuiltFiles = ReadonlyMap<string, Bytes>

type Coding = 'br' | 'gzip' | 'identity'

/** A file in each coding that there is of it. */
type Served = { readonly codings: Partial<Record<Coding, Bytes>>; readonly identity: Bytes; readonly headers: Headers }

/** What a drawing may do that somebody opens as a page, whoever has made it: be seen. */
const drawingPolicy =
	"default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'; sandbox"

// The policy of a drawing is its own, also where nothing but headers is sent anew.
const tagged = etag({ retainedHeaders: [...RETAINED_304_HEADERS, 'content-security-policy'] })

async function digestOf(bytes: Bytes): Promise<string> {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
	const base64url = btoa(String.fromCharCode(...digest))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
	return base64url.slice(0, 22)
}

async function gzip(bytes: Bytes): Promise<Bytes> {
	return new Uint8Array(
		await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer(),
	)
}

async function served(path: string, identity: Bytes, br: Bytes | undefined, gz: Bytes | undefined): Promise<Served> {
	const type = getMimeType(path) ?? 'application/octet-stream'
	const headers = new Headers({
		'Content-Type': type,
		// What has a hash in its name never changes.
		'Cache-Control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
		Vary: 'Accept-Encoding',
		// Weak, because the same tag stands for every coding of the same file (RFC 9110, section 8.8.1).
		ETag: `W/"${await digestOf(identity)}"`,
	})
	if (type.startsWith('image/svg')) headers.set('Content-Security-Policy', drawingPolicy)
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
	// And Node's server would share one Headers among all answers that are made with it, and whatever is added to any.
	const init = { status, headers: new Headers(headers), encodeBody: 'manual' }
	const response = new Response(body, init)
	response.headers.set('Content-Length', String(body.byteLength))
	if (coding !== 'identity') response.headers.set('Content-Encoding', coding)
	if (status !== 200) response.headers.delete('ETag')
	return response
}

/**
 * @param branding whose site it is
 * @returns the same as the page is told of it; and the images, each at an address that changes with it, a drawing compressed as well
 */
export async function brandingOf(
	branding: Branding,
): Promise<{ readonly told: Deployment; readonly images: BuiltFiles }> {
	const images = new Map<string, Bytes>()
	async function addressOf(name: string, image: SiteImage | undefined): Promise<string | undefined> {
		if (image === undefined) return undefined
		const path = `/assets/${name}-${await digestOf(image.bytes)}.${image.extension}`
		images.set(path, image.bytes)
		if (image.extension === 'svg') images.set(`${path}.gz`, await gzip(image.bytes))
		return path
	}
	const siteLogo = await addressOf('logo', branding.siteLogo)
	const siteIcon = await addressOf('icon', branding.siteIcon)
	return { told: { ...branding, siteLogo, siteIcon }, images }
}

/**
 * Adds the built application to the relay: its page at each of its addresses, its files, and the page again, with status 404,
 * for a person who follows a link to what is not there. `x.js.br` and `x.js.gz` beside `x.js` are sent in its place where they
 * are accepted, and have no address of their own.
 *
 * @param built what was built; with the images of `branding` it is all that will be served: no request can name anything else
 * @param deployment what the page is told
 * @param branding whose site it is, which the page is told as well
 * @throws DeploymentPlaceholderMissing when there is no index.html of this project among them
 */
export async function serveSite(
	relay: Relay,
	built: BuiltFiles,
	deployment: Deployment,
	branding: Branding = {},
): Promise<void> {
	const { told, images } = await brandingOf(branding)
	const files: BuiltFiles = new Map([...built, ...images])
	const html = withDeployment(new TextDecoder().decode(files.get('/index.html')), { ...deployment, ...told })
	const document = new TextEncoder().encode(html)
	const page = await served('/index.html', document, undefined, await gzip(document))
	const site = new Map<string, Served>()
	for (const [path, bytes] of files) {
		if (path.includes('/.') || /\.(br|gz)$/.test(path) || path === '/index.html') continue
		site.set(path, await served(path, bytes, files.get(`${path}.br`), files.get(`${path}.gz`)))
	}

	relay.on('GET', pages, tagged, (c) => send(c, page, 200))
	relay.get('*', tagged, async (c, next) => {
		const file = site.get(c.req.path)
		if (file) return send(c, file, 200)
		return c.req.header('Accept')?.includes('text/html') ? send(c, page, 404) : next()
	})
}
