import { expect, test } from 'vitest'
import { fixture } from '../../certificates/fixtures/read.ts'
import type { End } from '../../certificates/path.ts'
import { chainWords } from './chainWords.ts'

const known = { source: 'Node.js 1.2.3', date: '2026-11-24', roots: [] }

test('where a path ends, in a sentence that says by which list', () => {
	const root = fixture('new-root')
	const ends: readonly End[] = [
		{ kind: 'known-root', root },
		{ kind: 'cross-certificate', cross: fixture('new-root-cross'), older: 'Example Old Root' },
		{ kind: 'unknown-root', root },
		{ kind: 'self-signed', root },
		{ kind: 'root-not-checked', root },
		{ kind: 'open', issuer: 'Example New Root', isNameKnown: true },
		{ kind: 'open', issuer: 'Example New Root', isNameKnown: false },
	]
	const said = ends.map((end) => chainWords.chain.end(end, 'Example New Root', known, 'tls-server'))
	expect(new Set(said).size).toBe(ends.length)
	for (const [index, text] of said.entries()) {
		expect(text).toMatch(/“Example New Root”/)
		expect(/Node\.js 1\.2\.3 on 24 November 2026/.test(text)).toBe(ends[index]?.kind !== 'self-signed')
		expect(text).not.toMatch(/undefined|NaN/)
	}
	expect(said[1]).toMatch(/Example Old Root/)
})

test('a list for TLS servers says nothing of whom others trust', () => {
	const root = fixture('new-root')
	for (const purpose of ['email', 'code-signing', 'tls-client', 'document-signing', 'authority', 'other'] as const)
		for (const kind of ['known-root', 'unknown-root'] as const) {
			const said = chainWords.chain.end({ kind, root }, 'Example New Root', known, purpose)
			expect(said).toMatch(/for TLS servers .* programs have lists of their own\.$/)
			expect(said).not.toMatch(/installed/)
		}
	expect(chainWords.chain.end({ kind: 'unknown-root', root }, 'Example New Root', known, 'tls-server')).toMatch(
		/for TLS servers .* only on devices on which it was installed\.$/,
	)
})
