/**
 * Every combination of queryType, responseType and responseEncoding, from the form to the certificates: through the relay
 * and its own connections to a sandbox, and back. What the reference does not allow is refused by the schema, by the relay
 * and by the sandbox alike, with the same parameter's name.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCertificate } from '../../certificates/certificate.ts'
import { readContents } from '../../certificates/containers.ts'
import { type Reply, readReply } from '../../collectccc/reply.ts'
import { InvalidRequest, parseRequest } from '../../collectccc/request.ts'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'
import { defaultLimits } from '../limits.ts'
import { createRelay, type Relay } from '../relay.ts'
import { createUpstream } from './upstream.ts'

let sandbox: Sandbox
let authority: ReturnType<typeof createUpstream>
let relay: Relay
/** The certificates of the order, root first, as the plainest of all replies has them. */
let chain: readonly string[]

beforeAll(async () => {
	sandbox = await startSandbox({ now: () => new Date('2031-03-01T12:34:56Z') })
	authority = createUpstream(new URL(sandbox.url), defaultLimits)
	relay = createRelay({ upstream: authority.upstream })
	const { bytes } = await answerOf(await fetch(sandbox.url, posted(`${order}&queryType=1`)))
	chain = [...bytes.toString().matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END/g)].map(([, base64 = '']) =>
		hex(Buffer.from(base64, 'base64')),
	)
}, 30_000)
afterAll(async () => {
	await authority.close()
	await sandbox.close()
})

const order = 'collectionCode=DemoSingleHost01'
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const posted = (body: string) => ({
	method: 'POST',
	headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
	body,
})
async function answerOf(response: Response) {
	const { status, headers } = response
	return { status, type: headers.get('Content-Type'), bytes: Buffer.from(await response.arrayBuffer()) }
}

/**
 * By the reference, for each queryType (lines) and responseType (columns), what the responseEncodings left out, 0, 1, 2 and
 * 3 come to: `+` an answer, or the parameter that is at fault: `q`, `t` or `e` for queryType, responseType, responseEncoding,
 * in capitals if it is missing. A dash is a parameter that is left out.
 */
const [header = '', ...lines] = `
	      -      0      1      2      3      4      5
	-   QQQQQ  QQQQQ  QQQQQ  QQQQQ  QQQQQ  QQQQQ  QQQQQ
	0   ++e+e  ttttt  tttte  tttte  ++e+e  tttte  ttttt
	1   ++e+e  ttttt  ++e+e  ++++e  ++e+e  ++e+e  ttttt
	2   ++e+e  ttttt  tttte  tttte  ++e+e  tttte  ttttt
	3   ++e+e  ttttt  tttte  tttte  ++e+e  tttte  ttttt
	4   qqqqq  qqqqq  qqqqq  qqqqq  qqqqq  qqqqq  qqqqq
`
	.trim()
	.split('\n')
	.map((line) => line.trim())
const parameters: Readonly<Record<string, string>> = { q: 'queryType', t: 'responseType', e: 'responseEncoding' }
const given = (name: string, value: string) => (value === '-' ? '' : `&${name}=${value}`)

const combinations = lines.flatMap((line) => {
	const [queryType = '', ...cells] = line.split(/ +/)
	return header.split(/ +/).flatMap((responseType, column) =>
		[...(cells[column] ?? '')].map((outcome, index) => {
			const responseEncoding = '-0123'[index] ?? ''
			const body = `${order}${given('queryType', queryType)}${given('responseType', responseType)}${given('responseEncoding', responseEncoding)}`
			return { body, outcome, queryType, responseType, responseEncoding }
		}),
	)
})
const legal = combinations.filter(({ outcome }) => outcome === '+')

test('the table has every combination', () => {
	expect(combinations).toHaveLength(6 * 7 * 5)
	expect(legal).toHaveLength(34)
})

function certificatesIn(reply: Reply) {
	if (reply.kind === 'status') throw new Error(`the status ${reply.code} instead of certificates`)
	const { certificates, kinds, isCutOff } = readContents(reply.payload)
	expect(isCutOff).toBe(false)
	const read = certificates.map(readCertificate)
	expect(read.map(({ kind }) => kind)).toEqual(read.map(() => 'certificate'))
	return { kinds, ders: read.map(({ der }) => hex(der)) }
}

describe.each(legal)('$body', ({ body, queryType, responseType, responseEncoding }) => {
	test.each(['', '&showValidityPeriod=N', '&showValidityPeriod=Y'])('%s', async (validity) => {
		const direct = await answerOf(await fetch(sandbox.url, posted(body + validity)))
		const relayed = await answerOf(await relay.request('/api/collect', posted(body + validity)))
		expect(relayed.bytes.equals(direct.bytes)).toBe(true)
		expect([relayed.status, direct.status]).toEqual([200, 200])
		expect(relayed.type).toBe(responseEncoding === '1' ? 'application/octet-stream' : 'text/plain')

		const reply = readReply(relayed.bytes)
		// The second line says it, which neither a script nor a binary answer has.
		const isStated = validity.endsWith('Y') && (responseEncoding === '-' || responseEncoding === '0')
		expect(reply.validity).toEqual(
			isStated
				? { notBefore: new Date('2031-02-26T00:00:00Z'), notAfter: new Date('2031-09-12T23:59:59Z') }
				: undefined,
		)
		if (queryType === '0') {
			expect(reply).toMatchObject({ kind: 'status', code: 1, meaning: 'available' })
			return
		}
		const kinds = { '1': 'netscape', '2': 'pkcs7', '4': 'cmmf' }[responseType] ?? 'certificate'
		const ders = { '2': chain.slice(3), '3': chain.slice(0, 3) }[queryType] ?? chain
		expect(certificatesIn(reply)).toEqual({ kinds: [kinds], ders })
	})
})

const refusals: readonly (readonly [body: string, code: -2 | -3 | -4, parameter: string])[] = [
	...combinations
		.filter(({ outcome }) => outcome !== '+')
		.map(({ body, outcome }) => [body, outcome === 'Q' ? -3 : -4, parameters[outcome.toLowerCase()] ?? ''] as const),
	[`${order}&queryType=1&showValidityPeriod=y`, -4, 'showValidityPeriod'],
	[`${order}&queryType=1&showValidityPeriod=`, -4, 'showValidityPeriod'],
	[`${order}&queryType=1&callbackFunctionName=done`, -4, 'callbackFunctionName'],
	[`${order}&queryType=1&responseType=2&responseEncoding=1&callbackFunctionName=done`, -4, 'callbackFunctionName'],
	[`${order}&queryType=1&responseEncoding=2&callbackFunctionName=alert(1)`, -4, 'callbackFunctionName'],
	[`${order}&queryType=1&responseEncoding=2&responseMimeType=text`, -4, 'responseMimeType'],
	[`${order}&queryType=1&responseType=2&responseEncoding=1&responseMimeType=text/plain`, -4, 'responseMimeType'],
	[`${order}&queryType=1&queryType=1`, -4, 'queryType'],
	[`${order}&queryType=1&orderNumber=1`, -4, 'orderNumber'],
	['queryType=1&loginName=reseller&orderNumber=1', -3, 'loginPassword'],
	['queryType=1&loginPassword=secret&orderNumber=1', -3, 'loginName'],
	[`${order}&queryType=1&colour=red`, -2, 'colour'],
]

test.each(refusals)('%s: %i, %s', async (body, code, parameter) => {
	expect(() => parseRequest(new URLSearchParams(body))).toThrow(InvalidRequest)
	expect(() => parseRequest(new URLSearchParams(body))).toThrow(expect.objectContaining({ parameter }))

	const { received } = sandbox.calls
	const relayed = await relay.request('/api/collect', posted(body))
	expect(relayed.status).toBe(400)
	expect(await relayed.json()).toMatchObject({ code: 'request-invalid', parameter })
	expect(sandbox.calls.received).toBe(received)

	const { bytes } = await answerOf(await fetch(sandbox.url, posted(body)))
	expect(bytes.toString()).toBe(
		{
			'-2': '-2\nUnrecognised argument!',
			'-3': `-3\nThe '${parameter}' argument is missing!`,
			'-4': `-4\nThe value of the ${parameter}' argument is invalid!`,
		}[code],
	)
})
