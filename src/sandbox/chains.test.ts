import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Certificate } from './certificate.ts'
import { type ChainName, type Chains, type Stock, stockChains } from './chains.ts'

const now = new Date('2031-03-01T12:34:56Z')
const folder = mkdtempSync(join(tmpdir(), 'sandbox-chains-'))
let chains: Chains
let shopChain: Stock['shopChain']

beforeAll(async () => {
	;({ chains, shopChain } = await stockChains(now))
})
afterAll(() => rmSync(folder, { recursive: true }))

const pem = ({ der }: Certificate) =>
	execFileSync('openssl', ['x509', '-inform', 'DER'], { input: der, encoding: 'utf8' })

const texts = new Map<Certificate, string>()

function described(certificate: Certificate): string {
	const known = texts.get(certificate)
	if (known !== undefined) return known
	const args = ['x509', '-inform', 'DER', '-noout', '-text']
	const text = execFileSync('openssl', args, { input: certificate.der, encoding: 'utf8' })
	texts.set(certificate, text)
	return text
}

function isSelfSigned(certificate: Certificate): boolean {
	const text = described(certificate)
	return /Issuer: (.*)\n/.exec(text)?.[1] === /Subject: (.*)\n/.exec(text)?.[1]
}

function saved(name: string, certificates: readonly Certificate[]): string {
	const file = join(folder, name)
	writeFileSync(file, certificates.map(pem).join(''))
	return file
}

/** What openssl says to a chain on the first day of its leaf. */
function verification(leaf: Certificate, trusted: readonly Certificate[], untrusted: readonly Certificate[]): string {
	const time = String(leaf.notBefore.getTime() / 1000)
	const { stdout, stderr } = spawnSync(
		'openssl',
		[
			...['verify', '-x509_strict', '-partial_chain', '-attime', time],
			...['-CAfile', saved('trusted.pem', trusted), '-untrusted', saved('untrusted.pem', untrusted)],
			saved('leaf.pem', [leaf]),
		],
		{ encoding: 'utf8' },
	)
	return stdout + stderr
}

const sound = [
	['single-host', 4],
	['wildcard', 4],
	['elliptic', 3],
	['mail', 3],
	['code', 3],
	['both-newer-roots', 5],
	['internationalized', 4],
	['expired', 4],
	['expiring', 4],
] as const satisfies readonly (readonly [ChainName, number])[]

describe.each(sound)('the chain %s', (name, length) => {
	test(`has ${length} certificates, root first, and openssl verifies it from its root`, () => {
		const { issuers, leaf } = chains[name]
		expect(issuers).toHaveLength(length - 1)
		const others = issuers.filter((issuer) => !isSelfSigned(issuer))
		expect(verification(leaf, issuers.filter(isSelfSigned), others)).toMatch(/: OK\n/)
		expect(issuers[0]).toSatisfy(isSelfSigned)
	})

	test('lasts from 00:00:00 to 23:59:59 GMT and has a positive serial number of 16 bytes, each certificate', () => {
		const { issuers, leaf } = chains[name]
		for (const certificate of [...issuers, leaf]) {
			const text = described(certificate)
			expect(text).toMatch(/Not Before: \w{3} +\d+ 00:00:00 \d{4} GMT/)
			expect(text).toMatch(/Not After : \w{3} +\d+ 23:59:59 \d{4} GMT/)
			expect(text).toMatch(/Serial Number:\s+[4-7][0-9a-f](:[0-9a-f]{2}){15}\n/)
			expect(text).toContain('Version: 3')
		}
	})

	test('names a place for revocation lists in each intermediate, and both services in all but the root', () => {
		const [root, ...others] = [...chains[name].issuers, chains[name].leaf]
		const texts = others.filter((certificate) => !isSelfSigned(certificate)).map(described)
		for (const text of texts) expect(text).toMatch(/CA Issuers - URI:http:\/\/crt\.sandbox\.invalid\/\w+\.crt/)
		for (const text of texts) expect(text).toContain('OCSP - URI:http://ocsp.sandbox.invalid')
		for (const text of texts.filter((text) => text.includes('CA:TRUE')))
			expect(text).toMatch(/URI:http:\/\/crl\.sandbox\.invalid\/\w+\.crl/)
		expect(root && described(root)).toMatch(/Key Usage: critical\s+Certificate Sign, CRL Sign/)
	})
})

test('the code signing certificate is for that alone', () => {
	const text = described(chains.code.leaf)
	expect(text).toContain('Policy: 2.23.140.1.4.1')
	expect(text).toMatch(/Extended Key Usage: \n +Code Signing\n/)
	expect(text).toMatch(/X509v3 Key Usage: critical\n +Digital Signature\n/)
	expect(text).not.toContain('Subject Alternative Name')
})

const day = 86_400_000
const websites = sound.map(([name]) => name).filter((name) => name !== 'mail' && name !== 'code')

test.each(websites)('the website certificate of %s lasts at most 199 days and is domain validated', (name) => {
	const { leaf } = chains[name]
	expect(leaf.notAfter.getTime() - leaf.notBefore.getTime()).toBeLessThan(199 * day)
	const text = described(leaf)
	expect(text).toContain('Policy: 2.23.140.1.2.1')
	expect(text).toMatch(/Extended Key Usage: \n +TLS Web Server Authentication\n/)
	expect(text).toMatch(/Basic Constraints: critical\n +CA:FALSE/)
})

test('the certificates stand where they should in time', () => {
	expect(chains.expired.leaf.notAfter.getTime()).toBeLessThan(now.getTime())
	const left = chains.expiring.leaf.notAfter.getTime() - now.getTime()
	expect(Math.floor(left / day)).toBe(5)
})

test('the names are as the orders say', () => {
	expect(described(chains['single-host'].leaf)).toContain('DNS:www.example.com, DNS:example.com\n')
	const wildcard = described(chains.wildcard.leaf)
	expect(wildcard.match(/DNS:/g)).toHaveLength(100)
	expect(wildcard).toMatch(/DNS:\*\.example\.com, /)
	expect(described(chains.internationalized.leaf)).toContain('DNS:xn--bcher-kva.example')
})

test('the keys are RSA and elliptic, and each may be used as it can', () => {
	const rsa = described(chains['single-host'].leaf)
	expect(rsa).toContain('Public-Key: (2048 bit)')
	expect(rsa).toMatch(/Key Usage: critical\s+Digital Signature, Key Encipherment\n/)
	const elliptic = described(chains.elliptic.leaf)
	expect(elliptic).toContain('NIST CURVE: P-256')
	expect(elliptic).toContain('Signature Algorithm: ecdsa-with-SHA384')
	expect(elliptic).toMatch(/Key Usage: critical\s+Digital Signature\n/)
	for (const issuer of chains.elliptic.issuers) expect(described(issuer)).toContain('NIST CURVE: P-384')
})

test('the mail certificate names a person and a mailbox, and no host', () => {
	const text = described(chains.mail.leaf)
	expect(text).toContain('CN = Ada Example')
	expect(text).toContain('email:ada@example.com')
	expect(text).not.toContain('DNS:')
	expect(text).toMatch(/Extended Key Usage: \n +E-mail Protection\n/)
	expect(text).toContain('Policy: 2.23.140.1.5.4.2')
})

test('the newer root has the same name and key in both forms, and either leads to trust', () => {
	const { issuers, leaf } = chains['both-newer-roots']
	const [older, newer, cross, tls] = issuers
	if (!older || !newer || !cross || !tls) throw new Error('the chain is too short')
	const subjectAndKey = ({ der }: Certificate) =>
		execFileSync('openssl', ['x509', '-inform', 'DER', '-noout', '-subject', '-pubkey'], { input: der }).toString()
	expect(subjectAndKey(cross)).toBe(subjectAndKey(newer))
	expect(verification(leaf, [newer], [tls])).toMatch(/: OK\n/)
	expect(verification(leaf, [older], [cross, tls])).toMatch(/: OK\n/)
})

test('the faulty chains fail as they should', () => {
	const { gap, unrelated } = chains
	const altered = chains['altered-signature']
	expect(verification(gap.leaf, gap.issuers.slice(0, 1), gap.issuers)).toContain(
		'unable to get local issuer certificate',
	)
	expect(verification(altered.leaf, altered.issuers.slice(0, 1), altered.issuers)).toContain(
		'certificate signature failure',
	)
	const original = chains['single-host'].leaf
	expect(altered.leaf.der.filter((byte, index) => byte !== original.der[index])).toHaveLength(1)
	expect(verification(unrelated.leaf, unrelated.issuers.slice(0, 1), unrelated.issuers)).toMatch(/: OK\n/)
	expect(unrelated.issuers.filter((issuer) => !chains['single-host'].issuers.includes(issuer))).toHaveLength(1)
})

test('dates from 2050 on are written with four digits of the year', async () => {
	const { elliptic } = (await stockChains(new Date('2045-01-01T00:00:00Z'))).chains
	const [root] = elliptic.issuers
	if (!root) throw new Error('the chain is too short')
	const structure = execFileSync('openssl', ['asn1parse', '-inform', 'DER'], { input: root.der, encoding: 'utf8' })
	expect(structure).toMatch(/UTCTIME +:4\d/)
	expect(structure).toMatch(/GENERALIZEDTIME +:206\d/)
})

test('the certificate of a shop is issued once, for its own name, and stands', async () => {
	const { issuers, leaf } = await shopChain(42)
	expect((await shopChain(42)).leaf).toBe(leaf)
	expect(described(leaf)).toContain('DNS:shop-0042.example.com, DNS:www.shop-0042.example.com')
	expect(verification(leaf, issuers.slice(0, 1), issuers.slice(1))).toMatch(/: OK\n$/)
	expect((await shopChain(43)).leaf.notAfter).not.toEqual(leaf.notAfter)
})
