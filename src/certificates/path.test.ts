import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { type Certificate, displayName } from './certificate.ts'
import { alongPath, buildChain, type Chain } from './chain.ts'
import { fixtureNames, fixture as judged } from './findings/fixtures/read.ts'
import { cross, issuing, leaf, listing, newRoot, oldRoot, unrelated } from './fixtures/family.ts'
import { fixture } from './fixtures/read.ts'
import type { CheckSignature } from './issuers.ts'
import type { KnownRoots } from './knownRoots.ts'
import type { Path } from './path.ts'

const both = await listing(oldRoot, newRoot)
const onlyOld = await listing(oldRoot)
const onlyNew = await listing(newRoot)
const judgedRoot = await listing(judged('root'))

async function build(certificates: readonly Certificate[], knownRoots?: KnownRoots): Promise<Chain> {
	const chain = await buildChain(certificates, { knownRoots })
	if (!chain) throw new Error('no chain')
	return chain
}
const names = ({ path }: Path) =>
	path.map(({ certificate }) => (certificate === cross ? 'cross' : displayName(certificate).replace('Example ', '')))
const all = [leaf, issuing, newRoot, cross, oldRoot]
const short = ['www.example.com', 'Issuing CA', 'New Root']
const long = ['www.example.com', 'Issuing CA', 'cross', 'Old Root']

describe('the shortest path to a known root comes first, and the others are kept', () => {
	test.each([
		['both roots are known', both, short, long],
		['the new root is known', onlyNew, short, long],
		['the old root is known', onlyOld, long, short],
		['none is known', undefined, short, long],
	])('%s', async (_, known, first, second) => {
		const chain = await build(all, known)
		expect(names(chain)).toEqual(first)
		expect(chain.otherPaths.map(names)).toEqual([second])
	})
	test('whatever the order, and with strangers and everything twice', async () => {
		const expected = await build(all, onlyOld)
		await fc.assert(
			fc.asyncProperty(
				fc.shuffledSubarray([...all, ...all, unrelated], { minLength: 11, maxLength: 11 }),
				async (some) => {
					const chain = await build(some, onlyOld)
					expect({ ...chain, sent: [] }).toEqual({
						...expected,
						unrelated: [unrelated],
						leaves: [leaf, unrelated],
						sent: [],
					})
					expect(chain.sent).toEqual(some)
				},
			),
			{ numRuns: 50 },
		)
	})
	test('any heap gives the same chain in any order, down to its other paths', async () => {
		const pairs = fc
			.uniqueArray(fc.constantFrom(...fixtureNames), { minLength: 1, maxLength: 12 })
			.chain((names) => fc.tuple(fc.constant(names), fc.shuffledSubarray(names, { minLength: names.length })))
		await fc.assert(
			fc.asyncProperty(pairs, async (orders) => {
				const [one, other] = await Promise.all(orders.map((names) => build(names.map(judged), judgedRoot)))
				expect({ ...other, sent: [] }).toEqual({ ...one, sent: [] })
			}),
			{ numRuns: 60 },
		)
	})
	test('a switch turns to another path and back', async () => {
		const chain = await build(all, both)
		const [other] = chain.otherPaths
		if (!other) throw new Error('no other path')
		const switched = alongPath(chain, other)
		expect(names(switched)).toEqual(long)
		expect(switched.alternatives).toEqual([newRoot])
		const [back] = switched.otherPaths
		expect(back && alongPath(switched, back)).toEqual(chain)
	})
})

describe('where it ends', () => {
	const endOf = async (certificates: Certificate[], known?: KnownRoots) => (await build(certificates, known)).end
	test('at a known root', async () => {
		expect(await endOf(all, both)).toEqual({ kind: 'known-root', root: newRoot })
	})
	test('at a cross-certificate of a known root: old devices go on to the older one, whether it came or not', async () => {
		const end = { kind: 'cross-certificate', cross, older: 'Example Old Root' }
		expect(await endOf([leaf, issuing, cross, oldRoot], both)).toEqual(end)
		expect(await endOf([leaf, issuing, cross], both)).toEqual(end)
	})
	test('at a root that the list does not have, though it has one of the name', async () => {
		expect(await endOf(all)).toEqual({ kind: 'unknown-root', root: newRoot })
		const impostor = await listing({ ...newRoot, publicKey: oldRoot.publicKey })
		expect(await endOf(all, impostor)).toMatchObject({ kind: 'unknown-root' })
	})
	test('at itself, where a leaf is its own issuer', async () => {
		expect(await endOf([unrelated], both)).toEqual({ kind: 'self-signed', root: unrelated })
	})
	test('open, with an issuer whose name is known or not', async () => {
		expect(await endOf([leaf, issuing], both)).toEqual({ kind: 'open', issuer: 'Example New Root', isNameKnown: true })
		expect(await endOf([leaf, issuing], onlyOld)).toMatchObject({ kind: 'open', isNameKnown: false })
	})
	test('not known without a comparison of keys', async () => {
		vi.stubGlobal('crypto', {})
		try {
			expect(await endOf(all, both)).toEqual({ kind: 'root-not-checked', root: newRoot })
		} finally {
			vi.unstubAllGlobals()
		}
	})
})

test('a path with a signature that failed comes behind one that could not be checked', async () => {
	const check: CheckSignature = async (_, issuer) =>
		issuer === newRoot ? { state: 'failed' } : { state: 'not-checked', reason: 'unsupported' }
	const chain = await buildChain(all, { check, knownRoots: both })
	expect(chain && names(chain)).toEqual(long)
})

test('two roots that signed each other are no circle', async () => {
	const oldByNew: Certificate = {
		...oldRoot,
		issuer: newRoot.subject,
		extensions: {
			...oldRoot.extensions,
			authorityKeyIdentifier: {
				keyIdentifier: newRoot.extensions.subjectKeyIdentifier,
				issuer: [],
				serialNumber: undefined,
			},
		},
		der: Uint8Array.of(1),
	}
	const check: CheckSignature = async () => ({ state: 'verified' })
	const chain = await buildChain([...all, oldByNew], { check })
	expect(chain && [chain, ...chain.otherPaths].map(names)).toEqual([short, long])
})

test('each leaf has its chain', async () => {
	const person = fixture('person')
	const given = [leaf, person, issuing, newRoot, unrelated]
	const { leaves } = await build(given)
	expect(new Set(leaves)).toEqual(new Set([leaf, person, unrelated]))
	expect(leaves.at(-1)).toBe(unrelated)
	for (const one of leaves) {
		const chain = await buildChain(given, { leaf: one })
		expect(chain?.path[0].certificate).toBe(one)
		expect(chain?.path).toHaveLength(one === unrelated ? 1 : 3)
	}
})

describe('hostile heaps', () => {
	/** Many certificates of one name and key that differ in their bytes alone. */
	const heap = (count: number, one: Certificate): Certificate[] =>
		Array.from({ length: count }, (_, number) => ({ ...one, der: Uint8Array.of(number >> 8, number & 255) }))
	test.each([
		['roots of one name and key', heap(1000, newRoot)],
		[
			'roots of one name, each with its own key identifier',
			heap(1000, newRoot).map((one, number) => ({
				...one,
				publicKey: Uint8Array.of(number >> 8, number & 255),
				extensions: { ...one.extensions, subjectKeyIdentifier: String(number) },
			})),
		],
		[
			'cross-certificates of each other',
			heap(1000, cross).map((one, number) => ({
				...one,
				publicKey: Uint8Array.of(number >> 8, number & 255),
				issuer: number % 2 ? newRoot.subject : oldRoot.subject,
				subject: number % 3 ? newRoot.subject : oldRoot.subject,
				extensions: {
					all: [],
					unreadable: [],
					basicConstraints: { isCertificateAuthority: true, pathLength: undefined },
				},
			})),
		],
	])('a thousand %s: few signatures are checked, few paths are kept', async (_, many) => {
		for (const state of ['verified', 'failed'] as const) {
			let checks = 0
			const check: CheckSignature = async () => {
				checks++
				return { state }
			}
			const chain = await buildChain([leaf, issuing, ...many], { check, knownRoots: both })
			expect(checks).toBeLessThan(500)
			expect(chain?.otherPaths.length).toBeLessThan(16)
			expect(chain?.path[0].certificate).toBe(leaf)
		}
	})
	test('the real root is found among a thousand namesakes whose keys are others', async () => {
		const many = heap(1000, newRoot).map((one, number) => ({
			...one,
			extensions: { ...one.extensions, subjectKeyIdentifier: String(number) },
		}))
		expect(names(await build([...many, leaf, issuing, newRoot], both))).toEqual(short)
	})
})
