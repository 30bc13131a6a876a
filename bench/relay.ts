/**
 * The relay beside other proxies, all in front of one and the same upstream, by turns, so that whatever else the machine does
 * meets all of them. One core is for who is measured, the other for the upstream and the load. `tsx bench/relay.ts` runs this
 * alone; it takes a build that is there already.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { aptInstall, findProgram } from '../tools/programs.ts'
import { contenders, relayCommand, relayVariables, type Server, startUpstream } from './contenders.ts'
import { type LoadFigures, load } from './load.ts'

const measuredCore = 0
const loadCore = 1
const connectionCounts = [10, 100, 1000]
const rounds = 3
const seconds = 6
const coldStarts = 11

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** Megabytes of memory that processes hold, and milliseconds of processor time that they have used. */
function usage(server: Server): { readonly memory: number; readonly time: number } {
	let memory = 0
	let time = 0
	for (const pid of server.pids()) {
		memory += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
		const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
		time += (Number(fields[11]) + Number(fields[12])) * 10
	}
	return { memory, time }
}

interface Turn extends LoadFigures {
	/** requests a second */
	readonly rate: number
	/** microseconds of processor time for a request */
	readonly cost: number
	/** megabytes */
	readonly memory: number
}

async function turn(server: Server, connections: number, pause?: number): Promise<Turn> {
	const before = usage(server)
	const figures = await load(server.url, loadCore, connections, seconds, pause)
	const after = usage(server)
	const cost = ((after.time - before.time) * 1000) / figures.requests
	return { ...figures, rate: figures.requests / figures.seconds, cost, memory: after.memory }
}

const cells = (...values: readonly (string | number)[]) => console.log(`| ${values.join(' | ')} |`)

/** @returns each one's rate at each number of connections */
async function compare(
	servers: ReadonlyMap<string, Server>,
): Promise<ReadonlyMap<string, ReadonlyMap<number, number>>> {
	const turns = new Map<string, Turn[]>()
	const at = (name: string, connections: number) => {
		const key = `${name} ${connections}`
		const list = turns.get(key) ?? []
		turns.set(key, list)
		return list
	}
	for (const server of servers.values()) await turn(server, 50)
	for (let round = 0; round < rounds; round++)
		for (const connections of connectionCounts)
			for (const [name, server] of servers) at(name, connections).push(await turn(server, connections))

	console.log('\nReplies of 6 KB, medians of the turns:\n')
	cells('', 'connections', 'requests/s', 'p50 ms', 'p99 ms', 'CPU µs/request', 'MB', 'refused', 'broken')
	cells('---', '--:', '--:', '--:', '--:', '--:', '--:', '--:', '--:')
	for (const name of servers.keys())
		for (const connections of connectionCounts) {
			const list = at(name, connections)
			const of = (pick: (turn: Turn) => number, digits = 0) => median(list.map(pick)).toFixed(digits)
			cells(
				name,
				connections,
				of(({ rate }) => rate),
				of(({ p50 }) => p50, 2),
				of(({ p99 }) => p99, 2),
				of(({ cost }) => cost),
				of(({ memory }) => memory),
				list.reduce((sum, { refused }) => sum + refused, 0),
				list.reduce((sum, { broken }) => sum + broken, 0),
			)
		}
	const rates = (name: string) =>
		new Map(connectionCounts.map((count) => [count, median(at(name, count).map(({ rate }) => rate))] as const))
	return new Map([...servers.keys()].map((name) => [name, rates(name)]))
}

/** What the relay adds to the slowest hundredth, with half of the calls that it can take. */
async function addedLatency(relay: Server, upstream: Server, topRate: number): Promise<void> {
	const connections = 100
	const pause = (connections * 1000) / (topRate / 2)
	const added: number[] = []
	let rate = 0
	for (let round = 0; round < rounds; round++) {
		const straight = await turn(upstream, connections, pause)
		const relayed = await turn(relay, connections, pause)
		rate = relayed.rate
		added.push(relayed.p99 - straight.p99)
	}
	console.log(
		`p99 that the relay adds, at ${rate.toFixed(0)} requests/s over ${connections} connections: ${median(added).toFixed(2)} ms (${added.map((one) => one.toFixed(2)).join(', ')})`,
	)
}

async function memoryGrowth(relay: Server): Promise<void> {
	// As much as is used under this load; it was less with less to do.
	for (let warm = 0; warm < 100_000; ) warm += (await turn(relay, 100)).requests
	let sent = 0
	const before = usage(relay).memory
	while (sent < 200_000) sent += (await turn(relay, 100)).requests
	const after = usage(relay).memory
	const growth = ((after / before - 1) * 100).toFixed(1)
	console.log(`memory over ${sent} requests: ${before.toFixed(0)} to ${after.toFixed(0)} MB, ${growth} %`)
}

/** From the start of the process to the first answer of the upstream's. */
async function coldStart(upstream: string): Promise<void> {
	const times: number[] = []
	for (let run = 0; run < coldStarts; run++) {
		const began = performance.now()
		const [program = '', ...words] = relayCommand
		const child = spawn(program, words, {
			env: { ...relayVariables(0, upstream) },
			stdio: ['ignore', 'pipe', 'inherit'],
		})
		const [line] = await once(createInterface(child.stdout), 'line')
		const body = new URLSearchParams({ collectionCode: 'BenchmarkOrder01', queryType: '1' })
		const response = await fetch(`${JSON.parse(line).url}/api/collect`, { method: 'POST', body })
		await response.text()
		times.push(performance.now() - began)
		child.kill()
		await once(child, 'exit')
	}
	const sorted = times.toSorted((a, b) => a - b)
	console.log(
		`from start to first answer: ${median(times).toFixed(0)} ms (${sorted[0]?.toFixed(0)} to ${sorted.at(-1)?.toFixed(0)}, n = ${coldStarts})`,
	)
}

/** Measures and prints. Needs wrk and nginx, which are installed where that is possible, and two processors. */
export async function benchRelay(): Promise<void> {
	const packages: Readonly<Record<string, string>> = { wrk: 'wrk', nginx: 'nginx-light', taskset: 'util-linux' }
	const missing = Object.keys(packages).filter((name) => findProgram(name, process.env) === undefined)
	if (cpus().length < 2 || (missing.length > 0 && !aptInstall(...missing.flatMap((name) => packages[name] ?? [])))) {
		console.log(`The relay is not compared: that needs two processors and ${Object.keys(packages).join(', ')}`)
		return
	}
	const folder = await mkdtemp(join(tmpdir(), 'bench-'))
	const upstream = await startUpstream(folder, loadCore)
	const servers = new Map([['straight to the upstream', upstream]])
	for (const [name, start] of Object.entries(contenders))
		servers.set(name, await start(folder, measuredCore, upstream.url))

	const rates = await compare(servers)
	const rateOf = (name: string, connections: number) => rates.get(name)?.get(connections) ?? Number.NaN
	console.log('')
	for (const connections of connectionCounts) {
		const relay = rateOf('relay', connections)
		const times = (name: string) => `${(relay / rateOf(name, connections)).toFixed(2)} of ${name}`
		const others = [...servers.keys()].filter((name) => name !== 'relay').map(times)
		console.log(`relay, ${connections} connections: ${relay.toFixed(0)} requests/s, ${others.join(', ')}`)
	}
	const relay = servers.get('relay')
	if (relay) {
		await addedLatency(relay, upstream, rateOf('relay', 100))
		await memoryGrowth(relay)
	}
	for (const server of servers.values()) if (server !== upstream) await server.stop()
	await coldStart(upstream.url)
	await upstream.stop()
	await rm(folder, { recursive: true })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchRelay()
