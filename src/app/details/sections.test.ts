import { describe, expect, test } from 'vitest'
import { decoders } from '../../certificates/extensions/extensions.ts'
import { fingerprintsOf } from '../../certificates/fingerprints.ts'
import { everything, one } from '../../certificates/fixtures/everything/read.ts'
import { fixture } from '../../certificates/fixtures/read.ts'
import { sectionsOf } from './sections.ts'

const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

describe.each([...everything.keys()])('%s', (name) => {
	const certificate = one(name)
	const sections = sectionsOf(certificate, undefined)
	test('has something in every row, and nothing that is not seen', () => {
		for (const { title, note, rows } of sections) {
			for (const text of [title, note ?? '']) expect(text).not.toMatch(/undefined|NaN|\[object/)
			for (const { label, values } of rows) {
				expect(label).not.toBe('')
				expect(values.length).toBeGreaterThan(0)
				for (const value of values) {
					expect(`${value.text} ${value.note ?? ''}`).not.toMatch(/undefined|NaN|\[object/)
					expect(value.text).not.toMatch(unseen)
					if (value.form === 'hex') expect(value.text).toMatch(/^([\da-f]{2})*$/)
				}
			}
		}
	})
	test('has a section for every extension, which says whether it is critical', () => {
		const shown = sections.slice(5, -1)
		expect(shown).toHaveLength(certificate.extensions.all.length)
		for (const [index, { isCritical }] of certificate.extensions.all.entries())
			expect(shown[index]?.note?.includes('critical') ?? false).toBe(isCritical)
	})
})

test('all kinds of extensions were among them', () => {
	const kinds = new Set([...everything.keys()].flatMap((name) => one(name).extensions.all.map(({ type }) => type)))
	expect(Object.keys(decoders).filter((type) => !kinds.has(type))).toEqual([])
})

test('fingerprints stand there where the browser makes them, and a word where it does not', async () => {
	const leaf = fixture('leaf')
	const made = await fingerprintsOf(leaf)
	const rowsOf = (fingerprints: typeof made) =>
		sectionsOf(leaf, fingerprints)[3]?.rows.flatMap(({ values }) => values.map(({ text }) => text))
	expect(rowsOf(made)).toEqual([made?.sha256, made?.sha1, made?.pin])
	expect(rowsOf(undefined)).toEqual([expect.stringMatching(/https/)])
})

test('a subject that means to deceive is made visible', () => {
	const leaf = fixture('leaf')
	const rdns = [[{ type: '2.5.4.3', value: 'bank\u202etxt.exe' }]]
	const [subject] = sectionsOf({ ...leaf, subject: { ...leaf.subject, rdns } }, undefined)
	expect(subject?.rows[0]?.values).toEqual([{ form: 'text', text: 'bank‹U+202E›txt.exe', note: undefined }])
})
