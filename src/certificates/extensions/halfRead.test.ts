/** Extensions that say what programs may do have to be read whole or not at all: openssl is the judge. */
import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCertificate } from '../certificate.ts'

let folder: string
const openssl = (...words: readonly string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' })
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'certcollect-half-'))
	openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'key')
})
afterAll(() => rmSync(folder, { recursive: true }))

function isReadByOpenssl(): boolean {
	try {
		openssl('verify', '-CAfile', 'one.pem', 'one.pem')
		return true
	} catch {
		return false
	}
}

test.each([
	['basic constraints', '2.5.29.19', '30:06:01:01:ff:02:01:03', true],
	['a path length of another type', '2.5.29.19', '30:06:01:01:ff:0a:01:03', false],
	['an authority of another type', '2.5.29.19', '30:06:81:01:ff:02:01:00', false],
	['a negative path length', '2.5.29.19', '30:06:01:01:ff:02:01:ff', false],
	['name constraints', '2.5.29.30', '30:07:a0:05:30:03:82:01:61', true],
	['subtrees under another tag', '2.5.29.30', '30:07:a2:05:30:03:82:01:61', false],
	['a subtree of no name', '2.5.29.30', '30:07:a0:05:30:03:9f:01:61', false],
	['purposes', '2.5.29.37', '30:0a:06:08:2b:06:01:05:05:07:03:01', true],
	['a purpose of another type', '2.5.29.37', '30:0a:07:08:2b:06:01:05:05:07:03:01', false],
	['key usage', '2.5.29.15', '03:02:02:84', true],
	['key usage with more unused bits than an octet has', '2.5.29.15', '03:02:08:84', false],
	['key usage without a count of unused bits', '2.5.29.15', '03:00', false],
])('%s', (_, type, value, isReadable) => {
	writeFileSync(join(folder, 'cnf'), `[req]\ndistinguished_name=dn\n[dn]\n[ext]\n${type}=DER:${value}\n`)
	openssl('req', '-x509', '-key', 'key', '-subj', '/CN=x', '-config', 'cnf', '-extensions', 'ext', '-out', 'one.pem')
	const pem = openssl('x509', '-in', 'one.pem')
	const certificate = readCertificate(new Uint8Array(new X509Certificate(pem).raw))
	if (certificate.kind === 'unreadable') throw new Error(certificate.reason)
	expect(isReadByOpenssl()).toBe(isReadable)
	expect(certificate.extensions.unreadable).toEqual(isReadable ? [] : [type])
})
