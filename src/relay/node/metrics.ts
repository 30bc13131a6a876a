/** Figures for Prometheus. The README explains them, and docs/grafana.json shows them. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { CallState } from '../calls.ts'
import { problems, upstreamFailures } from '../problemCodes.ts'
import type { Watch } from '../watch.ts'
import type { ListenerEvents } from './listener.ts'

export type Metrics = {
	readonly watch: Watch
	readonly listener: ListenerEvents
	fault(): void
	/** Whether what relays share can be reached, from now on. */
	store(isReached: boolean): void
	/** Counts the open connections of a server. */
	connections(server: Server): void
	/** @returns everything in Prometheus' text format, and its Content-Type */
	read(): Promise<{ readonly text: string; readonly type: string }>
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

const outcomes: readonly string[] = ['answered', 'client-gone', ...upstreamFailures]

const own = new Set<number>([200, 204, 304, 499, ...Object.values(problems).map(({ status }) => status)])
/** CollectCCC may answer with any status; those that the relay has none of its own are put together. */
const statusLabel = (status: number) => (own.has(status) ? String(status) : `${Math.floor(status / 100)}xx`)

/** Makes a set of figures, all at zero. */
export function createMetrics(): Metrics {
	const registry = new Registry()
	const registers = [registry]
	collectDefaultMetrics({ register: registry })
	const requests = new Counter({
		name: 'certcollect_requests_total',
		help: 'Requests that were answered',
		labelNames: ['route', 'status'],
		registers,
	})
	const durations = new Histogram({
		name: 'certcollect_request_seconds',
		help: 'From the end of the headers of a request to its answer',
		labelNames: ['route'],
		buckets: seconds,
		registers,
	})
	const problemCounts = new Counter({
		name: 'certcollect_problems_total',
		help: 'Refusals and failures of the relay itself, by code',
		labelNames: ['code'],
		registers,
	})
	const cuts = new Counter({
		name: 'certcollect_connections_cut_total',
		help: 'Connections that were cut, by the limit that they hit',
		labelNames: ['limit'],
		registers,
	})
	const calls = new Counter({
		name: 'certcollect_upstream_calls_total',
		help: 'Calls to CollectCCC by outcome; those that were not made are among them',
		labelNames: ['outcome'],
		registers,
	})
	const callDurations = new Histogram({
		name: 'certcollect_upstream_seconds',
		help: 'How long CollectCCC took for calls that it answered',
		buckets: seconds,
		registers,
	})
	const faults = new Counter({ name: 'certcollect_faults_total', help: 'Errors that nobody foresaw', registers })
	const reached = new Gauge({
		name: 'certcollect_store_reached',
		help: '1 while Redis is there and refuses nothing, and where there is none',
		registers,
	})
	reached.set(1)
	const open = new Gauge({ name: 'certcollect_connections', help: 'Open connections of clients', registers })

	// What has not happened yet is 0 and not unknown, so that its first time shows as well.
	for (const code of [...Object.keys(problems), 'client-gone']) problemCounts.inc({ code }, 0)
	for (const outcome of outcomes) calls.inc({ outcome }, 0)
	for (const limit of ['connections', 'addressConnections', 'answerMilliseconds']) cuts.inc({ limit }, 0)

	let state: () => CallState = () => ({ running: 0, queued: 0, isResting: false })
	const upstreamGauge = (name: string, help: string, value: (now: CallState) => number) =>
		new Gauge({
			name,
			help,
			registers,
			collect() {
				this.set(value(state()))
			},
		})
	upstreamGauge('certcollect_upstream_running', 'Calls to CollectCCC that run', ({ running }) => running)
	upstreamGauge('certcollect_upstream_queued', 'Calls to CollectCCC that wait', ({ queued }) => queued)
	upstreamGauge('certcollect_upstream_resting', '1 while CollectCCC is left alone', ({ isResting }) =>
		Number(isResting),
	)

	return {
		watch: {
			answered(route, status, milliseconds, problem) {
				requests.inc({ route, status: statusLabel(status) })
				durations.observe({ route }, milliseconds / 1000)
				if (problem !== undefined) problemCounts.inc({ code: problem })
			},
			called(outcome, milliseconds) {
				calls.inc({ outcome })
				if (outcome === 'answered') callDurations.observe(milliseconds / 1000)
			},
			upstream(look) {
				state = look
			},
		},
		listener: { refused: (code) => problemCounts.inc({ code }), cut: (limit) => cuts.inc({ limit }) },
		fault: () => faults.inc(),
		store: (isReached) => reached.set(Number(isReached)),
		connections(server) {
			server.on('connection', (socket) => {
				open.inc()
				socket.once('close', () => open.dec())
			})
		},
		read: async () => ({ text: await registry.metrics(), type: registry.contentType }),
	}
}

/** @returns what answers `GET /metrics` on a server of its own, and nothing else */
export function serveMetrics({ read }: Pick<Metrics, 'read'>) {
	return async ({ method, url }: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
		const isAsked = method === 'GET' && url === '/metrics'
		const { text, type } = isAsked ? await read() : { text: 'Figures are at /metrics\n', type: 'text/plain' }
		outgoing.writeHead(isAsked ? 200 : 404, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(text)
	}
}
