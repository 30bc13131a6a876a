/**
 * `npm test`: everything. Sees to the programs that the tests need, builds, runs the unit tests and the browser tests, and
 * ends with one line that sums them up.
 */
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser, installBrowser } from './browser.ts'
import { aptInstall, findProgram } from './programs.ts'
import { crashed, summary, type Tally, tallyPlaywright, tallyVitest } from './tally.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const playwrightConfig = fileURLToPath(new URL('../e2e/playwright.config.ts', import.meta.url))
const reports = await mkdtemp(join(tmpdir(), 'reports-'))

/** Runs a program of node_modules, its output in sight, and tells whether it ended well. */
function run(program: string, words: readonly string[], env: Record<string, string> = {}): boolean {
	const { status } = spawnSync(join(root, 'node_modules/.bin', program), words, {
		cwd: root,
		stdio: ['ignore', 'inherit', 'inherit'],
		env: { ...process.env, ...env },
	})
	return status === 0
}

/** A suite that ended badly has failed, even if no test of it says so. */
async function tallyOf<Report>(isGood: boolean, file: string, tally: (report: Report) => Tally): Promise<Tally> {
	const text = await readFile(file, 'utf8').catch(() => undefined)
	if (text === undefined) return crashed()
	const counted = tally(JSON.parse(text))
	return isGood || counted.failed > 0 ? counted : { ...counted, failed: 1 }
}

async function unitTests(): Promise<Tally> {
	const file = join(reports, 'unit.json')
	const isGood = run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`])
	return tallyOf(isGood, file, tallyVitest)
}

/** The build within its budget is one test more. */
const sizeBudget = (): Tally => (run('tsx', ['tools/budget.ts']) ? { passed: 1, failed: 0, skipped: [] } : crashed())

async function browserTests(): Promise<Tally> {
	const browser = await findBrowser(process.env).then((found) => found ?? installBrowser())
	const file = join(reports, 'browser.json')
	const isGood = run('playwright', ['test', '--config', playwrightConfig, '--reporter=list,json'], {
		CHROMIUM_PATH: browser,
		PLAYWRIGHT_JSON_OUTPUT_FILE: file,
	})
	return tallyOf(isGood, file, tallyPlaywright)
}

/** What went wrong is told where it happened, and the other suites run all the same. */
async function settled(suite: () => Promise<Tally>): Promise<Tally> {
	return suite().catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error)
		return crashed()
	})
}

/**
 * Programs that the tests run, and the packages of Debian that have them. Mail servers are not among them: one in the place of
 * another changes a machine.
 */
const packages: Readonly<Record<string, string>> = {
	openssl: 'openssl',
	'redis-server': 'redis-server',
	zip: 'zip',
	unzip: 'unzip',
	python3: 'python3',
	nginx: 'nginx-light',
	apache2: 'apache2-bin',
	haproxy: 'haproxy',
	caddy: 'caddy',
	java: 'default-jdk-headless',
	keytool: 'default-jdk-headless',
	pk12util: 'libnss3-tools',
}
const missing = Object.keys(packages).filter((name) => findProgram(name, process.env) === undefined)
if (missing.length > 0 && !aptInstall(...missing.flatMap((name) => packages[name] ?? [])))
	console.warn(`Tests that need them may fail or be skipped: ${missing.join(', ')}`)

const isBuilt = run('vite', ['build', '--app', '--logLevel', 'warn'])
const tallies = isBuilt
	? [await settled(unitTests), sizeBudget(), await settled(browserTests)]
	: [await settled(unitTests), crashed()]
await rm(reports, { recursive: true })

const { lines, hasFailed } = summary(tallies, process.env['CI'] === 'true')
for (const line of lines) console.log(line)
process.exitCode = hasFailed ? 1 : 0
