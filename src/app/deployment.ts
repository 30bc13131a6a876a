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

export interface Deployment {
	/** codes to try, where the server behind is a sandbox */
	readonly examples: readonly Example[]
	/** the account to try, where the server behind is a sandbox */
	readonly account: DemoAccount | undefined
	/** CollectCCC's address, for people who want to ask by themselves */
	readonly collectUrl: string
}

/** @returns the deployment's data; the server that wrote the page is the only source of it */
export function readDeployment(): Deployment {
	const data: Partial<Deployment> = JSON.parse(document.getElementById('deployment')?.textContent ?? '{}')
	// The relay takes the same form as CollectCCC does.
	const { examples = [], account, collectUrl = new URL('/api/collect', location.href).href } = data
	return { examples, account, collectUrl }
}
