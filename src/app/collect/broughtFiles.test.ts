import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { growth } from '../../../fuzz/growth.ts'
import { broughtFiles } from './broughtFiles.ts'
import { textInOutlookMessage } from './outlookMessage.ts'

const vector = (name: string) =>
	new Uint8Array(readFileSync(new URL(`../../certificates/fixtures/vectors/${name}`, import.meta.url)))
const bring = (...contents: readonly (string | Uint8Array<ArrayBuffer>)[]) =>
	broughtFiles(contents.map((content, at) => new File([content], `file ${at}`)))

/** A compound file, as far as it matters: its header, what a directory looks like, and texts in sectors of 512 bytes. */
function outlookMessage(...texts: readonly (readonly [text: string, encoding: 'utf16le' | 'latin1'])[]) {
	const header = Buffer.alloc(512, 0xff)
	header.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
	const names = Buffer.from('Root Entry\0__substg1.0_1000001F\0__properties_version1.0\0', 'utf16le')
	const sectors = [names, ...texts.map((text) => Buffer.from(...text))].map((content) =>
		Buffer.concat([content, Buffer.alloc(512 - (content.length % 512))]),
	)
	return new Uint8Array(Buffer.concat([header, ...sectors]))
}

test('an e-mail', async () => {
	const text = 'Your collection code: DemoSingleHost01'
	const finding = { kind: 'one', code: 'DemoSingleHost01' }
	expect(await bring(text)).toEqual({ kind: 'text', text, finding })
	const utf16 = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))
	expect(await bring(utf16)).toMatchObject({ kind: 'text', finding })
})

test('an e-mail that Outlook saved: its code is found in either encoding, and not across two texts', async () => {
	const link = 'Open https://ca.example/collect?apID=1&collectionPassword=DemoSingleHost01 please'
	const one = { kind: 'text', finding: { kind: 'one', code: 'DemoSingleHost01' } }
	expect(await bring(outlookMessage(['Subject', 'utf16le'], [`Dear Jo,\r\n${link}`, 'utf16le']))).toMatchObject(one)
	expect(await bring(outlookMessage([`<a href="${link.slice(5, -7)}">here</a>`, 'latin1']))).toMatchObject(one)
	expect(await bring(outlookMessage(['Dear Jo, thank you.', 'utf16le']))).toEqual({ kind: 'outlook' })
	const parts = outlookMessage(['x collectionPassword=DemoSing', 'utf16le'], ['leHost01 and more', 'utf16le'])
	expect(await bring(parts)).toEqual({ kind: 'outlook' })
})

test('certificates, in text and in binary, and archives', async () => {
	for (const name of ['chain-leaf-first.pem', 'root.der', 'pkcs7.der', 'pkcs7.pem'])
		expect(await bring(vector(name))).toMatchObject({ kind: 'certificate', from: [{ name: 'file 0' }] })
	expect(await bring('PK\u0003\u0004 and so on')).toMatchObject({ kind: 'archive' })
})

test('what is of use is found among what is not, and otherwise it is said what came', async () => {
	expect(await bring('Dear Jo', vector('root.der'))).toMatchObject({ kind: 'certificate' })
	expect(await bring('Dear Jo')).toMatchObject({ kind: 'text', finding: { kind: 'none' } })
	expect(await bring(Uint8Array.of(0, 1, 2, 3))).toEqual({ kind: 'file' })
	expect(await broughtFiles([])).toEqual({ kind: 'file' })
	const folder = new File([], 'folder')
	folder.slice = () => {
		throw new Error('a folder')
	}
	expect(await broughtFiles([folder])).toEqual({ kind: 'unreadable' })
})

test('keys, requests and PKCS #12 come with their bytes', async () => {
	const key = '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA\n-----END PRIVATE KEY-----\n'
	expect(await bring(key)).toEqual({ kind: 'key', is: 'private-key', bytes: new TextEncoder().encode(key) })
	const der = Uint8Array.of(0x30, 0x0a, 2, 1, 0, 0x30, 0, 4, 3, 1, 2, 3)
	expect(await bring(der)).toMatchObject({ kind: 'key', is: 'private-key', bytes: der })
	expect(await bring('-----BEGIN CERTIFICATE REQUEST-----\nMII')).toMatchObject({ kind: 'key', is: 'request' })
})

test('any bytes are something', async () => {
	const octets = fc.uint8Array({ maxLength: 300 }).map((bytes) => new Uint8Array(bytes))
	await fc.assert(
		fc.asyncProperty(octets, fc.boolean(), async (bytes, isMessage) => {
			const brought = await bring(isMessage ? outlookMessage([String.fromCharCode(...bytes), 'latin1']) : bytes)
			expect(brought.kind).toMatch(/^(text|key|certificate|archive|outlook|unreadable|file)$/)
		}),
	)
})

test('time grows with the length, not with its square', () => {
	const read = (text: string) => textInOutlookMessage(new TextEncoder().encode(text))
	expect(growth(read, 'a\0b\0cdefgh '.repeat(30_000))).toBeLessThan(40)
})
