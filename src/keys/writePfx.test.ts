import { createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findProgram } from '../../tools/programs.ts'
import { readOctets } from '../certificates/primitives.ts'
import { contentOf, oneValue, partsOf, tags } from '../certificates/tlv.ts'
import { der, integer, objectIdentifier, octetString, sequence } from '../certificates/writeDer.ts'
import type { Strength } from './encryption.ts'
import { type Kind, kindNames, Workshop } from './fixtures/openssl.ts'
import { readKeyFile } from './readKeyFile.ts'
import { openPfx } from './readPfx.ts'
import { writeKeyStore, writeTrustStore } from './writePfx.ts'

const shop = new Workshop()
afterAll(shop.remove)
const password = 'pässwörd ✓'
const alias = 'Zoë & Söhne'
const strengths: readonly Strength[] = ['modern', 'compatible']
/** What every Java opens. */
const ascii = 'pass word!'
const env = { PFX_PASSWORD: password, JAVA_PASSWORD: ascii }
const name = (kind: Kind) => kind.replaceAll(' ', '-')
const legacy = ['-provider', 'default', '-provider', 'legacy']
const tripleDes = ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']
const isMissing = (program: string) => process.env['CI'] !== 'true' && findProgram(program, process.env) === undefined

async function store(kind: Kind, strength: Strength, given = password): Promise<Uint8Array> {
	const file = await readKeyFile(shop.read(`${name(kind)}.key`))
	if (file.kind !== 'keys') throw new Error(file.kind)
	const certificates = [`${name(kind)}.cer`, 'issuing.cer', 'root.cer'].map(shop.read)
	const [own = new Uint8Array(), ...others] = certificates
	const [{ pkcs8 }] = file.keys
	return writeKeyStore({
		pkcs8,
		certificates: [own, ...others],
		alias,
		password: given,
		strength,
	})
}
const pkcs12 = (...words: readonly string[]) =>
	shop.run('openssl', ['pkcs12', '-in', 'made.pfx', '-passin', 'env:PFX_PASSWORD', ...legacy, ...words], env)

beforeAll(() => {
	for (const kind of kindNames) {
		shop.key(name(kind), kind)
		shop.chain(name(kind))
	}
	// The authorities are made anew each time, so all leaves are signed by the last ones.
	for (const kind of kindNames) {
		const words = ['x509', '-req', '-in', `${name(kind)}.csr`, '-CA', 'issuing.pem', '-CAkey', 'issuing.key']
		shop.openssl(...words, '-out', `${name(kind)}.pem`)
		shop.openssl('x509', '-in', `${name(kind)}.pem`, '-outform', 'DER', '-out', `${name(kind)}.cer`)
	}
})

describe.each(strengths)('%s', (strength) => {
	describe.each(kindNames)('%s', (kind) => {
		test('openssl finds the same key, the certificates in order, and the names', async () => {
			shop.write('made.pfx', await store(kind, strength))
			pkcs12('-nocerts', '-nodes', '-out', 'key.pem')
			shop.openssl('pkey', '-in', 'key.pem', '-pubout', '-outform', 'DER', '-out', 'found.pub')
			expect(Buffer.compare(shop.read('found.pub'), shop.read(`${name(kind)}.pub`))).toBe(0)
			const printed = pkcs12('-nokeys')
			expect(printed.match(/(?<=subject=CN ?= ?)\b.*/g)).toEqual(['www.example.com', 'Example Issuing', 'Example Root'])
			expect(printed.match(/friendlyName: .*/g)).toHaveLength(1)
			// openssl prints what is beyond ASCII as Latin-1; NSS has the name as it is.
			expect(printed).toMatch(/friendlyName: Zo. & S.hne/)
			const { info, mac } = {
				modern: { info: /PBES2, PBKDF2, AES-256-CBC, Iteration 200000, PRF hmacWithSHA256/, mac: /MAC: sha256/ },
				compatible: { info: /pbeWithSHA1And3-KeyTripleDES-CBC/, mac: /MAC: sha1/ },
			}[strength]
			// What openssl says about the file goes to its other output.
			const about = shop.run('sh', ['-c', 'openssl pkcs12 -in made.pfx -passin env:PFX_PASSWORD -info -noout 2>&1'], {
				...env,
			})
			expect(about).toMatch(info)
			expect(about).toMatch(mac)
		})
		test('openssl refuses it with another password', async () => {
			shop.write('made.pfx', await store(kind, strength))
			expect(() => shop.openssl('pkcs12', '-in', 'made.pfx', '-passin', 'pass:x', '-noout', ...legacy)).toThrow(
				'password',
			)
		})
		test.skipIf(isMissing('keytool'))('keytool finds the key with its chain under the alias', async () => {
			shop.write('made.pfx', await store(kind, strength, ascii))
			const printed = keytool('-list', '-v', '-keystore', 'made.pfx', '-storepass:env', 'JAVA_PASSWORD')
			// Java tells no capitals from small letters in an alias.
			expect(printed).toContain(`Alias name: ${alias.toLowerCase()}`)
			expect(printed).toContain('Entry type: PrivateKeyEntry')
			expect(printed).toContain('Certificate chain length: 3')
			// Only the right key opens: a request is signed with it.
			keytool(
				'-certreq',
				'-keystore',
				'made.pfx',
				'-storepass:env',
				'JAVA_PASSWORD',
				'-alias',
				alias,
				'-file',
				'java.csr',
			)
			shop.openssl('req', '-in', 'java.csr', '-verify', '-noout', '-pubkey', '-out', 'java.pem')
			shop.openssl('pkey', '-pubin', '-in', 'java.pem', '-outform', 'DER', '-out', 'java.pub')
			expect(Buffer.compare(shop.read('java.pub'), shop.read(`${name(kind)}.pub`))).toBe(0)
		})
		test.skipIf(isMissing('pk12util'))(
			kind === 'Ed25519' ? 'NSS takes it if it takes one of openssl’s' : 'NSS takes it',
			async () => {
				shop.write('made.pfx', await store(kind, strength))
				// NSS has had no private keys of Ed25519 for long, whoever wrote the file.
				if (kind === 'Ed25519') {
					exported('-inkey', `${name(kind)}.key`, '-in', `${name(kind)}.pem`)
					expect(intoNss('made.pfx', `${strength}-ours`)).toBe(intoNss('other.pfx', `${strength}-other`))
					return
				}
				expect(intoNss('made.pfx', `${name(kind)}-${strength}`)).toBe(true)
			},
		)
	})

	test.skipIf(isMissing('keytool'))('keytool takes the authorities for trusted', async () => {
		const authorities = ['issuing', 'root'].map((one) => ({ der: shop.read(`${one}.cer`), alias: `example-${one}` }))
		shop.write('made.pfx', await writeTrustStore({ authorities, password: ascii, strength }))
		const printed = keytool('-list', '-keystore', 'made.pfx', '-storepass:env', 'JAVA_PASSWORD')
		expect(printed).toContain('Your keystore contains 2 entries')
		expect(printed.match(/^example-\w+(?=, .*trustedCertEntry)/gm)?.toSorted()).toEqual([
			'example-issuing',
			'example-root',
		])
		const own = shop.openssl('x509', '-in', 'root.pem', '-noout', '-fingerprint', '-sha256')
		expect(printed).toContain(own.split('=')[1]?.trim())
	})
})

/** What openssl makes: of the key of P-256 unless told otherwise. */
function exported(...words: readonly string[]): void {
	const given = words.includes('-inkey') ? [] : ['-inkey', 'EC-P-256.key', '-in', 'EC-P-256.pem']
	const named = ['-certfile', 'issuing.pem', '-name', alias, '-passout', 'env:PFX_PASSWORD', '-out', 'other.pfx']
	shop.run('openssl', ['pkcs12', '-export', ...given, ...named, ...words], env)
}

/** @returns whether NSS takes a file and then has key and certificate under their name; they go into a database of their own */
function intoNss(file: string, database: string): boolean {
	shop.write('password', password)
	const place = `sql:nss-${database}`
	shop.run('sh', ['-c', `mkdir nss-${database} && certutil -N -d ${place} --empty-password`])
	try {
		shop.run('pk12util', ['-i', file, '-d', place, '-w', 'password', '-K', ''])
	} catch (error) {
		if (String(error).includes('Error attempting to import private key')) return false
		throw error
	}
	for (const list of ['-K', '-L']) expect(shop.run('certutil', [list, '-d', place])).toContain(alias)
	return true
}

function keytool(...words: readonly string[]): string {
	return shop.run('keytool', ['-J-Duser.language=en', '-J-Dfile.encoding=UTF-8', ...words], env)
}

test('an empty password is refused', async () => {
	const empty = { password: '', strength: 'modern' } as const
	await expect(writeTrustStore({ authorities: [], ...empty })).rejects.toMatchObject({ code: 'empty-password' })
	const own = shop.read('root.cer')
	const emptyStore = { pkcs8: own, certificates: [own], alias: 'x', ...empty } as const
	await expect(writeKeyStore(emptyStore)).rejects.toMatchObject({ code: 'empty-password' })
})

test('without the chain, and without an alias', async () => {
	const file = await readKeyFile(shop.read('EC-P-256.key'))
	if (file.kind !== 'keys') throw new Error(file.kind)
	const [{ pkcs8 }] = file.keys
	const certificates = [shop.read('EC-P-256.cer')] as const
	shop.write('made.pfx', await writeKeyStore({ pkcs8, certificates, alias: '', password, strength: 'modern' }))
	const printed = pkcs12('-nodes')
	expect(printed.match(/BEGIN CERTIFICATE/g)).toHaveLength(1)
	expect(printed).not.toContain('friendlyName')
})

describe('files of others', () => {
	const open = async (file: string, given = password) => {
		const opened = await readKeyFile(shop.read(file), given)
		return opened.kind === 'keys'
			? opened.keys.map(({ publicKey }) => Buffer.from(publicKey).toString('hex'))
			: opened.kind
	}
	const expected = () => [Buffer.from(shop.read('EC-P-256.pub')).toString('hex')]
	test.each([
		['openssl, as it is', []],
		// The certificates are in RC2, which is passed over: the key is not.
		['openssl, as it was', ['-legacy']],
		['3DES everywhere', [...tripleDes, ...legacy]],
		['nothing encrypted', ['-keypbe', 'NONE', '-certpbe', 'NONE']],
		['no MAC', ['-nomac']],
		['SHA-512', ['-macalg', 'sha512']],
	])('%s', async (_, words) => {
		exported(...words)
		expect(await open('other.pfx')).toEqual(expected())
		if (words.includes('-nomac') || words.includes('NONE')) return
		expect(await readKeyFile(shop.read('other.pfx'))).toEqual({ kind: 'locked' })
		await expect(open('other.pfx', 'x')).rejects.toMatchObject({ code: 'wrong-passphrase' })
	})
	test.each([32, 20])('PBMAC1 with a key of %i octets, as RFC 9579 has it', async (octets) => {
		exported('-nomac')
		const [version, safe] = partsOf(oneValue(shop.read('other.pfx')))
		if (!version || !safe) throw new Error('no PFX')
		const content = readOctets(oneValue(contentOf(partsOf(safe)[1], tags.context0)))
		const salt = randomBytes(16)
		const key = pbkdf2Sync(password, salt, 2048, octets, 'sha256')
		const identifier = (type: string, parameters = der(tags.null)) => sequence(objectIdentifier(type), parameters)
		const hmacWithSha256 = identifier('1.2.840.113549.2.9')
		const derivation = sequence(octetString(salt), integer(2048), integer(octets), hmacWithSha256)
		const hmacWithSha512 = identifier('1.2.840.113549.2.11')
		const parameters = sequence(identifier('1.2.840.113549.1.5.12', derivation), hmacWithSha512)
		const digest = octetString(createHmac('sha512', key).update(content).digest())
		const mac = sequence(identifier('1.2.840.113549.1.5.14', parameters), digest)
		const unused = [octetString(Uint8Array.of(0)), integer(1)]
		shop.write('mac.pfx', sequence(version.whole, safe.whole, sequence(mac, ...unused)))
		expect(await open('mac.pfx')).toEqual(expected())
		await expect(open('mac.pfx', 'x')).rejects.toMatchObject({ code: 'wrong-passphrase' })
	})
	test('one that was altered after it was made is broken', async () => {
		exported()
		const whole = shop.read('other.pfx')
		// An octet of the friendly name, beside the key.
		const at = Buffer.from(whole).lastIndexOf(Buffer.from('Zo', 'utf16le').swap16())
		const altered = whole.map((octet, index) => (index === at + 1 ? octet ^ 1 : octet))
		await expect(readKeyFile(altered, password)).rejects.toMatchObject({ code: 'broken' })
	})
	test('an empty password needs no asking', async () => {
		exported('-passout', 'pass:')
		const file = await readKeyFile(shop.read('other.pfx'))
		expect(file.kind).toBe('keys')
	})
	test('a certificate by itself is no key', async () => {
		exported('-nokeys')
		await expect(open('other.pfx')).rejects.toMatchObject({ code: 'not-a-key' })
	})
	test.skipIf(isMissing('keytool'))('Java', async () => {
		exported('-passout', 'env:JAVA_PASSWORD')
		const from = ['-srckeystore', 'other.pfx', '-srcstorepass:env', 'JAVA_PASSWORD', '-srcstoretype', 'PKCS12']
		keytool('-importkeystore', ...from, '-destkeystore', 'java.p12', '-deststorepass:env', 'JAVA_PASSWORD')
		expect(await open('java.p12', ascii)).toEqual(expected())
		expect((await openPfx(shop.read('java.p12'), ascii)).certificates).toHaveLength(2)
	})
	// Java 17 and earlier refuse it for any file, their own included ("Password is not ASCII"); later ones open the modern kind.
	test.skipIf(isMissing('keytool')).each(strengths)(
		'with a password beyond ASCII Java opens ours, %s, exactly if it opens that of openssl',
		async (strength) => {
			exported(...(strength === 'modern' ? [] : [...tripleDes, ...legacy]))
			shop.write('ours.pfx', await store('EC P-256', strength))
			const opens = (file: string) => {
				try {
					keytool('-list', '-keystore', file, '-storepass:env', 'PFX_PASSWORD')
					return true
				} catch (error) {
					expect(String(Reflect.get(Object(error), 'stdout'))).toContain('password was incorrect')
					return false
				}
			}
			expect(opens('ours.pfx')).toBe(opens('other.pfx'))
		},
	)
	test.skipIf(isMissing('pk12util'))('NSS, whose octets of a passphrase differ', async () => {
		exported()
		expect(intoNss('other.pfx', 'out')).toBe(true)
		shop.run('pk12util', ['-o', 'nss.p12', '-n', alias, '-d', 'sql:nss-out', '-w', 'password', '-K', ''])
		expect(await open('nss.p12')).toEqual(expected())
	})
})
