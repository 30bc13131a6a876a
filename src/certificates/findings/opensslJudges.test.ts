/** The verdict on whole chains beside that of openssl, which trusts the same anchor. */
import { expect, test } from 'vitest'
import { buildChain, type Chain } from '../chain.ts'
import { type KnownRoots, keyFingerprint } from '../knownRoots.ts'
import { type Verdict, verdictOf } from '../verdict.ts'
import { findingsOf } from './findings.ts'
import { opensslErrors, summer } from './fixtures/openssl.ts'
import { fixture } from './fixtures/read.ts'

async function knowing(anchor: string): Promise<KnownRoots> {
	const { subject, publicKey } = fixture(anchor)
	return {
		source: 'a test',
		date: '2026-11-26',
		roots: [[subject.comparable, (await keyFingerprint(publicKey)) ?? '']],
	}
}

async function chainOf(names: readonly string[], anchor?: string): Promise<Chain> {
	const knownRoots = anchor === undefined ? undefined : await knowing(anchor)
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
