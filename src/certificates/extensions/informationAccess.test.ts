import { expect, test } from 'vitest'
import { extensionOf } from '../fixtures/everything/read.ts'
import { nameOf } from '../objectIdentifiers.ts'
import { accessMethods } from './informationAccess.ts'

test('of the authority', () => {
	expect(extensionOf('information-access', 'authorityInformationAccess')).toEqual([
		{ method: accessMethods.ocsp, location: { kind: 'uri', value: 'http://ocsp.example.com/' } },
		{ method: accessMethods.caIssuers, location: { kind: 'uri', value: 'http://example.com/ca.crt' } },
	])
})

test('of the subject', () => {
	const described = extensionOf('information-access', 'subjectInformationAccess') ?? []
	expect(described.map(({ method, location }) => [nameOf(method), location.value])).toEqual([
		['id-ad-caRepository', 'http://example.com/repository'],
		['id-ad-timeStamping', 'time.example.com'],
	])
})
