import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { defaultOf, limitSettings } from './limitSettings.ts'
import { defaultLimits } from './limits.ts'

test('an empty environment gives the defaults', () => {
	expect(readConfig({ HOST: '', SOMETHING: 'x' })).toEqual({
		config: {
			host: '127.0.0.1',
			port: 8080,
			collectUrl: new URL('https://secure.trust-provider.com/products/download/CollectCCC'),
			publicOrigin: undefined,
			logLevel: 'info',
			limits: defaultLimits,
			branding: {},
			metricsHost: '127.0.0.1',
			metricsPort: undefined,
			sessionSecrets: undefined,
			trustedProxies: undefined,
			redisUrl: undefined,
		},
	})
})

const secret = 'x'.repeat(32)

test('secrets come in their order, without the spaces around them', () => {
	const reading = readConfig({ SESSION_SECRET: `${secret} , ${secret}y` })
	expect(reading).toHaveProperty('config.sessionSecrets', [secret, `${secret}y`])
})

test.each([
	{ SESSION_SECRET: secret },
	{ TRUST_PROXY: '0' },
	{ SESSION_SECRET: secret, REDIS_URL: 'redis://:SECRET@127.0.0.1:6379/1' },
	{ SESSION_SECRET: secret, REDIS_URL: 'redis://us%40er:SE%2FCRET@127.0.0.1:6379/' },
	{ SESSION_SECRET: secret, REDIS_URL: 'rediss://redis.example.com' },
	{ TRUST_PROXY: 'loopback, 10.0.0.0/8,2001:db8::/32' },
	{ HOST: '::1' },
	{ HOST: 'relay-1.internal' },
	{ PORT: '0' },
	{ PORT: '65535' },
	{ COLLECT_URL: 'http://127.255.0.1:9/x?y' },
	{ COLLECT_URL: 'http://[::1]/' },
	{ COLLECT_URL: 'http://localhost:1' },
	{ COLLECT_URL: 'https://example.com' },
	{ PUBLIC_ORIGIN: 'https://example.com:8443' },
	{ LOG_LEVEL: 'silent' },
	{ HEADER_SECONDS: '0.5' },
	{ UPSTREAM_QUEUE: '0' },
])('%o is accepted', (env) => {
	expect(readConfig(env)).toHaveProperty('config')
})

test.each([
	{ HOST: 'http://example.com' },
	{ PORT: '65536' },
	{ METRICS_PORT: 'x' },
	{ METRICS_HOST: 'http://x' },
	{ PORT: '80a' },
	{ PORT: '-1' },
	{ COLLECT_URL: 'example.com' },
	{ COLLECT_URL: 'http://example.com' },
	{ COLLECT_URL: 'http://localhost.example.com' },
	{ COLLECT_URL: 'http://127.0.0.1.example.com' },
	{ COLLECT_URL: 'ftp://127.0.0.1/' },
	{ COLLECT_URL: 'https://SECRET:SECRET@example.com' },
	{ COLLECT_URL: 'https://example.com/#SECRET' },
	{ PUBLIC_ORIGIN: 'https://example.com/' },
	{ PUBLIC_ORIGIN: 'example.com' },
	{ PUBLIC_ORIGIN: 'null' },
	{ LOG_LEVEL: 'loud' },
	{ HEADER_BYTES: '1023' },
	{ REQUEST_BYTES: '8 KiB' },
	{ HEADER_SECONDS: '0' },
	{ REQUEST_SECONDS: '-1' },
	{ ANSWER_SECONDS: 'Infinity' },
	{ CONNECTIONS: '0' },
	{ UPSTREAM_CALLS: '1.5' },
	{ UPSTREAM_QUEUE: '1e3' },
	{ HEADER_SECONDS: '21' },
	{ UPSTREAM_CONNECT_SECONDS: '31' },
	{ ANSWER_SECONDS: '64' },
	{ ADDRESS_MISS_POINTS: '2001' },
	{ ADDRESS_POINTS_SECONDS: '86401' },
	{ SIGN_IN_FAILURES_SECONDS: '2592000' },
	{ SESSION_SECRET: 'SECRET' },
	{ SESSION_SECRET: `${secret},SECRET` },
	{ SESSION_SECRET: `${secret},${secret},${secret}` },
	{ SESSION_SECRET: `${secret},` },
	{ SESSION_SECRET: `${' '.repeat(31)}SECRET` },
	{ TRUST_PROXY: 'proxy.example.com' },
	{ TRUST_PROXY: '10.0.0.0/33' },
	{ TRUST_PROXY: '-1' },
	{ REDIS_URL: '127.0.0.1:6379' },
	{ REDIS_URL: 'http://:SECRET@127.0.0.1' },
	{ REDIS_URL: 'redis://' },
	{ REDIS_URL: 'redis://127.0.0.1/SECRET' },
	{ REDIS_URL: 'redis://user:SECRET%zz@127.0.0.1' },
	{ REDIS_URL: 'redis://SECRET%zz@127.0.0.1' },
])('%o is a mistake', (env) => {
	const name = Object.keys(env).join()
	expect(readConfig(env)).toEqual({ mistakes: [expect.stringMatching(`^${name}: must (?!.*SECRET)`)] })
})

test('relays that share a Redis share a secret', () => {
	const mistakes = [expect.stringMatching(/^SESSION_SECRET: must be given where REDIS_URL is/)]
	expect(readConfig({ REDIS_URL: 'redis://127.0.0.1' })).toEqual({ mistakes })
})

test('every mistake is told at once', () => {
	const reading = readConfig({
		PORT: 'x',
		COLLECT_URL: 'http://u@example.com#f',
		LOG_LEVEL: 'x',
		CONNECTIONS: 'x',
		DRAIN_SECONDS: 'x',
	})
	expect(reading).toHaveProperty('mistakes.length', 7)
})

test('every limit has its variable, which does what it says and stands in the README with its default', () => {
	const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
	expect(limitSettings.map(({ limit }) => limit).toSorted()).toEqual(Object.keys(defaultLimits).toSorted())
	for (const setting of limitSettings) {
		expect(readme).toContain(`| \`${setting.variable}\` | \`${defaultOf(setting)}\` |`)
		const isSeconds = setting.unit === 'seconds'
		const text = String(isSeconds ? defaultOf(setting) * 0.99 : setting.least)
		// Near to the default, so that limits that belong together still do.
		const reading = readConfig({ UPSTREAM_QUEUE_SECONDS: '9', [setting.variable]: text })
		expect(reading).toMatchObject({ config: { limits: { [setting.limit]: Number(text) * (isSeconds ? 1000 : 1) } } })
	}
})
