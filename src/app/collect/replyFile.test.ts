import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asText, replyFile } from './replyFile.ts'

const vector = (name: string) =>
	new Uint8Array(readFileSync(new URL(`../../certificates/fixtures/vectors/${name}`, import.meta.url)))
const bytes = (text: string) => new TextEncoder().encode(text)
const pem = new TextDecoder().decode(vector('chain-leaf-first.pem'))

test.each<readonly [string, Uint8Array, string]>([
	['individually encoded', bytes(`2\n${pem}`), 'crt'],
	['PKCS#7 in armour', bytes(`2\n${new TextDecoder().decode(vector('pkcs7.pem'))}`), 'p7b'],
	['PKCS#7 as bare base64', bytes(`2\n${Buffer.from(vector('pkcs7.der')).toString('base64')}`), 'p7b'],
	['binary PKCS#7', vector('pkcs7.der'), 'p7b'],
	['JavaScript', bytes(`var g_errorCode=2;\nvar g_ccc=${JSON.stringify(pem)};`), 'js'],
	['a Netscape Certificate Sequence', bytes(`2\n${new TextDecoder().decode(vector('nseq.pem'))}`), 'txt'],
	['cut off', bytes(`2\n${pem.slice(0, -300)}`), 'txt'],
	['a status', bytes('0\nBeing processed'), 'txt'],
	['a web page', bytes('<!DOCTYPE html><script>alert(1)</script>'), 'txt'],
	['noise', Uint8Array.of(0, 255, 1, 254), 'bin'],
])('%s', (_, reply, extension) => {
	expect(replyFile(reply)).toMatchObject({ name: `CollectCCC.${extension}`, content: reply })
})

test('text is what comes back unchanged', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 40 }), (some) => {
			const text = asText(some)
			// A byte order mark is the one thing that decoding takes away.
			if (text !== undefined && some[0] !== 0xef) expect(bytes(text)).toEqual(some)
		}),
	)
	expect(asText(bytes('2\r\n\tgrün'))).toBe('2\r\n\tgrün')
	expect(asText(bytes('\u0000'))).toBeUndefined()
})
