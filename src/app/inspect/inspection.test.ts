import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { noKnownRoots } from '../../certificates/knownRoots.ts'
import { inspect, type Source } from './inspection.ts'
import { tallyOf } from './tally.ts'

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
	return {
		kinds: findings.map(({ name, found }) => [name, ...found.map(({ kind }) => kind)]),
		length: shown?.chain.path.length,
	}
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
		kinds: [['cut', 'certificates', 'cut-off']],
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

const text = (name: string) => new TextDecoder().decode(vector(name))
const script = (ccc: string) => `var g_errorCode=2;\nvar g_errorMessage='';\nvar g_ccc=${JSON.stringify(ccc)};\n`
const trusted = () =>
	execFileSync('openssl', ['x509', '-trustout', '-addtrust', 'serverAuth'], { input: text('ee.pem'), encoding: 'utf8' })

test.each<readonly [string, () => Uint8Array, number]>([
	['armour in a script', () => bytes(script(text('chain-leaf-first.pem'))), 3],
	['armour in JSON', () => bytes(JSON.stringify({ 'tls.crt': text('chain-leaf-first.pem') })), 3],
	[
		'UTF-16, as Windows writes it',
		() => new Uint8Array(Buffer.from(`\ufeff${text('chain-leaf-first.pem')}`, 'utf16le')),
		3,
	],
	['DER with a line end behind it', () => new Uint8Array([...vector('pkcs7.der'), 0x0d, 0x0a]), 3],
	['what openssl calls a trusted certificate', () => bytes(trusted()), 1],
])('%s is read', async (_, content, length) => {
	expect(await found(['some', content()])).toEqual({ kinds: [['some', 'certificates']], length })
})

test.each<readonly [string, string]>([
	['1. Save the files.\n2. Install them.', 'nothing'],
	['0 Hello, nothing to see.', 'nothing'],
	['-20\nRejected', 'status'],
	['-16, access refused', 'status'],
	['0\n', 'status'],
	['errorCode=-16&errorMessage=No', 'status'],
	['var g_errorCode=-20; var g_errorMessage="No";', 'status'],
])('%s: %s', async (content, kind) => {
	expect(await found(['some', bytes(content)])).toEqual({ kinds: [['some', kind]], length: undefined })
})

test('what only looks like a certificate is counted apart', async () => {
	const rubbish = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
	const { findings, places } = await inspect(
		[{ name: 'some', bytes: bytes(rubbish + text('ee.pem')) }],
		now,
		noKnownRoots,
	)
	expect(findings[0]?.found).toMatchObject([{ kind: 'certificates', count: 1, unreadable: 1 }])
	expect([...places.values()]).toEqual([{ name: 'some', item: 1 }])
})

test('the period that a reply states is not held against the certificate of another file', async () => {
	const reply = bytes(`2\n24/11/2026 12/06/2027\n${text('int.pem')}`)
	const sources = [reply, vector('ee.der')].map((content) => ({ name: 'some', bytes: content }))
	expect((await inspect(sources, now, noKnownRoots)).shown?.stated).toBeUndefined()
})

test('of several files it is counted what became of each', async () => {
	const outer = zipSync({ 'inner.zip': zipSync({ 'ee.pem': vector('ee.pem') }) })
	const sources: readonly (readonly [string | undefined, Uint8Array])[] = [
		['whole.pem', vector('chain-leaf-first.pem')],
		['cut.pem', bytes(text('chain-leaf-first.pem').slice(0, -300))],
		['cut-alone.pem', bytes(text('ee.pem').slice(0, -300))],
		['rubbish.pem', bytes('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')],
		['inner.zip', outer],
		['note.txt', bytes('Dear customer')],
		[undefined, bytes('-20\nRejected')],
	]
	const { findings } = await inspect(
		sources.map(([name, content]): Source => ({ name, bytes: content })),
		now,
		noKnownRoots,
	)
	expect(findings.map(({ name }) => name)).toEqual(sources.map(([name]) => name))
	expect(tallyOf(findings)).toEqual({
		files: 7,
		pasted: 1,
		certificates: 5,
		cutOff: 2,
		damaged: 1,
		unopened: 1,
		without: 2,
	})
})
