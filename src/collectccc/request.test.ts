import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CollectRequest, formBody, InvalidRequest, parseRequest } from './request.ts'

const parse = (body: string) => parseRequest(new URLSearchParams(body))
const withCode = (rest: string) => `collectionCode=aB3dE6gH9jK2mN5p&${rest}`

test("the reference's own sample is a request, leading zero and all", () => {
	expect(parse('loginName=a&loginPassword=b&orderNumber=12&queryType=01&responseType=3&responseEncoding=0')).toEqual({
		loginName: 'a',
		loginPassword: 'b',
		orderNumber: '12',
		queryType: 1,
		responseType: 3,
		responseEncoding: 0,
		showValidityPeriod: false,
	})
})

describe('refused, with the parameter named', () => {
	test.each([
		['unknown', withCode('queryType=1&colour=red'), 'colour'],
		['doubled', withCode('queryType=1&queryType=1'), 'queryType'],
		['queryType missing', 'collectionCode=aB3dE6gH9jK2mN5p', 'queryType'],
		['nobody asks', 'queryType=1', 'collectionCode'],
		['login without order', 'queryType=1&loginName=a&loginPassword=b', 'orderNumber'],
		['order without login', 'queryType=1&orderNumber=1', 'loginName'],
		['order without password', 'queryType=1&orderNumber=1&loginName=a', 'loginPassword'],
		['code and login', withCode('queryType=1&loginName=a'), 'loginName'],
		['code and order', withCode('queryType=1&orderNumber=1'), 'orderNumber'],
		['code too long', 'collectionCode=aB3dE6gH9jK2mN5pQ&queryType=1', 'collectionCode'],
		['code empty', 'collectionCode=&queryType=1', 'collectionCode'],
		['login name too long', `orderNumber=1&loginPassword=b&queryType=1&loginName=${'a'.repeat(65)}`, 'loginName'],
		['password too long', `orderNumber=1&loginName=a&queryType=1&loginPassword=${'a'.repeat(129)}`, 'loginPassword'],
		['control character', 'orderNumber=1&loginPassword=b&queryType=1&loginName=a%0Ab', 'loginName'],
		['order number not digits', 'orderNumber=12x&loginName=a&loginPassword=b&queryType=1', 'orderNumber'],
		['queryType 4', withCode('queryType=4'), 'queryType'],
		['queryType in words', withCode('queryType=one'), 'queryType'],
		['responseType 0', withCode('queryType=1&responseType=0'), 'responseType'],
		['issuers as PKCS#7', withCode('queryType=3&responseType=2'), 'responseType'],
		['binary PEM', withCode('queryType=1&responseType=3&responseEncoding=1'), 'responseEncoding'],
		[
			'binary with a MIME type',
			withCode('queryType=1&responseType=2&responseEncoding=1&responseMimeType=a/b'),
			'responseMimeType',
		],
		['callback without JavaScript', withCode('queryType=1&callbackFunctionName=f'), 'callbackFunctionName'],
		[
			'callback that is a program',
			withCode('queryType=1&responseEncoding=2&callbackFunctionName=f()'),
			'callbackFunctionName',
		],
		['MIME type with a parameter', withCode('queryType=1&responseMimeType=text/html;x'), 'responseMimeType'],
		['validity neither Y nor N', withCode('queryType=1&showValidityPeriod=y'), 'showValidityPeriod'],
	])('%s', (_, body, parameter) => {
		expect(() => parse(body)).toThrow(expect.objectContaining({ code: 'request-invalid', parameter }))
	})
	test('the value is never repeated', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[b-z]{30,60}$/), (secret) => {
				for (const name of ['collectionCode', 'orderNumber', 'queryType', 'responseMimeType', 'showValidityPeriod'])
					try {
						parseRequest([[name, secret], ...(name === 'queryType' ? [] : ([['queryType', '1']] as const))])
						expect.unreachable()
					} catch (error) {
						expect(error).toBeInstanceOf(InvalidRequest)
						expect(String(error)).not.toContain(secret)
					}
			}),
		)
	})
})

const requests: fc.Arbitrary<CollectRequest> = fc
	.tuple(
		fc.oneof(
			fc.record({ collectionCode: fc.stringMatching(/^[A-Za-z0-9]{16}$/) }),
			fc.record({
				loginName: fc.stringMatching(/^[ -~]{1,64}$/),
				loginPassword: fc.stringMatching(/^[ -~\u00a1-\u024f]{1,128}$/),
				orderNumber: fc.stringMatching(/^\d{1,20}$/),
			}),
		),
		fc.oneof(
			fc.record({ queryType: fc.constantFrom<0 | 2 | 3>(0, 2, 3), responseType: fc.constant<3>(3) }),
			fc.record({ queryType: fc.constant<1>(1), responseType: fc.constantFrom<1 | 2 | 3 | 4>(1, 2, 3, 4) }),
		),
		fc.oneof(
			fc.record({ responseEncoding: fc.constant<0>(0) }),
			fc.record({ responseEncoding: fc.constant<2>(2), callbackFunctionName: fc.constantFrom('f', 'app.on_$1.done') }),
		),
		fc.boolean(),
	)
	.map(([authorization, query, encoding, showValidityPeriod]) => ({
		...authorization,
		...query,
		...encoding,
		showValidityPeriod,
	}))

test('what is built is what is read', () => {
	fc.assert(
		fc.property(requests, (request) => {
			expect(parse(formBody(request))).toEqual(request)
		}),
	)
})

test('any form gives a request or an InvalidRequest', () => {
	const pair = fc.tuple(
		fc.oneof(fc.constantFrom('collectionCode', 'queryType', 'responseType', 'responseEncoding'), fc.string()),
		fc.oneof(fc.constantFrom('0', '1', '2', '3', 'aB3dE6gH9jK2mN5p'), fc.string()),
	)
	fc.assert(
		fc.property(fc.array(pair), (entries) => {
			try {
				expect(parse(formBody(parseRequest(entries)))).toEqual(parseRequest(entries))
			} catch (error) {
				expect(error).toBeInstanceOf(InvalidRequest)
			}
		}),
	)
})
