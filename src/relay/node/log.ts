import { type DestinationStream, destination, pino, stdTimeFunctions } from 'pino'
import type { LogLevel } from '../config.ts'
import { forwardedForIgnored, type Log } from '../log.ts'
import { inBatches } from './inBatches.ts'
import type { RedisLog } from './redisConnection.ts'

/** The relay's log, and what its process has to say. */
export type ServerLog = Log &
	RedisLog & {
		/** Nobody has said what to seal sessions with. */
		secretMissing(): void
		/** There seems to be a proxy in front, and nobody has said which. */
		proxiesMissing(): void
		listening(url: string, metricsUrl?: string): void
		stopping(): void
		/** Resolves when everything is written, or cannot be: nobody reads it any more, or too slowly. */
		written(): Promise<void>
	}

// How long a reader may take that does not keep up, when the process ends.
const patience = 1_000

// For a reader that does not keep up: beyond it lines are lost.
const longestBacklog = 16_777_216

/** Standard output, in batches. What cannot be written is lost, and no reason to stop. */
function standardOutput() {
	const output = destination({ dest: 1, sync: false, maxLength: longestBacklog, maxWrite: 131_072 })
	return inBatches(output.on('error', () => undefined))
}

/**
 * @param level the least that is written
 * @param output where to; standard output unless something else is given
 * @returns a log of one JSON object a line: calls as `info`, or `warn` from status 500 up, and faults as `error`
 */
export function createLog(
	level: LogLevel,
	output: DestinationStream & { flush?(done: () => void): void } = standardOutput(),
): ServerLog {
	const logger = pino(
		{ level, base: null, timestamp: stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
		output,
	)
	return {
		call: (line) => (line.status >= 500 ? logger.warn(line, 'call') : logger.info(line, 'call')),
		fault: (line) => logger.error(line, 'fault'),
		secretMissing: () =>
			logger.warn('SESSION_SECRET is not given: sessions end with this process, and no other relay can open them'),
		proxiesMissing: () =>
			logger.warn('TRUST_PROXY is not given, though PUBLIC_ORIGIN is https: all clients of a proxy count as one'),
		forwardedForIgnored: () => logger.warn(forwardedForIgnored),
		storeLost: (cause) => logger.warn({ cause }, 'store lost'),
		storeReached: () => logger.info('store reached'),
		listening: (url, metricsUrl) => logger.info({ url, metricsUrl }, 'listening'),
		stopping: () => logger.info('stopping'),
		// Left to the end of the process, this would try for ever where nobody reads any more.
		written: () =>
			new Promise((resolve) => {
				if (!output.flush) return resolve()
				setTimeout(resolve, patience).unref()
				output.flush(() => resolve())
			}),
	}
}
