/** The verdict on whole chains beside that of openssl, which trusts the same anchor. */
import { expect, test } from 'vitest'
import { buildChain, type Chain } from '../chain.ts'
import { listing } from '../fixtures/family.ts'
import { type Verdict, verdictOf } from '../verdict.ts'
import { findingsOf } from './findings.ts'
import { opensslErrors, summer } from './fixtures/openssl.ts'
import { fixture, fixtureNames } from './fixtures/read.ts'

async function chainOf(names: readonly string[], anchor?: string): Promise<Chain> {
	const knownRoots = anchor === undefined ? undefined : await listing(fixture(anchor))
	const chain = await buildChain(names.map(fixture), { knownRoots })
	if (!chain) throw new Error('no chain')
	return chain
}

async function verdictOn(names: readonly string[], anchor?: string): Promise<Verdict['kind']> {
	return verdictOf(await chainOf(names, anchor), summer).kind
}

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
	const chain = await chainOf([leaf, ...issuers, 'root'])
	// Openssl knows no difference between what is bad and what heals by waiting.
	const found = findingsOf(chain, summer).some(({ code, severity }) => severity === 'bad' || code === 'not-yet-valid')
	// For openssl "any" purpose of an authority is none that it asks for, which no browser agrees with.
	const errors = opensslErrors(leaf, issuers, 'root', '-purpose', purpose)
	expect(found).toBe(issuers[0] !== 'issuing-for-any' && errors.length > 0)
})

test.each(['older-constrained', 'older-for-mail'])(
	'what %s, which stands above a known root, may do is of no account to who knows the root',
	async (older) => {
		expect(opensslErrors('leaf', ['issuing'], 'root-cross', '-partial_chain', '-purpose', 'sslserver')).toEqual([])
		expect(opensslErrors('leaf', ['issuing', 'root-cross'], older, '-purpose', 'sslserver')).not.toEqual([])
		const sent = ['leaf', 'issuing', 'root-cross', older]
		expect(await verdictOn(sent, 'root')).toBe('ready')
		const found = findingsOf(await chainOf(sent, 'root'), summer)
		expect(found.filter(({ severity }) => severity === 'bad')).toEqual([])
		// Whoever trusts but the older one is bound by it.
		expect(await verdictOn(sent, older)).toBe('refused')
		expect(await verdictOn(sent)).toBe('refused')
	},
)

test.each<[leaf: string, issuers: string[], root: string, error: number | undefined]>([
	['leaf-below', ['below', 'issuing-unlimited'], 'root', undefined],
	['leaf', ['issuing'], 'root-pathlen', 25],
	['leaf-below', ['below', 'issuing-unlimited'], 'root-pathlen', 25],
])('%s below %j and %s, a root that is known or not: openssl says %s', async (leaf, issuers, root, error) => {
	expect(opensslErrors(leaf, issuers, root)).toEqual(error === undefined ? [] : [error])
	const expected = error === undefined ? 'ready' : 'refused'
	expect(await verdictOn([leaf, ...issuers, root], root)).toBe(expected)
	expect(await verdictOn([leaf, ...issuers, root])).toBe(expected)
})

test.each(fixtureNames.filter((name) => /^leaf-(unreadable|repeated|algorithms|version)/.test(name)))(
	'%s is refused where openssl refuses it',
	async (leaf) => {
		const errors = opensslErrors(leaf, ['issuing'], 'root')
		const verdict = await verdictOn([leaf, 'issuing', 'root'], 'root')
		// Openssl does not look for policies unless it is told to, nor at what it does not know; RFC 5280 4.2 and Go do.
		const isStricter = ['leaf-unreadable-critical', 'leaf-repeated-unknown'].includes(leaf)
		expect(verdict).toBe(errors.length > 0 || isStricter ? 'refused' : 'ready')
	},
)

test.each<[leaf: string, issuing: string, errors: number[]]>([
	['leaf', 'issuing-permitting-upn', []],
	['leaf-id', 'issuing-permitting-upn', []],
	['leaf-upn', 'issuing-permitting-upn', [51]],
	['leaf-upn', 'issuing-excluding-upn', [51]],
	['leaf-id', 'issuing-permitting-id', [51]],
	['leaf-upn', 'issuing-permitting-id', []],
])(
	'%s below %s, which limits names of a kind that is not processed: openssl says %j',
	async (leaf, issuing, errors) => {
		expect(opensslErrors(leaf, [issuing], 'root')).toEqual(errors)
		const found = findingsOf(await chainOf([leaf, issuing, 'root'], 'root'), summer)
		expect(found.some(({ code }) => code === 'constraint-not-applied')).toBe(errors.length > 0)
		expect(await verdictOn([leaf, issuing, 'root'], 'root')).toBe(errors.length > 0 ? 'refused' : 'ready')
	},
)

test.each(['leaf', 'leaf-with-policy'])('openssl -policy_check misses a policy where we do: %s', async (leaf) => {
	for (const issuing of ['issuing', 'issuing-requiring-policy', 'issuing-requiring-later', 'issuing-with-policy']) {
		const errors = opensslErrors(leaf, [issuing], 'root', '-policy_check', '-policy', 'anyPolicy')
		const found = findingsOf(await chainOf([leaf, issuing, 'root'], 'root'), summer)
		expect([issuing, found.some(({ code }) => code === 'policy-missing')]).toEqual([issuing, errors.includes(43)])
	}
})

test('a wildcard that reaches an excluded host: openssl takes it up to now, and there is a warning', async () => {
	const [leaf, issuing] = ['DNS:*.example.com', 'issuing-excluding-www']
	expect([[], [48]]).toContainEqual(opensslErrors(leaf, [issuing], 'root'))
	expect(opensslErrors('leaf', [issuing], 'root')).toEqual([48])
	const found = findingsOf(await chainOf([leaf, issuing, 'root'], 'root'), summer)
	expect(found.map(({ code }) => code)).toContain('wildcard-reaches-excluded')
	expect(await verdictOn(['leaf', issuing, 'root'], 'root')).toBe('refused')
})
