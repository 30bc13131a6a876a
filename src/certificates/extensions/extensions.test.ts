import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodedIn, everything, one } from '../fixtures/everything/read.ts'
import { MalformedDer } from '../malformedDer.ts'
import { nameOf } from '../objectIdentifiers.ts'
import { decoders } from './extensions.ts'

const known = Object.entries(decoders)
const samples = [...everything.keys()].flatMap((name) => one(name).extensions.all)

test('every decoder has a certificate, and its extension a name', () => {
	const present = new Set(samples.filter(({ decoded }) => decoded.kind !== 'unreadable').map(({ type }) => type))
	expect(known.filter(([type]) => !present.has(type) || nameOf(type) === undefined)).toEqual([])
})

test('critical or not', () => {
	const [unknown, logotype] = one('unknown').extensions.all
	expect(unknown).toMatchObject({ type: '2.999.1', isCritical: true, decoded: { kind: 'unknown' } })
	expect(logotype).toMatchObject({ type: '1.3.6.1.5.5.7.1.12', isCritical: false, decoded: { kind: 'unknown' } })
})

test('what is broken says so and keeps its octets', () => {
	expect(one('broken').extensions.unreadable).toEqual(['2.5.29.17', '2.5.29.15', '1.3.6.1.4.1.11129.2.4.2'])
	expect(decodedIn('broken', '2.5.29.15')).toEqual({ kind: 'unreadable', reason: expect.stringMatching(/./) })
	expect(one('broken').extensions.all[0]?.value).toEqual(Uint8Array.of(5, 0))
	expect(one('broken').extensions.keyUsage).toBeUndefined()
})

/** A decoder's outcome: something, or the one error that it may throw. */
function outcome(read: (value: Uint8Array) => unknown, value: Uint8Array): string {
	try {
		return read(value) === undefined ? 'nothing' : 'read'
	} catch (error) {
		return error instanceof MalformedDer ? 'malformed' : String(error)
	}
}

describe.each(known)('%s: read or malformed, and nothing else', (type, read) => {
	test('any octets', () => {
		const octets = fc.uint8Array({ maxLength: 60 })
		fc.assert(fc.property(octets, (value) => /^(read|malformed)$/.test(outcome(read, value))))
	})
	test('any mutant', () => {
		const values = samples.filter((sample) => sample.type === type).map(({ value }) => value)
		const edits = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 })
		fc.assert(
			fc.property(fc.constantFrom(...values), edits, fc.nat(), (value, changes, cut) => {
				const mutant = Uint8Array.from(value)
				for (const [at, octet] of changes) mutant[at % mutant.length] = octet
				const shortened = cut % 4 === 0 ? mutant.subarray(0, cut % (mutant.length + 1)) : mutant
				return /^(read|malformed)$/.test(outcome(read, shortened))
			}),
			{ numRuns: 500 },
		)
	})
})
