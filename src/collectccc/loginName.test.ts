import { expect, test } from 'vitest'
import { foldLoginName } from './loginName.ts'

test('spellings of one name are one, and other names are not', () => {
	const spellings = ['Müller', 'MÜLLER', ' mu\u0308ller ', 'ｍüller']
	expect(new Set(spellings.map(foldLoginName))).toEqual(new Set(['müller']))
	expect(foldLoginName('muller')).not.toBe('müller')
})
