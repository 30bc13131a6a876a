import { describe, expect, test } from 'vitest'
import { buildChain } from './chain.ts'
import { cross, leaf, listing } from './fixtures/family.ts'
import { fixture } from './fixtures/read.ts'
import type { CheckSignature } from './issuers.ts'
import type { KnownRoots } from './knownRoots.ts'
import { verdictOf } from './verdict.ts'

const failing: CheckSignature = async () => ({ state: 'failed' })
const during = new Date(leaf.notBefore.getTime() + 86_400_000)

async function verdict(names: string[], now: Date, check?: CheckSignature) {
	const chain = await buildChain(names.map(fixture), { check })
	return chain && verdictOf(chain, now)
}
const whole = ['leaf', 'issuing', 'new-root']

describe('of a chain', () => {
	test('ready, with what it is for', async () => {
		expect(await verdict(whole, during)).toEqual({
			kind: 'ready',
			holder: 'www.example.com',
			purpose: 'tls-server',
			notBefore: leaf.notBefore,
			notAfter: leaf.notAfter,
		})
	})
	test('the last second is still valid, the next one is not', async () => {
		expect(await verdict(whole, leaf.notAfter)).toMatchObject({ kind: 'ready' })
		expect(await verdict(whole, new Date(leaf.notAfter.getTime() + 1000))).toMatchObject({ kind: 'expired' })
	})
	test('not yet valid', async () => {
		expect(await verdict(whole, new Date(leaf.notBefore.getTime() - 1000))).toMatchObject({ kind: 'not-yet-valid' })
	})
	test('a failed signature weighs more than the date', async () => {
		expect(await verdict(whole, new Date('2100-01-01'), failing)).toMatchObject({
			kind: 'signature-failed',
			culprit: 'www.example.com',
		})
	})
	test('a missing issuer is named, and where it is missing', async () => {
		expect(await verdict(['leaf'], during)).toMatchObject({ kind: 'issuer-missing', missing: 'Example Issuing CA' })
		const open = { kind: 'open', missing: 'Example New Root' }
		expect(await verdict(['leaf', 'issuing'], during)).toMatchObject(open)
		const knownRoots: KnownRoots = { source: '', date: '', roots: [[fixture('new-root').subject.comparable, '']] }
		const chain = await buildChain([leaf, fixture('issuing')], { knownRoots })
		// What else may be wrong with it is not the question here, nor below where there are no findings.
		expect(chain && verdictOf(chain, during, [])).toMatchObject({ ...open, kind: 'root-missing' })
	})
	test('an intermediate that has expired or is not valid yet is named, a root that has is not', async () => {
		const past = new Date(0)
		const expired = (name: string) => ({ ...fixture(name), notAfter: past })
		const chain = await buildChain([leaf, expired('issuing'), fixture('new-root')])
		expect(chain && verdictOf(chain, during)).toMatchObject({ kind: 'issuer-not-valid', culprit: 'Example Issuing CA' })
		const early = await buildChain([leaf, { ...fixture('issuing'), notBefore: leaf.notAfter }, fixture('new-root')])
		expect(early && verdictOf(early, during)).toMatchObject({ kind: 'issuer-not-valid' })
		const old = await buildChain([leaf, fixture('issuing'), expired('new-root')])
		expect(old && verdictOf(old, during)).toMatchObject({ kind: 'ready' })
	})
	test('a cross-certificate of a known root ends the chain, whatever has expired or is missing above it', async () => {
		const knownRoots = await listing(cross)
		const oldRoot = { ...fixture('old-root'), notAfter: new Date(0) }
		for (const above of [[cross], [cross, oldRoot], [{ ...cross, notAfter: new Date(0) }, oldRoot]]) {
			const chain = await buildChain([leaf, fixture('issuing'), ...above], { knownRoots })
			expect(chain && verdictOf(chain, during, [])).toMatchObject({ kind: 'ready' })
			const unknown = await buildChain([leaf, fixture('issuing'), ...above])
			expect(unknown && verdictOf(unknown, during, []).kind).toBe(
				above.length === 1 ? 'open' : above[0] === cross ? 'ready' : 'issuer-not-valid',
			)
		}
	})
	test('issuers without a leaf', async () => {
		expect(await verdict(['issuing', 'new-root'], during)).toMatchObject({ kind: 'no-leaf' })
		expect(await verdict(['new-root'], during)).toMatchObject({ kind: 'no-leaf' })
	})
	test('authorities alone are judged like anything else', async () => {
		const root = fixture('new-root')
		const tampered = { ...root, signature: { ...root.signature, signed: root.signature.signed.slice(1) } }
		const forged = await buildChain([tampered])
		expect(forged && verdictOf(forged, during)).toMatchObject({ kind: 'signature-failed' })
		expect(await verdict(['issuing', 'new-root'], new Date('2100-01-01'))).toMatchObject({ kind: 'expired' })
	})
	test('what the browser cannot check is never ready', async () => {
		expect(await verdict(['ed448-leaf', 'ed448-root'], during)).toMatchObject({ kind: 'not-checked' })
	})
	test('what programs refuse is not ready either', async () => {
		const notSigning = {
			...fixture('issuing'),
			extensions: { ...fixture('issuing').extensions, keyUsage: ['cRLSign'] as const },
		}
		const chain = await buildChain([leaf, notSigning, fixture('new-root')])
		expect(chain && verdictOf(chain, during)).toMatchObject({ kind: 'refused' })
	})
	test('a server that signed itself is no authority, whatever its constraints say', async () => {
		const own = {
			...fixture('new-root'),
			extensions: {
				...fixture('new-root').extensions,
				subjectAlternativeName: leaf.extensions.subjectAlternativeName ?? { names: [] },
			},
		}
		const chain = await buildChain([own])
		expect(chain && verdictOf(chain, during, [])).toMatchObject({
			kind: 'self-signed',
			holder: 'www.example.com',
			purpose: 'tls-server',
		})
	})
	test('a person is held by the address', async () => {
		expect(await verdict(['person', 'issuing'], during)).toMatchObject({ holder: 'zoe@example.com', purpose: 'email' })
	})
})
