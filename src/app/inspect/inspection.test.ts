import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { noKnownRoots } from '../../certificates/knownRoots.ts'
import { inspect, type Source } from './inspection.ts'

const vector = (name: string) =>
	new Uint8Array(readFileSync(new URL(`../../certificates/fixtures/vectors/${name}`, import.meta.url)))
const bytes = (text: string) => new TextEncoder().encode(text)
const now = new Date('2026-12-01T12:00:00Z')
const found = async (...sources: readonly (readonly [string, Uint8Array])[]) => {
	const { findings, shown } = await inspect(
		sources.map(([name, content]): Source => ({ name, bytes: content })),
		now,
		noKnownRoots,
	)
	return { kinds: findings.map((finding) => [finding.name, finding.found.kind]), length: shown?.chain.path.length }
}

test('several files make one chain', async () => {
	expect(await found(['a', vector('ee.der')], ['b', vector('int.pem')], ['c', vector('root.der')])).toEqual({
		kinds: [
			['a', 'certificates'],
			['b', 'certificates'],
			['c', 'certificates'],
		],
		length: 3,
	})
})

test('an archive gives what is in it; an archive in an archive is not opened', async () => {
	const inner = zipSync({ 'int.pem': vector('int.pem') })
	const outer = zipSync({ 'ee.pem': vector('ee.pem'), 'readme.txt': bytes('Read me'), 'more.zip': inner })
	expect(await found(['mail.zip', outer])).toEqual({
		kinds: [
			['ee.pem', 'certificates'],
			['readme.txt', 'nothing'],
			['more.zip', 'archive-in-archive'],
		],
		length: 1,
	})
	const { kinds } = await found(['cut.zip', outer.subarray(0, 300)])
	expect(kinds.at(-1)).toEqual(['cut.zip', 'archive-broken'])
})

test('a reply keeps the validity period that it states', async () => {
	const reply = bytes(`2\n24/11/2026 12/06/2027\n${Buffer.from(vector('pkcs7.der')).toString('base64')}`)
	const { shown } = await inspect([{ name: undefined, bytes: reply }], now, noKnownRoots)
	expect(shown?.stated?.notAfter).toEqual(new Date('2027-06-12T23:59:59Z'))
})

test('a list that is cut off shows what is whole, and says so', async () => {
	const text = new TextDecoder().decode(vector('chain-leaf-first.pem'))
	expect(await found(['cut', bytes(text.slice(0, -300))])).toEqual({
		kinds: [
			['cut', 'certificates'],
			['cut', 'cut-off'],
		],
		length: expect.any(Number),
	})
})

test('anything at all gives findings', async () => {
	const some = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string({ unit: 'binary' }).map(bytes))
	await fc.assert(
		fc.asyncProperty(fc.array(some, { minLength: 1, maxLength: 3 }), async (contents) => {
			const { findings } = await inspect(
				contents.map((content) => ({ name: 'some', bytes: content })),
				now,
				noKnownRoots,
			)
			expect(findings.length).toBeGreaterThanOrEqual(contents.length)
		}),
	)
})
