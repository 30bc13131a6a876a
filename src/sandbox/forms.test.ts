/** Whatever form an answer has, the reader must find the same in it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCertificate } from '../certificates/certificate.ts'
import { readContents } from '../certificates/containers.ts'
import { readReply } from '../collectccc/reply.ts'
import { UnreadableReply } from '../collectccc/unreadableReply.ts'
import { forms } from './forms.ts'
import { type Sandbox, startSandbox } from './server.ts'

let sandbox: Sandbox
/** What every order of the forms has, root first, in hexadecimal. */
let expected: readonly string[]

beforeAll(async () => {
	sandbox = await startSandbox({ now: () => new Date('2031-03-01T12:34:56Z') })
	expected = pemBlocks(await collectText('DemoSingleHost01', 'queryType=1'))
}, 30_000)
afterAll(() => sandbox.close())

async function collect(code: string, query: string): Promise<Buffer> {
	const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
	const body = `collectionCode=${code}&${query}`
	return Buffer.from(await (await fetch(sandbox.url, { method: 'POST', headers, body })).arrayBuffer())
}
const collectText = async (code: string, query: string) => (await collect(code, query)).toString('utf8')

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const pemBlocks = (text: string): readonly string[] =>
	[...text.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END/g)].map(([, base64 = '']) =>
		hex(Buffer.from(base64, 'base64')),
	)

/** The certificates that the reader finds, or what it says instead. */
function readFrom(answer: Uint8Array): readonly string[] {
	const reply = readReply(answer)
	if (reply.kind === 'status') return [`${reply.code} ${reply.message}`]
	const { certificates, isCutOff } = readContents(reply.payload)
	const read = certificates.map(readCertificate).map(({ kind, der }) => (kind === 'certificate' ? hex(der) : kind))
	return isCutOff ? [...read, 'cut off'] : read
}

const containers = [1, 2, 3, 4].flatMap((type) =>
	[0, 2].map((encoding) => `queryType=1&responseType=${type}&responseEncoding=${encoding}`),
)
const binary = 'queryType=1&responseType=2&responseEncoding=1'
const withCallback = 'queryType=1&responseEncoding=2&callbackFunctionName=page.done'
const queries = [...containers, ...containers.map((query) => `${query}&showValidityPeriod=Y`), binary, withCallback]

describe('the reader finds the same certificates', () => {
	const arranged = (code: string) => {
		switch (code) {
			case 'DemoLeafFirst001':
				return expected.toReversed()
			case 'DemoLeafAbsent01':
				return expected.slice(0, -1)
			case 'DemoRepeatedly02':
				return expected.flatMap((one) => [one, one])
			default:
				return expected
		}
	}
	const issued = forms.filter(([, , , outcome]) => outcome.kind === 'attached').map(([code, , title]) => [code, title])
	test.each(issued)('%s: %s', async (code = '') => {
		const certificates = arranged(code)
		for (const query of queries) {
			const read = readFrom(await collect(code, query))
			// CMMF keeps the leaf apart from the others, so that it has no order among them.
			const isApart = query.includes('responseType=4')
			if (isApart) expect(read.toSorted(), query).toEqual(certificates.toSorted())
			else expect(read, query).toEqual(certificates)
		}
	})

	test('an answer that is cut off is known for it', async () => {
		for (const query of containers) {
			const answer = await collect('DemoCutBase64Off', query)
			const read = () => {
				if (readFrom(answer).includes('cut off')) throw new UnreadableReply('reply-cut-off')
			}
			expect(read, query).toThrow(expect.objectContaining({ code: 'reply-cut-off' }))
		}
	})
})

describe('the reader finds the same status', () => {
	test.each([
		['DemoZeroAlone001', '0', '0 '],
		['DemoZeroLine0001', '0\n', '0 '],
		['DemoZeroClosed01', '0\nBeing processed by Sectigo\n', '0 Being processed by Sectigo'],
		['DemoOneAlone0001', '1', '1 '],
		['DemoOneLine00001', '1\n', '1 '],
		['DemoOneClosed001', '1\nCertificates Available\n', '1 Certificates Available'],
		[
			'DemoErrorWindow1',
			'-20\r\nThe certificate request has been rejected!',
			'-20 The certificate request has been rejected!',
		],
	])('%s', async (code, text, read) => {
		for (const queryType of [0, 1, 2, 3]) {
			expect(await collectText(code, `queryType=${queryType}`)).toBe(text)
			expect(readFrom(await collect(code, `queryType=${queryType}`))).toEqual([read])
		}
	})

	test('the validity period against what was asked for', async () => {
		const period = '26/02/2031 12/09/2031'
		for (const [query, status] of [
			['queryType=0', '1'],
			['queryType=1', '2'],
		] as const) {
			expect(await collectText('DemoValidAlways1', query)).toMatch(new RegExp(`^${status}\n${period}(\n-----BEGIN|$)`))
			expect(await collectText('DemoValidNever01', `${query}&showValidityPeriod=Y`)).not.toContain(period)
		}
		expect(await collectText('DemoValidNever01', 'queryType=0&showValidityPeriod=Y')).toBe('1\nCertificates Available')
	})
})
