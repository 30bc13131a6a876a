/** Real output of `openssl s_client` against `openssl s_server`, in each situation that a server can be in. */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Certificate, displayName, readCertificate } from './certificate.ts'
import { buildChain, type Chain } from './chain.ts'
import { fixture as judged } from './findings/fixtures/read.ts'
import { readPem, writePem } from './pem.ts'
import { compareServed, type ServedChain } from './servedChain.ts'

let folder: string
let chain: Chain
const openssl = (...words: readonly string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' })
const read = (name: string) => readFileSync(join(folder, `${name}.pem`), 'utf8')

/** Signs a new key with an authority's, or with itself. */
function issue(name: string, issuer: string, subject: string, extensions: string, days = '100'): void {
	openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', `${name}.key`)
	openssl('req', '-new', '-key', `${name}.key`, '-subj', subject, '-out', `${name}.csr`)
	writeFileSync(join(folder, 'extensions'), `${extensions}\nsubjectKeyIdentifier=hash\n`)
	const by = name === issuer ? ['-key', `${name}.key`] : ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`]
	const request = ['x509', '-req', '-in', `${name}.csr`, ...by, '-extfile', 'extensions', '-out', `${name}.pem`]
	openssl(...request, '-days', days)
}

const authority = 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign'
const server = (host: string) =>
	`basicConstraints=critical,CA:FALSE\nextendedKeyUsage=serverAuth\nsubjectAltName=DNS:${host}`

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'certcollect-served-'))
	issue('root', 'root', '/CN=Served Root', authority, '3650')
	issue('upper', 'root', '/CN=Served Upper', authority, '1000')
	issue('issuing', 'upper', '/CN=Served Issuing', authority, '1000')
	issue('other-issuing', 'upper', '/CN=Served Other', authority, '1000')
	issue('leaf', 'issuing', '/CN=www.example.com', server('www.example.com'))
	issue('earlier', 'other-issuing', '/CN=www.example.com', `${server('www.example.com')},DNS:example.com`)
	issue('stranger', 'root', '/CN=mail.example.net', server('mail.example.net'))
	const sent = ['leaf', 'issuing', 'upper', 'root'].flatMap((name) => readPem(read(name)).blocks)
	const built = await buildChain(sent.map(({ der }) => readCertificate(der)))
	if (!built) throw new Error('no chain')
	chain = built
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Starts `openssl s_server` on a free port, and gives the port once it accepts. */
async function serve(leaf: string, issuers: readonly string[]): Promise<{ port: string; child: ChildProcess }> {
	writeFileSync(join(folder, 'issuers'), issuers.map(read).join(''))
	const bundle = issuers.length === 0 ? [] : ['-cert_chain', 'issuers']
	const words = ['s_server', '-accept', '127.0.0.1:0', '-cert', `${leaf}.pem`, '-key', `${leaf}.key`, ...bundle]
	const child = spawn('openssl', [...words, '-no-CAfile', '-no-CApath'], {
		cwd: folder,
		stdio: ['pipe', 'pipe', 'pipe'],
	})
	let said = ''
	const port = await new Promise<string>((resolve, reject) => {
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', (data) => {
				said += String(data)
				const [, found] = /^ACCEPT 127\.0\.0\.1:(\d+)/m.exec(said) ?? []
				if (found !== undefined) resolve(found)
			})
		child.on('exit', () => reject(new Error(`openssl s_server: ${said}`)))
	})
	return { port, child }
}

/** What `openssl s_client` prints of a server, on both of its outputs as on a terminal. */
async function ask(leaf: string, issuers: readonly string[], ...words: readonly string[]): Promise<string> {
	const { port, child } = await serve(leaf, issuers)
	try {
		const options = ['-CAfile', 'root.pem', '-servername', 'www.example.com', ...words]
		const command = `openssl s_client -connect 127.0.0.1:${port} ${options.join(' ')} </dev/null 2>&1 || true`
		return execFileSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' })
	} finally {
		child.kill()
		await once(child, 'exit')
	}
}
const askAll = (leaf: string, ...issuers: readonly string[]) => ask(leaf, issuers, '-showcerts')

const names = (certificates: readonly Certificate[]) => certificates.map(displayName)
/** The faults with names in place of certificates. */
const faults = (served: ServedChain) =>
	served.kind === 'ours' ? served.faults.map(({ kind, certificates }) => [kind, ...names(certificates)]) : served.kind

describe('our certificate', () => {
	const [leaf, issuing, upper, root] = ['www.example.com', 'Served Issuing', 'Served Upper', 'Served Root']
	test.each([
		{ what: 'in order', sent: ['issuing', 'upper'], found: [], code: 0 },
		{ what: 'all issuers missing', sent: [], found: [['missing', issuing, upper]], code: 21 },
		{ what: 'one missing at the end', sent: ['issuing'], found: [['missing', upper]], code: 20 },
		{ what: 'one missing in between', sent: ['upper'], found: [['missing', issuing]], code: 21 },
		{ what: 'in the wrong order', sent: ['upper', 'issuing'], found: [['order', leaf, issuing, upper]], code: 0 },
		{ what: 'with the root', sent: ['issuing', 'upper', 'root'], found: [['root', root]], code: 0 },
		{
			what: 'with somebody else',
			sent: ['issuing', 'other-issuing', 'upper'],
			found: [['superfluous', 'Served Other']],
			code: 0,
		},
		{ what: 'with the leaf twice', sent: ['leaf', 'issuing', 'upper'], found: [['repeated', leaf]], code: 0 },
		{
			what: 'with the bundle of another one',
			sent: ['other-issuing', 'upper'],
			found: [
				['missing', issuing],
				['superfluous', 'Served Other'],
			],
			code: 21,
		},
		{
			what: 'with the whole bundle turned round',
			sent: ['root', 'upper', 'issuing'],
			found: [
				['order', leaf, issuing, upper, root],
				['root', root],
			],
			code: 0,
		},
	])('$what', async ({ sent, found, code }) => {
		const served = compareServed(await askAll('leaf', ...sent), chain)
		expect(faults(served)).toEqual(found)
		expect(served).toMatchObject({ kind: 'ours', verifyCode: code })
	})

	test('openssl does not know the root', async () => {
		const { port, child } = await serve('leaf', ['issuing', 'upper'])
		const command = `openssl s_client -connect 127.0.0.1:${port} -no-CAfile -no-CApath -showcerts </dev/null 2>&1`
		const said = execFileSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' })
		child.kill()
		expect(compareServed(said, chain)).toEqual({ kind: 'ours', faults: [], verifyCode: 20 })
	})
	test('for another host than was asked for', async () => {
		const said = await ask('leaf', ['issuing', 'upper'], '-showcerts', '-verify_hostname', 'www.example.net')
		expect(compareServed(said, chain)).toEqual({ kind: 'ours', faults: [], verifyCode: 62 })
	})
	test('without -showcerts', async () => {
		const said = await ask('leaf', ['issuing', 'upper'])
		expect(compareServed(said, chain)).toEqual({ kind: 'not-all-shown', sent: 3 })
	})
	test('without -showcerts, and nothing else was sent', async () => {
		expect(faults(compareServed(await ask('leaf', []), chain))).toEqual([['missing', issuing, upper]])
	})
	test('indented, with other line ends and a mail around it', async () => {
		const said = await askAll('leaf', 'issuing', 'upper')
		const quoted = `Dear customer,\r\n${said.replaceAll('\n', '\r\n   ')}\r\nKind regards`
		expect(compareServed(quoted, chain)).toEqual({ kind: 'ours', faults: [], verifyCode: 0 })
	})
})

test('a root that certified its next key: that certificate has to be sent, the root has not', async () => {
	const [leaf, next, root] = ['leaf-rollover', 'root-rollover', 'root'].map(judged)
	if (!leaf || !next || !root) throw new Error('no chain')
	const whole = await buildChain([leaf, next, root])
	if (!whole) throw new Error('no chain')
	const said = (...sent: readonly Certificate[]) => sent.map(({ der }) => writePem('CERTIFICATE', der)).join('')
	const compare = (...sent: readonly Certificate[]) => compareServed(said(...sent), whole)
	expect(compare(leaf, next)).toMatchObject({ kind: 'ours', faults: [] })
	expect(compare(leaf)).toMatchObject({ faults: [{ kind: 'missing', certificates: [next] }] })
	expect(compare(leaf, next, root)).toMatchObject({ faults: [{ kind: 'root', certificates: [{ der: root.der }] }] })
})

test('an earlier certificate for the same name', async () => {
	const served = compareServed(await askAll('earlier', 'other-issuing', 'upper'), chain)
	expect(served).toMatchObject({ kind: 'another', isSameName: true })
	expect(served.kind === 'another' && displayName(served.served)).toBe('www.example.com')
})
test("somebody else's certificate", async () => {
	const served = compareServed(await askAll('stranger'), chain)
	expect(served).toMatchObject({ kind: 'another', isSameName: false })
	expect(served.kind === 'another' && displayName(served.served)).toBe('mail.example.net')
})
test('nobody there, and a server that speaks something else', async () => {
	const { port, child } = await serve('leaf', [])
	child.kill()
	await once(child, 'exit')
	const command = `openssl s_client -connect 127.0.0.1:${port} -showcerts </dev/null 2>&1 || true`
	const said = execFileSync('sh', ['-c', command], { encoding: 'utf8' })
	expect(compareServed(said, chain)).toEqual({ kind: 'no-connection' })
	const plain = createServer((socket) => socket.end('220 mail.example.net\r\n').on('error', () => undefined))
	await once(plain.listen(0, '127.0.0.1'), 'listening')
	const address = plain.address()
	const other = typeof address === 'object' ? address?.port : undefined
	const words = ['-c', `openssl s_client -connect 127.0.0.1:${other} -showcerts </dev/null 2>&1 || true`]
	const { stdout } = await promisify(execFile)('sh', words)
	plain.close()
	expect(compareServed(stdout, chain)).toEqual({ kind: 'no-certificate', wasRead: true })
	expect(compareServed('Dear customer', chain)).toEqual({ kind: 'no-certificate', wasRead: false })
})

test('any text: no crash', () => {
	fc.assert(
		fc.property(
			fc.array(
				fc.oneof(
					fc.string(),
					fc.constantFrom(
						'-----BEGIN CERTIFICATE-----\n',
						'-----END CERTIFICATE-----\n',
						' 0 s:CN = a\n',
						'Verify return code: 0 (ok)\n',
						'MIIB',
					),
				),
			),
			(parts) => {
				expect(compareServed(parts.join(''), chain).kind).toMatch(/^no-/)
			},
		),
	)
})
test('time does not grow with the square of the length', () => {
	const measured = (times: number) => {
		const text = `${read('leaf')} 1 s:x\n${'-----BEGIN '.repeat(times)}${'\n 1 s:'.repeat(times)}`
		const begin = performance.now()
		compareServed(text, chain)
		return performance.now() - begin
	}
	measured(2000)
	const [short, long] = [20_000, 80_000].map((times) => Math.min(...[1, 2, 3].map(() => measured(times))))
	expect((long ?? 0) / Math.max(short ?? 0, 0.5)).toBeLessThan(12)
})
