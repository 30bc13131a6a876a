import type { LogLevel } from '../config.ts'
import { logLevels } from '../config.ts'
import { forwardedForIgnored, type Log } from '../log.ts'

/**
 * @param least the level from which on lines are written
 * @returns a log on the console, in lines like those of the log on Node.js
 */
export function createLog(least: LogLevel): Log {
	const write = (level: LogLevel, line: object, msg: string) => {
		// The levels stand in their order, the gravest first.
		if (logLevels.indexOf(level) > logLevels.indexOf(least) || least === 'silent') return
		// biome-ignore lint/suspicious/noConsole: the only output that there is
		console.log(JSON.stringify({ level, time: new Date().toISOString(), ...line, msg }))
	}
	return {
		call: (line) => write(line.status >= 500 ? 'warn' : 'info', line, 'call'),
		fault: (line) => write('error', line, 'fault'),
		forwardedForIgnored: () => write('warn', {}, forwardedForIgnored),
	}
}
