/** Feeds broken replies to the whole way from a reply to its files, and watches that nothing but the expected comes of it. */

import { readdirSync, readFileSync } from 'node:fs'
import { readOutcome } from '../src/app/collect/collection.ts'
import { noKnownRoots } from '../src/certificates/knownRoots.ts'
import { formBody, parseRequest } from '../src/collectccc/request.ts'
import { UnreadableReply } from '../src/collectccc/unreadableReply.ts'
import { startSandbox } from '../src/sandbox/server.ts'
import { mutate, seeded } from './mutate.ts'

/** Every vector, and every reply that the sandbox gives in each of its forms. */
export async function collectSamples(): Promise<readonly Uint8Array[]> {
	const vectors = new URL('../src/certificates/fixtures/vectors/', import.meta.url)
	const samples = readdirSync(vectors).map((name) => new Uint8Array(readFileSync(new URL(name, vectors))))
	const sandbox = await startSandbox()
	const forms = [
		'queryType=0&responseType=3&responseEncoding=0',
		'queryType=1&responseType=3&responseEncoding=0&showValidityPeriod=Y',
		'queryType=1&responseType=1&responseEncoding=0',
		'queryType=1&responseType=2&responseEncoding=0',
		'queryType=1&responseType=2&responseEncoding=1',
		'queryType=1&responseType=2&responseEncoding=2&callbackFunctionName=done',
		'queryType=1&responseType=3&responseEncoding=2',
		'queryType=1&responseType=4&responseEncoding=0',
	]
	const quick = sandbox.examples.filter(({ code }) => !/Slow|Never|Broken|Oversized|Redirected/.test(code))
	for (const { code } of quick)
		for (const form of forms) {
			const body = formBody(parseRequest(new URLSearchParams(`collectionCode=${code}&${form}`)))
			const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
			const response = await fetch(sandbox.url, { method: 'POST', headers, body })
			samples.push(new Uint8Array(await response.arrayBuffer()))
		}
	await sandbox.close()
	return samples.filter(({ length }) => length > 0)
}

export interface FuzzReport {
	/** how many mutants gave what: `chain`, `status`, or the code of an UnreadableReply */
	readonly results: ReadonlyMap<string, number>
	/** mutants that ended in any other way, with what was thrown */
	readonly failures: readonly { readonly mutant: Uint8Array; readonly error: unknown }[]
	/** the longest that one took, in milliseconds */
	readonly slowest: { readonly milliseconds: number; readonly mutant: Uint8Array }
}

/**
 * @param samples whole replies
 * @param options how many mutants, from which seed, and who is told of progress
 * @returns what came of them
 */
export async function fuzz(
	samples: readonly Uint8Array[],
	{ seed, mutants, onProgress }: { seed: number; mutants: number; onProgress?: (done: number) => void },
): Promise<FuzzReport> {
	const random = seeded(seed)
	const results = new Map<string, number>()
	const failures: { mutant: Uint8Array; error: unknown }[] = []
	let slowest: FuzzReport['slowest'] = { milliseconds: 0, mutant: new Uint8Array() }
	const now = new Date('2026-11-24T12:00:00Z')
	const read = (mutant: Uint8Array) => readOutcome(mutant, now, noKnownRoots).then(({ kind }) => kind)
	const timed = async (mutant: Uint8Array) => {
		const began = performance.now()
		await read(mutant).catch(() => undefined)
		return performance.now() - began
	}
	for (let done = 0; done < mutants; done++) {
		const mutant = mutate(samples, random)
		const began = performance.now()
		const result = await read(mutant).catch((error: unknown) => {
			if (error instanceof UnreadableReply) return error.code
			failures.push({ mutant, error })
			return 'failed'
		})
		let milliseconds = performance.now() - began
		// A pause of the machine is not the mutant's fault: what is slow must be slow again.
		if (milliseconds > slowest.milliseconds)
			milliseconds = Math.min(milliseconds, await timed(mutant), await timed(mutant))
		if (milliseconds > slowest.milliseconds) slowest = { milliseconds, mutant }
		results.set(result, (results.get(result) ?? 0) + 1)
		onProgress?.(done + 1)
	}
	return { results, failures, slowest }
}
