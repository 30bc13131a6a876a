import { describe, expect, test } from 'vitest'
import { buildChain, type CheckSignature } from './chain.ts'
import { fixture } from './fixtures/read.ts'
import { verdictOf } from './verdict.ts'

const failing: CheckSignature = async () => ({ state: 'failed' })
const leaf = fixture('leaf')
const during = new Date(leaf.notBefore.getTime() + 86_400_000)

async function verdict(names: string[], now: Date, check?: CheckSignature) {
	const chain = await buildChain(names.map(fixture), check)
	return chain && verdictOf(chain, now)
}
const whole = ['leaf', 'issuing', 'new-root']

describe('of a chain', () => {
	test('ready, with what it is for', async () => {
		expect(await verdict(whole, during)).toEqual({
			kind: 'ready',
			holder: 'www.example.com',
			purpose: 'tls-server',
			missing: undefined,
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
		expect(await verdict(whole, new Date('2100-01-01'), failing)).toMatchObject({ kind: 'signature-failed' })
	})
	test('a gap is named, and the certificate is ready all the same', async () => {
		expect(await verdict(['leaf'], during)).toMatchObject({ kind: 'ready', missing: 'Example Issuing CA' })
	})
	test('issuers without a leaf', async () => {
		expect(await verdict(['issuing', 'new-root'], during)).toMatchObject({ kind: 'no-leaf' })
		expect(await verdict(['new-root'], during)).toMatchObject({ kind: 'no-leaf' })
	})
	test('a person is held by the address', async () => {
		expect(await verdict(['person', 'issuing'], during)).toMatchObject({ holder: 'zoe@example.com', purpose: 'email' })
	})
})
