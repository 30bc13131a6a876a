import { dirname, resolve } from 'node:path'
import { siteImages } from '../src/relay/branding.ts'

/**
 * @param configuration the path of `relay.capnp`
 * @param address where to listen, with a port
 * @param webRoot the folder with the built application
 * @param env environment variables, as the relay gets them
 * @returns what workerd is told on its command line; its first line on standard output then says where it listens
 */
export function workerdWords(
	configuration: string,
	address: string,
	webRoot: string,
	env: Readonly<Record<string, string | undefined>>,
): string[] {
	const folders = siteImages.map(({ variable, name }) => {
		const path = env[variable]
		// There has to be a folder, also where nothing is read from it.
		return `${name}=${path ? dirname(resolve(path)) : webRoot}`
	})
	const paths = [`web=${webRoot}`, ...folders].flatMap((folder) => ['--directory-path', folder])
	return ['serve', configuration, '--socket-addr', `http=${address}`, ...paths, '--control-fd=1']
}
