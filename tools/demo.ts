/** The entry of `npm run demo`: the built application and the relay, as in production, in front of a sandbox. */
import { fileURLToPath } from 'node:url'
import { readConfig } from '../src/relay/config.ts'
import { readFile } from '../src/relay/node/readFile.ts'
import { startServer } from '../src/relay/node/server.ts'
import { stopOnSignals } from '../src/relay/node/stop.ts'
import { startSandbox } from '../src/sandbox/server.ts'

const sandbox = await startSandbox()
const reading = readConfig({ ...process.env, COLLECT_URL: sandbox.url }, readFile)
if ('mistakes' in reading) {
	for (const mistake of reading.mistakes) console.error(mistake)
	process.exit(2)
}
const { examples, account } = sandbox
const webRoot = fileURLToPath(new URL('../web', import.meta.url))
const server = await startServer({
	config: reading.config,
	webRoot,
	limits: reading.config.limits,
	deployment: { examples, account },
})
stopOnSignals(server, process)

console.log(`Certcollect, with a sandbox in place of the certificate authority: ${server.url}\n`)
const { loginName, loginPassword, orderNumber } = account
console.log(`Account to sign in with at ${server.url}/orders: ${loginName}, ${loginPassword}, order ${orderNumber}\n`)
console.log('Collection codes to try:')
for (const group of new Set(examples.map((example) => example.group))) {
	console.log(`\n  ${group}`)
	for (const { code, title } of examples.filter((example) => example.group === group))
		console.log(`  ${code}  ${title}`)
}
