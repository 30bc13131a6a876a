import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { growth } from '../../../fuzz/growth.ts'
import type { Certificate } from '../certificate.ts'
import { buildChain } from '../chain.ts'
import type { GeneralName } from '../generalName.ts'
import type { CheckSignature } from '../issuers.ts'
import type { Link } from '../path.ts'
import { writePem } from '../pem.ts'
import { constrainedKind, subtree, subtreesOf } from './constrainedNames.ts'
import type { FindingCode } from './finding.ts'
import { findingsOf } from './findings.ts'
import { fixture, fixtureDer } from './fixtures/read.ts'

const folder = mkdtempSync(join(tmpdir(), 'certcollect-'))
afterAll(() => rmSync(folder, { recursive: true }))
const now = new Date('2026-07-15')

function file(name: string, ...certificates: string[]): string {
	const path = join(folder, name)
	writeFileSync(path, certificates.map((one) => writePem('CERTIFICATE', fixtureDer(one))).join(''))
	return path
}

/** What openssl has against a chain; nothing if it takes it. */
function opensslRefuses(leaf: string, issuers: readonly string[], root: string, purpose = 'any'): boolean {
	const options = ['-attime', String(now.getTime() / 1000), '-purpose', purpose]
	const files = ['-CAfile', file('root', root), '-untrusted', file('issuers', ...issuers), file('leaf', leaf)]
	try {
		execFileSync('openssl', ['verify', ...options, ...files], { stdio: 'pipe' })
		return false
	} catch {
		return true
	}
}

async function weFind(leaf: string, issuers: readonly string[], root: string, ...codes: FindingCode[]) {
	const chain = await buildChain([leaf, ...issuers, root].map(fixture))
	if (chain?.path.length !== issuers.length + 2) throw new Error('another chain than meant')
	return findingsOf(chain, now).some(({ code }) => codes.includes(code))
}

const names = [
	...['example.com', 'www.example.com', 'wexample.com', '*.example.com', 'EXAMPLE.COM'].map((host) => `DNS:${host}`),
	...['jo@example.com', 'jo@www.example.com', 'jo@www.example.org', 'jo@example.org', 'jo@example.net'].map(
		(address) => `email:${address}`,
	),
	'email:zoe@example.net',
	'email:JO@Example.Com',
	...['192.0.2.7', '192.0.3.7', '2001:db8::7', '2001:db9::7'].map((address) => `IP:${address}`),
	'URI:https://www.example.com/',
	'URI:https://example.com/',
	'URI:https://www.example.org:8443/a',
	'URI:https://jo@example.org/',
	'person',
	'person-without-alternative',
]

describe.each(['issuing-permitting', 'issuing-excluding', 'issuing'])('%s: openssl says the same', (issuing) => {
	test.each(names)('%s', async (name) => {
		expect(await weFind(name, [issuing], 'root', 'name-not-permitted')).toBe(opensslRefuses(name, [issuing], 'root'))
	})
})

describe.each(['issuing-permitting-directory', 'issuing-excluding-directory'])(
	'%s: openssl says the same',
	(issuing) => {
		test.each(['person', 'person-british', 'person-french'])('%s', async (name) => {
			expect(await weFind(name, [issuing], 'root', 'name-not-permitted')).toBe(opensslRefuses(name, [issuing], 'root'))
		})
	},
)

test.each<[leaf: string, issuers: string[], purpose: string]>([
	['leaf', ['issuing'], 'sslserver'],
	['leaf', ['issuing-no-authority'], 'sslserver'],
	['leaf', ['issuing-not-signing'], 'sslserver'],
	['leaf', ['issuing-for-mail'], 'sslserver'],
	['leaf', ['issuing-for-tls'], 'sslserver'],
	['leaf', ['issuing-for-any'], 'sslserver'],
	['person', ['issuing-for-tls'], 'smimesign'],
	['person', ['issuing-for-mail'], 'smimesign'],
	['leaf-below', ['below', 'issuing'], 'sslserver'],
	['leaf-below', ['below', 'issuing-unlimited'], 'sslserver'],
	['leaf-wrong-usage', ['issuing'], 'sslserver'],
	['client', ['issuing'], 'sslclient'],
	['leaf', ['issuing-expired'], 'sslserver'],
	['leaf', ['issuing-future'], 'sslserver'],
])('openssl takes %s below %s for %s exactly where nothing bad is found', async (leaf, issuers, purpose) => {
	const chain = await buildChain([leaf, ...issuers, 'root'].map(fixture))
	if (!chain) throw new Error('no chain')
	// Openssl knows no difference between what is bad and what heals by waiting.
	const found = findingsOf(chain, now).some(({ code, severity }) => severity === 'bad' || code === 'not-yet-valid')
	// For openssl "any" purpose of an authority is none that it asks for, which no browser agrees with.
	expect(found).toBe(issuers[0] === 'issuing-for-any' ? false : opensslRefuses(leaf, issuers, 'root', purpose))
})

test('an authority’s certificate for itself is free, unless it is the last one', async () => {
	const constrained = fixture('issuing-permitting-directory')
	const newKey: Certificate = { ...fixture('below'), subject: constrained.subject }
	const { subjectKeyIdentifier } = newKey.extensions
	const british = fixture('person-british')
	const authorityKeyIdentifier = { keyIdentifier: subjectKeyIdentifier, issuer: [], serialNumber: undefined }
	const leaf: Certificate = { ...british, extensions: { ...british.extensions, authorityKeyIdentifier } }
	const check: CheckSignature = async ({ extensions }, issuer) => {
		const isNamed = extensions.authorityKeyIdentifier?.keyIdentifier === issuer.extensions.subjectKeyIdentifier
		return { state: isNamed ? 'verified' : 'failed' }
	}
	const refused = async (...certificates: Certificate[]) => {
		const chain = await buildChain(certificates, { check, leaf: certificates[0] })
		expect(chain?.path.map(({ certificate }) => certificate)).toEqual(certificates)
		return chain && findingsOf(chain, now).filter(({ code }) => code === 'name-not-permitted')
	}
	const root = fixture('root')
	expect(await refused(leaf, newKey, constrained, root)).toEqual([])
	expect(await refused(newKey, constrained, root)).toMatchObject([{ about: [newKey, constrained] }])
})

const host = fc.domain()
const octets = fc.uint8Array({ minLength: 4, maxLength: 4 })

describe('every name lies in the subtrees that it is made of', () => {
	const isIn = (name: GeneralName, base: GeneralName) => subtreesOf(name)?.includes(subtree(base))
	const dns = (value: string): GeneralName => ({ kind: 'dns', value })
	test('hosts', () => {
		fc.assert(
			fc.property(host, fc.constantFrom('a', 'b.c'), (value, label) => {
				expect(isIn(dns(`${label}.${value}`), dns(value))).toBe(true)
				expect(isIn(dns(`${label}.${value}`), dns(`.${value.toUpperCase()}`))).toBe(true)
				expect(isIn(dns(value), dns(value))).toBe(true)
				expect(isIn(dns(value), dns(`.${value}`))).toBe(false)
				expect(isIn(dns(`${label}${value}`), dns(value))).toBe(false)
				expect(isIn(dns(value), dns(''))).toBe(true)
			}),
		)
	})
	test('addresses, in the network of any number of their bits and in no other of as many', () => {
		fc.assert(
			fc.property(
				octets,
				fc.integer({ min: 0, max: 32 }),
				fc.integer({ min: 0, max: 31 }),
				(address, bits, flipped) => {
					const mask = Uint8Array.from({ length: 4 }, (_, at) => 0xff00 >> Math.min(8, Math.max(0, bits - at * 8)))
					const ip = (value: Uint8Array): GeneralName => ({ kind: 'ip', value: '', octets: value })
					const network = ip(Uint8Array.of(...address, ...mask))
					expect(isIn(ip(address), network)).toBe(true)
					const other = address.map((octet, at) => (at === flipped >> 3 ? octet ^ (128 >> (flipped & 7)) : octet))
					expect(isIn(ip(other), network)).toBe(flipped >= bits)
				},
			),
		)
	})
	test('any text is taken without an error, as a name and as a base', () => {
		const kinds = fc.constantFrom('dns', 'email', 'uri', 'smtp-utf8', 'upn')
		fc.assert(
			fc.property(kinds, fc.string({ maxLength: 400 }), (kind, value) => {
				const name: GeneralName = { kind, value }
				subtreesOf(name)
				expect(typeof subtree(name)).toBe('string')
				expect(constrainedKind(name)).toBe(kind === 'upn' ? undefined : kind === 'smtp-utf8' ? 'email' : kind)
			}),
		)
	})
})

test('many names and many subtrees take no quadratic time', async () => {
	const authority = fixture('issuing-permitting')
	const leaf = fixture('leaf')
	const chain = await buildChain([leaf, authority], { check: async () => ({ state: 'verified' }) })
	if (!chain) throw new Error('no chain')
	const judge = (text: string) => {
		const hosts = text.split(' ').map((value): GeneralName => ({ kind: 'dns', value }))
		const constraints = {
			permitted: hosts.map(({ value }): GeneralName => ({ kind: 'dns', value: `x${value}` })),
			excluded: [],
		}
		const [first, ...others] = chain.path
		const change = (link: Link, extensions: Partial<Certificate['extensions']>): Link => ({
			...link,
			certificate: { ...link.certificate, extensions: { ...link.certificate.extensions, ...extensions } },
		})
		const path = [
			change(first, { subjectAlternativeName: { names: hosts } }),
			...others.map((link) => change(link, { nameConstraints: constraints })),
		] as const
		const found = findingsOf({ ...chain, path }, now).find(({ code }) => code === 'name-not-permitted')
		expect(found?.facts).toMatchObject({ names: { length: hosts.length } })
	}
	const text = Array.from({ length: 8000 }, (_, number) => `host-${number}.example.com`).join(' ')
	expect(growth(judge, text)).toBeLessThan(40)
})
