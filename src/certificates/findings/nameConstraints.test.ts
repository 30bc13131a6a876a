import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { growth } from '../../../fuzz/growth.ts'
import type { Certificate } from '../certificate.ts'
import { buildChain } from '../chain.ts'
import type { GeneralName } from '../generalName.ts'
import type { CheckSignature } from '../issuers.ts'
import type { Link } from '../path.ts'
import { constrainedKind, subtree, subtreesOf } from './constrainedNames.ts'
import type { FindingCode } from './finding.ts'
import { findingsOf } from './findings.ts'
import { summer as now, opensslErrors } from './fixtures/openssl.ts'
import { fixture } from './fixtures/read.ts'

const opensslRefuses = (...chain: Parameters<typeof opensslErrors>) => opensslErrors(...chain).length > 0

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
