/**
 * Chaos, always the same for a seed: many clients, some of them rude, before a relay whose upstream fails in every way at random
 * and is not there at times. What has to hold whatever happens: every request is answered or properly refused, with its own answer and
 * nobody else's; nothing arrives upstream twice; and no connection is left at the end.
 */
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'undici'
import type { FaultLine } from '../src/relay/log.ts'
import { troubles } from '../src/relay/node/fixtures/troubles.ts'
import { startServer } from '../src/relay/node/server.ts'
import { problems } from '../src/relay/problemCodes.ts'
import { rudenesses, rudeVisit } from './rudeClients.ts'

export interface ChaosOptions {
	readonly seed: number
	readonly seconds: number
	readonly clients: number
	/** the folder with the built application */
	readonly webRoot: string
}

export interface ChaosFigures {
	/** requests, and what became of them: `answered`, a problem's code, the status that a rude one got, or `left` */
	readonly requests: number
	readonly outcomes: ReadonlyMap<string, number>
	/** what should not be: an answer that is none, or is another one's; in words */
	readonly wrong: readonly string[]
	/** requests that arrived upstream */
	readonly arrived: number
	/** of those, the ones that arrived again */
	readonly repeated: number
	readonly faults: readonly FaultLine[]
	/** connections at the end: of clients to the relay, and of the relay to its upstream */
	readonly left: { readonly clients: number; readonly upstream: number }
	/** calls that the relay counts as running or waiting when all clients have gone */
	readonly unfinished: number
	/** how long answers took, in milliseconds */
	readonly p50: number
	readonly p99: number
}

type Random = () => number

/** Numbers from 0 to 1. Source: Tommy Ettinger's Mulberry32, in the public domain. */
function randomOf(seed: number): Random {
	let state = seed >>> 0
	return () => {
		state = (state + 0x6d2b79f5) >>> 0
		let mixed = Math.imul(state ^ (state >>> 15), state | 1)
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
	}
}

const pick = <Value>(values: readonly Value[], random: Random): Value | undefined =>
	values[Math.floor(random() * values.length)]

/** An upstream that answers with the code that it was asked for, fails three times in ten, and is gone now and then. */
async function startUpstream(random: Random) {
	const arrivals = new Map<string, number>()
	const open = new Set<Socket>()
	const server = createServer({ noDelay: true }, (socket) => {
		open.add(socket)
		socket.once('close', () => open.delete(socket))
		socket.on('error', () => undefined)
		let received = ''
		socket.on('data', (chunk) => {
			received += chunk
			const code = /collectionCode=(\w+)&.*showValidityPeriod=N$/.exec(received)?.[1]
			if (code === undefined) return
			received = ''
			arrivals.set(code, (arrivals.get(code) ?? 0) + 1)
			const body = code.startsWith('miss') ? `-4\n${code}` : `0\n${code}`
			if (random() < 0.3) return void pick(troubles, random)?.[1](socket)
			const answer = `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n${body}`
			setTimeout(() => socket.write(answer), random() * 30)
		})
	})
	server.listen(0, '127.0.0.1')
	await once(server, 'listening')
	const address = server.address()
	const port = typeof address === 'object' && address !== null ? address.port : 0
	return {
		port,
		arrivals,
		open,
		/** Refuses every connection for a while, and cuts those that are open. */
		async vanish(milliseconds: number) {
			server.close()
			for (const socket of open) socket.resetAndDestroy()
			await delay(milliseconds)
			server.listen(port, '127.0.0.1')
			await once(server, 'listening')
		},
		close: () => server.close(),
	}
}

/** What a polite client makes of an answer: an outcome, or what is wrong with it. */
function judge(code: string, status: number, text: string): { readonly outcome: string } | { readonly wrong: string } {
	if (status === 200)
		return text === `${code.startsWith('miss') ? '-4' : '0'}\n${code}`
			? { outcome: 'answered' }
			: { wrong: `200 with ${JSON.stringify(text.slice(0, 40))} for ${code}` }
	const problem = JSON.parse(text).code
	return problem in problems && problems[problem as keyof typeof problems].status === status
		? { outcome: problem }
		: { wrong: `${status} with ${problem}` }
}

/** Runs it. @returns figures; whether they are good is their reader's to say */
export async function runChaos({ seed, seconds, clients, webRoot }: ChaosOptions): Promise<ChaosFigures> {
	const upstream = await startUpstream(randomOf(seed))
	const faults: FaultLine[] = []
	const relay = await startServer({
		webRoot,
		config: {
			host: '127.0.0.1',
			port: 0,
			collectUrl: new URL(`http://127.0.0.1:${upstream.port}/`),
			publicOrigin: undefined,
			// Each client comes from an address of its own.
			trustedProxies: { hops: 1 },
			metricsHost: '127.0.0.1',
			metricsPort: 0,
		},
		limits: {
			// Few, so that there is a queue.
			calls: Math.ceil(clients / 10),
			callMilliseconds: 2_000,
			connectMilliseconds: 500,
			headerMilliseconds: 2_000,
			requestMilliseconds: 3_000,
			queueMilliseconds: 2_000,
			restMilliseconds: 200,
			drainMilliseconds: 5_000,
		},
		log: { call: () => undefined, fault: (line) => faults.push(line) },
	})

	const end = performance.now() + seconds * 1000
	const outcomes = new Map<string, number>()
	const wrong: string[] = []
	const times: number[] = []
	let requests = 0
	const count = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)

	async function polite(client: Client, code: string, address: string, signal: AbortSignal | null) {
		const began = performance.now()
		try {
			const { statusCode, body } = await client.request({
				method: 'POST',
				path: '/api/collect',
				headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': address },
				body: `collectionCode=${code}&queryType=0`,
				signal,
			})
			const judged = judge(code, statusCode, await body.text())
			times.push(performance.now() - began)
			// Whoever is asked to come again later does.
			if (statusCode === 503) await delay(1000)
			if ('wrong' in judged) wrong.push(judged.wrong)
			else count(judged.outcome)
		} catch (error) {
			if (signal?.aborted) count('left')
			else wrong.push(`no answer for ${code}: ${error}`)
		}
	}

	async function live(number: number): Promise<void> {
		const random = randomOf(seed * 100_003 + number)
		const client = new Client(relay.url, { headersTimeout: 30_000, bodyTimeout: 30_000 })
		const address = `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`
		// One in twenty guesses codes, and one in twenty is rude.
		const kind = number % 20 === 0 ? 'miss' : 'code'
		for (let turn = 0; performance.now() < end; turn++) {
			requests++
			const code = `${kind}${number.toString(36)}x${turn.toString(36)}`.padEnd(16, 'Z')
			if (number % 20 === 1) {
				const rudeness = pick(rudenesses, random)
				const said = rudeness && (await rudeVisit(new URL(relay.url), rudeness, code))
				if (said?.isProper) count(said.outcome)
				else wrong.push(`${rudeness?.name}: ${said?.outcome}`)
			} else
				await polite(client, code, address, random() < 0.05 ? AbortSignal.timeout(Math.floor(random() * 200)) : null)
			await delay(random() * 400)
		}
		await client.close()
	}

	const random = randomOf(seed + 1)
	const outages = (async () => {
		while (performance.now() < end - 1000) {
			await delay(1000 + random() * 4000)
			await upstream.vanish(random() * 300)
		}
	})()
	await Promise.all([outages, ...Array.from({ length: clients }, (_, number) => live(number))])

	const figures = async () => {
		const text = await (await fetch(`${relay.metricsUrl}/metrics`)).text()
		const of = (name: string) => Number(new RegExp(`^certcollect_${name} (.*)$`, 'm').exec(text)?.[1])
		return { connections: of('connections'), unfinished: of('upstream_running') + of('upstream_queued') }
	}
	// Whoever left a moment ago may have a call that still runs, but for no longer than a call may.
	const patience = performance.now() + 5_000
	let last = await figures()
	while ((last.connections > 0 || last.unfinished > 0) && performance.now() < patience) {
		await delay(50)
		last = await figures()
	}
	await relay.close()
	upstream.close()
	while (upstream.open.size > 0 && performance.now() < patience + 2_000) await delay(50)

	const sorted = times.toSorted((a, b) => a - b)
	const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN
	return {
		requests,
		outcomes,
		wrong,
		arrived: upstream.arrivals.size,
		repeated: [...upstream.arrivals.values()].filter((times) => times > 1).length,
		faults,
		left: { clients: last.connections, upstream: upstream.open.size },
		unfinished: last.unfinished,
		p50: at(0.5),
		p99: at(0.99),
	}
}

/** What a minute of it comes to, for people. */
export async function benchChaos(webRoot: string): Promise<void> {
	const options = { seed: 7, seconds: 60, clients: 1000, webRoot }
	const before = process.memoryUsage().rss
	const figures = await runChaos(options)
	const { requests, outcomes, wrong, arrived, repeated, faults, left, unfinished, p50, p99 } = figures
	console.log(`chaos: ${options.clients} clients for ${options.seconds} s (seed ${options.seed}), ${requests} requests`)
	for (const [outcome, count] of [...outcomes].sort(([, a], [, b]) => b - a))
		console.log(`  ${String(count).padStart(7)}  ${outcome}`)
	console.log(`  ${String(wrong.length).padStart(7)}  wrong or without an answer ${wrong.slice(0, 5).join(' · ')}`)
	console.log(`  ${arrived} arrived upstream, ${repeated} of them more than once; faults: ${faults.length}`)
	console.log(
		`  left at the end: ${left.clients} connections of clients, ${left.upstream} to the upstream, ${unfinished} calls`,
	)
	console.log(`  answers: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`)
	const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0)
	console.log(
		`  memory of it all, clients and upstream too: ${megabytes(before)} MB before, ${megabytes(process.memoryUsage().rss)} MB after`,
	)
}
