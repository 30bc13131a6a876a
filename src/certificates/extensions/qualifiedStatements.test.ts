import { expect, test } from 'vitest'
import { extensionOf } from '../fixtures/everything/read.ts'

test('every statement', () => {
	expect(extensionOf('qualified', 'qualifiedStatements')).toEqual([
		{ kind: 'compliance' },
		{ kind: 'limit', currency: 'EUR', amount: 5, exponent: 3 },
		{ kind: 'retention', years: 10 },
		{ kind: 'secure-device' },
		{ kind: 'disclosure', places: [{ uri: 'https://example.com/pds', language: 'en' }] },
		{ kind: 'type', types: ['0.4.0.1862.1.6.1', '0.4.0.1862.1.6.3'] },
		{ kind: 'legislation', countries: ['CH'] },
		{ kind: 'semantics', type: '0.4.0.194121.1.2', authorities: [] },
		{ kind: 'other', type: '2.999.9', der: Uint8Array.of(0x30, 7, 6, 3, 0x88, 0x37, 9, 5, 0) },
	])
})
