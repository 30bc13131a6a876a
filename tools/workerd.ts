/**
 * The entry of `npm run start:workerd`: the built application and the relay, served by workerd. This process checks the
 * configuration, starts workerd and hands signals on to it.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../src/relay/config.ts'
import { findProgram } from './programs.ts'

const reading = readConfig(process.env)
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
const words = ['--socket-addr', `http=${address}`, '--directory-path', `web=${pathOf('../web')}`]
// Its first line on standard output says where it listens.
const child = spawn(program, ['serve', pathOf('../worker/relay.capnp'), ...words, '--control-fd=1'], {
	stdio: 'inherit',
})
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => child.kill(signal))
child.once('exit', (code) => process.exit(code ?? 1))
