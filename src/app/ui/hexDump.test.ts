import { expect, test } from 'vitest'
import { hexDump } from './hexDump.ts'

// What `printf 'MIIC\n\x00\xff Netscape sequence' | xxd -g 1` prints.
test('writes what xxd writes', () => {
	const bytes = new Uint8Array([
		...new TextEncoder().encode('MIIC\n\0'),
		0xff,
		...new TextEncoder().encode(' Netscape sequence'),
	])
	expect(hexDump(bytes)).toBe(
		[
			'00000000: 4d 49 49 43 0a 00 ff 20 4e 65 74 73 63 61 70 65  MIIC... Netscape',
			'00000010: 20 73 65 71 75 65 6e 63 65                        sequence',
		].join('\n'),
	)
	expect(hexDump(new Uint8Array())).toBe('')
})
