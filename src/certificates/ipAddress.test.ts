import { expect, test } from 'vitest'
import { formatIpAddress } from './ipAddress.ts'

test.each([
	['00000000000000000000000000000000', '::'],
	['00000000000000000000000000000001', '::1'],
	['20010db8000000000001000000000001', '2001:db8::1:0:0:1'],
	['20010db8000100020003000400050006', '2001:db8:1:2:3:4:5:6'],
	['20010db8000000010000000000000000', '2001:db8:0:1::'],
	['000a0000000b0000000000000000000a', 'a:0:b::a'],
])('IPv6 %s is %s (RFC 5952)', (octets, text) => {
	expect(formatIpAddress(Uint8Array.from(Buffer.from(octets, 'hex')))).toBe(text)
})
