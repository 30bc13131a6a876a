import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Certificate, readCertificate } from '../certificate.ts'
import { type KeyUsage, readKeyUsage } from './keyUsage.ts'

/** In the order of the bits, as RFC 5280 4.2.1.3 and openssl's configuration (x509v3_config(5)) have them. */
const names: readonly KeyUsage[] = [
	'digitalSignature',
	'nonRepudiation',
	'keyEncipherment',
	'dataEncipherment',
	'keyAgreement',
	'keyCertSign',
	'cRLSign',
	'encipherOnly',
	'decipherOnly',
]

let folder: string
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'certcollect-usage-'))
	execFileSync('openssl', ['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', join(folder, 'key')])
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A certificate of openssl with these usages. */
function certificateFor(usages: readonly KeyUsage[]): Certificate {
	const words = [
		'req',
		'-x509',
		'-key',
		join(folder, 'key'),
		'-subj',
		'/CN=x',
		'-addext',
		`keyUsage=${usages.join(',')}`,
	]
	const pem = execFileSync('openssl', words, { encoding: 'utf8' })
	const certificate = readCertificate(new Uint8Array(new X509Certificate(pem).raw))
	if (certificate.kind === 'unreadable') throw new Error(certificate.reason)
	return certificate
}

test.each([
	...names.map((name) => [name]),
	...names.map((_, index) => names.slice(0, index + 1)),
	names.filter((_, index) => index % 2 === 0),
])('what openssl writes for %s %s %s %s %s %s %s %s %s is read', (...usages) => {
	const wanted = names.filter((name) => usages.includes(name))
	expect(certificateFor(wanted).extensions.keyUsage).toEqual(wanted)
})

test('no bits, and bits without a meaning', () => {
	expect(readKeyUsage(Uint8Array.of(3, 1, 0))).toEqual([])
	expect(readKeyUsage(Uint8Array.of(3, 3, 0, 0x80, 0x41))).toEqual(['digitalSignature', 9, 15])
})
