import { expect, test } from 'vitest'
import { compareLeaves } from './compareLeaves.ts'
import { fixture } from './findings/fixtures/read.ts'

const leaf = fixture('leaf')

test('a certificate and itself', () => {
	expect(compareLeaves(leaf, leaf)).toMatchObject({
		names: { gained: [], lost: [] },
		isSame: true,
		isSameKey: true,
		isSameIssuer: true,
		isSameSubject: true,
	})
})

test('a renewal: names gained and lost whatever their case, the key, the issuer, the time between', () => {
	const name = (value: string) => ({ kind: 'dns', value }) as const
	const before = {
		...leaf,
		extensions: {
			...leaf.extensions,
			subjectAlternativeName: { names: ['WWW.example.com', 'old.example.com'].map(name) },
		},
	}
	const after = {
		...leaf,
		der: leaf.der.slice(1),
		publicKey: leaf.publicKey.slice(1),
		notBefore: new Date(leaf.notAfter.getTime() - 5000),
		issuer: leaf.subject,
		extensions: {
			...leaf.extensions,
			subjectAlternativeName: { names: ['www.example.com', 'new.example.com'].map(name) },
		},
	}
	expect(compareLeaves(before, after)).toEqual({
		names: { gained: ['new.example.com'], lost: ['old.example.com'], kept: ['www.example.com'] },
		isSame: false,
		isSameKey: false,
		isSameIssuer: false,
		isSameSubject: true,
		overlap: 5000,
	})
})

test('one that is valid within the time of the other overlaps for no longer than it lasts', () => {
	const day = 86_400_000
	const from = leaf.notBefore.getTime() + day
	const within = { ...leaf, notBefore: new Date(from), notAfter: new Date(from + 10 * day) }
	expect(compareLeaves(leaf, within).overlap).toBe(10 * day)
	const later = {
		...leaf,
		notBefore: new Date(leaf.notAfter.getTime() + day),
		notAfter: new Date(leaf.notAfter.getTime() + 2 * day),
	}
	expect(compareLeaves(leaf, later).overlap).toBe(-day)
})

test('a certificate without alternative names has lost all', () => {
	const { names } = compareLeaves(leaf, { ...leaf, extensions: { all: [], unreadable: [] } })
	expect(names.lost).toEqual(leaf.extensions.subjectAlternativeName?.names.map(({ value }) => value))
})
