import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MalformedDer } from './malformedDer.ts'
import { attributeOf, commonNameOf, formatName, type Name, readName } from './name.ts'
import { oneValue, tags } from './tlv.ts'
import { der, objectIdentifier, sequence } from './writeDer.ts'

const types = ['2.5.4.3', '2.5.4.10', '2.5.4.11', '1.2.840.113549.1.9.1', '2.999.1'] as const
const [utf8, bmp] = [0x0c, 0x1e]

const attribute = fc.record({
	type: fc.constantFrom(...types),
	value: fc.string({ unit: 'grapheme', maxLength: 20 }),
})
type Attribute = typeof attribute extends fc.Arbitrary<infer One> ? One : never
const rdns = fc.array(fc.array(attribute, { minLength: 1, maxLength: 3 }), { maxLength: 5 })

const octetsOf = (value: string, tag: number) =>
	tag === utf8 ? new TextEncoder().encode(value) : new Uint8Array(Buffer.from(value, 'utf16le').swap16())

const written = (name: readonly (readonly Attribute[])[], tag: number): Name =>
	readName(
		oneValue(
			sequence(
				...name.map((rdn) =>
					der(
						tags.set,
						...rdn.map(({ type, value }) => sequence(objectIdentifier(type), der(tag, octetsOf(value, tag)))),
					),
				),
			),
		),
	)

test('every attribute of every name comes back as it was written, in its order', () => {
	fc.assert(
		fc.property(rdns, (name) => {
			const { rdns: read } = written(name, utf8)
			expect(read.map((rdn) => rdn.map(({ type, value }) => ({ type, value })))).toEqual(name)
		}),
	)
})

test('a name is the same in another encoding, in capitals and with other spaces, and with a set in another order', () => {
	fc.assert(
		fc.property(rdns, (name) => {
			const { comparable } = written(name, utf8)
			expect(written(name, bmp).comparable).toBe(comparable)
			const turned = name.map((rdn) => rdn.toReversed())
			expect(written(turned, utf8).comparable).toBe(comparable)
			const spaced = name.map((rdn) => rdn.map(({ type, value }) => ({ type, value: `  ${value} ` })))
			expect(written(spaced, utf8).comparable).toBe(comparable)
		}),
	)
	const [small, large] = ['Example  Trust', 'EXAMPLE trust'].map((value) =>
		written([[{ type: '2.5.4.3', value }]], utf8),
	)
	expect(small?.comparable).toBe(large?.comparable)
})

test('another value, another type or another order of the parts is another name', () => {
	const ascii = attribute.map(({ type, value }) => ({ type, value: `${value.replace(/[^a-z]/g, '')}x` }))
	fc.assert(
		fc.property(fc.array(ascii, { minLength: 1, maxLength: 4 }), ascii, (attributes, more) => {
			const name = attributes.map((one) => [one])
			const { comparable } = written(name, utf8)
			expect(written([...name, [more]], utf8).comparable).not.toBe(comparable)
			const [[first] = [], ...others] = name
			if (!first) return
			expect(written([[{ ...first, value: `${first.value}y` }], ...others], utf8).comparable).not.toBe(comparable)
			expect(written([[{ ...first, type: '2.999.1' as const }], ...others], utf8).comparable === comparable).toBe(
				first.type === '2.999.1',
			)
		}),
	)
})

test('what people read of it is never an error, and the last common name counts', () => {
	fc.assert(
		fc.property(rdns, (name) => {
			const read = written(name, utf8)
			const names = name.flat().filter(({ type, value }) => type === '2.5.4.3' && value.trim() !== '')
			expect(attributeOf(read, '2.5.4.3')).toBe(names.at(-1)?.value.trim())
			expect(commonNameOf(read)).toBe(names.at(-1)?.value.trim() ?? formatName(read))
		}),
	)
})

test('any octets are a name or malformed, and nothing else', () => {
	const piece = fc.oneof(
		fc.uint8Array({ maxLength: 8 }),
		fc.constantFrom(sequence(), der(tags.set), objectIdentifier('2.5.4.3'), der(utf8), Uint8Array.of(0x30, 0x80)),
	)
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 5 }), fc.boolean(), (pieces, isInSet) => {
			try {
				readName(oneValue(sequence(...(isInSet ? [der(tags.set, sequence(...pieces))] : pieces))))
			} catch (error) {
				expect(error).toBeInstanceOf(MalformedDer)
			}
		}),
	)
})
