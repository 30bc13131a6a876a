import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Branding } from './branding.ts'
import { readBuiltFiles } from './node/builtFiles.ts'
import { createRelay, type Relay } from './relay.ts'
import { serveSite } from './site.ts'

const script = 'export const answer = 42\n'.repeat(50)
const html = '<!doctype html><title>t</title><script type="application/json" id="deployment">{}</script>'
const files: Readonly<Record<string, string | Buffer>> = {
	'web/index.html': html,
	'web/index.html.br': brotliCompressSync(html),
	'web/assets/index-abc123.js': script,
	'web/assets/index-abc123.js.br': brotliCompressSync(script),
	'web/assets/index-abc123.js.gz': gzipSync(script),
	'web/favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
	'web/.vite/manifest.json': 'SECRET',
	'web/.env': 'SECRET',
	'outside.txt': 'SECRET',
}

let folder: string
let relay: Relay
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'site-'))
	for (const [path, content] of Object.entries(files)) {
		await mkdir(dirname(join(folder, path)), { recursive: true })
		await writeFile(join(folder, path), content)
	}
	relay = createRelay({ upstream: () => Promise.reject(new Error('asked')) })
	const examples = [{ code: 'abc', title: '</script>', group: 'g' }]
	await serveSite(relay, await readBuiltFiles(join(folder, 'web')), { examples })
})
afterAll(() => rm(folder, { recursive: true }))

const decoders: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
	br: brotliDecompressSync,
	gzip: gunzipSync,
	identity: (bytes) => bytes,
}
async function decoded(response: Response): Promise<string | undefined> {
	const coding = response.headers.get('Content-Encoding') ?? 'identity'
	return decoders[coding]?.(Buffer.from(await response.arrayBuffer())).toString()
}

const pages = { '/': 'no-cache', '/assets/index-abc123.js': 'public, max-age=31536000, immutable' }
const negotiations = [
	['gzip, deflate, br', 'br'],
	['gzip, deflate', 'gzip'],
	['br;q=0, gzip', 'gzip'],
	['identity', null],
	[undefined, null],
] as const
describe.each(Object.entries(pages))('%s', (path, cacheControl) => {
	test.each(negotiations)('Accept-Encoding %s gives %s, and the same text', async (accepted, coding) => {
		const headers = accepted === undefined ? {} : { 'Accept-Encoding': accepted }
		const response = await relay.request(path, { headers })
		expect(response.status).toBe(200)
		// The page is compressed when the server starts and knows its deployment, with what every runtime has.
		expect(response.headers.get('Content-Encoding')).toBe(path === '/' && coding === 'br' ? 'gzip' : coding)
		expect(response.headers.get('Cache-Control')).toBe(cacheControl)
		expect(response.headers.get('Vary')).toBe('Accept-Encoding')
		expect(await decoded(response)).toBe(await decoded(await relay.request(path)))
	})

	test('HEAD has the same headers and no body', async () => {
		const [head, get] = [await relay.request(path, { method: 'HEAD' }), await relay.request(path)]
		expect(await head.text()).toBe('')
		for (const name of ['Content-Type', 'Content-Length', 'Cache-Control', 'ETag'])
			expect([name, head.headers.get(name)]).toEqual([name, get.headers.get(name)])
	})

	test('it is not sent again to whom has it', async () => {
		const tag = (await relay.request(path)).headers.get('ETag') ?? ''
		const again = await relay.request(path, { headers: { 'If-None-Match': tag, 'Accept-Encoding': 'br' } })
		expect([again.status, await again.text()]).toEqual([304, ''])
		expect(again.headers.get('Cache-Control')).toBe(cacheControl)
		expect(again.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
	})
})

test('the page is told of its deployment', async () => {
	const text = await (await relay.request('/')).text()
	expect(text).toContain('id="deployment">{"examples":[{"code":"abc","title":"\\u003c/script>"')
})

test('a file that is not hashed is asked for again', async () => {
	const response = await relay.request('/favicon.svg')
	expect(response.headers.get('Content-Type')).toContain('image/svg+xml')
	expect(response.headers.get('Cache-Control')).toBe('no-cache')
	expect(response.headers.get('ETag')).toMatch(/^W\/"[\w-]{22}"$/)
})

test('a drawing of our own can do nothing either, when somebody opens it as a page', async () => {
	const policy = (await relay.request('/favicon.svg')).headers.get('Content-Security-Policy')
	expect(policy).toMatch(/^default-src 'none'; .*; sandbox$/)
	expect(policy).not.toContain('script')
})

describe('the images of whoever runs the site', () => {
	const drawing = `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script>${' '.repeat(500)}</svg>`
	const siteLogo = { extension: 'svg', bytes: new TextEncoder().encode(drawing) } as const
	const siteIcon = { extension: 'png', bytes: new Uint8Array([0x89, 1, 2]) } as const
	const page = html.replace('<script', '<link rel="icon" href="/favicon.svg" /><script')
	async function relayOf(branding: Branding): Promise<Relay> {
		const made = createRelay({ upstream: () => Promise.reject(new Error('asked')) })
		await serveSite(made, new Map([['/index.html', new TextEncoder().encode(page)]]), {}, branding)
		return made
	}
	let branded: Relay
	let addresses: readonly (string | undefined)[]
	beforeAll(async () => {
		branded = await relayOf({ siteName: 'A & B', siteLogo, siteIcon, contactUrl: 'mailto:a@b' })
		const text = await (await branded.request('/')).text()
		expect(text).toContain('<title>A &amp; B</title>')
		const {
			siteLogo: logo,
			siteIcon: icon,
			...rest
		} = JSON.parse(/id="deployment">(.*)<\/script>/.exec(text)?.[1] ?? '')
		expect(rest).toEqual({ siteName: 'A & B', contactUrl: 'mailto:a@b' })
		expect(text).toContain(`<link rel="icon" href="${icon}" />`)
		addresses = [logo, icon]
	})

	test('have addresses that change with them, their types, and are kept for good', async () => {
		const expected = [
			['logo', 'svg', 'image/svg+xml; charset=utf-8', Buffer.from(drawing)],
			['icon', 'png', 'image/png', Buffer.from(siteIcon.bytes)],
		] as const
		for (const [index, [name, extension, type, bytes]] of expected.entries()) {
			expect(addresses[index]).toMatch(new RegExp(`^/assets/${name}-[\\w-]{22}\\.${extension}$`))
			const response = await branded.request(addresses[index] ?? '')
			expect([response.status, response.headers.get('Content-Type')]).toEqual([200, type])
			expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
			expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
			expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes)
		}
		const other = await relayOf({ siteLogo: { extension: 'svg', bytes: new TextEncoder().encode(`${drawing} `) } })
		expect((await other.request(addresses[0] ?? '')).status).toBe(404)
	})

	test('a drawing can do nothing when it is opened as a page, and keeps that when it is not sent again', async () => {
		const first = await branded.request(addresses[0] ?? '', { headers: { 'Accept-Encoding': 'gzip' } })
		const policy = first.headers.get('Content-Security-Policy') ?? ''
		expect(policy).toMatch(/^default-src 'none'; .*; sandbox$/)
		expect(policy).not.toContain('script')
		expect(await decoded(first)).toBe(drawing)
		expect(first.headers.get('Content-Encoding')).toBe('gzip')
		const headers = { 'If-None-Match': first.headers.get('ETag') ?? '' }
		const again = await branded.request(addresses[0] ?? '', { headers })
		expect([again.status, again.headers.get('Content-Security-Policy')]).toEqual([304, policy])
		// The page's own policy is nobody else's.
		expect((await branded.request('/')).headers.get('Content-Security-Policy')).toContain("script-src 'self'")
	})
})

describe.each([
	'/.vite/manifest.json',
	'/.env',
	'/%2eenv',
	'/../outside.txt',
	'/%2e%2e/outside.txt',
	'/..%2foutside.txt',
	'/assets/..%2f..%2foutside.txt',
	'/assets/../../outside.txt',
	'//outside.txt',
	'/assets\\..\\..\\outside.txt',
	'/index.html.br',
	'/assets/index-abc123.js.br',
	'/assets/index-abc123.js.gz',
	'/assets',
	'/assets/',
	'/favicon.svg%00',
	'/nowhere',
])('%s is not there', (path) => {
	// Past the URL parser, which would take the dots out before the server sees them.
	const ask = (headers: Record<string, string>) => {
		const request = new Request('http://localhost/', { headers })
		Object.defineProperty(request, 'url', { value: `http://localhost${path}` })
		return relay.request(request)
	}
	test('for a program', async () => {
		const response = await ask({ Accept: '*/*', 'Accept-Encoding': 'br' })
		expect(response.status).toBe(404)
		expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
		expect(await response.json()).toMatchObject({ code: 'not-found' })
	})
	test('for a person', async () => {
		const response = await ask({ Accept: 'text/html,*/*;q=0.8' })
		expect(response.status).toBe(404)
		expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
		expect(response.headers.get('Cache-Control')).toBe('no-cache')
		expect(await response.text()).toContain('<title>t</title>')
	})
})
