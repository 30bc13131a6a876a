/** What is counted, where it can be read, and that it does not grow with what clients and CollectCCC think of. */
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { Limits } from '../limits.ts'
import { clientOf, closedPort, collect, exchange, relayTo, upstreamOf } from './fixtures/loopback.ts'
import { ok } from './fixtures/troubles.ts'

/** Figures by name and labels, as they are written. */
async function figuresOf(url: string | undefined): Promise<ReadonlyMap<string, number>> {
	const text = await (await fetch(`${url}/metrics`)).text()
	const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
	return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]))
}

async function measured(port: number, limits: Partial<Limits> = {}) {
	const relay = await relayTo(port, limits, 'http://127.0.0.1', { metricsPort: 0, metricsHost: '127.0.0.1' })
	return { ...relay, figures: () => figuresOf(relay.server.metricsUrl) }
}

test('there are no figures unless they are asked for, and never where everybody comes', async () => {
	const { server } = await relayTo(await closedPort())
	expect(server.metricsUrl).toBeUndefined()
	const { server: other } = await measured(await closedPort())
	expect((await fetch(`${other.url}/metrics`)).status).toBe(404)
	expect(other.metricsUrl).not.toBe(other.url)
	expect((await fetch(`${other.metricsUrl}/`)).status).toBe(404)
	expect((await fetch(`${other.metricsUrl}/metrics`, { method: 'POST' })).status).toBe(404)
})

describe('what is counted', () => {
	test('requests, calls and how long they take', async () => {
		const upstream = await upstreamOf((socket) => socket.write(ok))
		const { server, figures } = await measured(upstream.port)
		for (let call = 0; call < 3; call++) expect((await collect(server)).status).toBe(200)
		await fetch(`${server.url}/healthz`)
		const now = await figures()
		expect(now.get('certcollect_requests_total{route="/api/collect",status="200"}')).toBe(3)
		expect(now.get('certcollect_requests_total{route="/healthz",status="200"}')).toBe(1)
		expect(now.get('certcollect_request_seconds_count{route="/api/collect"}')).toBe(3)
		expect(now.get('certcollect_upstream_calls_total{outcome="answered"}')).toBe(3)
		expect(now.get('certcollect_upstream_seconds_count')).toBe(3)
		expect(now.get('certcollect_faults_total')).toBe(0)
	})

	test('trouble upstream by its code, and whether the upstream is left alone', async () => {
		const { server, figures } = await measured(await closedPort(), { failures: 2, restMilliseconds: 60_000 })
		for (let call = 0; call < 5; call++) await collect(server)
		const now = await figures()
		expect(now.get('certcollect_upstream_calls_total{outcome="upstream-unreachable"}')).toBe(2)
		expect(now.get('certcollect_upstream_calls_total{outcome="upstream-resting"}')).toBe(3)
		expect(now.get('certcollect_problems_total{code="upstream-resting"}')).toBe(3)
		expect(now.get('certcollect_upstream_resting')).toBe(1)
	})

	test('the queue, connections, and those that are cut', async () => {
		const upstream = await upstreamOf(() => undefined)
		const { server, figures } = await measured(upstream.port, {
			calls: 1,
			connections: 3,
			headerBytes: 1024,
			drainMilliseconds: 100,
		})
		expect(await exchange(server, `GET /${'x'.repeat(2000)} HTTP/1.1\r\n\r\n`)).toContain('431')
		const clients = [clientOf(server), clientOf(server), clientOf(server)]
		for (const client of clients) client.write('GET /healthz HTTP/1.1\r\nHost: relay\r\n\r\n')
		for (const client of clients) await once(client, 'data')
		expect(await exchange(server, '')).toBe('')
		for (const client of clients) client.destroy()
		for (let left = 3; left > 0; left = (await figures()).get('certcollect_connections') ?? 3);
		const answers = [collect(server).catch(() => undefined), collect(server).catch(() => undefined)]
		await upstream.asked
		for (let queued = 0; queued < 1; queued = (await figures()).get('certcollect_upstream_queued') ?? 0);
		const now = await figures()
		expect(now.get('certcollect_upstream_running')).toBe(1)
		expect(now.get('certcollect_connections')).toBe(2)
		expect(now.get('certcollect_connections_cut_total{limit="connections"}')).toBe(1)
		expect(now.get('certcollect_problems_total{code="header-too-large"}')).toBe(1)
		await server.close()
		await Promise.all(answers)
	})
})

test('the number of figures does not grow with addresses, methods and statuses', async () => {
	let status = 200
	const upstream = await upstreamOf((socket) => socket.write(ok.replace('200', String(status))))
	const { server, figures } = await measured(upstream.port, { failures: 0 })
	const ask = async (round: number) => {
		for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS'])
			for (const path of ['', 'api/', 'api/collect/', 'assets/'])
				await fetch(`${server.url}/${path}${round}?${round}`, { method, headers: { Accept: 'text/html' } })
		for (status of [250, 299, 450, 480, 560, 599].map((first) => first - round)) await collect(server)
	}
	await ask(1)
	await ask(2)
	const count = async () => [...(await figures()).keys()].filter((key) => key.startsWith('certcollect_')).length
	const before = await count()
	for (let round = 3; round < 9; round++) await ask(round)
	expect(await count()).toBe(before)
})

test('the dashboard shows figures that there are, with labels that they have', async () => {
	const dashboard = JSON.parse(await readFile(new URL('../../../docs/grafana.json', import.meta.url), 'utf8'))
	const upstream = await upstreamOf((socket) => socket.write(ok))
	const { server, figures } = await measured(upstream.port)
	await collect(server)
	const keys = [...(await figures()).keys()]
	const names = new Set(keys.map((key) => key.split('{')[0]))
	const queries: string[] = dashboard.panels.flatMap(({ targets }: { targets: { expr: string }[] }) =>
		targets.map(({ expr }) => expr),
	)
	expect(queries.length).toBeGreaterThan(10)
	const used = queries.flatMap((query) => query.match(/\b(certcollect|process|nodejs)_\w+/g) ?? [])
	expect(used.filter((name) => !names.has(name))).toEqual([])
	for (const query of queries) {
		const [name = ''] = query.match(/\b(certcollect|process|nodejs)_\w+/) ?? []
		for (const label of (/\bby \(([^)]*)\)/.exec(query)?.[1] ?? '').split(', ').filter((one) => one !== ''))
			expect(keys.some((key) => key.startsWith(`${name}{`) && key.includes(`${label}="`))).toBe(true)
	}
	// And all of the relay's own figures are shown.
	const shown = new Set(used.map((name) => name.replace(/_(bucket|sum|count)$/, '')))
	const own = [...names].filter((name) => name?.startsWith('certcollect_'))
	expect(own.filter((name) => !shown.has(name?.replace(/_(bucket|sum|count)$/, '') ?? ''))).toEqual([])
})
