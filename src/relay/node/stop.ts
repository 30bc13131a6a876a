import type { ServerLog } from './log.ts'
import type { RunningServer } from './server.ts'

/**
 * Ends the process in good order on SIGTERM or SIGINT: running calls finish first, then it exits with 0. A second signal
 * ends it at once, with 1.
 *
 * @param server what is to be closed
 * @param process whose signals; a part of Node's own
 * @param log is told when the first signal comes, and waited for at the end
 */
export function stopOnSignals(
	server: Pick<RunningServer, 'close'>,
	process: Pick<NodeJS.Process, 'on' | 'exit'>,
	log: Pick<ServerLog, 'stopping' | 'written'> = { stopping: () => undefined, written: async () => undefined },
): void {
	const exit = (code: 0 | 1) => log.written().then(() => process.exit(code))
	let stopping = false
	const stop = () => {
		if (stopping) return void exit(1)
		stopping = true
		log.stopping()
		server.close().then(
			() => exit(0),
			() => exit(1),
		)
	}
	process.on('SIGTERM', stop)
	process.on('SIGINT', stop)
}
