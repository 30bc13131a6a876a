/**
 * `npm start` and `npm run demo`: builds first where the build is missing or older than what it is made of, then runs it.
 * Plain JavaScript, because it runs before anything is built and where only dist/ has been installed.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('..', import.meta.url)
const sources = ['src', 'public', 'tools', 'index.html', 'vite.config.ts', 'package-lock.json']

/**
 * @param {URL} place a file or a folder
 * @returns {number} when it, or the newest file in it that goes into the build, was changed
 */
function newest(place) {
	if (!statSync(place).isDirectory()) return statSync(place).mtimeMs
	const entries = readdirSync(place).filter((name) => !name.endsWith('.test.ts'))
	return Math.max(0, ...entries.map((name) => newest(new URL(`${place.pathname.split('/').at(-1)}/${name}`, place))))
}

const [, , name = 'start'] = process.argv
const built = new URL(`dist/server/${name}.js`, root)
const present = sources.map((source) => new URL(source, root)).filter((source) => existsSync(source))
if (!existsSync(built) || present.some((source) => newest(source) > statSync(built).mtimeMs)) {
	const vite = fileURLToPath(new URL('node_modules/vite/bin/vite.js', root))
	const { status } = spawnSync(process.execPath, [vite, 'build', '--app', '--logLevel', 'warn'], {
		cwd: fileURLToPath(root),
		stdio: 'inherit',
	})
	if (status !== 0) process.exit(status ?? 1)
}
await import(built.href)
