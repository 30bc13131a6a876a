import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hasPrivateKey, whatInstead } from './notACode.ts'

const certificate = readFileSync(
	new URL('../../certificates/fixtures/vectors/chain-leaf-first.pem', import.meta.url),
	'utf8',
)

test.each([
	['an order number', '1000101', { kind: 'order-number' }],
	['an order number with its name', 'Order number: 123456789', { kind: 'order-number' }],
	['an order number with its sign', ' #1000101\n', { kind: 'order-number' }],
	['a certificate', certificate, { kind: 'certificate' }],
	['PKCS #7', '-----BEGIN PKCS7-----\nMII', { kind: 'certificate' }],
	['a request', '-----BEGIN CERTIFICATE REQUEST-----\nMII', { kind: 'request' }],
	['a code without its last letter', 'DemoSingleHost0', { kind: 'wrong-length', length: 15 }],
	['a code with a letter too many, in groups', 'Demo Sing leHo st011', { kind: 'wrong-length', length: 17 }],
	['a word', 'administratively', { kind: 'nothing' }],
	['some words', 'please send me it', { kind: 'nothing' }],
	['a beginning of a code', 'DemoSing', { kind: 'nothing' }],
	['a sentence', 'Dear customer, thank you for your order 1000101.', { kind: 'nothing' }],
	['nothing', '', { kind: 'nothing' }],
])('%s', (_, text, kind) => {
	expect(whatInstead(text)).toEqual(kind)
})

const pairs = [
	generateKeyPairSync('rsa', { modulusLength: 2048 }),
	...['P-256', 'P-384', 'P-521'].map((namedCurve) => generateKeyPairSync('ec', { namedCurve })),
	generateKeyPairSync('ed25519'),
].map(({ privateKey }) => privateKey)

test('a private key is known in every form, with its armour and without', () => {
	for (const key of pairs) {
		const type = key.asymmetricKeyType
		const forms = ['pkcs8', ...(type === 'rsa' ? ['pkcs1'] : type === 'ec' ? ['sec1'] : [])] as const
		for (const form of forms) {
			const pem = createPrivateKey(key.export({ type: 'pkcs8', format: 'pem' }))
				.export({ type: form as 'pkcs8', format: 'pem' })
				.toString()
			const bare = pem.replace(/-----[^-]+-----/g, '')
			expect([type, form, hasPrivateKey(`Here it is:\n${pem}`), hasPrivateKey(bare)]).toEqual([type, form, true, true])
		}
	}
	const locked = pairs[0]?.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })
	expect(hasPrivateKey(String(locked))).toBe(true)
	expect(hasPrivateKey('PuTTY-User-Key-File-3: ssh-rsa')).toBe(true)
})

test('a certificate is no private key, with its armour or without', () => {
	expect(hasPrivateKey(certificate)).toBe(false)
	expect(hasPrivateKey(certificate.replace(/-----[^-]+-----/g, ''))).toBe(false)
})
