import { describe, expect, test } from 'vitest'
import type { Certificate } from './certificate.ts'
import { bytes, changed, value } from './fixtures/changed.ts'
import { everything, one } from './fixtures/everything/read.ts'
import { fixture } from './fixtures/read.ts'
import type { Tolerated } from './tolerated.ts'

const text = (words: string) => new TextEncoder().encode(words)
const from = (time: string, tag = 0x17) => value(0x30, value(tag, text(time)), value(0x17, text('300101000000Z')))
const constraints = (content: string, critical = '') =>
	value(0x30, bytes(`0603551d13${critical}`), value(4, bytes(content)))

test('nothing is odd about the leaf, nor about what openssl makes where it makes nothing odd', () => {
	expect(fixture('leaf').tolerated).toEqual([])
	const odd = [...everything.keys()].filter((name) => one(name).tolerated.length > 0)
	expect(odd).toEqual(['name-empty', 'serial-0', 'serial-negative', 'serial-21-octets'])
})

const cases: readonly (readonly [Tolerated, string, Certificate, Certificate])[] = [
	['serial-not-positive', 'zero, one', changed({ serial: bytes('020100') }), changed({ serial: bytes('020101') })],
	['serial-not-positive', 'below zero', changed({ serial: bytes('0202ff7f') }), changed({ serial: bytes('02020080') })],
	[
		'serial-too-long',
		'21 octets, 20',
		changed({ serial: value(2, new Uint8Array(21).fill(1)) }),
		changed({ serial: value(2, new Uint8Array(20).fill(1)) }),
	],
	[
		'integer-not-minimal',
		'a zero in front',
		changed({ serial: bytes('02020001') }),
		changed({ serial: bytes('02020081') }),
	],
	['integer-not-minimal', 'no octet', changed({ serial: bytes('0200') }), changed({ serial: bytes('020101') })],
	[
		'algorithms-differ',
		'SHA-384 outside',
		changed({ algorithm: bytes('300a06082a8648ce3d040303') }),
		changed({ algorithm: bytes('300a06082a8648ce3d040302') }),
	],
	['version-unknown', '4, 3', changed({ version: bytes('a003020103') }), changed({ version: bytes('a003020102') })],
	['default-written', 'version 1', changed({ version: bytes('a003020100') }), changed({ version: bytes('') })],
	[
		'default-written',
		'not critical',
		changed({ extensions: constraints('3000', '010100') }),
		changed({ extensions: constraints('3000') }),
	],
	[
		'boolean-not-255',
		'TRUE as 1',
		changed({ extensions: constraints('3003010101') }),
		changed({ extensions: constraints('30030101ff') }),
	],
	[
		'boolean-not-255',
		'critical as 1',
		changed({ extensions: constraints('3000', '010101') }),
		changed({ extensions: constraints('3000', '0101ff') }),
	],
	[
		'extensions-below-version-3',
		'version 2',
		changed({ version: bytes('a003020101'), extensions: constraints('3000') }),
		changed({ extensions: constraints('3000') }),
	],
	[
		'extension-repeated',
		'twice, once',
		changed({ extensions: Buffer.concat([constraints('3000'), constraints('3000')]) }),
		changed({ extensions: constraints('3000') }),
	],
	['list-empty', 'no extensions in the list', changed({ extensions: bytes('') }), changed({})],
	[
		'list-empty',
		'no names in a list of them',
		changed({ extensions: value(0x30, bytes('0603551d11'), bytes('04023000')) }),
		changed({ extensions: value(0x30, bytes('0603551d11'), bytes('04053003820161')) }),
	],
	['list-empty', 'an issuer without a name', changed({ issuer: bytes('3000') }), changed({ subject: bytes('3000') })],
	['fields-too-many', 'one more', changed({ more: bytes('a400') }), changed({ more: bytes('820200ff') })],
	[
		'time-without-seconds',
		'',
		changed({ validity: from('2601010000Z') }),
		changed({ validity: from('260101000000Z') }),
	],
	[
		'time-with-offset',
		'',
		changed({ validity: from('260101020000+0200') }),
		changed({ validity: from('260101000000Z') }),
	],
	['time-without-zone', '', changed({ validity: from('260101000000') }), changed({ validity: from('260101000000Z') })],
	[
		'time-with-fraction',
		'',
		changed({ validity: from('20600101000000.5Z', 0x18) }),
		changed({ validity: from('20600101000000Z', 0x18) }),
	],
	[
		'time-of-other-type',
		'GeneralizedTime in 2026',
		changed({ validity: from('20260101000000Z', 0x18) }),
		changed({ validity: from('20500101000000Z', 0x18) }),
	],
	[
		'time-of-no-day',
		'29 February',
		changed({ validity: from('260229000000Z') }),
		changed({ validity: from('280229000000Z') }),
	],
	[
		'length-not-minimal',
		'one octet too many',
		changed({ issuer: bytes('308110 310e 300c 0603550403 0c 05 68656c6c6f') }),
		changed({ issuer: bytes('3010 310e 300c 0603550403 0c 05 68656c6c6f') }),
	],
	[
		'length-indefinite',
		'an issuer until an end',
		changed({ issuer: bytes('3080 310e 300c 0603550403 0c 05 68656c6c6f 0000') }),
		changed({ issuer: bytes('3010 310e 300c 0603550403 0c 05 68656c6c6f') }),
	],
	[
		'string-in-pieces',
		"an extension's octets",
		changed({ extensions: value(0x30, bytes('0603551d13'), bytes('2406 0401 30 0401 00')) }),
		changed({ extensions: value(0x30, bytes('0603551d13'), bytes('0402 3000')) }),
	],
]

describe.each(cases)('%s: %s', (code, _, odd, proper) => {
	test('is noticed', () => expect(odd.tolerated).toContain(code))
	test('and what is beside it is not', () => expect(proper.tolerated).not.toContain(code))
})

test('what is tolerated is understood', () => {
	const start = new Date('2026-01-01T00:00:00Z')
	expect(changed({ validity: from('260101020000+0200') }).notBefore).toEqual(start)
	expect(changed({ validity: from('2512312230-0130') }).notBefore).toEqual(start)
	expect(changed({ validity: from('2601010000Z') }).notBefore).toEqual(start)
	const inPieces = changed({ extensions: value(0x30, bytes('0603551d13'), bytes('2406 0401 30 0401 00')) })
	expect(inPieces.extensions.basicConstraints).toEqual({ isCertificateAuthority: false, pathLength: undefined })
})
