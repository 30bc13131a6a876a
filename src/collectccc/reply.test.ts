import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readReply } from './reply.ts'
import { UnreadableReply } from './unreadableReply.ts'
import { readValidityPeriod } from './validityPeriod.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
const validity = {
	notBefore: new Date('2013-05-14T00:00:00Z'),
	notAfter: new Date('2014-05-13T23:59:59Z'),
}

describe('certificates', () => {
	test.each([
		['as the reference prints it', `2\n${pem}`, undefined],
		['with the validity line', `2\n14/05/2013 13/05/2014\n${pem}`, validity],
		['with CRLF', `2\r\n14/05/2013 13/05/2014\r\n${pem.replaceAll('\n', '\r\n')}`, validity],
		['with a byte order mark', `\ufeff2\n${pem}`, undefined],
		['with blank lines around', `\n\r\n 2 \n\n14/05/2013 13/05/2014\n\n${pem}\n\n`, validity],
		['with text after the status', `2 Certificates Attached\n${pem}`, undefined],
		['without a status line', pem, undefined],
		['with spaces in the armour', `2\n----- BEGIN CERTIFICATE -----\nAAAA\n---- END CERTIFICATE -----`, undefined],
		['attached although the status says available', `1\n${pem}`, undefined],
	])('%s', (_, text, period) => {
		const reply = readReply(bytes(text))
		expect(reply).toMatchObject({ kind: 'certificates', validity: period })
		expect(reply.kind === 'certificates' && reply.payload).toMatch(/BEGIN CERTIFICATE/)
	})
})

describe('status', () => {
	test.each([
		['0', 0, 'processing', ''],
		['0\n', 0, 'processing', ''],
		['0\nBeing processed by Sectigo', 0, 'processing', 'Being processed by Sectigo'],
		['0 Being processed by Sectigo', 0, 'processing', 'Being processed by Sectigo'],
		['1\nCertificates Available', 1, 'available', 'Certificates Available'],
		[
			'-20\nThe certificate request has been rejected!\r\n',
			-20,
			'rejected',
			'The certificate request has been rejected!',
		],
		['-26\nbeing issued', -26, 'being-issued', 'being issued'],
		['-777\nsomething new', -777, 'unknown', 'something new'],
		['errorCode=-16&errorMessage=Incorrect+login%20details', -16, 'sign-in-refused', 'Incorrect login details'],
		['errorMessage=no%26way&errorCode=-22', -22, 'awaiting-payment', 'no&way'],
		[`{'errorCode': -16, 'errorMessage': "It's locked."}`, -16, 'sign-in-refused', "It's locked."],
		[`{"errorMessage":"a \\"b\\"","errorCode":"-4"}`, -4, 'invalid-value', 'a "b"'],
	] as const)('%j', (text, code, meaning, message) => {
		expect(readReply(bytes(text))).toMatchObject({ kind: 'status', code, meaning, message })
	})
	test('available, with the validity period', () => {
		expect(readReply(bytes('1\n14/05/2013 13/05/2014'))).toMatchObject({ kind: 'status', code: 1, validity })
	})
})

describe('not a reply of CollectCCC', () => {
	test.each([
		['empty', '', 'reply-empty'],
		['only white space', ' \r\n\t', 'reply-empty'],
		['status 2 and nothing', '2\n', 'reply-no-certificates'],
		['status 2, a validity line and nothing', '2\n14/05/2013 13/05/2014\n', 'reply-no-certificates'],
		['a web page', '<!DOCTYPE html><title>Maintenance</title>', 'reply-not-collectccc'],
		['a gateway', '{"error": "bad gateway"}', 'reply-not-collectccc'],
		['a gateway in plain text', '502 Bad Gateway', 'reply-not-collectccc'],
		['a date', '14/05/2013 13/05/2014', 'reply-not-collectccc'],
		['an IP address', '10.0.0.1 refused', 'reply-not-collectccc'],
	])('%s', (_, text, code) => {
		expect(() => readReply(bytes(text))).toThrow(expect.objectContaining({ name: 'UnreadableReply', code }))
	})
})

test('any bytes give a reply or an UnreadableReply', () => {
	const starts = fc.constantFrom('', '2\n', '-16\n', "{'errorCode': ", 'errorCode=', '\ufeff', pem)
	fc.assert(
		fc.property(starts, fc.uint8Array({ maxLength: 300 }), (start, noise) => {
			try {
				expect(['certificates', 'status']).toContain(readReply(new Uint8Array([...bytes(start), ...noise])).kind)
			} catch (error) {
				expect(error).toBeInstanceOf(UnreadableReply)
			}
		}),
	)
})

test.each(['31/02/2026 01/03/2026', '1/2/2026 01/03/2026', '14/05/2013', '2026-05-14 2027-05-14'])(
	'no validity period: %s',
	(line) => {
		expect(readValidityPeriod(line)).toBeUndefined()
	},
)

describe('JavaScript declarations', () => {
	const script = (code: string, message: string, ccc: string) =>
		bytes(`var g_errorCode=${code};\nvar g_errorMessage=${JSON.stringify(message)};\nvar g_ccc="${ccc}";\ndone();\n`)
	test('certificates', () => {
		expect(readReply(script('2', '', 'MIIB'))).toEqual({ kind: 'certificates', validity: undefined, payload: 'MIIB' })
	})
	test('an error', () => {
		expect(readReply(script('"-20"', 'rejected!', ''))).toMatchObject({
			kind: 'status',
			code: -20,
			message: 'rejected!',
		})
	})
	test('a status without a word', () => {
		expect(readReply(bytes('g_errorCode = 0'))).toMatchObject({ kind: 'status', code: 0, meaning: 'processing' })
	})
	test('status 2 with nothing', () => {
		expect(() => readReply(script('2', '', ''))).toThrow(expect.objectContaining({ code: 'reply-no-certificates' }))
	})
	test('cut off', () => {
		expect(() => readReply(bytes('var g_errorCode=2;var g_ccc="MIIB'))).toThrow(
			expect.objectContaining({ code: 'reply-cut-off' }),
		)
	})
	test('a program of another kind', () => {
		expect(() => readReply(bytes('var g_errorCode=f();'))).toThrow(
			expect.objectContaining({ code: 'reply-not-collectccc' }),
		)
	})
})

test('a binary reply is certificates, and the text 0 is not', () => {
	const binary = Uint8Array.of(0x30, 0x82, 0x01, 0x00, 1)
	expect(readReply(binary)).toEqual({ kind: 'certificates', validity: undefined, payload: binary })
	expect(readReply(bytes('0\u00e9'))).toMatchObject({ kind: 'status', code: 0 })
})
