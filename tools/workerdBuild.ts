/** How the relay is built for workerd. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { EnvironmentOptions, Plugin } from 'vite'

const source = (file: string) => fileURLToPath(new URL(`../src/relay/workerd/${file}`, import.meta.url))

/** The environment: one file with everything in it but what workerd has itself. */
export const workerdEnvironment: EnvironmentOptions = {
	consumer: 'server',
	resolve: { noExternal: true, conditions: ['workerd', 'worker', 'module', 'import'] },
	build: {
		outDir: 'dist/worker',
		target: 'es2023',
		ssr: true,
		copyPublicDir: false,
		minify: false,
		rolldownOptions: { input: { worker: source('worker.ts') }, external: ['cloudflare:workers'] },
	},
}

/** @returns a plugin that lays workerd's configuration beside the worker that it embeds */
export function workerdConfiguration(): Plugin {
	return {
		name: 'certcollect:workerd-configuration',
		apply: 'build',
		applyToEnvironment: ({ name }) => name === 'worker',
		async generateBundle() {
			this.emitFile({ type: 'asset', fileName: 'relay.capnp', source: await readFile(source('relay.capnp')) })
		},
	}
}
