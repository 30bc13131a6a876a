import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
	curlCommand,
	obstacleOfEncoding,
	obstacleOfType,
	type RequestOptions,
	requestForCode,
	settle,
	usualOptions,
} from './options.ts'
import { formBody, InvalidRequest } from './request.ts'

const code = 'aB3dE6gH9jK2mN5p'
const options: fc.Arbitrary<RequestOptions> = fc.record({
	queryType: fc.constantFrom(0, 1, 2, 3),
	responseType: fc.constantFrom(1, 2, 3, 4),
	responseEncoding: fc.constantFrom(0, 1, 2),
	showValidityPeriod: fc.boolean(),
	callbackFunctionName: fc.constantFrom('', 'done', 'app.done'),
	responseMimeType: fc.constantFrom('', 'text/plain', 'application/x-x509-user-cert'),
})

test('a collection code asks for everything in one request', () => {
	expect(formBody(requestForCode(code))).toBe(
		`collectionCode=${code}&queryType=1&responseType=3&responseEncoding=0&showValidityPeriod=Y`,
	)
})

test('settled choices are always a request, and stay as they are', () => {
	fc.assert(
		fc.property(options, (chosen) => {
			const settled = settle(chosen)
			expect(settle(settled)).toEqual(settled)
			expect(requestForCode(code, settled)).toMatchObject({ collectionCode: code, queryType: chosen.queryType })
		}),
	)
})

test('an obstacle is there exactly where the request would be refused', () => {
	const plain = { ...usualOptions, callbackFunctionName: '', responseMimeType: '' }
	fc.assert(
		fc.property(options, ({ queryType, responseType, responseEncoding }) => {
			const chosen = { ...plain, queryType, responseType, responseEncoding }
			const isOpen = !obstacleOfType(responseType, chosen) && !obstacleOfEncoding(responseEncoding, chosen)
			if (isOpen) expect(requestForCode(code, chosen)).toMatchObject({ queryType, responseType, responseEncoding })
			else expect(() => requestForCode(code, chosen)).toThrow(InvalidRequest)
		}),
	)
})

test('the curl command sends the same form, secrets apart, whatever the address', () => {
	fc.assert(
		fc.property(options, fc.constantFrom('https://example.com/x', "https://example.com/it's"), (chosen, address) => {
			const request = requestForCode(code, settle(chosen))
			const command = curlCommand(request, address)
			expect(command).not.toContain(code)
			// The shell itself splits the command into words.
			const words = execFileSync('sh', ['-c', `set -- ${command}; printf '%s\\n' "$@"`], { encoding: 'utf8' })
				.trimEnd()
				.split('\n')
			expect(words.slice(0, 2)).toEqual(['curl', address])
			const form = words.filter((word) => word.includes('=') && !word.startsWith('--'))
			const sent = new URLSearchParams(formBody({ ...request, collectionCode: 'COLLECTION_CODE' }))
			expect(form.toSorted()).toEqual([...sent].map(([name, value]) => `${name}=${value}`).toSorted())
		}),
		{ numRuns: 30 },
	)
})
