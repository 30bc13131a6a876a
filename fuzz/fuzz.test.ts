import { expect, test } from 'vitest'
import { collectSamples, fuzz } from './fuzz.ts'
import { mutate, seeded } from './mutate.ts'

test('2,000 mutants of every vector and reply give a result or a typed error', { timeout: 120_000 }, async () => {
	const { failures, results } = await fuzz(await collectSamples(), { seed: 20261124, mutants: 2000 })
	expect(failures.map(({ error, mutant }) => [String(error), Buffer.from(mutant).toString('base64')])).toEqual([])
	// A run in which everything broke would show nothing about what is read.
	expect([...results.keys()]).toEqual(
		expect.arrayContaining(['chain', 'status', 'reply-cut-off', 'reply-not-collectccc']),
	)
})

test('the same seed makes the same mutants', () => {
	const samples = [new TextEncoder().encode('2\nsome reply'), new TextEncoder().encode('-16\nno')]
	const some = (seed: number) => {
		const random = seeded(seed)
		return Array.from({ length: 50 }, () => Buffer.from(mutate(samples, random)).toString('hex'))
	}
	expect(some(7)).toEqual(some(7))
	expect(some(7)).not.toEqual(some(8))
})
