/** The entry of `npm start`: importing it starts the server. Exit code 2 is for configuration, 1 for what it meets. */
import { fileURLToPath } from 'node:url'
import { readConfig } from '../config.ts'
import { surviveFaults } from './faults.ts'
import { createLog } from './log.ts'
import { readFile } from './readFile.ts'
import { startServer } from './server.ts'
import { stopOnSignals } from './stop.ts'

const reading = readConfig(process.env, readFile)
if ('mistakes' in reading) {
	for (const mistake of reading.mistakes) process.stderr.write(`${mistake}\n`)
	process.exit(2)
}

const { config } = reading
const log = createLog(config.logLevel)
if (config.sessionSecrets === undefined) log.secretMissing()
if (config.publicOrigin?.startsWith('https:') && config.trustedProxies === undefined) log.proxiesMissing()
try {
	// The bundle of this file stands in dist/server, the application in dist/web.
	const webRoot = fileURLToPath(new URL('../web', import.meta.url))
	const server = await startServer({ config, webRoot, limits: config.limits, log })
	stopOnSignals(server, process, config.limits.keepAliveMilliseconds, log)
	surviveFaults(process, server)
	if (process.stdout.isTTY) process.stdout.write(`Listening on ${server.url}\n`)
	else log.listening(server.url, server.metricsUrl)
} catch (error) {
	process.stderr.write(`Cannot start: ${error instanceof Error ? error.message : 'for an unknown reason'}\n`)
	process.exit(1)
}
