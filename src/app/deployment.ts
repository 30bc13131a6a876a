/** What the server tells this page about its deployment, as data in the page itself. */

export interface Example {
	readonly code: string
	readonly title: string
	readonly group: string
}

export interface Deployment {
	/** codes to try, where the server behind is a sandbox */
	readonly examples: readonly Example[]
	/** CollectCCC's address, for people who want to ask by themselves */
	readonly collectUrl: string
}

/** @returns the deployment's data; the server that wrote the page is the only source of it */
export function readDeployment(): Deployment {
	const data: Partial<Deployment> = JSON.parse(document.getElementById('deployment')?.textContent ?? '{}')
	// The relay takes the same form as CollectCCC does.
	return { examples: data.examples ?? [], collectUrl: data.collectUrl ?? new URL('/api/collect', location.href).href }
}
