/** The environment variables for whose site it is. */
import { largestImage, type ReadFile, type SiteImage, siteImage } from './siteImage.ts'

/** What a site shows of whoever runs it. */
export type Branding = {
	/** Stands in the place of the software's. */
	readonly siteName?: string | undefined
	/** Stands in the header, in the place of icon and name; there is a name then. */
	readonly siteLogo?: SiteImage | undefined
	/** Stands before the name, and in the browser's tab. */
	readonly siteIcon?: SiteImage | undefined
	/** Where people turn to: https or mailto. */
	readonly contactUrl?: string | undefined
	/** What becomes of personal data: https. */
	readonly privacyUrl?: string | undefined
	/** Who is behind the site: https. */
	readonly imprintUrl?: string | undefined
}

/** The variables that name files, and what these are called. */
export const siteImages = [
	{ variable: 'SITE_LOGO', name: 'logo' },
	{ variable: 'SITE_ICON', name: 'icon' },
] as const

const longestName = 60
const nameRule = `plain text of ${longestName} characters at most, without control characters`
const imageRule = `the path of a file that can be read here: an SVG, PNG or WebP of ${largestImage} bytes at most`
const pageRule = 'a URL with https, without a user name or password'

// Signs that turn the direction of what follows would reach beyond the name.
const unfit = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u

function readName(text: string): string | undefined {
	const name = text.trim()
	return name !== '' && [...name].length <= longestName && !unfit.test(name) ? name : undefined
}

function readPage(text: string): string | undefined {
	if (!URL.canParse(text)) return undefined
	const { protocol, username, password, href } = new URL(text)
	return protocol === 'https:' && username === '' && password === '' ? href : undefined
}

function readContact(text: string): string | undefined {
	if (!/^mailto:/i.test(text)) return readPage(text)
	const { pathname, href } = new URL(text)
	return /^[^@\s]+@[^@\s]+$/.test(pathname) ? href : undefined
}

/**
 * @param env environment variables; what is not set is not there
 * @param readFile reads the files that `SITE_LOGO` and `SITE_ICON` name
 * @returns what the site shows, and a line for every mistake: the variable and the rule, never the value
 */
export function readBranding(
	env: Readonly<Record<string, string | undefined>>,
	readFile: ReadFile,
): { readonly branding: Branding; readonly mistakes: readonly string[] } {
	const mistakes: string[] = []
	function read<Value>(variable: string, reader: (text: string) => Value | undefined, rule: string): Value | undefined {
		const text = env[variable]
		if (text === undefined) return undefined
		const value = reader(text)
		if (value === undefined) mistakes.push(`${variable}: must be ${rule}`)
		return value
	}
	const readImage = (path: string) => {
		const bytes = readFile(path, largestImage)
		return bytes && siteImage(bytes)
	}
	const branding = {
		siteName: read('SITE_NAME', readName, nameRule),
		siteLogo: read('SITE_LOGO', readImage, imageRule),
		siteIcon: read('SITE_ICON', readImage, imageRule),
		contactUrl: read('CONTACT_URL', readContact, `${pageRule}; or mailto with an address`),
		privacyUrl: read('PRIVACY_URL', readPage, pageRule),
		imprintUrl: read('IMPRINT_URL', readPage, pageRule),
	}
	if (env['SITE_LOGO'] !== undefined && env['SITE_NAME'] === undefined)
		mistakes.push('SITE_NAME: must be given where SITE_LOGO is, for those who do not see it and for titles')
	return { branding, mistakes }
}
