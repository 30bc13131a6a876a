/** Programs that listen, for tests: started on a free port, and stopped again. */
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'

/**
 * Below the ports that systems give to connections: such a port can be taken by any of them before the program listens, and
 * whoever connects to it while nobody does may be given the same one and meet themselves (RFC 9293, section 3.5).
 */
const ports = { first: 20_000, count: 10_000 }

/** @returns a port of this machine that nobody listens on just now */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = ports.first + randomInt(ports.count)
		const listener = createServer().listen(port, '127.0.0.1')
		const isFree = await once(listener, 'listening').then(
			() => true,
			() => false,
		)
		if (!isFree) continue
		listener.close()
		await once(listener, 'close')
		return port
	}
}

export const isListening = (port: number) =>
	new Promise<boolean>((resolve) => {
		const socket = connect(port, '127.0.0.1', () => {
			socket.destroy()
			resolve(true)
		})
		socket.once('error', () => resolve(false))
	})

/**
 * Starts a program, and waits until it listens.
 *
 * @param port where it should listen
 * @param folder where it runs
 * @param program its name
 * @param words what it is told
 * @returns what stops it, and waits until it has ended
 * @throws with what it printed, if it ends before it listens
 */
export async function startProgram(
	port: number,
	folder: string,
	program: string,
	...words: readonly string[]
): Promise<() => Promise<void>> {
	const child = spawn(program, words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
	// Not even a test that is given up leaves it running.
	process.once('exit', () => child.kill())
	let said = ''
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (data: Buffer) => {
			said += data.toString()
		})
	let error: Error | undefined
	child.on('error', (cause) => {
		error = cause
	})
	const hasEnded = () => error !== undefined || child.exitCode !== null || child.signalCode !== null
	while (!(await isListening(port)))
		if (hasEnded()) throw new Error(`${program} did not start: ${said}`, { cause: error })
	return async () => {
		if (hasEnded()) return
		child.kill()
		await once(child, 'exit')
	}
}
