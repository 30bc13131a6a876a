import * as v from 'valibot'
import { type Branding, readBranding } from './branding.ts'
import { readTrustedProxies, type TrustedProxies } from './clientAddress.ts'
import { readLimits } from './limitSettings.ts'
import type { Limits } from './limits.ts'
import { shortestSecret } from './sealedSession.ts'
import type { ReadFile } from './siteImage.ts'

/** What the environment says about how to serve. */
export type Config = {
	readonly host: string
	/** 0 lets the system choose. */
	readonly port: number
	readonly collectUrl: URL
	readonly publicOrigin: string | undefined
	readonly logLevel: LogLevel
	/** The first seals, both open. */
	readonly sessionSecrets: readonly [string, ...string[]] | undefined
	readonly trustedProxies: TrustedProxies | undefined
	/** Where relays share what they share; with a password, perhaps. */
	readonly redisUrl: string | undefined
	readonly limits: Limits
	readonly branding: Branding
	/** Where figures are served; nowhere without a port. */
	readonly metricsHost: string
	readonly metricsPort: number | undefined
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

const loopback = /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/
const portRule = 'must be a number from 0 to 65535'
const originRule =
	'must be an origin with a host name of its own and nothing behind it, such as https://certificates.example.com'

const secretRule = `must be a secret of ${shortestSecret} characters or more, or two of them with a comma in between`
const proxiesRule =
	'must be how many proxies stand in front; or their addresses, such as 10.0.0.5, networks of proxies, or loopback, with commas in between'

function readSecrets(text: string): readonly [string, ...string[]] | undefined {
	const [first = '', ...more] = text.split(',').map((secret) => secret.trim())
	return more.length <= 1 && [first, ...more].every(({ length }) => length >= shortestSecret)
		? [first, ...more]
		: undefined
}

/** What a reader makes of a text; a mistake if it makes nothing of it. */
const read = <Value>(reader: (text: string) => Value | undefined, rule: string) =>
	v.pipe(
		v.string(),
		v.rawTransform<string, Value>(({ dataset, addIssue, NEVER }) => {
			const value = reader(dataset.value)
			if (value !== undefined) return value
			addIssue({ message: rule })
			return NEVER
		}),
	)

const redisRule =
	'must be a URL of Redis, such as redis://user:password@redis.example.com:6379, perhaps with the number of a database behind /'

const host = v.pipe(v.string(), v.regex(/^[\w.:-]+$/, 'must be an address or a host name'))
const port = v.pipe(v.string(), v.regex(/^\d{1,5}$/, portRule), v.transform(Number), v.maxValue(65535, portRule))

const settings = v.object({
	HOST: v.optional(host, '127.0.0.1'),
	PORT: v.optional(port, '8080'),
	METRICS_HOST: v.optional(host, '127.0.0.1'),
	METRICS_PORT: v.optional(port),
	COLLECT_URL: v.optional(
		v.pipe(
			v.string(),
			v.check((value) => URL.canParse(value), 'must be a URL'),
			v.transform((value) => new URL(value)),
			v.check(
				({ protocol, hostname }) => protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname)),
				'must be https, unless its host is a loopback address',
			),
			v.check(({ username, password }) => username === '' && password === '', 'must not hold a user name or password'),
			v.check(({ hash }) => hash === '', 'must not have a fragment'),
		),
		'https://secure.trust-provider.com/products/download/CollectCCC',
	),
	PUBLIC_ORIGIN: v.optional(v.pipe(v.string(), v.check(isOrigin, originRule))),
	SESSION_SECRET: v.optional(read(readSecrets, secretRule)),
	TRUST_PROXY: v.optional(read(readTrustedProxies, proxiesRule)),
	REDIS_URL: v.optional(v.pipe(v.string(), v.check(isRedis, redisRule))),
	LOG_LEVEL: v.optional(v.picklist(logLevels, `must be one of ${logLevels.join(', ')}`), 'info'),
})

function isRedis(value: string): boolean {
	if (!URL.canParse(value) || !/^rediss?:\/\/./.test(value)) return false
	const { pathname, username, password } = new URL(value)
	return /^\/?\d*$/.test(pathname) && [username, password].every(isDecodable)
}

function isDecodable(text: string): boolean {
	try {
		decodeURIComponent(text)
		return true
	} catch {
		return false
	}
}

function isOrigin(value: string): boolean {
	return /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value
}

/**
 * @param env environment variables: HOST, PORT, COLLECT_URL, PUBLIC_ORIGIN, SESSION_SECRET, TRUST_PROXY, REDIS_URL, LOG_LEVEL, METRICS_HOST, METRICS_PORT and
 *   those of `branding.ts` and `limitSettings.ts`; a variable that is empty counts as not set, and every other one is left alone
 * @param readFile reads the files that variables name; nothing can be read unless given
 * @returns the configuration, defaults filled in; or every mistake that there is, one line each, which names the variable
 *   and the rule and never repeats the value
 */
export function readConfig(
	env: Readonly<Record<string, string | undefined>>,
	readFile: ReadFile = () => undefined,
): { readonly config: Config } | { readonly mistakes: readonly string[] } {
	const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
	const { success, output, issues } = v.safeParse(settings, given)
	const { limits, mistakes: ofLimits } = readLimits(given)
	const { branding, mistakes: ofBranding } = readBranding(given, readFile)
	const mistakes = [...ofBranding, ...ofLimits]
	if (!success) return { mistakes: [...issues.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`), ...mistakes] }
	// Each relay would make one at random, and open no session of another one.
	if (output.REDIS_URL !== undefined && output.SESSION_SECRET === undefined)
		return { mistakes: [`SESSION_SECRET: must be given where REDIS_URL is, and ${secretRule}`, ...mistakes] }
	if (mistakes.length > 0) return { mistakes }
	return {
		config: {
			host: output.HOST,
			port: output.PORT,
			collectUrl: output.COLLECT_URL,
			publicOrigin: output.PUBLIC_ORIGIN,
			logLevel: output.LOG_LEVEL,
			sessionSecrets: output.SESSION_SECRET,
			trustedProxies: output.TRUST_PROXY,
			redisUrl: output.REDIS_URL,
			limits,
			branding,
			metricsHost: output.METRICS_HOST,
			metricsPort: output.METRICS_PORT,
		},
	}
}
