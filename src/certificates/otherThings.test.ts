import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readContents } from './containers.ts'
import type { OtherThing } from './otherThings.ts'

const folder = mkdtempSync(join(tmpdir(), 'certcollect-'))
afterAll(() => rmSync(folder, { recursive: true }))
const openssl = (command: string) => execFileSync('openssl', command.split(' '), { cwd: folder, stdio: 'pipe' })
const authority = new URL('fixtures/vectors/ee.pem', import.meta.url)

openssl('genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ec.pem')
openssl('genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa.pem')
openssl('req -x509 -new -key ec.pem -subj /CN=Other -out own.pem')
openssl('req -new -key ec.pem -subj /CN=Old -out old.csr')
openssl('x509 -req -in old.csr -signkey ec.pem -out v1.pem')

/** What openssl makes, and what it is. */
const things: Readonly<Record<string, OtherThing>> = {
	'pkcs8 -topk8 -nocrypt -in rsa.pem': 'private-key',
	'pkcs8 -topk8 -passout pass:secret -in ec.pem': 'private-key',
	'rsa -in rsa.pem -traditional': 'private-key',
	'rsa -in rsa.pem -traditional -aes128 -passout pass:secret': 'private-key',
	'ec -in ec.pem': 'private-key',
	'pkey -in rsa.pem -pubout': 'public-key',
	'req -new -key ec.pem -subj /CN=request': 'request',
	'req -new -key ec.pem -subj /CN=request -addext subjectAltName=DNS:example.com': 'request',
	'ca -gencrl -config crl.conf -keyfile ec.pem -cert own.pem -crldays 1 -md sha256': 'revocation-list',
	'pkcs12 -export -inkey ec.pem -in own.pem -passout pass:secret': 'pkcs12',
	'ecparam -name P-256 -genkey -noout': 'private-key',
}

test.each(Object.entries(things))('%s is a %s, in PEM and in DER', (command, thing) => {
	execFileSync('sh', ['-c', "touch index.txt; printf '[ca]\\ndefault_ca=c\\n[c]\\ndatabase=index.txt\\n' > crl.conf"], {
		cwd: folder,
	})
	const isBinary = command.startsWith('pkcs12')
	openssl(`${command} -out thing`)
	const made = readFileSync(join(folder, 'thing'))
	const forms: Uint8Array[] = [made]
	if (!isBinary && !made.includes('Proc-Type')) {
		const [, base64 = ''] = /-----BEGIN [^-]+-----([^-]+)-----END/.exec(made.toString()) ?? []
		forms.push(new Uint8Array(Buffer.from(base64, 'base64')))
	}
	for (const form of forms) {
		const { certificates, kinds, passedOver } = readContents(form)
		expect({ certificates, kinds, passedOver }).toEqual({ certificates: [], kinds: [], passedOver: [thing] })
	}
})

test('what stands beside certificates is passed over, and they are not', () => {
	const key = readFileSync(join(folder, 'ec.pem'), 'utf8')
	const both = readContents(`${key}${readFileSync(authority, 'utf8')}`)
	expect(both).toMatchObject({ kinds: ['certificate'], passedOver: ['private-key'] })
	expect(both.certificates).toHaveLength(1)
})

test('a certificate without a version is none of them', () => {
	for (const name of ['own.pem', 'v1.pem'])
		expect(readContents(readFileSync(join(folder, name)))).toMatchObject({ kinds: ['certificate'], passedOver: [] })
})
