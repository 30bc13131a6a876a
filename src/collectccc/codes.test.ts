import { expect, test } from 'vitest'
import { type Meaning, meaningOf } from './codes.ts'

test.each<[Meaning, readonly number[]]>([
	['being-issued', [-26]],
	['processing', [0]],
	['request-not-accepted', [-5, -6, -7, -8, -9, -10, -11, -12, -13]],
	['no-credit', [-15]],
	['name-not-accepted', [-18, -19, -35]],
	['key-not-accepted', [-40]],
	['wrong-state', [-122]],
	['unknown', [-24, -25, -77, -999_999, 3]],
])('%s', (meaning, codes) => {
	expect(codes.map(meaningOf)).toEqual(codes.map(() => meaning))
})
