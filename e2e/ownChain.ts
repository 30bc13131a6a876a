/** A chain with a key of one's own, in files: the sandbox gives no keys away. */
import { writeFileSync } from 'node:fs'
import { type Locator, type Page, test } from '@playwright/test'
import { openssl } from './openssl.ts'

/** What keys are locked with here. */
export const passphrase = 'pässwörd ✓'
process.env['E2E_PASSPHRASE'] = passphrase

/** @param alternativeName what the certificate is for; @returns where a file is: `own.pem` with `own.key`, the same in `locked.key`, and `own.csr`; `ca.pem`, `ca.key`; `other.key` */
export function makeChain(alternativeName = 'DNS:keys.example.com'): (name: string) => string {
	const path = (name: string) => test.info().outputPath(name)
	const key = (name: string, ...words: readonly string[]) =>
		openssl(['genpkey', '-quiet', '-out', path(name), ...words])
	const ec = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']
	key('ca.key', ...ec)
	key('own.key', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048')
	key('other.key', ...ec)
	writeFileSync(path('ext'), 'basicConstraints=critical,CA:TRUE\n')
	writeFileSync(path('leaf'), `subjectAltName=${alternativeName}\n`)
	const request = (name: string, subject: string) =>
		openssl(['req', '-new', '-key', path(`${name}.key`), '-subj', subject, '-out', path(`${name}.csr`)])
	request('ca', '/CN=Example Keys CA')
	request('own', '/CN=keys.example.com')
	const days = ['-days', '90']
	const ca = ['-key', path('ca.key'), '-extfile', path('ext'), '-out', path('ca.pem')]
	openssl(['x509', '-req', '-in', path('ca.csr'), ...days, ...ca])
	const own = ['-CA', path('ca.pem'), '-CAkey', path('ca.key'), '-extfile', path('leaf'), '-out', path('own.pem')]
	openssl(['x509', '-req', '-in', path('own.csr'), ...days, ...own])
	const locked = ['-topk8', '-in', path('own.key'), '-passout', 'env:E2E_PASSPHRASE', '-out', path('locked.key')]
	openssl(['pkcs8', ...locked])
	return path
}

/** @returns where a file is: `own.pem` with `own.key`, signed with the next key of a root, which certified it in `next.pem`; `ca.pem` */
export function makeRollover(): (name: string) => string {
	const path = (name: string) => test.info().outputPath(name)
	const sign = (name: string, by: string, subject: string, extensions: string) => {
		writeFileSync(path('ext'), `${extensions}\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n`)
		const kind = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']
		openssl(['genpkey', '-quiet', '-out', path(`${name}.key`), ...kind])
		openssl(['req', '-new', '-key', path(`${name}.key`), '-subj', subject, '-out', path('csr')])
		const issuer = by === name ? ['-key', path(`${name}.key`)] : ['-CA', path(`${by}.pem`), '-CAkey', path(`${by}.key`)]
		const words = ['-days', '90', '-extfile', path('ext'), '-out', path(`${name}.pem`)]
		openssl(['x509', '-req', '-in', path('csr'), ...issuer, ...words])
	}
	sign('ca', 'ca', '/CN=Example Keys CA', 'basicConstraints=critical,CA:TRUE')
	sign('next', 'ca', '/CN=Example Keys CA', 'basicConstraints=critical,CA:TRUE')
	sign('own', 'next', '/CN=keys.example.com', 'subjectAltName=DNS:keys.example.com')
	return path
}

/** Shows the chain and opens the part for keys. */
export async function openKeys(
	page: Page,
	path: (name: string) => string,
	files: readonly string[] = ['own.pem', 'ca.pem'],
): Promise<Locator> {
	await page.goto('/inspect')
	await page.getByLabel('Choose files').setInputFiles(files.map(path))
	const section = page.getByRole('region', { name: 'With your private key' })
	await section.getByText('Make a file with key and certificate').click()
	await section.getByRole('button', { name: 'Use this key' }).waitFor()
	return section
}

/** Unfolds what needs no key. */
export async function openTrustStore(section: Locator): Promise<Locator> {
	await section.getByText('Without a key: a trust store').click()
	return section.getByRole('form', { name: 'Trust store for Java' })
}
