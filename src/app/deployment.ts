/** What the server tells this page about its deployment, as data in the page itself. */

export interface Example {
	readonly code: string
	readonly title: string
	readonly group: string
}

/** An account to try the support desk with. */
export interface DemoAccount {
	readonly loginName: string
	readonly loginPassword: string
	readonly orderNumber: string
}

/** Whose site this is, as far as the server was told. */
export interface Site {
	readonly name: string | undefined
	/** addresses of images on this site; where there is a logo, there is a name */
	readonly logo: string | undefined
	readonly icon: string | undefined
	/** pages that people are pointed to, by https; the first perhaps by mailto */
	readonly contactUrl: string | undefined
	readonly privacyUrl: string | undefined
	readonly imprintUrl: string | undefined
}

export interface Deployment {
	/** codes to try, where the server behind is a sandbox */
	readonly examples: readonly Example[]
	/** the account to try, where the server behind is a sandbox */
	readonly account: DemoAccount | undefined
	/** CollectCCC's address, for people who want to ask by themselves */
	readonly collectUrl: string
	readonly site: Site
}

function textLike(form: RegExp, value: unknown): string | undefined {
	return typeof value === 'string' && form.test(value) ? value : undefined
}

const image = /^\/assets\/[\w.-]+$/
const page = /^https:\/\//
const pageOrAddress = /^(https:\/\/|mailto:)/

/** @param data what stands in the page @returns what of it can be shown: a link that is none of https or mailto would not be safe */
export function readSite(data: Readonly<Record<string, unknown>>): Site {
	const name = textLike(/\S/, data['siteName'])
	return {
		name,
		logo: name && textLike(image, data['siteLogo']),
		icon: textLike(image, data['siteIcon']),
		contactUrl: textLike(pageOrAddress, data['contactUrl']),
		privacyUrl: textLike(page, data['privacyUrl']),
		imprintUrl: textLike(page, data['imprintUrl']),
	}
}

/** @returns the deployment's data; the server that wrote the page is the only source of it */
export function readDeployment(): Deployment {
	const data: Partial<Deployment> & Record<string, unknown> = JSON.parse(
		document.getElementById('deployment')?.textContent ?? '{}',
	)
	// The relay takes the same form as CollectCCC does.
	const { examples = [], account, collectUrl = new URL('/api/collect', location.href).href } = data
	return { examples, account, collectUrl, site: readSite(data) }
}
