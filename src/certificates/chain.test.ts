import { readFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { type Certificate, displayName, readCertificate } from './certificate.ts'
import { buildChain, type Chain } from './chain.ts'
import { one } from './fixtures/everything/read.ts'
import { cross, issuing, leaf, newRoot, oldRoot, unrelated } from './fixtures/family.ts'
import { fixture, fixtureDer } from './fixtures/read.ts'
import { readPem } from './pem.ts'
import { checkSignature } from './signature.ts'

const altered = (() => {
	const der = Uint8Array.from(fixtureDer('leaf'))
	const last = der.length - 1
	der[last] = (der[last] ?? 0) ^ 1
	return readCertificate(der)
})()

const permutations = <T>(items: readonly T[]): T[][] =>
	items.length < 2
		? [[...items]]
		: items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]))

/** A chain in words, for comparing. */
const inWords = (chain: Chain | undefined) =>
	chain && {
		path: chain.path.map(({ certificate, role, signedBy }) =>
			[
				displayName(certificate),
				role,
				signedBy.by === 'missing' ? `missing ${signedBy.issuer}` : `${signedBy.by} ${signedBy.signature.state}`,
			].join(' · '),
		),
		alternatives: chain.alternatives.map(displayName),
		unrelated: chain.unrelated.map(displayName),
		unreadable: chain.unreadable.length,
	}

const build = async (...certificates: Parameters<typeof buildChain>[0][number][]) =>
	inWords(await buildChain(certificates))
const nothingElse = { alternatives: [], unrelated: [], unreadable: 0 }

describe('every permutation gives the same answer', () => {
	test('four certificates that lead over a cross-certificate to the old root', async () => {
		for (const some of permutations([leaf, issuing, cross, oldRoot]))
			expect(await build(...some)).toEqual({
				path: [
					'www.example.com · leaf · next verified',
					'Example Issuing CA · intermediate · next verified',
					'Example New Root · intermediate · next verified',
					'Example Old Root · root · itself verified',
				],
				...nothingElse,
			})
	})
	test('four certificates of which one is a cross-certificate beside the root', async () => {
		for (const some of permutations([leaf, issuing, newRoot, cross]))
			expect(await build(...some)).toEqual({
				path: [
					'www.example.com · leaf · next verified',
					'Example Issuing CA · intermediate · next verified',
					'Example New Root · root · itself verified',
				],
				...nothingElse,
				alternatives: ['Example New Root'],
			})
	})
	test('both roots, a stranger, and everything twice', async () => {
		const expected = {
			path: [
				'www.example.com · leaf · next verified',
				'Example Issuing CA · intermediate · next verified',
				'Example New Root · root · itself verified',
			],
			alternatives: ['Example New Root', 'Example Old Root'],
			unrelated: ['unrelated.example.net'],
			unreadable: 0,
		}
		for (const some of permutations([leaf, issuing, newRoot, cross, oldRoot, unrelated]).filter(
			(_, at) => at % 7 === 0,
		))
			expect(await build(...some, ...some)).toEqual(expected)
	})
})

test('a gap is named, and what is above it does not belong', async () => {
	expect(await build(leaf, newRoot)).toEqual({
		...nothingElse,
		path: ['www.example.com · leaf · missing Example Issuing CA'],
		unrelated: ['Example New Root'],
	})
})

test('a missing root is a gap at the top', async () => {
	expect(await build(issuing, leaf)).toEqual({
		...nothingElse,
		path: ['www.example.com · leaf · next verified', 'Example Issuing CA · intermediate · missing Example New Root'],
	})
})

test('an altered leaf still finds its place, and its signature failed', async () => {
	expect((await build(altered, issuing, newRoot))?.path[0]).toBe('www.example.com · leaf · next failed')
})

test('issuers alone are a chain without a leaf', async () => {
	expect(await build(newRoot, issuing)).toEqual({
		...nothingElse,
		path: ['Example Issuing CA · intermediate · next verified', 'Example New Root · root · itself verified'],
	})
})

test('a leaf that signed itself is no root', async () => {
	expect((await build(unrelated))?.path).toEqual(['unrelated.example.net · self-signed · itself verified'])
})

test('of two issuers with one name, the one whose signature holds', async () => {
	const impostor: Certificate = {
		...fixture('p384-root'),
		subject: issuing.subject,
		extensions: { all: [], unreadable: [] },
	}
	for (const some of permutations([leaf, impostor, issuing, newRoot]))
		expect((await build(...some))?.path).toHaveLength(3)
})

test('a namesake with another key is not the issuer, and the gap is named', async () => {
	const namesake: Certificate = { ...fixture('p384-root'), subject: issuing.subject }
	expect(await build(leaf, namesake)).toEqual({
		...nothingElse,
		path: ['www.example.com · leaf · missing Example Issuing CA'],
		unrelated: ['Example Issuing CA'],
	})
})

test('a circle ends', async () => {
	const circular: Certificate = {
		...newRoot,
		issuer: issuing.subject,
		extensions: {
			...newRoot.extensions,
			authorityKeyIdentifier: { keyIdentifier: '', issuer: [], serialNumber: undefined },
		},
	}
	const { authorityKeyIdentifier: _, ...extensions } = newRoot.extensions
	expect(await build(leaf, issuing, { ...circular, extensions })).toMatchObject({ path: { length: 3 } })
})

test('nothing readable, no chain; what is unreadable stands apart', async () => {
	const broken = readCertificate(Uint8Array.of(1, 2, 3))
	expect(await build(broken)).toBeUndefined()
	expect(await build(broken, leaf)).toMatchObject({ path: { length: 1 }, unreadable: 1 })
})

describe('signatures', () => {
	test.each(['rsa', 'pss', 'p384', 'p521', 'ed25519'])('%s: verified, and failed for another issuer', async (name) => {
		expect(await checkSignature(fixture(`${name}-leaf`), fixture(`${name}-root`))).toEqual({ state: 'verified' })
		const other = { ...fixture(`${name}-leaf`), signature: { ...fixture(`${name}-leaf`).signature, signed: leaf.der } }
		expect(await checkSignature(other, fixture(`${name}-root`))).toEqual({ state: 'failed' })
	})
	test('an algorithm that WebCrypto has not is not checked', async () => {
		const unknown = { ...leaf, signature: { ...leaf.signature, algorithm: '1.2.3.4' } }
		expect(await checkSignature(unknown, issuing)).toEqual({ state: 'not-checked', reason: 'unsupported' })
	})
	test('PSS with two hashes, which WebCrypto has not, is not checked', async () => {
		const own = one('signature-pss-mixed')
		expect(await checkSignature(own, own)).toEqual({ state: 'not-checked', reason: 'unsupported' })
		for (const name of ['signature-pss-defaults', 'signature-pss-sha256'])
			expect(await checkSignature(one(name), one(name))).toEqual({ state: 'verified' })
	})
	test('a signature of a kind that the issuer’s key does not make has failed, whatever the browser knows', async () => {
		const failed = { state: 'failed' }
		expect(await checkSignature(fixture('rsa-leaf'), issuing)).toEqual(failed)
		expect(await checkSignature(fixture('ed25519-leaf'), issuing)).toEqual(failed)
		expect(await checkSignature(fixture('ed448-leaf'), fixture('rsa-root'))).toEqual(failed)
		expect(await checkSignature(leaf, fixture('rsa-root'))).toEqual(failed)
		expect(await checkSignature(leaf, fixture('ed448-root'))).toEqual(failed)
	})
	test('without WebCrypto nothing is checked, and the chain is the same', async () => {
		vi.stubGlobal('crypto', {})
		try {
			expect((await build(newRoot, leaf, issuing))?.path).toEqual([
				'www.example.com · leaf · next not-checked',
				'Example Issuing CA · intermediate · next not-checked',
				'Example New Root · root · itself not-checked',
			])
		} finally {
			vi.unstubAllGlobals()
		}
	})
	test('a signature that is no ECDSA signature failed', async () => {
		const garbled = { ...leaf, signature: { ...leaf.signature, value: Uint8Array.of(1, 2, 3) } }
		expect(await checkSignature(garbled, issuing)).toEqual({ state: 'failed' })
	})
})

test('one chain in PEM, in either order, is the same chain with the same bytes', async () => {
	const file = (name: string) => readFileSync(new URL(`fixtures/vectors/${name}`, import.meta.url))
	for (const name of ['chain-root-first.pem', 'chain-leaf-first.pem']) {
		const { blocks } = readPem(file(name).toString())
		const chain = await buildChain(blocks.map(({ der }) => readCertificate(der)))
		expect(inWords(chain)).toEqual({
			path: [
				'vector.example.com · leaf · next verified',
				'Vector Issuing CA · intermediate · next verified',
				'Vector Root · root · itself verified',
			],
			...nothingElse,
		})
		const bytes = ['ee.der', 'int.der', 'root.der'].map((der) => new Uint8Array(file(der)))
		expect(chain?.path.map(({ certificate }) => certificate.der)).toEqual(bytes)
	}
})
