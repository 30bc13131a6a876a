import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { one } from './fixtures/everything/read.ts'
import { readSignatureAlgorithm } from './signatureAlgorithm.ts'

/** What openssl says of a certificate's signature, below the signed part. */
function said(name: string): string {
	const text = execFileSync('openssl', ['x509', '-inform', 'DER', '-noout', '-text'], { input: one(name).der })
	return String(text).split('\n    Signature Algorithm').at(-1) ?? ''
}

const inOpenssl = (hash: string | undefined) => hash?.toLowerCase().replace('-', '')

describe('the same as openssl says', () => {
	test.each(['md5', 'sha1', 'sha224', 'sha384', 'sha512'])('RSA with %s', (hash) => {
		const { name, hash: ours, pss } = one(`signature-rsa-${hash}`).signatureAlgorithm
		expect(said(`signature-rsa-${hash}`)).toMatch(new RegExp(`^: ${name}\n`))
		expect([inOpenssl(ours), pss]).toEqual([hash, undefined])
	})
	test.each(['sha1', 'sha224', 'sha384', 'sha512'])('ECDSA with %s', (hash) => {
		const { name, hash: ours } = one(`signature-ecdsa-${hash}`).signatureAlgorithm
		expect(said(`signature-ecdsa-${hash}`)).toMatch(new RegExp(`^: ${name}\n`))
		expect(inOpenssl(ours)).toBe(hash)
	})
	test.each([
		'signature-pss-defaults',
		'signature-pss-sha256',
		'signature-pss-mixed',
		'key-rsa-pss',
		'key-rsa-pss-restricted',
	])('%s', (name) => {
		const { hash, pss } = one(name).signatureAlgorithm
		const text = said(name)
		expect(inOpenssl(pss?.hash)).toBe(/Hash Algorithm: (\w+)/.exec(text)?.[1])
		expect(inOpenssl(pss?.maskHash)).toBe(/Mask Algorithm: mgf1 with (\w+)/i.exec(text)?.[1])
		expect(pss?.saltLength).toBe(Number(/Salt Length: (\w+)/.exec(text)?.[1]))
		expect(hash).toBe(pss?.hash)
	})
})

test('algorithms that hash by themselves', () => {
	expect(one('key-ed25519').signatureAlgorithm).toMatchObject({ name: 'id-Ed25519', hash: undefined, pss: undefined })
	expect(one('key-ed448').signatureAlgorithm).toMatchObject({ name: 'id-Ed448', hash: undefined })
})

test('parameters of PSS that are broken are left out', () => {
	const algorithm = Uint8Array.from(Buffer.from('06092a864886f70d01010a0500', 'hex'))
	expect(readSignatureAlgorithm(algorithm)).toMatchObject({ name: 'id-RSASSA-PSS', hash: undefined, pss: undefined })
})

test('an algorithm without a name keeps its identifier', () => {
	const own = { type: '1.2.3', name: undefined, hash: undefined, pss: undefined }
	expect(readSignatureAlgorithm(Uint8Array.of(6, 2, 0x2a, 3))).toEqual(own)
})
