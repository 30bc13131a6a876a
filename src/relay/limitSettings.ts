/** The environment variables for what the relay allows. */
import { defaultLimits, type Limits } from './limits.ts'

type Unit = 'bytes' | 'seconds' | 'count'
/** A limit's variable, and what it may be. Seconds may be fractions, everything else is whole. */
type Setting = {
	readonly limit: keyof Limits
	readonly variable: string
	readonly unit: Unit
	readonly least: number
	readonly most: number
}

const bytes = (variable: string, limit: keyof Limits, least = 1024, most = 1024 * 1024): Setting => ({
	limit,
	variable,
	unit: 'bytes',
	least,
	most,
})
const seconds = (variable: string, limit: keyof Limits): Setting => ({
	limit,
	variable,
	unit: 'seconds',
	least: 0.1,
	most: 3600,
})
const count = (variable: string, limit: keyof Limits, least = 1, most = 999_999_999): Setting => ({
	limit,
	variable,
	unit: 'count',
	least,
	most,
})
/** Whole seconds within which something is counted: a day at most, because everything that is counted is kept for so long. */
const window = (variable: string, limit: keyof Limits): Setting => count(variable, limit, 1, 86_400)

/** Every limit's variable. */
export const limitSettings: readonly Setting[] = [
	bytes('HEADER_BYTES', 'headerBytes'),
	seconds('HEADER_SECONDS', 'headerMilliseconds'),
	bytes('REQUEST_BYTES', 'requestBytes'),
	seconds('REQUEST_SECONDS', 'requestMilliseconds'),
	seconds('ANSWER_SECONDS', 'answerMilliseconds'),
	count('CONNECTIONS', 'connections'),
	count('ADDRESS_CONNECTIONS', 'addressConnections'),
	count('CONNECTION_REQUESTS', 'requestsPerConnection'),
	seconds('KEEP_ALIVE_SECONDS', 'keepAliveMilliseconds'),
	count('UPSTREAM_CALLS', 'calls'),
	count('UPSTREAM_QUEUE', 'queuedCalls', 0),
	seconds('UPSTREAM_QUEUE_SECONDS', 'queueMilliseconds'),
	seconds('UPSTREAM_CONNECT_SECONDS', 'connectMilliseconds'),
	seconds('UPSTREAM_SECONDS', 'callMilliseconds'),
	bytes('UPSTREAM_HEADER_BYTES', 'replyHeaderBytes'),
	bytes('UPSTREAM_BYTES', 'replyBytes', 16 * 1024, 64 * 1024 * 1024),
	count('UPSTREAM_FAILURES', 'failures', 0),
	seconds('UPSTREAM_REST_SECONDS', 'restMilliseconds'),
	count('ADDRESS_CALLS', 'addressCalls'),
	count('ADDRESS_POINTS', 'attemptPoints', 0),
	window('ADDRESS_POINTS_SECONDS', 'attemptSeconds'),
	count('ADDRESS_MISS_POINTS', 'missPoints'),
	count('ACCOUNT_QUEUE', 'waitingCalls', 0),
	seconds('ACCOUNT_QUEUE_SECONDS', 'turnMilliseconds'),
	count('SIGN_IN_FAILURES_NAME', 'failuresByName'),
	count('SIGN_IN_FAILURES_ADDRESS', 'failuresByAddress'),
	window('SIGN_IN_FAILURES_SECONDS', 'failureSeconds'),
	count('SIGN_IN_FAILURES_DAY', 'failuresByNameDaily'),
	count('SIGN_IN_UNPROVEN_ADDRESS', 'unprovenByAddress', 1, 9_999_999),
	seconds('DRAIN_SECONDS', 'drainMilliseconds'),
]

const factor = (unit: Unit) => (unit === 'seconds' ? 1000 : 1)
const form: Readonly<Record<Unit, RegExp>> = {
	bytes: /^\d{1,9}$/,
	seconds: /^\d{1,9}(\.\d{1,3})?$/,
	count: /^\d{1,9}$/,
}
const rule: Readonly<Record<Unit, string>> = {
	bytes: 'a whole number of bytes',
	seconds: 'a number of seconds',
	count: 'a whole number',
}

/** @returns a limit's default, in the unit of its variable */
export function defaultOf({ limit, unit }: Setting): number {
	return defaultLimits[limit] / factor(unit)
}

/**
 * @param env environment variables; those that are not set leave the default
 * @returns every limit, and a line for every mistake: the variable and the rule, never the value
 */
export function readLimits(env: Readonly<Record<string, string | undefined>>): {
	readonly limits: Limits
	readonly mistakes: readonly string[]
} {
	const limits: { -readonly [Name in keyof Limits]: number } = { ...defaultLimits }
	const mistakes: string[] = []
	for (const { limit, variable, unit, least, most } of limitSettings) {
		const text = env[variable]
		if (text === undefined) continue
		const value = Number(text)
		if (form[unit].test(text) && value >= least && value <= most) limits[limit] = value * factor(unit)
		else mistakes.push(`${variable}: must be ${rule[unit]} from ${least} to ${most}`)
	}
	if (limits.headerMilliseconds > limits.requestMilliseconds)
		mistakes.push('HEADER_SECONDS: must not be more than REQUEST_SECONDS')
	if (limits.connectMilliseconds > limits.callMilliseconds)
		mistakes.push('UPSTREAM_CONNECT_SECONDS: must not be more than UPSTREAM_SECONDS')
	if (limits.answerMilliseconds < limits.callMilliseconds + limits.queueMilliseconds + limits.turnMilliseconds)
		mistakes.push(
			'ANSWER_SECONDS: must not be less than ACCOUNT_QUEUE_SECONDS, UPSTREAM_QUEUE_SECONDS and UPSTREAM_SECONDS together',
		)
	if (limits.attemptPoints > 0 && limits.missPoints > limits.attemptPoints)
		mistakes.push('ADDRESS_MISS_POINTS: must not be more than ADDRESS_POINTS')
	return { limits, mistakes }
}
