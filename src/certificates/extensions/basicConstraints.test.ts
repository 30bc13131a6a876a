import { expect, test } from 'vitest'
import { extensionOf } from '../fixtures/everything/read.ts'
import { readBasicConstraints } from './basicConstraints.ts'

test('an authority with a path length, and none', () => {
	expect(extensionOf('basic-constraints', 'basicConstraints')).toEqual({ isCertificateAuthority: true, pathLength: 3 })
	expect(extensionOf('basic-constraints-none', 'basicConstraints')).toEqual({
		isCertificateAuthority: false,
		pathLength: undefined,
	})
})

test.each([
	['nothing', [], { isCertificateAuthority: false, pathLength: undefined }],
	['FALSE, written out', [1, 1, 0], { isCertificateAuthority: false, pathLength: undefined }],
	['TRUE as BER has it', [1, 1, 1], { isCertificateAuthority: true, pathLength: undefined }],
	['a path length alone', [2, 1, 0], { isCertificateAuthority: false, pathLength: 0 }],
])('%s', (_, content, read) => {
	expect(readBasicConstraints(Uint8Array.of(0x30, content.length, ...content))).toEqual(read)
})
