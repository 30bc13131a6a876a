/** Clients that do not keep to the rules, and what is the proper answer to each. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

interface Rudeness {
	readonly name: string
	/** @returns what is sent; `code` is a code of its own each time */
	readonly bytes: (code: string) => string
	/** the statuses that answer it properly; none means that it leaves without waiting for one */
	readonly statuses: readonly number[]
}

const head = 'POST /api/collect HTTP/1.1\r\nHost: relay\r\nContent-Type: application/x-www-form-urlencoded\r\n'
const form = (code: string) => `collectionCode=${code}&queryType=0`
const whole = (code: string) => `${head}Content-Length: ${form(code).length}\r\n\r\n${form(code)}`
/** What becomes of a call that is as it should be. */
const asUsual = [200, 429, 502, 503, 504]

export const rudenesses: readonly Rudeness[] = [
	{ name: 'garbage', bytes: () => 'garbage\r\n\r\n', statuses: [400] },
	{
		name: 'two lengths',
		bytes: (code) => whole(code).replace('\r\n\r\n', '\r\nContent-Length: 1\r\n\r\n'),
		statuses: [400],
	},
	{
		name: 'a length and chunks',
		bytes: (code) => whole(code).replace('\r\n\r\n', '\r\nTransfer-Encoding: chunked\r\n\r\n'),
		statuses: [400],
	},
	{ name: 'endless headers', bytes: () => `${head}X: ${'x'.repeat(100_000)}`, statuses: [431] },
	{ name: 'too long a form', bytes: () => `${head}Content-Length: 100000\r\n\r\n`, statuses: [413] },
	{ name: 'half its headers', bytes: () => head, statuses: [408] },
	{
		name: 'half its form',
		bytes: (code) => `${head}Content-Length: 1000\r\n\r\n${form(code)}`,
		statuses: [408],
	},
	{ name: 'requests behind each other', bytes: (code) => whole(code).repeat(20), statuses: asUsual },
	{ name: 'leaving at once', bytes: whole, statuses: [] },
	{ name: 'leaving in its headers', bytes: () => head, statuses: [] },
]

/**
 * Sends it over a connection of its own and reads until the relay ends that.
 *
 * @returns the outcome in a word, and whether it is a proper one: exactly one answer with a status that fits; 408 always
 *   does, because a machine that is busy reads late
 */
export async function rudeVisit(
	{ hostname, port }: URL,
	{ bytes, statuses }: Rudeness,
	code: string,
): Promise<{ readonly outcome: string; readonly isProper: boolean }> {
	const socket = connect(Number(port), hostname)
	socket.on('error', () => undefined)
	const closed = once(socket, 'close')
	socket.write(bytes(code))
	if (statuses.length === 0) {
		socket.once('connect', () => setImmediate(() => socket.destroy()))
		await closed
		return { outcome: 'left', isProper: true }
	}
	// A whole request on its own leaves the connection open, so that is ended from here when an answer has come.
	const said = await text(socket).catch(() => '')
	await closed
	const given = said.match(/^HTTP\/1\.1 \d+/gm)?.map((line) => Number(line.slice(-3))) ?? []
	const [status = 0] = given
	return { outcome: `rude: ${status}`, isProper: given.length === 1 && (status === 408 || statuses.includes(status)) }
}
