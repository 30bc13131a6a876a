/** What the server tells this page about its deployment, as data in the page itself. */

export interface Example {
	readonly code: string
	readonly title: string
	readonly group: string
}

export interface Deployment {
	/** codes to try, where the server behind is a sandbox */
	readonly examples: readonly Example[]
}

/** @returns the deployment's data; the server that wrote the page is the only source of it */
export function readDeployment(): Deployment {
	const data: Partial<Deployment> = JSON.parse(document.getElementById('deployment')?.textContent ?? '{}')
	return { examples: data.examples ?? [] }
}
