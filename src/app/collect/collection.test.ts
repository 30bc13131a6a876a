import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { noKnownRoots } from '../../certificates/knownRoots.ts'
import { readOutcome } from './collection.ts'

const vector = (name: string) => readFileSync(new URL(`../../certificates/fixtures/vectors/${name}`, import.meta.url))
const bytes = (text: string) => new TextEncoder().encode(text)
const now = new Date('2026-12-01T12:00:00Z')
const pem = vector('chain-root-first.pem').toString()

test('a reply becomes a chain, its files and a verdict', async () => {
	expect(await readOutcome(bytes(`2\n24/11/2026 11/06/2027\n${pem}`), now, noKnownRoots)).toMatchObject({
		kind: 'chain',
		verdict: { kind: 'ready', holder: 'vector.example.com' },
		files: { leaf: { certificate: { name: 'vector_example_com.crt' } } },
		findings: [{ code: 'order-wrong' }, { code: 'root-included' }],
		stated: undefined,
		at: now,
	})
})

test('a validity period that is not the certificate’s own is kept, to be told', async () => {
	const read = (line: string) => readOutcome(bytes(`2\n${line}\n${pem}`), now, noKnownRoots)
	expect(await read('24/11/2026 12/06/2027')).toMatchObject({ stated: { notAfter: new Date('2027-06-12T23:59:59Z') } })
	expect(await read('')).toMatchObject({ stated: undefined })
})

describe('every container and encoding leads to the same chain', () => {
	const script = (ccc: string) => `var g_errorCode=2;\nvar g_errorMessage='';\nvar g_ccc=${JSON.stringify(ccc)};\n`
	const base64 = (name: string) => vector(name).toString('base64')
	const forms: readonly (readonly [string, Uint8Array])[] = [
		['PEM', bytes(`2\n${pem}`)],
		['PKCS#7', bytes(`2\n${base64('pkcs7.der')}`)],
		['PKCS#7, armoured', bytes(`2\n${vector('pkcs7.pem')}`)],
		['PKCS#7, binary', new Uint8Array(vector('pkcs7.der'))],
		['PKCS#7, JavaScript', bytes(script(base64('pkcs7.der')))],
		['PEM, JavaScript', bytes(script(pem))],
		['Netscape', bytes(`2\n24/11/2026 11/06/2027\n${vector('nseq.pem')}`)],
		['Netscape, bare', bytes(`2\n${base64('nseq.der')}`)],
		...['bare', 'implicit', 'explicit'].map(
			(dialect) => [`CMMF, ${dialect}`, bytes(`2\n${base64(`cmmf-${dialect}.der`)}`)] as const,
		),
	]
	test.each(forms)('%s', async (_, reply) => {
		const collection = await readOutcome(reply, now, noKnownRoots)
		const ders =
			collection.kind === 'chain' ? collection.chain.path.map(({ certificate }) => Buffer.from(certificate.der)) : []
		expect(ders).toEqual(['ee.der', 'int.der', 'root.der'].map(vector))
	})
})

test.each([
	['cut off', `2\n${pem.slice(0, -120)}`, 'reply-cut-off'],
	[
		'armour without a certificate',
		'2\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
		'reply-no-certificates',
	],
	['words', '2\nhere you are', 'reply-no-certificates'],
])('%s', async (_, text, code) => {
	await expect(readOutcome(bytes(text), now, noKnownRoots)).rejects.toMatchObject({ name: 'UnreadableReply', code })
})
