import { hkdfSync } from 'node:crypto'
import fc from 'fast-check'
import { CompactEncrypt, compactDecrypt, EncryptJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { createSeal, endOf, lifetime, randomSecret, type Session, shortestSecret } from './sealedSession.ts'

const [oldSecret, newSecret] = ['an old secret, which was long enough', 'a new secret, which is as long']
const start = Date.parse('2031-03-01T12:00:00Z')
const session: Session = {
	id: 'b2c1',
	loginName: 'reseller',
	loginPassword: 'päss"wörd\\ 🔑',
	isProven: true,
	signedInAt: start,
	usedAt: start,
}
function sealAt(...secrets: [string, ...string[]]) {
	const clock = { time: start }
	return { clock, ...createSeal(secrets, () => clock.time) }
}

test('what is sealed comes back, and can neither be read nor stand in the way of a cookie', async () => {
	const text = fc.string({ minLength: 1, maxLength: 64, unit: 'binary' })
	const password = fc.string({ minLength: 1, maxLength: 128, unit: 'grapheme' })
	const { seal, open } = sealAt(newSecret)
	await fc.assert(
		fc.asyncProperty(text, password, async (loginName, loginPassword) => {
			const isProven = loginName.length % 2 === 0
			const given = { ...session, loginName, loginPassword, isProven }
			const sealed = await seal(given)
			expect(sealed).toMatch(/^[\w.-]+$/)
			expect(await open(sealed)).toEqual(given)
			expect(await seal(given)).not.toBe(sealed)
		}),
	)
})

test('the longest names and passwords make a cookie of less than half of what browsers take', async () => {
	// Three octets of UTF-8 for each of CollectCCC's characters, or two when JSON escapes it.
	for (const character of ['€', '"']) {
		const loginName = character.repeat(64)
		const loginPassword = character.repeat(128)
		const sealed = await sealAt(newSecret).seal({ ...session, id: crypto.randomUUID(), loginName, loginPassword })
		expect(sealed.length).toBeLessThan(2048)
	}
})

describe('time', () => {
	test('a session ends when it was idle for 30 minutes', async () => {
		const { seal, open, clock } = sealAt(newSecret)
		const sealed = await seal(session)
		clock.time = start + lifetime.idle - 1000
		expect(await open(sealed)).toEqual(session)
		clock.time = start + lifetime.idle
		expect(await open(sealed)).toBeUndefined()
	})

	test('however much it is used, it ends after 8 hours', async () => {
		const { seal, open, clock } = sealAt(newSecret)
		const usedAt = start + lifetime.total - 60_000
		clock.time = usedAt
		const used = { ...session, usedAt }
		expect(endOf(used)).toBe(start + lifetime.total)
		const sealed = await seal(used)
		clock.time = start + lifetime.total - 1000
		expect(await open(sealed)).toEqual(used)
		clock.time = start + lifetime.total
		expect(await open(sealed)).toBeUndefined()
	})
})

describe('secrets', () => {
	test('the first seals, both open', async () => {
		const before = await sealAt(oldSecret).seal(session)
		const { seal, open } = sealAt(newSecret, oldSecret)
		expect(await open(before)).toEqual(session)
		const after = await seal(session)
		expect(await sealAt(newSecret).open(after)).toEqual(session)
		expect(await sealAt(oldSecret).open(after)).toBeUndefined()
	})

	test('the key is HKDF with SHA-256, as Node has it, and the form is that of RFC 7516', async () => {
		const key = new Uint8Array(hkdfSync('sha256', newSecret, '', 'certcollect session A256GCM', 32))
		const { plaintext, protectedHeader } = await compactDecrypt(await sealAt(newSecret).seal(session), key)
		expect(protectedHeader).toEqual({ alg: 'dir', enc: 'A256GCM' })
		expect(JSON.parse(new TextDecoder().decode(plaintext))).toMatchObject({ sub: 'reseller', exp: start / 1000 + 1800 })
	})

	test('one made at random is long enough and never the same', () => {
		expect(randomSecret().length).toBeGreaterThanOrEqual(shortestSecret)
		expect(randomSecret()).not.toBe(randomSecret())
	})
})

describe('what was not sealed here', () => {
	const key = new Uint8Array(hkdfSync('sha256', newSecret, '', 'certcollect session A256GCM', 32))
	const { open, seal } = sealAt(newSecret)

	test('is not opened, whatever it is', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.oneof(fc.string(), fc.stringMatching(/^[\w-]*\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/)),
				async (text) => {
					expect(await open(text)).toBeUndefined()
				},
			),
		)
	})

	test('is not opened when a single character of it was changed', async () => {
		const sealed = await seal(session)
		await fc.assert(
			fc.asyncProperty(fc.nat(sealed.length - 1), fc.stringMatching(/^[\w.-]$/), async (index, character) => {
				// The last one of each part has bits that do not count.
				fc.pre(/^[\w-][\w-]/.test(sealed.slice(index)) && sealed[index] !== character)
				expect(await open(sealed.slice(0, index) + character + sealed.slice(index + 1))).toBeUndefined()
			}),
		)
	})

	test.each([
		['with other algorithms', { alg: 'A256GCMKW', enc: 'A256GCM' }],
		['with another cipher', { alg: 'dir', enc: 'A128CBC-HS256' }],
	])('is not opened %s', async (_name, header) => {
		const jwt = new EncryptJWT({ password: 'x', auth_time: start / 1000 })
			.setProtectedHeader(header)
			.setJti('x')
			.setSubject('x')
			.setIssuedAt(start / 1000)
			.setExpirationTime(start / 1000 + 60)
		expect(await open(await jwt.encrypt(key))).toBeUndefined()
	})

	test('is of a login that is not proven, if an earlier version did not note it', async () => {
		const jwt = new EncryptJWT({ password: 'x', auth_time: start / 1000 })
			.setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
			.setJti('x')
			.setSubject('x')
			.setIssuedAt(start / 1000)
			.setExpirationTime(start / 1000 + 60)
		expect(await open(await jwt.encrypt(key))).toMatchObject({ loginName: 'x', isProven: false })
	})

	test('is not opened without an end', async () => {
		const claims = { sub: 'x', password: 'x', jti: 'x', auth_time: start / 1000, iat: start / 1000 }
		const plain = new TextEncoder().encode(JSON.stringify(claims))
		const sealed = new CompactEncrypt(plain).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
		expect(await open(await sealed.encrypt(key))).toBeUndefined()
	})
})
