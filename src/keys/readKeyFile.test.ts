import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPem, writePem } from '../certificates/pem.ts'
import { type Kind, kindNames, Workshop } from './fixtures/openssl.ts'
import { KeyFailure, type KeyFailureCode } from './keyFailure.ts'
import { isSameKey } from './match.ts'
import { type KeyFile, readKeyFile } from './readKeyFile.ts'

const shop = new Workshop()
afterAll(shop.remove)
const passphrase = 'pässwörd ✓ 密码'
const wrong = 'another one'
process.env['KEY_PASSPHRASE'] = passphrase
const pass = 'env:KEY_PASSPHRASE'

const name = (kind: Kind) => kind.replaceAll(' ', '-')
beforeAll(() => {
	for (const kind of kindNames) shop.key(name(kind), kind)
	shop.key('second', 'EC P-256')
})

/** What openssl makes of NAME.key when it is told so. */
function made(...words: readonly string[]): Uint8Array {
	shop.openssl(...words, '-out', 'made')
	return shop.read('made')
}
const binary = (pem: Uint8Array) => readPem(new TextDecoder().decode(pem)).blocks.at(-1)?.der ?? new Uint8Array()

function expectKey(file: KeyFile, kind: Kind): void {
	if (file.kind !== 'keys') throw new Error(`a key was expected, not ${file.kind}`)
	const [key] = file.keys
	expect(isSameKey(key.publicKey, shop.read(`${name(kind)}.pub`))).toBe(true)
	expect(isSameKey(key.publicKey, shop.read('second.pub'))).toBe(false)
	// The one form that everything is made into is one that openssl takes for the same key.
	shop.write('kept', key.pkcs8)
	const out = execFileSync('openssl', [
		'pkey',
		'-inform',
		'DER',
		'-in',
		shop.path('kept'),
		'-pubout',
		'-outform',
		'DER',
	])
	expect(Buffer.compare(out, shop.read(`${name(kind)}.pub`))).toBe(0)
}

async function failure(result: Promise<unknown>): Promise<KeyFailureCode> {
	const error = await result.then(
		() => new Error('nothing failed'),
		(reason: unknown) => reason,
	)
	if (error instanceof KeyFailure) return error.code
	throw error
}

describe.each(kindNames)('%s', (kind) => {
	const key = `${name(kind)}.key`
	const plain: Readonly<Record<string, () => Uint8Array>> = {
		'PKCS#8, PEM': () => shop.read(key),
		'PKCS#8, DER': () => made('pkey', '-in', key, '-outform', 'DER'),
		...(kind === 'RSA 2048' && {
			'PKCS#1, PEM': () => made('rsa', '-in', key, '-traditional'),
			'PKCS#1, DER': () => made('rsa', '-in', key, '-traditional', '-outform', 'DER'),
		}),
		...(kind.startsWith('EC') && {
			'SEC1, PEM': () => made('ec', '-in', key),
			'SEC1, DER': () => made('ec', '-in', key, '-outform', 'DER'),
			'SEC1, PEM, without its public half': () => made('ec', '-in', key, '-no_public'),
			'SEC1, PEM, with a compressed point': () => made('ec', '-in', key, '-conv_form', 'compressed'),
		}),
	}
	test.each(Object.keys(plain))('%s', async (form) => {
		const bytes = plain[form]?.() ?? new Uint8Array()
		if (form.includes('compressed')) {
			const file = await readKeyFile(bytes)
			expect(file.kind).toBe('keys')
			return
		}
		expectKey(await readKeyFile(bytes), kind)
		// What is not asked for does no harm.
		expectKey(await readKeyFile(bytes, wrong), kind)
	})

	const pkcs8 = (...words: readonly string[]) => made('pkcs8', '-topk8', '-in', key, '-passout', pass, ...words)
	const legacy = (cipher: string) =>
		made('pkey', '-in', key, '-traditional', cipher, '-passout', pass, '-provider', 'default', '-provider', 'legacy')
	const locked: Readonly<Record<string, () => Uint8Array>> = {
		...Object.fromEntries(
			['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc', 'des3'].map((cipher) => [
				`PBES2, ${cipher}`,
				() => pkcs8('-v2', cipher),
			]),
		),
		...Object.fromEntries(
			['SHA1', 'SHA224', 'SHA256', 'SHA384', 'SHA512'].map((hash) => [
				`PBES2, ${hash}`,
				() => pkcs8('-v2', 'aes-256-cbc', '-v2prf', `hmacWith${hash}`, '-iter', '10000'),
			]),
		),
		'PBES2, DER': () => pkcs8('-outform', 'DER'),
		'PBES2, scrypt': () => pkcs8('-scrypt'),
		...Object.fromEntries(
			['PBE-SHA1-3DES', 'PBE-SHA1-2DES', 'PBE-MD5-DES', 'PBE-SHA1-DES'].map((cipher) => [
				cipher,
				() => pkcs8('-v1', cipher, '-provider', 'default', '-provider', 'legacy'),
			]),
		),
		...(kind !== 'Ed25519' &&
			Object.fromEntries(
				['-aes128', '-aes192', '-aes256', '-des3', '-des'].map((cipher) => [
					`Proc-Type, ${cipher}`,
					() => legacy(cipher),
				]),
			)),
	}
	test.each(Object.keys(locked))('%s', async (form) => {
		const bytes = locked[form]?.() ?? new Uint8Array()
		if (form.startsWith('Proc-Type')) expect(new TextDecoder().decode(bytes)).toContain('Proc-Type: 4,ENCRYPTED')
		expect(await readKeyFile(bytes)).toEqual({ kind: 'locked' })
		expectKey(await readKeyFile(bytes, passphrase), kind)
		expect(await failure(readKeyFile(bytes, wrong))).toBe('wrong-passphrase')
		expect(await failure(readKeyFile(bytes, ''))).toBe('wrong-passphrase')
	})

	test('a key that is cut off or altered is broken, not locked with another passphrase', async () => {
		const whole = pkcs8('-outform', 'DER')
		expect(await failure(readKeyFile(whole.subarray(0, -20), passphrase))).toBe('broken')
		// Any 32 octets are a key for Ed25519, only another one.
		const altered = whole.map((octet, at) => (at === whole.length - 33 ? octet ^ 1 : octet))
		if (kind !== 'Ed25519') expect(await failure(readKeyFile(altered, passphrase))).toBe('broken')
		const padding = whole.map((octet, at) => (at === whole.length - 1 ? octet ^ 1 : octet))
		expect(await failure(readKeyFile(padding, passphrase))).toBe('broken')
	})

	test('a request says whose it is', async () => {
		const request = made('req', '-new', '-key', key, '-subj', '/CN=example.com')
		for (const bytes of [request, binary(request)]) {
			const file = await readKeyFile(bytes)
			if (file.kind !== 'request') throw new Error(file.kind)
			expect(isSameKey(file.publicKey, shop.read(`${name(kind)}.pub`))).toBe(true)
		}
	})
})

test('text as editors leave it: UTF-16, a byte order mark, Windows line ends, more around it, base64 alone', async () => {
	const text = new TextDecoder().decode(shop.read('EC-P-256.key'))
	const forms = [
		Buffer.from(`\ufeff${text}`, 'utf16le'),
		Buffer.from(`\ufeff${text}`),
		Buffer.from(text.replaceAll('\n', '\r\n')),
		Buffer.from(`Here is the key:\n\n${text}\nBest regards`),
		Buffer.from(text.replaceAll(/^-.*\n/gm, '')),
	]
	for (const bytes of forms) expectKey(await readKeyFile(Uint8Array.from(bytes)), 'EC P-256')
})

test('a file with a certificate, parameters and a key has the key', async () => {
	const parameters = shop.openssl('ecparam', '-name', 'prime256v1')
	const key = new TextDecoder().decode(shop.read('EC-P-256.key'))
	const certificate = shop.openssl('req', '-x509', '-key', 'second.key', '-subj', '/CN=x')
	expectKey(await readKeyFile(new TextEncoder().encode(certificate + parameters + key)), 'EC P-256')
})

test('what is no key, and what is one of a kind that is not read', async () => {
	const text = (content: string) => readKeyFile(new TextEncoder().encode(content))
	expect(await failure(text(''))).toBe('not-a-key')
	expect(await failure(text('Dear customer'))).toBe('not-a-key')
	expect(await failure(text(shop.openssl('req', '-x509', '-key', 'second.key', '-subj', '/CN=x')))).toBe('not-a-key')
	expect(await failure(readKeyFile(shop.read('second.pub')))).toBe('not-a-key')
	expect(await failure(text(writePem('OPENSSH PRIVATE KEY', Uint8Array.of(1, 2, 3))))).toBe('unsupported')
	expect(await failure(readKeyFile(new Uint8Array(2_000_000)))).toBe('too-large')
	shop.openssl('genpkey', '-quiet', '-genparam', '-algorithm', 'DSA', '-out', 'dsa')
	expect(await failure(readKeyFile(made('genpkey', '-quiet', '-paramfile', 'dsa')))).toBe('unsupported')
})

test('halves that do not belong together are no key', async () => {
	for (const kind of ['RSA 2048', 'EC P-256'] as const) {
		const der = made('pkey', '-in', `${name(kind)}.key`, '-outform', 'DER')
		const altered = der.map((octet, at) => (at === der.length - 10 ? octet ^ 1 : octet))
		expect(await failure(readKeyFile(altered))).toBe('broken')
	}
})

test('openssl’s other ciphers and kinds of keys are told to be so', async () => {
	const legacy = ['-provider', 'default', '-provider', 'legacy']
	for (const cipher of ['PBE-SHA1-RC4-128', 'PBE-SHA1-RC2-40', 'PBE-MD5-RC2-64'])
		expect(
			await failure(
				readKeyFile(
					made('pkcs8', '-topk8', '-in', 'EC-P-256.key', '-passout', pass, '-v1', cipher, ...legacy),
					passphrase,
				),
			),
		).toBe('unsupported')
	for (const cipher of ['-camellia256', '-aria256', '-seed'])
		expect(
			await failure(
				readKeyFile(
					made('pkey', '-in', 'EC-P-256.key', '-traditional', cipher, '-passout', pass, ...legacy),
					passphrase,
				),
			),
		).toBe('unsupported')
	for (const algorithm of ['X25519', 'X448'])
		expect(await failure(readKeyFile(made('genpkey', '-quiet', '-algorithm', algorithm)))).toBe('unsupported')
})

const bytesOf = (hexadecimal: string) => Uint8Array.from(Buffer.from(hexadecimal, 'hex'))
const textOf = (text: string) => new TextEncoder().encode(text)

/** One file of each form, most of them locked. */
const samples = () => [
	made('pkey', '-in', 'RSA-2048.key', '-outform', 'DER'),
	made('ec', '-in', 'EC-P-256.key', '-outform', 'DER'),
	made('pkey', '-in', 'Ed25519.key', '-outform', 'DER'),
	made('pkcs8', '-topk8', '-in', 'EC-P-256.key', '-passout', pass, '-outform', 'DER'),
	made('pkcs12', '-export', '-inkey', 'EC-P-384.key', '-nocerts', '-passout', pass),
	shop.read('RSA-2048.key'),
	made('rsa', '-in', 'RSA-2048.key', '-traditional'),
	made('pkcs8', '-topk8', '-in', 'EC-P-384.key', '-passout', pass),
	made('pkey', '-in', 'EC-P-256.key', '-traditional', '-aes128', '-passout', pass),
	made('req', '-new', '-key', 'second.key', '-subj', '/CN=example.com'),
]

describe('mutants', () => {
	/** What comes of it: a file, or a failure of ours; any other error fails the test. */
	const readOne = (mutant: Uint8Array, word: string | undefined) =>
		readKeyFile(mutant, word).catch((error: unknown) => {
			if (error instanceof KeyFailure) return error
			throw new Error(Buffer.from(mutant).toString('base64'), { cause: error })
		})
	const outcomeOf = (result: KeyFile | KeyFailure) => (result instanceof KeyFailure ? result.code : result.kind)

	test('files of every form with anything changed, cut, put in or doubled give a key or a typed failure', async () => {
		const whole = samples()
		const place = fc.double({ min: 0, max: 1, noNaN: true })
		const octets = fc.oneof(
			fc.uint8Array({ maxLength: 16 }),
			fc.constantFrom(...['3080', '30ff', '308400ffffff', '0200', '04820000', 'a000'].map(bytesOf)),
			fc.constantFrom('-----BEGIN PRIVATE KEY-----\n', '-----END', 'Proc-Type: 4,ENCRYPTED\n', '\ufeff').map(textOf),
		)
		const edit = fc.record({ from: place, length: fc.oneof(fc.nat(4), fc.nat(2000)), octets, isTwice: fc.boolean() })
		const edits = fc.array(edit, { minLength: 1, maxLength: 5 })
		const change = (
			bytes: Uint8Array,
			{ from, length, octets, isTwice }: typeof edit extends fc.Arbitrary<infer Edit> ? Edit : never,
		) => {
			const at = Math.floor(from * bytes.length)
			const cut = bytes.subarray(at, at + length)
			return Buffer.concat([bytes.subarray(0, at), octets, ...(isTwice ? [cut, cut] : []), bytes.subarray(at + length)])
		}
		const outcomes = new Set<string>()
		await fc.assert(
			fc.asyncProperty(fc.nat(whole.length - 1), edits, fc.boolean(), async (sample, some, isOpened) => {
				const mutant = some.reduce<Uint8Array>(change, whole[sample] ?? new Uint8Array())
				outcomes.add(outcomeOf(await readOne(Uint8Array.from(mutant), isOpened ? passphrase : undefined)))
			}),
			{ numRuns: 1000 },
		)
		expect([...outcomes]).toEqual(expect.arrayContaining(['broken', 'not-a-key']))
	})

	test('any octets and any text are no key, and no other error', async () => {
		const anything = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string({ unit: 'binary' }).map(textOf))
		await fc.assert(
			fc.asyncProperty(anything, fc.option(fc.string(), { nil: undefined }), async (bytes, word) => {
				expect(await readOne(Uint8Array.from(bytes), word)).toBeInstanceOf(KeyFailure)
			}),
		)
	})

	test('1,000 with a single bit changed too, and none is taken for another key', async () => {
		const whole = samples().slice(0, 5)
		const mutants = whole.flatMap((sample) =>
			Array.from({ length: 200 }, (_, count) => {
				const changed = Math.floor((count * sample.length) / 200)
				return sample.map((octet, at) => (at === changed ? octet ^ (1 << (count % 8)) : octet))
			}),
		)
		expect(mutants).toHaveLength(1000)
		const results = await Promise.all(
			mutants.map((mutant, count) => readOne(mutant, count % 4 === 0 ? undefined : passphrase)),
		)
		expect(results.map(outcomeOf)).toEqual(expect.arrayContaining(['broken', 'wrong-passphrase', 'locked']))
		// No damaged key is taken for another one, but where any 32 octets are a key.
		const known = kindNames.map((kind) => shop.read(`${name(kind)}.pub`))
		for (const result of results)
			if (!(result instanceof KeyFailure) && result.kind === 'keys')
				for (const { kind, publicKey } of result.keys)
					expect(kind === 'Ed25519' || known.some((one) => isSameKey(one, publicKey))).toBe(true)
	})
})
