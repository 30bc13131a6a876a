/** The Chromium that the browser tests and the measurements run in. */
import { spawnSync } from 'node:child_process'
import { chromium } from '@playwright/test'
import { aptInstall, findProgram, isProgram, isRoot } from './programs.ts'

// The one without a window is half the work for the machine.
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * @param env environment variables: CHROMIUM_PATH goes before everything else, PATH is searched last
 * @param downloaded where Playwright puts its own download, whether it is there or not
 * @returns where a Chromium is; nothing if there is none
 * @throws Error if CHROMIUM_PATH names something that cannot be run: to take another one in silence would mislead
 */
export async function findBrowser(
	env: Readonly<Record<string, string | undefined>>,
	downloaded: string = chromium.executablePath(),
): Promise<string | undefined> {
	const { CHROMIUM_PATH: wanted = '' } = env
	if (wanted !== '' && !isProgram(wanted)) throw new Error('CHROMIUM_PATH names nothing that can be run')
	const candidates = [wanted, downloaded, ...names.map((name) => findProgram(name, env) ?? '')]
	return candidates.find((file) => file !== '' && isProgram(file))
}

/**
 * Installs a Chromium: Playwright's own download, or Debian's package where that one cannot be had.
 *
 * @returns where it is now
 * @throws Error if neither works; it says what a person can do
 */
export async function installBrowser(): Promise<string> {
	// Only root gets the libraries that it needs as well: anybody else would be asked for a password.
	const words = ['playwright', 'install', ...(isRoot() ? ['--with-deps'] : []), 'chromium']
	const { status } = spawnSync('npx', words, { stdio: ['ignore', 'inherit', 'inherit'] })
	if (status !== 0 && !aptInstall('chromium-headless-shell', 'fonts-liberation'))
		aptInstall('chromium', 'fonts-liberation')
	const found = await findBrowser(process.env)
	if (found === undefined)
		throw new Error(
			'There is no Chromium for the browser tests, and none could be installed. Install one by hand, or name it in the environment variable CHROMIUM_PATH.',
		)
	return found
}
