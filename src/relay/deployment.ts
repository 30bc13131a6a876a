/** What a deployment tells its pages: data, never code, so the Content-Security-Policy stays as strict as it is. */

export type Deployment = {
	/** CollectCCC's address. */
	readonly collectUrl?: string
	/** Codes to try, where the server behind is a sandbox. */
	readonly examples?: readonly { readonly code: string; readonly title: string; readonly group: string }[]
	/** An account to sign in with, where the server behind is a sandbox. */
	readonly account?: { readonly loginName: string; readonly loginPassword: string; readonly orderNumber: string }
	/** What stands in the place of the software's own name. */
	readonly siteName?: string | undefined
	/** Addresses of images on this site. */
	readonly siteLogo?: string | undefined
	readonly siteIcon?: string | undefined
	/** Pages that people are pointed to, by https; the first perhaps by mailto. */
	readonly contactUrl?: string | undefined
	readonly privacyUrl?: string | undefined
	readonly imprintUrl?: string | undefined
}

const opening = '<script type="application/json" id="deployment">'
const dataBlock = /<script type="application\/json" id="deployment">\{\}<\/script>/
const title = /<title>[^<]*<\/title>/
const iconLink = /<link rel="icon"[^>]*>/

/** The page has no place for what the deployment says: it was not built from this project's index.html. */
export class DeploymentPlaceholderMissing extends Error {
	override readonly name = 'DeploymentPlaceholderMissing'
	readonly code = 'deployment-placeholder-missing'
	constructor(place: RegExp) {
		super(`the page does not contain ${place.source}`)
	}
}

function put(html: string, place: RegExp, text: string): string {
	if (!place.test(html)) throw new DeploymentPlaceholderMissing(place)
	// Not as a text, in which `$&` would mean something.
	return html.replace(place, () => text)
}

const asText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/**
 * Writes a deployment's data into the page, and its name and icon where a browser looks for them before anything is run.
 *
 * @param html the page, with an empty data block of the id `deployment` (HTML, section 4.12.1: a data block is not run)
 * @returns the page with the data in it, as JSON that can neither end the block nor break a line, and with the name as its title,
 *   in which nothing can be markup
 * @throws DeploymentPlaceholderMissing
 */
export function withDeployment(html: string, deployment: Deployment): string {
	const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
	const json = JSON.stringify(deployment).replace(/[<\u2028\u2029]/g, escaped)
	const { siteName, siteLogo, siteIcon = siteLogo } = deployment
	let page = put(html, dataBlock, `${opening}${json}</script>`)
	if (siteName !== undefined) page = put(page, title, `<title>${asText(siteName)}</title>`)
	if (siteIcon !== undefined) page = put(page, iconLink, `<link rel="icon" href="${asText(siteIcon)}" />`)
	return page
}
