import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { expect, test, vi } from 'vitest'
import { readCertificate } from '../src/certificates/certificate.ts'
import { fixture } from '../src/certificates/fixtures/read.ts'
import { keyFingerprint, recognize } from '../src/certificates/knownRoots.ts'
import { readKnownRoots } from './knownRoots.ts'

const known = await readKnownRoots()
const roots = rootCertificates.map((pem) => {
	const root = readCertificate(new Uint8Array(new X509Certificate(pem).raw))
	if (root.kind === 'unreadable') throw new Error(root.reason)
	return root
})

test('every root of Node.js is known, and the list says when and from what it was made', async () => {
	expect(known.roots).toHaveLength(rootCertificates.length)
	for (const root of roots) expect(await recognize(root, known)).toBe('known')
	expect(known.source).toBe(`Node.js ${process.versions.node}`)
	expect(known.date).toMatch(/^\d{4}-\d\d-\d\d$/)
})

test('another key under a known name is unknown, and a known key under another name as well', async () => {
	for (const root of roots) {
		expect(await recognize({ ...root, publicKey: fixture('new-root').publicKey }, known)).toBe('unknown')
		expect(await recognize({ ...root, subject: fixture('new-root').subject }, known)).toBe('unknown')
	}
})

test('without WebCrypto a known name is not checked, and another one is unknown all the same', async () => {
	vi.stubGlobal('crypto', {})
	try {
		for (const root of roots) expect(await recognize(root, known)).toBe('not-checked')
		expect(await recognize(fixture('new-root'), known)).toBe('unknown')
		expect(await keyFingerprint(fixture('new-root').publicKey)).toBeUndefined()
	} finally {
		vi.unstubAllGlobals()
	}
})
