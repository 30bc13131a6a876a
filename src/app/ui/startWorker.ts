/**
 * Starts workers. Where pages run under Trusted Types, this is the only place of the application that may name a script to run,
 * and it names none but its own.
 */

interface ScriptPolicy {
	// The DOM's own types do not have it yet, and say that a Worker takes a string.
	createScriptURL(address: string): string
}
declare const trustedTypes:
	| { createPolicy(name: string, rules: { createScriptURL(address: string): string }): ScriptPolicy }
	| undefined

function ownAddress(address: string): string {
	const { origin, href } = new URL(address, location.href)
	if (origin !== location.origin) throw new TypeError('not a script of this application')
	return href
}

/** Its name stands in the Content-Security-Policy. */
const policy: ScriptPolicy =
	typeof trustedTypes === 'undefined'
		? { createScriptURL: ownAddress }
		: trustedTypes.createPolicy('certcollect', { createScriptURL: ownAddress })

/** @param address of a module, as `import address from './it.ts?worker&url'` gives it; @throws TypeError for another origin's */
export function startWorker(address: string): Worker {
	return new Worker(policy.createScriptURL(address), { type: 'module' })
}
