/**
 * The entry of `npm run start:workerd`: the built application and the relay, served by workerd. This process checks the
 * configuration, starts workerd and hands signals on to it.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../src/relay/config.ts'
import { readFile } from '../src/relay/node/readFile.ts'
import { findProgram } from './programs.ts'
import { workerdWords } from './workerdWords.ts'

const reading = readConfig(process.env, readFile)
if ('mistakes' in reading) {
	for (const mistake of reading.mistakes) console.error(mistake)
	process.exit(2)
}
for (const variable of ['REDIS_URL', 'METRICS_PORT'])
	if (process.env[variable]) console.error(`${variable} has no use on workerd`)
const program = findProgram('workerd', process.env)
if (program === undefined) {
	console.error('Cannot start: there is no workerd in any folder of the PATH')
	process.exit(1)
}

// The bundle of this file stands in dist/server.
const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const { host, port } = reading.config
const address = `${host.includes(':') ? `[${host}]` : host}:${port}`
const words = workerdWords(pathOf('../worker/relay.capnp'), address, pathOf('../web'), process.env)
const child = spawn(program, words, { stdio: 'inherit' })
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => child.kill(signal))
child.once('exit', (code) => process.exit(code ?? 1))
