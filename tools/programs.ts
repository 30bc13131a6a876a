/** Programs that the tests need: where they are, and how they come onto a bare machine. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/** @param file a path; @returns whether it can be run */
export function isProgram(file: string): boolean {
	try {
		accessSync(file, constants.X_OK)
		return true
	} catch {
		return false
	}
}

/**
 * @param name a program's name
 * @param env environment variables, of which PATH counts
 * @returns where it is; nothing if no folder of the PATH has it
 */
export function findProgram(name: string, env: Environment): string | undefined {
	const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
	return folders.map((folder) => join(folder, name)).find(isProgram)
}

/** @returns whether this process may do as it likes with the machine */
export const isRoot = (): boolean => process.getuid?.() === 0

/**
 * Installs Debian packages, where there is apt-get and as root; anywhere else it does nothing.
 *
 * @returns whether they are installed now
 */
export function aptInstall(...packages: readonly string[]): boolean {
	const program = findProgram('apt-get', process.env)
	if (!isRoot() || program === undefined) return false
	const apt = (...words: readonly string[]) =>
		spawnSync(program, words, {
			stdio: ['ignore', 'inherit', 'inherit'],
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		}).status === 0
	return apt('update') && apt('install', '-y', '--no-install-recommends', ...packages)
}
