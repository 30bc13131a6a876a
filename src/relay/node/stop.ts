import type { RunningServer } from './server.ts'

/**
 * Ends the process in good order on SIGTERM or SIGINT: running calls finish first, then it exits with 0. A second signal
 * ends it at once, with 1.
 *
 * @param server what is to be closed
 * @param process whose signals; a part of Node's own
 * @param onStop called once, when the first signal comes
 */
export function stopOnSignals(
	server: Pick<RunningServer, 'close'>,
	process: Pick<NodeJS.Process, 'on' | 'exit'>,
	onStop: () => void = () => undefined,
): void {
	let stopping = false
	const stop = () => {
		if (stopping) process.exit(1)
		stopping = true
		onStop()
		server.close().then(
			() => process.exit(0),
			() => process.exit(1),
		)
	}
	process.on('SIGTERM', stop)
	process.on('SIGINT', stop)
}
