import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { compressed } from './tools/compressed.ts'
import { developmentServer } from './tools/developmentServer.ts'
import { knownRoots } from './tools/knownRoots.ts'
import { pureClasses } from './tools/pureClasses.ts'
import { workerdConfiguration, workerdEnvironment } from './tools/workerdBuild.ts'

const decoding =
	/\/(src\/(certificates|files)(?!\/(unzip|calendar|servedChain))|node_modules\/(client-zip|valibot))\/|\/src\/collectccc\/(?!findCode|plainText|surroundings)/

/**
 * Three builds in one: the application for browsers (dist/web), for Node the server and the demo (dist/server), and the relay
 * for workerd (dist/worker). They hold everything that they need, so that dist/ alone is what an operator puts on a machine.
 */
export default defineConfig({
	plugins: [react(), tailwindcss(), knownRoots(), compressed(), workerdConfiguration(), developmentServer()],
	// The worker that holds a key is built by itself, and is to be as light.
	worker: { format: 'es', plugins: () => [pureClasses()] },
	// One plain file a chunk: nothing inlined, as the Content-Security-Policy wants it.
	build: { target: 'es2023', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
	environments: {
		client: {
			build: {
				outDir: 'dist/web',
				manifest: true,
				// What decodes is one chunk, apart from what shows: it changes less often, and it has a budget of its own.
				rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'decoding', test: decoding }] } } },
			},
		},
		server: {
			consumer: 'server',
			resolve: { noExternal: true },
			build: {
				outDir: 'dist/server',
				target: 'node20',
				ssr: true,
				copyPublicDir: false,
				minify: false,
				rolldownOptions: {
					input: { start: 'src/relay/node/start.ts', demo: 'tools/demo.ts', workerd: 'tools/workerd.ts' },
				},
			},
		},
		worker: workerdEnvironment,
	},
	builder: {
		async buildApp(builder) {
			for (const environment of Object.values(builder.environments))
				if (environment.name !== 'ssr') await builder.build(environment)
		},
	},
	// What is waited for is an event; the limit is only for what never comes, on a machine however busy.
	test: {
		testTimeout: 120_000,
		hookTimeout: 120_000,
		include: ['src/**/*.test.ts', 'tools/**/*.test.ts', 'fuzz/**/*.test.ts', 'deploy/**/*.test.ts'],
	},
})
