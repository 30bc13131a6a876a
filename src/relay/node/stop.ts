import type { ServerLog } from './log.ts'
import type { RunningServer } from './server.ts'

/**
 * Ends the process in good order on SIGTERM or SIGINT: running calls finish first, then it exits with 0. A second signal
 * ends it at once, with 1. On SIGTERM, which supervisors send, it waits for a proxy to let go of its connections; whoever sends
 * SIGINT sits in front of it.
 *
 * @param server what is to be closed
 * @param kept for how many milliseconds a connection that somebody keeps may still bring a request after SIGTERM
 * @param process whose signals; a part of Node's own
 * @param log is told when the first signal comes, and waited for at the end
 */
export function stopOnSignals(
	server: Pick<RunningServer, 'close'>,
	process: Pick<NodeJS.Process, 'on' | 'exit'>,
	kept = 0,
	log: Pick<ServerLog, 'stopping' | 'written'> = { stopping: () => undefined, written: async () => undefined },
): void {
	const exit = (code: 0 | 1) => log.written().then(() => process.exit(code))
	let stopping = false
	const stop = (kept: number) => {
		if (stopping) return void exit(1)
		stopping = true
		log.stopping()
		server.close(kept).then(
			() => exit(0),
			() => exit(1),
		)
	}
	process.on('SIGTERM', () => stop(kept))
	process.on('SIGINT', () => stop(0))
}
