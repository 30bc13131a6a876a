import type { RunningServer } from './server.ts'

/**
 * Notes errors that nobody caught, and lets the process live on. What it holds between requests are counts and turns, each of which
 * has an end of its own; to fall over would cut everybody else's calls, and let whoever knows how do it again.
 *
 * @param process whose errors; a part of Node's own. Rejections that nobody handled come as errors, too
 * @param server where they are noted: their class and where they were, not what they said
 */
export function surviveFaults(
	process: Pick<NodeJS.Process, 'on'>,
	{ noteFault }: Pick<RunningServer, 'noteFault'>,
): void {
	process.on('uncaughtException', noteFault)
}
