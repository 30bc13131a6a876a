/**
 * Marked secrets on every path into the process, the failing ones too, and then everything that came out of it is searched: its
 * log at the finest level, standard error, figures, and every answer that they do not belong to.
 */
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { started } from './fixtures/startProcess.ts'
import { troubles } from './fixtures/troubles.ts'

const marks = {
	code: 'MARKEDcode123456',
	name: 'MARKEDname',
	password: 'MARKED password&%=é',
	certificate: 'MARKEDcertificate',
	header: 'MARKEDheader',
	path: 'MARKEDpath',
}

/** A mark in every form in which it could come out. */
const formsOf = (mark: string) => [
	mark,
	encodeURIComponent(mark),
	new URLSearchParams({ '': mark }).toString().slice(1),
	JSON.stringify(mark).slice(1, -1),
	// Without the edges, which depend on what stands beside it.
	...[0, 1, 2].map((offset) =>
		Buffer.from(' '.repeat(offset) + mark)
			.toString('base64')
			.slice(4, -4),
	),
	Buffer.from(mark).toString('hex'),
]
const all = Object.values(marks).flatMap(formsOf)

let next: (socket: Socket) => void = () => undefined
const upstream = createServer((socket) => {
	let received = ''
	socket.on('error', () => undefined)
	socket.on('data', (chunk) => {
		received += chunk
		if (!received.endsWith('showValidityPeriod=N')) return
		received = ''
		next(socket)
	})
})
afterAll(() => upstream.close())

const reply = (status: number, body: string) =>
	`HTTP/1.1 ${status} ${marks.header}\r\nSet-Cookie: ${marks.header}\r\nServer: ${marks.header}\r\n` +
	`Content-Type: text/plain; x=${marks.header}\r\nContent-Length: ${body.length}\r\n\r\n${body}`

test('secrets come out nowhere but where they belong', async () => {
	upstream.listen(0, '127.0.0.1')
	await once(upstream, 'listening')
	const address = upstream.address()
	const port = typeof address === 'object' && address !== null ? address.port : 0
	const { child, url, lines, errors, ended } = await started({
		COLLECT_URL: `http://127.0.0.1:${port}/`,
		LOG_LEVEL: 'trace',
		METRICS_PORT: '0',
		UPSTREAM_SECONDS: '0.3',
		UPSTREAM_CONNECT_SECONDS: '0.2',
		HEADER_SECONDS: '0.3',
		REQUEST_SECONDS: '0.5',
		UPSTREAM_FAILURES: '0',
		SIGN_IN_FAILURES_NAME: '1000',
		SIGN_IN_FAILURES_ADDRESS: '1000',
		SIGN_IN_FAILURES_DAY: '1000',
	})
	const out: string[] = []
	const headers = {
		Cookie: `certcollect-session=${marks.header}; x=${marks.header}`,
		Authorization: `Bearer ${marks.header}`,
		'User-Agent': marks.header,
		Referer: `${url}/${marks.path}?${marks.code}`,
		'X-Request-Id': marks.header,
		'X-Forwarded-For': marks.header,
	}
	async function ask(method: string, path: string, form?: Record<string, string> | string, more = {}) {
		const body = typeof form === 'object' ? new URLSearchParams(form) : form
		const response = await fetch(url + path, { method, headers: { ...headers, ...more }, ...(body && { body }) })
		const answer = await response.text()
		out.push(JSON.stringify([...response.headers]))
		// Bytes of CollectCCC itself, and who is signed in, are for whoever asked.
		const isHandedOn = response.status === 200 && path !== '/'
		// And a parameter that does not exist is named to whoever sent it.
		if (!isHandedOn) out.push(answer.replace(/"parameter":"[^"]*"/, ''))
		return { status: response.status, answer }
	}
	const byCode = { collectionCode: marks.code, queryType: '1' }
	const byLogin = { loginName: marks.name, loginPassword: marks.password, orderNumber: '1', queryType: '1' }
	const signIn = { loginName: marks.name, loginPassword: marks.password, orderNumber: '1' }

	// What is as it should be.
	next = (socket) => socket.write(reply(200, `2\n${marks.certificate}`))
	expect((await ask('POST', '/api/collect', byCode)).answer).toContain(marks.certificate)
	expect((await ask('POST', '/api/collect', byLogin)).answer).toContain(marks.certificate)
	expect((await ask('POST', '/api/session', signIn)).status).toBe(204)
	for (const status of [-4, -16, -91, 0]) {
		next = (socket) => socket.write(reply(200, `${status}\n${marks.certificate}`))
		for (const form of [byCode, byLogin]) await ask('POST', '/api/collect', form)
		await ask('POST', '/api/session', signIn)
	}
	// What CollectCCC does wrong.
	for (const status of [500, 503]) {
		next = (socket) => socket.write(reply(status, `<html>${marks.certificate}`))
		const response = await fetch(`${url}/api/collect`, { method: 'POST', body: new URLSearchParams(byCode) })
		expect([response.status, await response.text()]).toEqual([status, `<html>${marks.certificate}`])
		out.push(JSON.stringify([...response.headers]))
	}
	for (const [, fail] of troubles) {
		next = (socket) => {
			const { write, end } = socket
			const marked = (bytes: unknown) =>
				typeof bytes === 'string' ? bytes.replaceAll('SECRET', marks.certificate) : bytes
			socket.write = (bytes: unknown, ...rest: unknown[]) => Reflect.apply(write, socket, [marked(bytes), ...rest])
			socket.end = (bytes: unknown, ...rest: unknown[]) => Reflect.apply(end, socket, [marked(bytes), ...rest])
			fail(socket)
		}
		for (const form of [byCode, byLogin]) expect((await ask('POST', '/api/collect', form)).status).toBeGreaterThan(500)
		expect((await ask('POST', '/api/session', signIn)).status).toBeGreaterThan(500)
	}
	// What clients do wrong.
	for (const form of [
		{ ...byCode, [marks.code]: marks.code },
		{ ...byCode, loginName: marks.name },
		{ ...byCode, queryType: marks.code },
		{ collectionCode: `${marks.code}${marks.code}`, queryType: '1' },
		{ ...byLogin, orderNumber: marks.code },
		{ ...byLogin, loginPassword: marks.password.repeat(20) },
		{ ...byCode, padding: marks.code.repeat(1000) },
	])
		expect([400, 413]).toContain((await ask('POST', '/api/collect', form)).status)
	await ask('POST', '/api/session', { ...signIn, [marks.name]: marks.password })
	await ask('POST', '/api/collect', JSON.stringify(byCode), { 'Content-Type': 'application/json' })
	await ask('POST', '/api/collect', byCode, { Origin: `https://${marks.header}.example` })
	await ask('POST', '/api/collect', byCode, { 'Content-Type': marks.header })
	for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS'])
		for (const path of [
			'/api/collect',
			`/api/${marks.path}`,
			`/${marks.path}`,
			`/assets/${marks.path}`,
			'/',
			'/healthz',
		])
			await ask(method, `${path}?collectionCode=${marks.code}`)
	// What is no HTTP, or stops.
	const head = `POST /api/collect?${marks.path} HTTP/1.1\r\nHost: relay\r\nX: ${marks.header}\r\n`
	for (const bytes of [
		`${marks.code}\r\n\r\n`,
		`${head}Content-Length: 5\r\nContent-Length: 6\r\n\r\n${marks.code}`,
		`${head}Host: ${marks.header}\r\n\r\n`,
		`GET /${marks.path} HTTP/1.1\r\nHost: ${marks.header} x\r\n\r\n`,
		`GET /${marks.path.repeat(10_000)} HTTP/1.1\r\n\r\n`,
		`${head}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\n${marks.code}`,
		head,
	]) {
		const socket = connect(Number(new URL(url).port), '127.0.0.1')
		socket.write(bytes)
		out.push(await text(socket))
	}
	// A client that leaves in the middle of its call.
	next = () => undefined
	const body = new URLSearchParams(byCode)
	await fetch(`${url}/api/collect`, { method: 'POST', body, signal: AbortSignal.timeout(100) }).catch(() => undefined)

	const { metricsUrl } = lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === 'listening')
	const figures = await (await fetch(`${metricsUrl}/metrics`)).text()
	child.kill('SIGINT')
	expect(await ended).toEqual([0, null])
	const everything = [...lines, await errors, figures, ...out].join('\n')
	expect(lines.length).toBeGreaterThan(100)
	expect(out.length).toBeGreaterThan(200)
	expect(all.filter((form) => everything.includes(form))).toEqual([])
	expect(everything.toLowerCase()).not.toContain('marked')
})
