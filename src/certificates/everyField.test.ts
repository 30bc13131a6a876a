/** Every field of every root that Node trusts, and of everything that openssl can make, against what both say. */
import { execFileSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { type Certificate, readCertificate, serialInDecimal } from './certificate.ts'
import { fingerprintsOf } from './fingerprints.ts'
import { everything } from './fixtures/everything/read.ts'
import type { GeneralName } from './generalName.ts'
import { formatName, type Name } from './name.ts'
import type { StringType } from './strings.ts'

function read(der: Uint8Array): Certificate {
	const certificate = readCertificate(der)
	if (certificate.kind === 'unreadable') throw new Error(certificate.reason)
	return certificate
}

/** What openssl is asked for, and then in which form. */
const options =
	'-serial -subject -issuer -dates -fingerprint -sha1 -text -dateopt iso_8601 -nameopt oid,utf8,show_type,sep_comma_plus_space'.split(
		' ',
	)

/** How openssl calls the string types when it is asked to show them. */
const stringTypes: Readonly<Record<StringType, string>> = {
	utf8: 'UTF8STRING',
	numeric: 'NUMERICSTRING',
	printable: 'PRINTABLESTRING',
	teletex: 'T61STRING',
	videotex: 'VIDEOTEXSTRING',
	ia5: 'IA5STRING',
	graphic: 'GRAPHICSTRING',
	visible: 'VISIBLESTRING',
	general: 'GENERALSTRING',
	universal: 'UNIVERSALSTRING',
	bmp: 'BMPSTRING',
}

/** openssl's `-nameopt oid,utf8,show_type,sep_comma_plus_space`: in order, and with multi-valued sets as such. */
const nameAsOpenssl = ({ rdns }: Name) =>
	rdns
		.map((rdn) =>
			rdn
				.map(({ type, value, encoding }) => `${type}=${encoding ? `${stringTypes[encoding]}:` : ''}${value}`)
				.join(' + '),
		)
		.join(', ')

const date = (value: Date) => value.toISOString().replace('T', ' ').replace('.000Z', 'Z')

const inPairs = (hexadecimal: string) => hexadecimal.toUpperCase().match(/../g)?.join(':')

const usages = new Map([
	['digitalSignature', 'Digital Signature'],
	['nonRepudiation', 'Non Repudiation'],
	['keyEncipherment', 'Key Encipherment'],
	['dataEncipherment', 'Data Encipherment'],
	['keyAgreement', 'Key Agreement'],
	['keyCertSign', 'Certificate Sign'],
	['cRLSign', 'CRL Sign'],
	['encipherOnly', 'Encipher Only'],
	['decipherOnly', 'Decipher Only'],
])

/** A name as Node writes it, without its quotes: IPv6 without `::`, the most specific part of a directory's name first. */
function nameAsNode(name: GeneralName): string {
	switch (name.kind) {
		case 'dns':
			return `DNS:${name.value}`
		case 'email':
			return `email:${name.value}`
		case 'uri':
			return `URI:${name.value}`
		case 'ip': {
			const groups = Array.from({ length: 8 }, (_, at) => name.octets.subarray(2 * at, 2 * at + 2))
			const ipv6 = groups.map(([high = 0, low = 0]) => (high * 256 + low).toString(16).toUpperCase()).join(':')
			return `IP Address:${name.octets.length === 4 ? name.value : ipv6}`
		}
		case 'directory': {
			const { rdns, comparable } = name.name
			return `DirName:${rdns
				.map((rdn) => formatName({ rdns: [rdn], comparable }))
				.toReversed()
				.join(',')}`
		}
		case 'registered-id':
			return `Registered ID:${name.value}`
		case 'upn':
			return `othername:UPN:${name.value}`
		case 'smtp-utf8':
			return `othername:SmtpUTF8Mailbox:${name.value}`
		case 'other':
			return name.type === '1.3.6.1.5.5.7.8.7' ? `othername:SRVName:${name.value}` : 'othername:<unsupported>'
		default:
			return name.kind
	}
}

/** Node's list, taken apart; it quotes what has a comma in it as JSON does. */
const namesInNode = (list: string) =>
	(list.match(/(?:[^,"]|"(?:[^"\\]|\\.)*")+/g) ?? []).map((name) =>
		name.trim().replace(/".*"/, (quoted) => String(JSON.parse(quoted))),
	)

const keyTypes = {
	rsa: 'rsa',
	ec: 'ec',
	ed25519: 'ed25519',
	ed448: 'ed448',
	x25519: 'x25519',
	x448: 'x448',
	dsa: 'dsa',
}

/** Curves as openssl calls them. */
const curves = new Map([
	['P-192', 'prime192v1'],
	['P-224', 'secp224r1'],
	['P-256', 'prime256v1'],
	['P-384', 'secp384r1'],
	['P-521', 'secp521r1'],
])

function keyTypeOf(certificate: X509Certificate): string | undefined {
	try {
		return certificate.publicKey.asymmetricKeyType
	} catch {
		return undefined
	}
}

function expectSameKey({ key }: Certificate, theirs: X509Certificate) {
	// What openssl does not know, Node cannot load. It knows ML-DSA from version 3.5 on, and Node has a name for it from 24 on.
	if (key.kind === 'other') return expect(() => theirs.publicKey).toThrow()
	if (key.kind === 'ml-dsa') return expect([undefined, key.parameterSet.toLowerCase()]).toContain(keyTypeOf(theirs))
	if (key.kind === 'unreadable') throw new Error('unreadable')
	const { asymmetricKeyType, asymmetricKeyDetails } = theirs.publicKey
	expect(asymmetricKeyType).toBe(key.name === 'id-RSASSA-PSS' ? 'rsa-pss' : keyTypes[key.kind])
	switch (key.kind) {
		case 'rsa':
			expect(key.bits).toBe(asymmetricKeyDetails?.modulusLength)
			return expect(key.exponent).toBe(asymmetricKeyDetails?.publicExponent)
		case 'dsa':
			return expect(key.bits).toBe(asymmetricKeyDetails?.modulusLength)
		case 'ec':
			// openssl knows more curves by name than there are here, and by their numbers too.
			if (key.curve.name === undefined)
				return expect(['prime256v1', 'prime239v1']).toContain(asymmetricKeyDetails?.namedCurve)
			return expect(curves.get(key.curve.name) ?? key.curve.name).toBe(asymmetricKeyDetails?.namedCurve)
		default:
			return undefined
	}
}

async function expectSame(der: Uint8Array) {
	const ours = read(der)
	const { extensions } = ours
	const theirs = new X509Certificate(der)
	const { sha1, sha256, pin } = (await fingerprintsOf(ours)) ?? {}
	const said = execFileSync('openssl', ['x509', '-inform', 'DER', '-noout', ...options], {
		input: der,
		encoding: 'utf8',
	})
	const [fields = '', text = ''] = said.split(/(?<=\n)(?=Certificate:\n)/)
	expect(fields.split('\n')).toEqual([
		`serial=${serialAsOpenssl(ours)}`,
		`subject=${nameAsOpenssl(ours.subject)}`,
		`issuer=${nameAsOpenssl(ours.issuer)}`,
		`notBefore=${date(ours.notBefore)}`,
		`notAfter=${date(ours.notAfter)}`,
		`sha1 Fingerprint=${inPairs(sha1 ?? '')}`,
		'',
	])
	expect(inPairs(sha256 ?? '')).toBe(theirs.fingerprint256)
	expect(pin).toBe(createHash('sha256').update(ours.publicKey).digest('base64'))
	expectSameKey(ours, theirs)

	const [, version] = /Version: (\d)/.exec(text) ?? []
	expect(String(ours.version)).toBe(version)
	const [, usage] = /Key Usage:.*\n +(.*)\n/.exec(text.replace(/X509v3 Extended Key Usage/, '')) ?? []
	if (!extensions.unreadable.includes('2.5.29.15'))
		expect(extensions.keyUsage?.map((one) => usages.get(String(one))).join(', ')).toBe(usage)
	expect(extensions.extendedKeyUsage).toEqual(theirs.keyUsage)
	if (!extensions.unreadable.includes('2.5.29.17'))
		expect(extensions.subjectAlternativeName?.names.map(nameAsNode)).toEqual(
			theirs.subjectAltName === undefined ? undefined : namesInNode(theirs.subjectAltName),
		)
	const critical = extensions.all.filter(({ isCritical }) => isCritical).length
	expect(critical).toBe(text.match(/: critical\n/g)?.length ?? 0)
}

/** openssl writes the number, and a sign in front of it. */
function serialAsOpenssl(certificate: Certificate): string {
	const number = BigInt(serialInDecimal(certificate))
	const digits = (number < 0 ? -number : number).toString(16).toUpperCase()
	return `${number < 0 ? '-' : ''}${digits.padStart(Math.ceil(digits.length / 2) * 2, '0')}`
}

describe('roots that Node trusts', () => {
	const ders = rootCertificates.map((pem) => new X509Certificate(pem).raw)
	test.each(ders.map((der, index) => [index, new Uint8Array(der)] as const))('root %i', async (_, der) => {
		await expectSame(der)
		// Anything that can be read is read, and nothing odd is found where there is nothing odd.
		expect(read(der).extensions.unreadable).toEqual([])
	})
})

test('there are enough of them', () => {
	expect(everything.size).toBeGreaterThanOrEqual(60)
	expect(rootCertificates.length).toBeGreaterThan(100)
})

describe('everything that openssl makes', () => {
	test.each([...everything])('%s', (_, der) => expectSame(der))
})
