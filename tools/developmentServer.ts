import { getRequestListener } from '@hono/node-server'
import { getMimeType } from 'hono/utils/mime'
import type { Plugin, ViteDevServer } from 'vite'

type Relay = typeof import('../src/relay/relay.ts')
type Upstream = typeof import('../src/relay/node/upstream.ts')
type Config = typeof import('../src/relay/config.ts')
type Files = typeof import('../src/relay/node/readFile.ts')
type Site = typeof import('../src/relay/site.ts')
type Store = typeof import('../src/relay/memoryStore.ts')
type Seal = typeof import('../src/relay/sealedSession.ts')
type Sandbox = typeof import('../src/sandbox/server.ts')
type Deployment = typeof import('../src/relay/deployment.ts')

/**
 * `npm run dev` in one process: Vite with hot reload, the relay behind /api, and a sandbox in place of the authority, or
 * the one that COLLECT_URL names. The relay's modules are loaded anew for each call, so that a change in them counts at once.
 *
 * @returns a plugin for Vite that only the development server uses
 */
export function developmentServer(): Plugin {
	let deployment = {}
	return {
		name: 'certcollect:development-server',
		apply: (_, { command, isPreview }) => command === 'serve' && isPreview !== true && !process.env['VITEST'],
		async configureServer(server: ViteDevServer) {
			const load = <Module>(path: string) => server.ssrLoadModule(path) as Promise<Module>
			const { startSandbox } = await load<Sandbox>('/src/sandbox/server.ts')
			const sandbox = process.env['COLLECT_URL'] ? undefined : await startSandbox()
			const { readConfig } = await load<Config>('/src/relay/config.ts')
			const { readFile } = await load<Files>('/src/relay/node/readFile.ts')
			const reading = readConfig({ ...process.env, ...(sandbox && { COLLECT_URL: sandbox.url }) }, readFile)
			if ('mistakes' in reading) throw new Error(reading.mistakes.join('\n'))
			const collectUrl = reading.config.collectUrl.href
			const { brandingOf } = await load<Site>('/src/relay/site.ts')
			const { told, images } = await brandingOf(reading.config.branding)
			deployment = { ...told, collectUrl, ...(sandbox && { examples: sandbox.examples, account: sandbox.account }) }
			const { createUpstream } = await load<Upstream>('/src/relay/node/upstream.ts')
			const authority = createUpstream(reading.config.collectUrl, reading.config.limits)
			const { createMemoryStore } = await load<Store>('/src/relay/memoryStore.ts')
			const { randomSecret } = await load<Seal>('/src/relay/sealedSession.ts')
			const { sessionSecrets = [randomSecret()] as const } = reading.config
			const { limits } = reading.config
			const options = { upstream: authority.upstream, limits, store: createMemoryStore(), sessionSecrets }
			const listener = getRequestListener(async (request) => {
				const { createRelay } = await load<Relay>('/src/relay/relay.ts')
				return createRelay(options).fetch(request)
			})
			server.middlewares.use((incoming, outgoing, next) => {
				const image = images.get(incoming.url ?? '')
				if (image) {
					outgoing.setHeader('Content-Type', getMimeType(incoming.url ?? '') ?? '')
					return outgoing.end(image)
				}
				if (!/^\/(api\/|healthz)/.test(incoming.url ?? '')) return next()
				void listener(incoming, outgoing)
			})
			server.httpServer?.once('close', () => void Promise.all([sandbox?.close(), authority.close()]))
		},
		transformIndexHtml: {
			order: 'pre',
			async handler(html, { server }) {
				if (!server) return html
				const module = (await server.ssrLoadModule('/src/relay/deployment.ts')) as Awaited<Deployment>
				return module.withDeployment(html, deployment)
			},
		},
	}
}
