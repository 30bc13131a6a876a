/**
 * What the reference refuses, with the code and the name that it gives: "Request parameters" and "Error codes". Which
 * queryType, responseType and responseEncoding go together is tested through the relay as well, in everyCombination.test.ts.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from './server.ts'

let sandbox: Sandbox
beforeAll(async () => {
	sandbox = await startSandbox()
}, 30_000)
afterAll(() => sandbox.close())

const code = 'collectionCode=DemoSingleHost01'
const asked = `${code}&queryType=1`
const login = { loginName: 'reseller', loginPassword: 'sandbox-password', orderNumber: '1000101' }
const form = (parameters: Record<string, string>) => new URLSearchParams(parameters).toString()

async function post(body: string, { url } = sandbox): Promise<string> {
	const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
	return (await fetch(url, { method: 'POST', headers, body })).text()
}

const invalid = (name: string) => `-4\nThe value of the ${name}' argument is invalid!`
const missing = (name: string) => `-3\nThe '${name}' argument is missing!`
const unrecognised = '-2\nUnrecognised argument!'
const loginRefused = expect.stringMatching(/^-16\nIncorrect login details/)
const attached = expect.stringMatching(/^2\n-----BEGIN/)

describe('one value by itself', () => {
	const values: readonly (readonly [name: string, wrong: readonly string[], right: readonly string[]])[] = [
		['collectionCode', ['', 'DemoSingleHost011', 'NoSuchCode000000', 'demosinglehost01'], ['DemoSingleHost01']],
		['queryType', ['', '-1', '4', '01.0', 'one', '1 '], ['1', '01']],
		['responseType', ['', '-1', '0', '5', 'PKCS7'], ['3', '03']],
		['responseEncoding', ['', '-1', '3', 'base64'], ['0', '00']],
		['showValidityPeriod', ['', 'y', 'n', 'YES', '1'], ['N']],
		['responseMimeType', ['', 'text', 'text/', 'text/plain\r\nX: y', `text/${'x'.repeat(251)}`], ['text/plain']],
	]
	test.each(values)('%s', async (name, wrong, right) => {
		const withValue = (value: string) => form({ collectionCode: 'DemoSingleHost01', queryType: '1', [name]: value })
		for (const value of wrong) expect([value, await post(withValue(value))]).toEqual([value, invalid(name)])
		for (const value of right) expect([value, await post(withValue(value))]).toEqual([value, attached])
	})

	test.each([
		['loginName', 'x'.repeat(65), invalid('loginName')],
		['loginName', 'x'.repeat(64), loginRefused],
		['loginName', 'Reseller', loginRefused],
		['loginPassword', 'x'.repeat(129), invalid('loginPassword')],
		['loginPassword', 'x'.repeat(128), loginRefused],
		['loginPassword', 'Sandbox-password', loginRefused],
		['orderNumber', 'ABC', invalid('orderNumber')],
		['orderNumber', '-1', invalid('orderNumber')],
		['orderNumber', '42', invalid('orderNumber')],
	])('%s %s', async (name, value, expected) => {
		expect(await post(form({ ...login, queryType: '1', [name]: value }))).toEqual(expected)
	})

	test.each(['1done', 'done()', 'alert(1)', 'a..b', 'a-b', '', 'x'.repeat(65)])(
		'callbackFunctionName %s',
		async (name) => {
			const body = `${asked}&responseEncoding=2&${form({ callbackFunctionName: name })}`
			expect(await post(body)).toBe(invalid('callbackFunctionName'))
		},
	)
})

describe('who asks', () => {
	const outcomes: readonly (readonly [given: string, expected: unknown])[] = [
		['', missing('loginName')],
		['loginName', missing('loginPassword')],
		['loginPassword', missing('loginName')],
		['orderNumber', missing('loginName')],
		['loginName loginPassword', missing('orderNumber')],
		['loginName orderNumber', missing('loginPassword')],
		['loginPassword orderNumber', missing('loginName')],
		['loginName loginPassword orderNumber', attached],
		['collectionCode', attached],
		['collectionCode loginName', invalid('loginName')],
		['collectionCode loginPassword', invalid('loginPassword')],
		['collectionCode orderNumber', invalid('orderNumber')],
		['collectionCode loginName loginPassword', invalid('loginName')],
		['collectionCode loginName orderNumber', invalid('loginName')],
		['collectionCode loginPassword orderNumber', invalid('loginPassword')],
		['collectionCode loginName loginPassword orderNumber', invalid('loginName')],
	]
	test.each(outcomes)('%s', async (given, expected) => {
		const names = given.split(' ')
		const all = Object.entries({ ...login, collectionCode: 'DemoSingleHost01' })
		const chosen = Object.fromEntries(all.filter(([name]) => names.includes(name)))
		expect(await post(form({ ...chosen, queryType: '1' }))).toEqual(expected)
	})
})

describe('several values together', () => {
	test.each([
		['no queryType', code, missing('queryType')],
		['a structure for queryType 0', `${code}&queryType=0&responseType=1`, invalid('responseType')],
		['a structure for queryType 2', `${code}&queryType=2&responseType=2`, invalid('responseType')],
		['a structure for queryType 3', `${code}&queryType=3&responseType=4`, invalid('responseType')],
		['binary for queryType 2', `${code}&queryType=2&responseEncoding=1`, invalid('responseEncoding')],
		['binary PEM', `${asked}&responseEncoding=1`, invalid('responseEncoding')],
		['binary CMMF', `${asked}&responseType=4&responseEncoding=1`, invalid('responseEncoding')],
		['a callback for base64', `${asked}&callbackFunctionName=done`, invalid('callbackFunctionName')],
		[
			'a callback for binary',
			`${asked}&responseType=2&responseEncoding=1&callbackFunctionName=done`,
			invalid('callbackFunctionName'),
		],
		[
			'a MIME type for binary',
			`${asked}&responseType=2&responseEncoding=1&responseMimeType=text/plain`,
			invalid('responseMimeType'),
		],
		['an unknown name', `${asked}&colour=red`, unrecognised],
		['a name in other case', `${code}&querytype=1`, unrecognised],
		['an unknown name beside a missing one', 'colour=red', unrecognised],
		['a name twice', `${asked}&queryType=0`, invalid('queryType')],
		['a name twice with one value', `${asked}&queryType=1`, invalid('queryType')],
		['JSON rather than a form', '{"queryType":1}', unrecognised],
		['nothing', '', missing('queryType')],
	])('%s', async (_, body, expected) => {
		expect(await post(body)).toBe(expected)
	})
})

test('GET', async () => {
	const response = await fetch(`${sandbox.url}?${asked}`)
	expect(await response.text()).toBe('-17\nRequest used GET rather than POST!')
})

test('a login without https, where that is asked for; a code may still come without', { timeout: 30_000 }, async () => {
	const strict = await startSandbox({ requireHttps: true })
	const wrong = form({ ...login, loginPassword: 'wrong', queryType: '0' })
	for (const body of [form({ ...login, queryType: '0' }), wrong])
		expect(await post(body, strict)).toBe('-1\nRequest was not made over https!')
	expect(await post(`${code}&queryType=0`, strict)).toBe('1\nCertificates Available')
	await strict.close()
})
