import { type DestinationStream, destination, pino, stdTimeFunctions } from 'pino'
import type { Log } from '../log.ts'
import type { LogLevel } from './config.ts'
import type { RedisLog } from './redis.ts'

/** The relay's log, and what its process has to say. */
export type ServerLog = Log &
	RedisLog & {
		/** Nobody has said what to seal sessions with. */
		secretMissing(): void
		listening(url: string): void
		stopping(): void
	}

/**
 * @param level the least that is written
 * @param output where to; standard output unless something else is given
 * @returns a log of one JSON object a line: calls as `info`, or `warn` from status 500 up, and faults as `error`
 */
export function createLog(
	level: LogLevel,
	output: DestinationStream = destination({ dest: 1, sync: false, minLength: 4096, periodicFlush: 100 }),
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
		storeLost: (cause) => logger.warn({ cause }, 'store lost'),
		storeReached: () => logger.info('store reached'),
		listening: (url) => logger.info({ url }, 'listening'),
		stopping: () => logger.info('stopping'),
	}
}
