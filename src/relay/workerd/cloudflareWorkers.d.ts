/** What is used of workerd's own modules and interfaces. */
declare module 'cloudflare:workers' {
	/** An object of which there is one for each name, with memory that outlives a request. */
	export abstract class DurableObject<Environment> {
		constructor(state: unknown, env: Environment)
		protected readonly env: Environment
	}
}
