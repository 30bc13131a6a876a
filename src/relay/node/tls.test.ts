/** CollectCCC behind TLS, as it really is: in a process of its own that knows one more root, and certificates good and bad. */
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:https'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { writePem } from '../../certificates/pem.ts'
import { generateKeys, issue, type Party, type Validity, validityPeriod } from '../../sandbox/certificate.ts'
import { folder, started } from './fixtures/startProcess.ts'

const now = new Date()
const valid = validityPeriod(now, -3, 100)
let root: Party
let other: Party
let roots: string
beforeAll(async () => {
	root = { name: [['CN', 'Root']], keys: await generateKeys('P-256') }
	other = { name: [['CN', 'Root']], keys: await generateKeys('P-256') }
	roots = join(folder, 'roots.pem')
	await writeFile(roots, writePem('CERTIFICATE', (await issue(root, root, { kind: 'root' }, valid)).der))
})

let upstream: Server | undefined
afterEach(async () => {
	upstream?.closeAllConnections()
	upstream?.close()
})

let calls = 0
/** CollectCCC with a certificate for these hosts, which somebody signed; itself if nobody else did. */
async function upstreamWith(issuer: Party | undefined, hosts: readonly string[], validity: Validity): Promise<number> {
	const leaf = { name: [['CN', 'Leaf']], keys: await generateKeys('P-256') } satisfies Party
	const { der } = await issue(leaf, issuer ?? leaf, { kind: 'tls', hosts: [...hosts] }, validity)
	const key = new Uint8Array(await crypto.subtle.exportKey('pkcs8', leaf.keys.privateKey))
	calls = 0
	upstream = createServer(
		{ cert: writePem('CERTIFICATE', der), key: writePem('PRIVATE KEY', key) },
		(_request, response) => {
			calls++
			response.end('0\n')
		},
	)
	upstream.listen(0, '127.0.0.1')
	await once(upstream, 'listening')
	const address = upstream.address()
	return typeof address === 'object' && address !== null ? address.port : 0
}

/** Asks it once, through a relay that trusts the root. */
async function ask(port: number, env: Record<string, string> = {}) {
	const { url, line } = await started({
		COLLECT_URL: `https://localhost:${port}/`,
		NODE_EXTRA_CA_CERTS: roots,
		...env,
	})
	const call = line('call')
	const body = new URLSearchParams({ collectionCode: 'SECRET', queryType: '1' })
	const response = await fetch(`${url}/api/collect`, { method: 'POST', body })
	const text = await response.text()
	return { status: response.status, text, call: await call }
}

test('a certificate that holds is trusted', async () => {
	const port = await upstreamWith(root, ['localhost'], valid)
	expect(await ask(port)).toMatchObject({ status: 200, text: '0\n' })
})

describe('a certificate that does not hold is refused, and nothing is sent', () => {
	type Case = readonly [name: string, by: () => Party | undefined, host: string, validity: Validity, cause: string]
	const cases: readonly Case[] = [
		['self-signed', () => undefined, 'localhost', valid, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
		['expired', () => root, 'localhost', validityPeriod(now, -100, -2), 'CERT_HAS_EXPIRED'],
		['not valid yet', () => root, 'localhost', validityPeriod(now, 2, 100), 'CERT_NOT_YET_VALID'],
		['for another host', () => root, 'example.com', valid, 'ERR_TLS_CERT_ALTNAME_INVALID'],
		[
			'of an authority that is not known',
			() => ({ ...other, name: [['CN', 'Other']] }),
			'localhost',
			valid,
			'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		],
		['of an authority that only has the name', () => other, 'localhost', valid, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
	]
	test.each(cases)('%s', async (_name, by, host, validity, cause) => {
		const port = await upstreamWith(by(), [host], validity)
		const { status, text, call } = await ask(port)
		expect([status, JSON.parse(text).code, call.upstreamCause]).toEqual([502, 'upstream-untrusted', cause])
		expect(calls).toBe(0)
	})

	test('whatever the environment says', async () => {
		const port = await upstreamWith(undefined, ['localhost'], valid)
		const { text } = await ask(port, { NODE_TLS_REJECT_UNAUTHORIZED: '0' })
		expect(JSON.parse(text)).toMatchObject({ code: 'upstream-untrusted' })
		expect(calls).toBe(0)
	})
})
