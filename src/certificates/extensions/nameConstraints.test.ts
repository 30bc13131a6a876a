import { expect, test } from 'vitest'
import { extensionOf } from '../fixtures/everything/read.ts'
import { MalformedDer } from '../malformedDer.ts'
import { readNameConstraints } from './nameConstraints.ts'

test('permitted and excluded names of every kind', () => {
	const { permitted = [], excluded = [] } = extensionOf('name-constraints', 'nameConstraints') ?? {}
	expect(permitted.map(({ kind, value }) => [kind, value])).toEqual([
		['dns', 'example.com'],
		['email', '.example.com'],
		['ip', '192.0.2.0/24'],
		['ip', '2001:db8::/32'],
		['directory', 'O=Example'],
	])
	expect(permitted[2]).toMatchObject({ octets: Uint8Array.of(192, 0, 2, 0, 255, 255, 255, 0) })
	expect(excluded).toEqual([
		{ kind: 'dns', value: 'bad.example.com' },
		{ kind: 'uri', value: '.example.org' },
	])
})

test('a subtree with bounds is not taken for one without', () => {
	const bounded = (tag: number, bound: number) =>
		readNameConstraints(Uint8Array.of(0x30, 10, 0xa0, 8, 0x30, 6, 0x82, 1, 0x61, tag, 1, bound))
	expect(bounded(0x80, 0).permitted).toEqual([{ kind: 'dns', value: 'a' }])
	expect(() => bounded(0x80, 1)).toThrow(MalformedDer)
	expect(() => bounded(0x81, 0)).toThrow(MalformedDer)
})

test('a subtree that cannot be read makes all of them unreadable', () => {
	expect(() => readNameConstraints(Uint8Array.of(0x30, 6, 0xa0, 4, 0x30, 2, 0x9f, 0))).toThrow(MalformedDer)
	expect(() => readNameConstraints(Uint8Array.of(0x30, 6, 0xa1, 4, 0x30, 2, 0xa0, 0))).toThrow(MalformedDer)
})
