import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { readFile } from './node/readFile.ts'
import { largestImage } from './siteImage.ts'

const drawing = '<svg xmlns="http://www.w3.org/2000/svg"/>'
let folder: string
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'SECRET-'))
	await writeFile(join(folder, 'logo'), drawing)
	await writeFile(join(folder, 'large'), drawing.padEnd(largestImage + 1))
	await writeFile(join(folder, 'text'), 'SECRET')
})
afterAll(() => rm(folder, { recursive: true }))

/** What is made of variables, in which `@` stands for the folder with files. */
const read = (env: Readonly<Record<string, string>>) =>
	readConfig(
		Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value.replace(/^@/, folder)])),
		readFile,
	)

const longest = 'Georg-Simon-Ohm-Hochschule für angewandte Wissenschaften, IT'

test.each([
	[{ SITE_NAME: ' Example & Söhne <certificates> ' }, { siteName: 'Example & Söhne <certificates>' }],
	[{ SITE_NAME: longest }, { siteName: longest }],
	[{ SITE_NAME: '🎓'.repeat(60) }, { siteName: '🎓'.repeat(60) }],
	[{ SITE_NAME: 'האוניברסיטה' }, { siteName: 'האוניברסיטה' }],
	[
		{ SITE_NAME: 'x', SITE_LOGO: '@/logo' },
		{ siteLogo: { extension: 'svg', bytes: new TextEncoder().encode(drawing) } },
	],
	[{ SITE_ICON: '@/logo' }, { siteIcon: { extension: 'svg', bytes: new TextEncoder().encode(drawing) } }],
	[{ CONTACT_URL: 'https://example.com/a?b#c' }, { contactUrl: 'https://example.com/a?b#c' }],
	[{ CONTACT_URL: 'MAILTO:help@example.com?subject=a b' }, { contactUrl: 'mailto:help@example.com?subject=a%20b' }],
	[{ PRIVACY_URL: 'https://example.com' }, { privacyUrl: 'https://example.com/' }],
	[{ IMPRINT_URL: 'https://exämple.com/"<' }, { imprintUrl: 'https://xn--exmple-cua.com/%22%3C' }],
])('%o is accepted', (env, branding) => {
	expect(read(env)).toMatchObject({ config: { branding } })
})

test.each([
	{ SITE_NAME: ' \t' },
	{ SITE_NAME: `${longest}.` },
	{ SITE_NAME: 'SECRET\nSECRET' },
	{ SITE_NAME: 'SECRET\u2028SECRET' },
	{ SITE_NAME: 'SECRET\u202eSECRET' },
	{ SITE_NAME: 'SECRET\ud800' },
	{ SITE_ICON: '@/nowhere' },
	{ SITE_ICON: '@' },
	{ SITE_ICON: '@/large' },
	{ SITE_ICON: '@/text' },
	{ SITE_ICON: '/dev/zero' },
	{ SITE_ICON: 'SECRET\0' },
	{ CONTACT_URL: 'http://SECRET.example' },
	{ CONTACT_URL: 'javascript:SECRET' },
	{ CONTACT_URL: 'SECRET@example.com' },
	{ CONTACT_URL: 'mailto:SECRET' },
	{ CONTACT_URL: 'mailto:?to=SECRET@example.com' },
	{ CONTACT_URL: 'tel:112' },
	{ PRIVACY_URL: 'mailto:SECRET@example.com' },
	{ PRIVACY_URL: '/SECRET' },
	{ IMPRINT_URL: 'https://SECRET@example.com' },
	{ IMPRINT_URL: 'data:text/html,SECRET' },
])('%o is a mistake', (env) => {
	const name = Object.keys(env).join()
	expect(read(env)).toEqual({ mistakes: [expect.stringMatching(`^${name}: must be (?!.*SECRET)`)] })
})

test('a logo comes with a name, which is what it says to those who do not see it', () => {
	expect(read({ SITE_LOGO: '@/logo' })).toEqual({ mistakes: [expect.stringMatching(/^SITE_NAME: must be given/)] })
})

test('every mistake is told at once, with those of the other variables', () => {
	const env = { SITE_LOGO: '@/text', CONTACT_URL: 'x', PORT: 'x', CONNECTIONS: 'x' }
	const names = ['PORT', 'SITE_LOGO', 'CONTACT_URL', 'SITE_NAME', 'CONNECTIONS']
	expect(read(env)).toEqual({ mistakes: names.map((name) => expect.stringMatching(`^${name}: `)) })
})

test('whatever is taken for a link leads to a page or to an address', () => {
	const schemes = fc.constantFrom('https:', 'https://', 'mailto:', 'javascript:', ' https://', 'HTTPS:\\\\', '')
	fc.assert(
		fc.property(schemes, fc.string(), (scheme, rest) => {
			const text = scheme + rest
			const reading = readConfig({ CONTACT_URL: text, PRIVACY_URL: text })
			const { contactUrl, privacyUrl } = 'config' in reading ? reading.config.branding : {}
			if (contactUrl !== undefined) expect(contactUrl).toMatch(/^(https:\/\/|mailto:[^@\s]+@)\S+$/)
			if (privacyUrl !== undefined) expect(privacyUrl).toMatch(/^https:\/\/\S+$/)
		}),
	)
})

test('each variable stands in the README', () => {
	const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
	for (const name of ['SITE_NAME', 'SITE_LOGO', 'SITE_ICON', 'CONTACT_URL', 'PRIVACY_URL', 'IMPRINT_URL'])
		expect(readme).toContain(`| \`${name}\` |`)
})
