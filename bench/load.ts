/** Load on one address, made by wrk, which takes a fraction of what the servers that it loads take. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const script = fileURLToPath(new URL('load.lua', import.meta.url))

export interface LoadFigures {
	readonly requests: number
	readonly seconds: number
	readonly bytes: number
	/** milliseconds, from a request's first byte to its answer's last one */
	readonly p50: number
	readonly p99: number
	/** answers with a status above 399 */
	readonly refused: number
	/** connections that failed and answers that did not come within two seconds */
	readonly broken: number
}

/**
 * @param address of a server with `/api/collect`
 * @param core the processor that wrk has to itself, or shares with the upstream
 * @param connections how many are kept open and used at once
 * @param seconds how long
 * @param pause milliseconds that each connection waits between two requests, on average; as fast as it goes unless given
 */
export async function load(
	address: string,
	core: number,
	connections: number,
	seconds: number,
	pause?: number,
): Promise<LoadFigures> {
	const words = ['-c', String(core), 'wrk', '-t', '1', '-c', String(connections), '-d', `${seconds}s`, '-s', script]
	const { stdout } = await promisify(execFile)('taskset', [
		...words,
		address,
		'--',
		...(pause === undefined ? [] : [String(pause)]),
	])
	return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}
