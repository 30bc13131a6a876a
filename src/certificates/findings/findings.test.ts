import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { explainFinding } from '../../app/words/chainWords.ts'
import type { Certificate } from '../certificate.ts'
import { buildChain, type Chain } from '../chain.ts'
import type { Extension } from '../extensions/extensions.ts'
import { one } from '../fixtures/everything/read.ts'
import { listing } from '../fixtures/family.ts'
import { fixture as signed } from '../fixtures/read.ts'
import { verdictOf } from '../verdict.ts'
import type { Finding, FindingCode } from './finding.ts'
import { findingsOf } from './findings.ts'
import { fixture, fixtureDer, read } from './fixtures/read.ts'

/** The same certificate with one octet changed, counted from where the pattern begins or from the end. */
function altered(name: string, at: number | readonly number[], value: number): Certificate {
	const der = Uint8Array.from(fixtureDer(name))
	const found =
		typeof at === 'number' ? at : der.findIndex((_, index) => at.every((octet, add) => der[index + add] === octet))
	der[(found + (typeof at === 'number' ? der.length : at.length - 1)) % der.length] = value
	return read(der)
}

function withExtensions(name: string, change: (all: readonly Extension[]) => readonly Extension[]): Certificate {
	const certificate = fixture(name)
	const { all, ...others } = certificate.extensions
	return { ...certificate, extensions: { ...others, all: change(all) } }
}

const special: Readonly<Record<string, () => Certificate>> = {
	// The last octet of a signature; nothing but chance makes it 0 already.
	'leaf-altered': () => altered('leaf', -1, (fixtureDer('leaf').at(-1) ?? 0) ^ 1),
	// TRUE, which is 255 in DER.
	'leaf-odd': () => altered('leaf', [0x01, 0x01, 0xff], 0x01),
	'root-algorithms-differ': () => ({ ...fixture('root'), tolerated: ['algorithms-differ'] }),
	'root-repeated': () => withExtensions('root', (all) => [...all, ...all.slice(-1)]),
	'root-unreadable': () =>
		withExtensions('root', (all) =>
			all.map((one) => ({ ...one, decoded: { kind: 'unreadable', reason: 'a test' } as const })),
		),
	'root-odd': () => altered('root', [0x01, 0x01, 0xff], 0x01),
	'ed448-leaf': () => signed('ed448-leaf'),
	'ed448-root': () => signed('ed448-root'),
	'root-weak': () => {
		const root = fixture('root')
		return root.key.kind === 'ec' ? { ...root, key: { ...root.key, bits: 192 } } : root
	},
	precertificate: () => one('precertificate'),
	'critical-unknown': () => one('unknown'),
	broken: () => one('broken'),
}
const certificate = (name: string) => special[name]?.() ?? fixture(name)

const knownRoots = await listing(fixture('root'))
const summer = '2026-07-15'

async function chainOf(names: string): Promise<Chain> {
	const chain = await buildChain(names.split(' ').map(certificate), { knownRoots })
	if (!chain) throw new Error('no chain')
	return chain
}
const judge = async (names: string, now = summer): Promise<readonly Finding[]> =>
	findingsOf(await chainOf(names), new Date(now))

interface Pair {
	/** certificates, separated by spaces, that raise it, and others that do not */
	readonly raises: string
	readonly beside: string
	/** when each is judged, in summer unless it says otherwise */
	readonly when?: readonly [raises: string, beside: string]
	readonly severity?: Finding['severity']
	readonly facts?: object
}

const good = 'leaf issuing root'
const instead = (issuing: string) => `leaf ${issuing} root`
const leaf = (name: string) => `${name} issuing root`

const pairs: { readonly [Code in FindingCode]: readonly Pair[] } = {
	expired: [
		{ raises: good, beside: good, when: ['2026-12-01T00:00:01Z', '2026-12-01'], severity: 'bad' },
		{ raises: instead('issuing-expired'), beside: good, severity: 'bad' },
		{ raises: 'issuing root', beside: 'issuing root', when: ['2041-01-01', '2034-12-31'] },
	],
	'not-yet-valid': [
		{ raises: good, beside: good, when: ['2026-05-31T23:59:59Z', '2026-06-01'], severity: 'warning' },
		{ raises: instead('issuing-future'), beside: good },
	],
	'expires-soon': [
		{ raises: good, beside: good, when: ['2026-11-01', '2026-10-31'], severity: 'warning' },
		{ raises: good, beside: good, when: ['2026-12-01', '2026-12-01T00:00:01Z'] },
	],
	'issuer-expires-first': [
		{
			raises: instead('issuing-short'),
			beside: good,
			severity: 'warning',
			facts: { notAfter: new Date('2026-10-01'), leafNotAfter: new Date('2026-12-01') },
		},
		{ raises: instead('issuing-short'), beside: instead('issuing-short'), when: [summer, '2026-10-02'] },
	],
	'validity-too-long': [
		{
			raises: leaf('leaf-long'),
			beside: good,
			severity: 'bad',
			facts: { days: 366, most: 200, since: new Date('2026-03-15') },
		},
		{ raises: 'leaf-long issuing', beside: 'leaf issuing', severity: 'bad' },
		{ raises: 'leaf-long', beside: 'leaf', severity: 'information' },
		{ raises: leaf('person-long'), beside: leaf('person'), severity: 'warning', facts: { days: 1097, most: 825 } },
	],
	'signature-failed': [
		{ raises: leaf('leaf-altered'), beside: good, severity: 'bad', facts: { issuer: 'Example Issuing CA' } },
	],
	'signature-not-checked': [
		{
			raises: 'ed448-leaf ed448-root',
			beside: good,
			severity: 'warning',
			facts: { reason: 'unsupported', algorithms: ['id-Ed448'] },
		},
	],
	'weak-hash': [
		{ raises: leaf('leaf-sha1'), beside: good, severity: 'bad', facts: { hash: 'SHA-1' } },
		{ raises: 'leaf-md5 root-rsa', beside: 'root-rsa', severity: 'bad', facts: { hash: 'MD5' } },
		{ raises: instead('issuing-sha1'), beside: 'leaf issuing root-sha1', severity: 'bad' },
		{
			raises: 'leaf issuing root-cross-sha1 root-rsa',
			beside: 'leaf issuing root-cross-sha1 root',
			severity: 'warning',
		},
	],
	'issuer-not-authority': [
		{ raises: instead('issuing-no-authority'), beside: good, severity: 'bad', facts: { issued: 'www.example.com' } },
	],
	'path-length-exceeded': [
		{
			raises: 'leaf-below below issuing root',
			beside: 'leaf-below below issuing-unlimited root',
			severity: 'bad',
			facts: { most: 0, count: 1 },
		},
		{ raises: 'leaf-below below issuing', beside: good },
		{
			raises: 'leaf-below below issuing-unlimited root-pathlen',
			beside: 'leaf-below below issuing-unlimited root',
			facts: { most: 0, count: 2 },
		},
	],
	'issuer-may-not-sign': [{ raises: instead('issuing-not-signing'), beside: good, severity: 'bad' }],
	'issuer-purpose-excluded': [
		{
			raises: instead('issuing-for-mail'),
			beside: instead('issuing-for-tls'),
			severity: 'bad',
			facts: { purpose: 'tls-server', allowed: ['1.3.6.1.5.5.7.3.4'] },
		},
		{ raises: 'person issuing-for-tls root', beside: 'person issuing-for-mail root' },
		{ raises: 'client issuing-for-mail root', beside: 'client issuing-for-any root' },
		{ raises: 'code issuing-for-tls root', beside: 'code issuing root' },
		{ raises: 'document issuing-for-tls root', beside: 'document issuing-for-any root' },
		{ raises: 'leaf-any-purpose issuing-for-mail root', beside: 'leaf-any-purpose issuing-for-tls root' },
		{ raises: 'leaf-other-purpose issuing-for-tls root', beside: 'leaf-other-purpose issuing root' },
	],
	'key-usage-unfit': [
		{
			raises: leaf('leaf-wrong-usage'),
			beside: good,
			severity: 'bad',
			facts: { purpose: 'tls-server', stated: ['dataEncipherment'], wanted: ['digitalSignature', 'keyAgreement'] },
		},
		{ raises: leaf('person-wrong-usage'), beside: leaf('person-encrypting') },
	],
	'key-usage-of-authority': [{ raises: leaf('leaf-signing-usage'), beside: good, severity: 'warning' }],
	'extended-key-usage-unfit': [
		{
			raises: leaf('leaf-two-purposes'),
			beside: leaf('leaf-two-tls-purposes'),
			severity: 'warning',
			facts: { purpose: 'tls-server', purposes: ['1.3.6.1.5.5.7.3.3'] },
		},
		{ raises: leaf('leaf-other-purpose'), beside: leaf('leaf-any-purpose'), severity: 'warning' },
		{ raises: 'leaf-two-purposes', beside: 'leaf-two-tls-purposes', severity: 'information' },
	],
	'names-missing': [
		{ raises: leaf('leaf-nameless'), beside: good, severity: 'bad', facts: { commonName: 'www.example.com' } },
		{ raises: leaf('leaf-nameless'), beside: leaf('client') },
	],
	'name-not-permitted': [
		{
			raises: 'DNS:wexample.com issuing-permitting root',
			beside: 'DNS:www.example.com issuing-permitting root',
			severity: 'bad',
			facts: { names: ['wexample.com'], authority: 'Example Issuing CA' },
		},
	],
	'wildcard-reaches-excluded': [
		{
			raises: 'DNS:*.example.com issuing-excluding-www root',
			beside: 'DNS:example.com issuing-excluding-www root',
			severity: 'warning',
			facts: { names: ['*.example.com'], authority: 'Example Issuing CA' },
		},
		{
			raises: 'DNS:*.example.com issuing-excluding-www root',
			beside: 'DNS:*.example.com issuing-excluding root',
		},
	],
	'constraint-not-applied': [
		{
			raises: 'leaf-upn issuing-permitting-upn root',
			beside: 'leaf issuing-permitting-upn root',
			severity: 'bad',
			facts: { names: ['jo@example.com'], authority: 'Example Issuing CA' },
		},
		{ raises: 'leaf-id issuing-permitting-id root', beside: 'leaf-upn issuing-permitting-id root' },
	],
	'policy-missing': [
		{
			raises: instead('issuing-requiring-policy'),
			beside: 'leaf-with-policy issuing-with-policy root',
			severity: 'warning',
			facts: { authority: 'Example Issuing CA' },
		},
	],
	'weak-key': [
		{ raises: leaf('leaf-rsa1024'), beside: leaf('leaf-rsa2048'), severity: 'bad', facts: { bits: 1024, least: 2048 } },
		{ raises: 'leaf issuing root-weak', beside: good, severity: 'warning' },
		{ raises: leaf('leaf-p192'), beside: good, facts: { bits: 192, least: 256 } },
		{ raises: leaf('leaf-p224'), beside: good, facts: { bits: 224, least: 256 } },
		{ raises: leaf('leaf-dsa'), beside: good, facts: { problem: 'dsa' } },
		{ raises: leaf('leaf-exponent1'), beside: leaf('leaf-rsa2048'), facts: { problem: 'exponent', exponent: 1n } },
	],
	'serial-number-invalid': [
		{ raises: leaf('leaf-serial-zero'), beside: good, severity: 'warning', facts: { problem: 'not-positive' } },
		{ raises: leaf('leaf-serial-negative'), beside: good, facts: { problem: 'not-positive' } },
		{ raises: 'leaf issuing root-serial-zero', beside: good, severity: 'information' },
		{ raises: leaf('leaf-serial-21'), beside: leaf('leaf-serial-20'), facts: { problem: 'too-long' } },
	],
	'encoding-tolerated': [
		{ raises: leaf('leaf-odd'), beside: good, severity: 'warning', facts: { oddities: ['boolean-not-255'] } },
		{ raises: 'leaf issuing root-odd', beside: good, severity: 'information' },
	],
	'algorithms-differ': [
		{ raises: leaf('leaf-algorithms-differ'), beside: good, severity: 'bad', facts: {} },
		{ raises: 'leaf issuing root-algorithms-differ', beside: good, severity: 'information' },
	],
	'extension-repeated': [
		{ raises: leaf('leaf-repeated'), beside: good, severity: 'bad', facts: { types: ['2.5.29.15'] } },
		{ raises: leaf('leaf-repeated-unknown'), beside: good, severity: 'bad', facts: { types: ['2.999.1'] } },
		{ raises: 'leaf issuing root-repeated', beside: good, severity: 'information' },
	],
	'critical-extension-unknown': [{ raises: 'critical-unknown', beside: 'broken', severity: 'bad' }],
	'extension-unreadable': [
		{ raises: 'broken', beside: 'critical-unknown', severity: 'bad' },
		{
			raises: leaf('leaf-unreadable-critical'),
			beside: good,
			severity: 'bad',
			facts: { types: ['2.5.29.32'], isRefused: true },
		},
		{
			raises: leaf('leaf-unreadable-certificatePolicies'),
			beside: good,
			severity: 'warning',
			facts: { types: ['2.5.29.32'], isRefused: false },
		},
		{ raises: leaf('leaf-unreadable-name'), beside: good, severity: 'bad', facts: { types: ['2.5.29.17'] } },
		{ raises: instead('issuing-unreadable-constraints'), beside: good, severity: 'bad' },
		{ raises: 'leaf issuing root-unreadable', beside: good, severity: 'warning' },
	],
	precertificate: [{ raises: 'precertificate', beside: 'critical-unknown', severity: 'bad', facts: {} }],
	'issuer-missing': [
		{
			raises: 'leaf',
			beside: 'leaf issuing root',
			severity: 'bad',
			facts: {
				issuer: 'Example Issuing CA',
				addresses: ['http://authority.example.net/issuing.cer'],
				what: 'nearest',
			},
		},
		{
			raises: 'leaf issuing',
			beside: good,
			severity: 'information',
			facts: { issuer: 'Example Root', addresses: ['http://authority.example.net/root.cer'], what: 'known-root' },
		},
		{ raises: 'leaf-below below', beside: good, severity: 'warning', facts: { addresses: [], what: 'unclear' } },
	],
	'order-wrong': [
		{ raises: 'leaf root issuing', beside: good, severity: 'information', facts: { count: 3 } },
		{ raises: 'root issuing leaf', beside: 'leaf leaf person issuing issuing root' },
	],
	'root-included': [{ raises: good, beside: 'leaf issuing', severity: 'information' }],
	'unrelated-certificates': [{ raises: `${good} below`, beside: good, severity: 'information', facts: { count: 1 } }],
	'repeated-certificates': [
		{ raises: `${good} issuing issuing leaf`, beside: good, severity: 'information', facts: { count: 2 } },
	],
}

const codes = Object.keys(pairs) as FindingCode[]

describe.each(codes)('%s', (code) => {
	test.each(pairs[code])('raised by $raises, and not by $beside', async ({ raises, beside, when, severity, facts }) => {
		const [raisedAt, besideAt] = when ?? []
		const found = (await judge(raises, raisedAt)).filter((one) => one.code === code)
		expect(found).not.toHaveLength(0)
		expect((await judge(beside, besideAt)).filter((one) => one.code === code)).toEqual([])
		if (severity) expect(found.map((one) => one.severity)).toEqual(found.map(() => severity))
		if (facts) expect(found[0]?.facts).toMatchObject(facts)
	})
})

test('nothing but the root is worth a word in a chain without a flaw', async () => {
	expect((await judge(good)).map(({ code }) => code)).toEqual(['root-included'])
	expect(await judge('leaf issuing').then((found) => found.map(({ code }) => code))).toEqual(['issuer-missing'])
})

test('without WebCrypto every signature is not checked, and none failed', async () => {
	vi.stubGlobal('crypto', {})
	try {
		const found = await judge('leaf-altered issuing root')
		expect(found.find(({ code }) => code === 'signature-failed')).toBeUndefined()
		expect(found.find(({ code }) => code === 'signature-not-checked')).toMatchObject({
			about: { length: 3 },
			facts: { reason: 'no-webcrypto', algorithms: ['ecdsa-with-SHA256'] },
		})
	} finally {
		vi.unstubAllGlobals()
	}
})

test('the worst comes first, whatever came', async () => {
	const names = [...new Set(Object.values(pairs).flatMap((some) => some.flatMap(({ raises }) => raises.split(' '))))]
	await fc.assert(
		fc.asyncProperty(fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 8 }), async (some) => {
			const severities = (await judge(some.join(' '))).map(({ severity }) => severity)
			const order = ['bad', 'warning', 'information'] as const
			expect(severities).toEqual(order.flatMap((severity) => severities.filter((one) => one === severity)))
		}),
		{ numRuns: 100 },
	)
})

test('where something bad is found the verdict is no good one', async () => {
	for (const [code, some] of Object.entries(pairs))
		for (const { raises, when } of some) {
			const [chain, now] = [await chainOf(raises), new Date(when?.[0] ?? summer)]
			const isBad = findingsOf(chain, now).some(({ severity }) => severity === 'bad')
			const { kind } = verdictOf(chain, now)
			expect([
				code,
				raises,
				isBad && ['ready', 'root-missing', 'self-signed', 'no-leaf', 'open'].includes(kind),
			]).toEqual([code, raises, false])
		}
})

test('the table of findings has each code with each severity that it is raised with', async () => {
	const table = readFileSync(new URL('../../../docs/findings.md', import.meta.url), 'utf8')
	const rows = [...table.matchAll(/^\| `([a-z-]+)` \| ([a-z, ]+) \|/gm)]
	expect(rows.map(([, code]) => code).toSorted()).toEqual(codes.toSorted())
	for (const [, code = '', severities = ''] of rows) {
		const some = Object.entries(pairs).find(([one]) => one === code)?.[1] ?? []
		const found = (await Promise.all(some.map(({ raises, when }) => judge(raises, when?.[0])))).flat()
		const raised = new Set(found.filter((one) => one.code === code).map(({ severity }) => severity))
		expect([code, new Set(severities.split(', '))]).toEqual([code, raised])
	}
})

test('there are words for every finding', async () => {
	for (const { raises, when } of Object.values(pairs).flat())
		for (const found of await judge(raises, when?.[0])) {
			const { title, cause, next } = explainFinding(found, 'NAME')
			for (const text of [title, cause, next]) expect(text).toMatch(/^[^!]{10,400}$/)
			expect(title).not.toMatch(/\.$/)
			expect(`${title} ${cause} ${next}`).not.toMatch(/undefined|NaN|Invalid|\[object/)
		}
})
