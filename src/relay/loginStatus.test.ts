import { describe, expect, test } from 'vitest'
import { statusOf } from './loginStatus.ts'

const status = (text: string) => statusOf(new TextEncoder().encode(text))
const long = 'MIID'.repeat(2000)

describe('the status of a reply', () => {
	test.each([
		['0\nBeing processed by Sectigo', 0],
		['-16\nUnknown user', -16],
		['errorCode=-4&errorMessage=wrong', -4],
		['g_errorCode = -21; g_errorMessage = "Revoked";', -21],
		[`2\n-----BEGIN CERTIFICATE-----\n${long}\n-----END CERTIFICATE-----\n`, 2],
		[`-----BEGIN CERTIFICATE-----\n${long}\n-----END CERTIFICATE-----\n`, 2],
		[`0\n${long}`, 0],
		[`var g_errorCode = 2; var g_errorMessage = ''; var g_ccc = '${long}';`, 2],
		[`var g_ccc = '${long}'; var g_errorCode = 2;`, 2],
		[`var g_errorCode = -20; var g_errorMessage = '${'x'.repeat(5000)}';`, -20],
	])('%#', (text, expected) => {
		expect(status(text)).toBe(expected)
	})
	test.each(['', '<html>Sorry</html>', `<html>${long}</html>`, `g_errorCode = 2; g_ccc = '${long}`])(
		'of something else there is none, %#',
		(text) => {
			expect(status(text)).toBeUndefined()
		},
	)
	test('binary certificates', () => {
		expect(statusOf(new Uint8Array([0x30, 0x82, 0x20, 0x00, ...new Array<number>(8192).fill(7)]))).toBe(2)
	})
})
