/** What a deployment tells its pages: data, never code, so the Content-Security-Policy stays as strict as it is. */

export type Deployment = {
	/** CollectCCC's address. */
	readonly collectUrl?: string
	/** Codes to try, where the server behind is a sandbox. */
	readonly examples?: readonly { readonly code: string; readonly title: string; readonly group: string }[]
	/** An account to sign in with, where the server behind is a sandbox. */
	readonly account?: { readonly loginName: string; readonly loginPassword: string; readonly orderNumber: string }
}

const opening = '<script type="application/json" id="deployment">'
const placeholder = `${opening}{}</script>`

/** The page has no place for the deployment's data: it was not built from this project's index.html. */
export class DeploymentPlaceholderMissing extends Error {
	override readonly name = 'DeploymentPlaceholderMissing'
	readonly code = 'deployment-placeholder-missing'
	constructor() {
		super(`the page does not contain ${placeholder}`)
	}
}

/**
 * Writes a deployment's data into the page.
 *
 * @param html the page, with an empty data block of the id `deployment` (HTML, section 4.12.1: a data block is not run)
 * @returns the page with the data in it, as JSON that can neither end the block nor break a line
 * @throws DeploymentPlaceholderMissing
 */
export function withDeployment(html: string, deployment: Deployment): string {
	const at = html.indexOf(placeholder)
	if (at === -1) throw new DeploymentPlaceholderMissing()
	const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
	const json = JSON.stringify(deployment).replace(/[<\u2028\u2029]/g, escaped)
	return `${html.slice(0, at)}${opening}${json}</script>${html.slice(at + placeholder.length)}`
}
