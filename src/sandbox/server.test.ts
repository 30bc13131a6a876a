import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from './server.ts'

let time = Date.parse('2031-03-01T12:34:56Z')
let sandbox: Sandbox

beforeAll(async () => {
	sandbox = await startSandbox({ now: () => new Date(time), issueAfter: 30, slowness: 0 })
}, 30_000)
afterAll(() => sandbox.close())

type Parameters = Record<string, string>
const everything = { queryType: '1', responseType: '3', responseEncoding: '0' }

async function post(parameters: Parameters | URLSearchParams, { url } = sandbox) {
	const response = await fetch(url, { method: 'POST', body: new URLSearchParams(parameters), redirect: 'manual' })
	const bytes = Buffer.from(await response.arrayBuffer())
	return { response, bytes, text: bytes.toString('utf8'), contentType: response.headers.get('content-type') }
}
const collect = (collectionCode: string, more: Parameters = {}) => post({ collectionCode, ...everything, ...more })

const openssl = (args: readonly string[], input: string | Uint8Array) =>
	execFileSync('openssl', args, { input, encoding: 'utf8' })
const blocks = (text: string): readonly string[] =>
	text.match(/-----BEGIN CERTIFICATE-----\n[^-]+-----END CERTIFICATE-----\n/g) ?? []
const subject = (pem: string) => openssl(['x509', '-noout', '-subject'], pem).trim()
const subjectsIn = (text: string): readonly string[] => text.match(/^subject=.*$/gm) ?? []

const rootFirst = [
	expect.stringContaining('Sandbox Trust Services Root'),
	expect.stringContaining('Sandbox Certification Authority R2'),
	expect.stringContaining('Sandbox RSA Domain Validation CA 7'),
	expect.stringContaining('www.example.com'),
]

describe('certificates, individually encoded', () => {
	test('come after status 2, root first, with no blank lines and 64 columns', async () => {
		const { text, contentType, response } = await collect('DemoSingleHost01')
		expect(response.status).toBe(200)
		expect(contentType).toBe('text/plain')
		expect(text).toBe(`2\n${blocks(text).join('')}`)
		expect(blocks(text).map(subject)).toEqual(rootFirst)
		expect(text).not.toMatch(/\r|\n\n|.{65}/)
		expect(text.match(/^.{1,63}$/gm)?.length).toBeLessThanOrEqual(1 + 4 * 3)
	})

	test('come after the validity if it was asked for', async () => {
		const { text } = await collect('DemoSingleHost01', { showValidityPeriod: 'Y' })
		expect(text).toMatch(/^2\n26\/02\/2031 12\/09\/2031\n-----BEGIN/)
	})

	test('are the leaf only for queryType 2, the issuers only for queryType 3', async () => {
		const leaf = await collect('DemoSingleHost01', { queryType: '2' })
		expect(blocks(leaf.text).map(subject)).toEqual(rootFirst.slice(3))
		const issuers = await collect('DemoSingleHost01', { queryType: '03' })
		expect(blocks(issuers.text).map(subject)).toEqual(rootFirst.slice(0, 3))
	})

	test('are not there for queryType 0', async () => {
		expect((await collect('DemoSingleHost01', { queryType: '0' })).text).toBe('1\nCertificates Available')
		const { text } = await collect('DemoSingleHost01', { queryType: '00', showValidityPeriod: 'Y' })
		expect(text).toBe('1\n26/02/2031 12/09/2031')
	})

	test('have the MIME type that was asked for only when they are there', async () => {
		const responseMimeType = 'application/x-x509-user-cert'
		expect((await collect('DemoSingleHost01', { responseMimeType })).contentType).toBe(responseMimeType)
		expect((await collect('DemoAvailable001', { responseMimeType })).contentType).toBe(responseMimeType)
		expect((await collect('DemoNeverIssued1', { responseMimeType })).contentType).toBe('text/plain')
		expect((await collect('DemoErrorMinus20', { responseMimeType })).contentType).toBe('text/plain')
	})

	test('come by order number too', async () => {
		const login = { loginName: 'reseller', loginPassword: 'sandbox-password', orderNumber: '1000101' }
		const { text } = await post({ ...login, ...everything })
		expect(text).toBe((await collect('DemoSingleHost01')).text)
	})
})

describe('certificates in one structure', () => {
	test('PKCS#7, base64 without armour', async () => {
		const { text } = await collect('DemoSingleHost01', { responseType: '2', showValidityPeriod: 'Y' })
		const [status, validity, ...base64] = text.split('\n')
		expect([status, validity]).toEqual(['2', '26/02/2031 12/09/2031'])
		const printed = openssl(['pkcs7', '-inform', 'DER', '-print_certs'], Buffer.from(base64.join(''), 'base64'))
		expect(subjectsIn(printed)).toEqual(rootFirst)
	})

	test('PKCS#7, binary: the structure and nothing else', async () => {
		const binary = { responseType: '2', responseEncoding: '1' }
		const { bytes, contentType } = await collect('DemoWildcard0100', binary)
		expect(contentType).toBe('application/octet-stream')
		expect(subjectsIn(openssl(['pkcs7', '-inform', 'DER', '-print_certs'], bytes))).toHaveLength(4)
		expect((await collect('DemoErrorMinus20', binary)).text).toMatch(/^-20\n/)
	})

	test('Netscape Certificate Sequence', async () => {
		const { text } = await collect('DemoSingleHost01', { responseType: '1' })
		const armoured = text.replace('2\n', '-----BEGIN CERTIFICATE-----\n').concat('-----END CERTIFICATE-----\n')
		expect(blocks(openssl(['nseq'], armoured)).map(subject)).toEqual(rootFirst)
	})

	test('CMMF: three issuers, then one response that grants the leaf', async () => {
		const { text } = await collect('DemoSingleHost01', { responseType: '4' })
		const structure = openssl(['asn1parse', '-inform', 'DER'], Buffer.from(text.slice(2), 'base64'))
		const outer = structure.split('\n').filter((line) => /d=[0-3] /.test(line))
		expect(outer.map((line) => line.replace(/.*d=(\d).*: (.*?) *$/, '$1 $2').replace(/ +/g, ' '))).toEqual([
			'0 SEQUENCE',
			'1 cont [ 1 ]',
			'2 SEQUENCE',
			...['3 SEQUENCE', '3 SEQUENCE', '3 SEQUENCE'],
			'1 SEQUENCE',
			'2 SEQUENCE',
			...['3 INTEGER :00', '3 SEQUENCE', '3 SEQUENCE'],
		])
	})
})

describe('JavaScript', () => {
	const javascript = { responseEncoding: '2' }

	test('declares three variables and calls nothing by itself', async () => {
		const { text, contentType } = await collect('DemoSingleHost01', { ...javascript, responseType: '2' })
		expect(contentType).toBe('text/javascript')
		execFileSync(process.execPath, ['--check', '-'], { input: text })
		const ccc = /^var g_errorCode=2;\nvar g_errorMessage="";\nvar g_ccc="([A-Za-z0-9+/=]+)";\n$/.exec(text)?.[1] ?? ''
		const printed = openssl(['pkcs7', '-inform', 'DER', '-print_certs'], Buffer.from(ccc, 'base64'))
		expect(subjectsIn(printed)).toEqual(rootFirst)
	})

	test('calls the callback, escapes what needs it, and has the MIME type that was asked for', async () => {
		const more = { ...javascript, callbackFunctionName: 'page.done', responseMimeType: 'text/plain' }
		const { text, contentType } = await collect('DemoSingleHost01', more)
		expect(contentType).toBe('text/plain')
		execFileSync(process.execPath, ['--check', '-'], { input: text })
		expect(text).toMatch(/g_ccc="-----BEGIN CERTIFICATE-----\\n[^\n]+";\npage\.done\(\);\n$/)
	})

	test('has errors and states in the same form', async () => {
		const { text } = await collect('DemoErrorMinus20', javascript)
		expect(text).toBe(
			'var g_errorCode=-20;\nvar g_errorMessage="The certificate request has been rejected!";\nvar g_ccc="";\n',
		)
		expect((await collect('DemoNeverIssued1', javascript)).text).toMatch(/^var g_errorCode=0;/)
	})
})

describe('waiting orders', () => {
	test('one is issued a while after it was first asked for', async () => {
		expect((await collect('DemoIssuedLater1')).text).toBe('0\nBeing processed by Sectigo')
		time += 29_000
		expect((await collect('DemoIssuedLater1', { showValidityPeriod: 'Y' })).text).toBe('0\nBeing processed by Sectigo')
		time += 1_000
		expect(blocks((await collect('DemoIssuedLater1')).text)).toHaveLength(4)
	})

	test('the others stay as they are', async () => {
		expect((await collect('DemoNeverIssued1')).text).toBe('0\nBeing processed by Sectigo')
		expect((await collect('DemoBeingIssued1')).text).toBe('-26\nThe certificate is currently being issued!')
		expect((await collect('DemoAvailable001')).text).toBe('1\nCertificates Available')
	})
})

describe('refused orders', () => {
	const login = 'Incorrect login details, account is locked, password has expired or your source IP is blocked.'
	test.each([
		['DemoErrorMinus01', '-1\nRequest was not made over https!'],
		['DemoErrorMinus02', '-2\nUnrecognised argument!'],
		['DemoErrorMinus03', "-3\nThe 'queryType' argument is missing!"],
		['DemoErrorMinus04', "-4\nThe value of the collectionCode' argument is invalid!"],
		['DemoErrorMinus14', '-14\nAn unknown error occurred!'],
		['DemoErrorMinus16', `-16\n${login}`],
		['DemoErrorMinus17', '-17\nRequest used GET rather than POST!'],
		['DemoErrorMinus20', '-20\nThe certificate request has been rejected!'],
		['DemoErrorMinus21', '-21\nThe certificate has been revoked!'],
		['DemoErrorMinus22', '-22\nStill awaiting payment!'],
		['DemoErrorMinus23', '-23\nThe certificate request has not been approved yet!'],
		['DemoErrorMinus42', '-42\nToo many calls, try again later!'],
		['DemoErrorMinus77', '-77\nThe moon is in the wrong phase!'],
		['DemoErrorMinus91', "-91\nPermission denied! 'CollectCCC'"],
		['DemoFormEncoded1', 'errorCode=-20&errorMessage=The+certificate+request+has+been+rejected%21'],
		['DemoDictionary01', `{'errorCode': -16, 'errorMessage': "${login}"}`],
	])('%s', async (code, expected) => {
		const { text, contentType, response } = await collect(code)
		expect(text).toBe(expected)
		expect(contentType).toBe('text/plain')
		expect(response.status).toBe(200)
	})
})

describe('trouble', () => {
	test('replies that are none of CollectCCC', async () => {
		const html = await collect('DemoHtmlPage0200')
		expect([html.response.status, html.contentType]).toEqual([200, 'text/html'])
		expect((await collect('DemoGateway00502')).response.status).toBe(502)
		expect((await collect('DemoEmptyReply01')).text).toBe('')
		expect((await collect('DemoNoneInside02')).text).toBe('2\n')
		expect((await collect('DemoOversized001')).bytes.length).toBeGreaterThan(1024 * 1024)
		const { response } = await collect('DemoRedirected01')
		expect([response.status, response.headers.get('location')]).toEqual([302, new URL(sandbox.url).pathname])
	})

	test('a text that ends within base64', async () => {
		const { text } = await collect('DemoCutBase64Off')
		expect(blocks(text)).toHaveLength(3)
		expect(text).toMatch(/[A-Za-z0-9+/]{1,64}\n?$/)
		expect((await collect('DemoSingleHost01')).text.startsWith(text)).toBe(true)
	})

	test('a connection that breaks after the beginning, which is not counted as the caller’s doing', async () => {
		const { aborted } = sandbox.calls
		await expect(collect('DemoLineBroken01')).rejects.toThrow()
		await expect.poll(() => sandbox.calls.running).toBe(0)
		expect(sandbox.calls.aborted).toBe(aborted)
	})

	test('certificates out of order, missing, unrelated or altered', async () => {
		const single = blocks((await collect('DemoSingleHost01')).text)
		expect(blocks((await collect('DemoLeafFirst001')).text)).toEqual(single.toReversed())
		expect(blocks((await collect('DemoMissingLink1')).text)).toEqual([single[0], single[1], single[3]])
		const unrelated = blocks((await collect('DemoUnrelated001')).text)
		expect(unrelated.filter((block) => !single.includes(block)).map(subject)).toEqual([
			expect.stringContaining('Sandbox EC Domain Validation CA 5'),
		])
		const altered = blocks((await collect('DemoAlteredSign1')).text)
		expect(altered.slice(0, 3)).toEqual(single.slice(0, 3))
		expect(altered[3]).not.toBe(single[3])
	})

	test('PEM as the reference prints it', async () => {
		const { text } = await collect('DemoLooseArmour1')
		expect(text.startsWith('\ufeff2\r\n----- BEGIN CERTIFICATE -----\r\n')).toBe(true)
		expect(text.endsWith('\r\n---- END CERTIFICATE -----\r\n')).toBe(true)
		expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
	})
})

describe('slow answers', () => {
	test('one comes late and whole', async () => {
		expect((await collect('DemoSlowReply005')).text).toBe((await collect('DemoSingleHost01')).text)
	})

	test('while it is waited for, the call runs; when the caller goes, it is counted as aborted', {
		timeout: 30_000,
	}, async () => {
		const patient = await startSandbox({ slowness: 3600 })
		let aborted = 0
		for (const collectionCode of ['DemoNeverReply01', 'DemoSlowReply005']) {
			const caller = new AbortController()
			const body = new URLSearchParams({ collectionCode, ...everything })
			const answer = fetch(patient.url, { method: 'POST', body, signal: caller.signal })
			await expect.poll(() => patient.calls).toEqual({ received: aborted + 1, running: 1, aborted })
			caller.abort()
			aborted++
			await expect(answer).rejects.toThrow('aborted')
			await expect.poll(() => patient.calls).toEqual({ received: aborted, running: 0, aborted })
		}
		await patient.close()
	})
})

describe('the sandbox itself', () => {
	test('lists orders whose codes and numbers are all different', () => {
		const { examples } = sandbox
		for (const { code } of examples) expect(code).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z\d]{16}$/)
		expect(new Set(examples.map(({ code }) => code)).size).toBe(examples.length)
		expect(new Set(examples.map(({ orderNumber }) => orderNumber)).size).toBe(examples.length)
		expect(new Set(examples.map(({ group }) => group))).toEqual(
			new Set(['certificates', 'waiting', 'refused', 'trouble', 'forms']),
		)
	})

	test('has nothing at any other address', async () => {
		const { received } = sandbox.calls
		expect((await fetch(new URL('/', sandbox.url))).status).toBe(404)
		expect(sandbox.calls.received).toBe(received)
	})

	// Each start makes keys, which takes its time on a machine that is busy.
	test('says so when its port is taken, and frees it when it is closed', { timeout: 30_000 }, async () => {
		const first = await startSandbox()
		const port = Number(new URL(first.url).port)
		await expect(startSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
		await first.close()
		const second = await startSandbox({ port })
		expect(second.url).toBe(first.url)
		await second.close()
	})
})
