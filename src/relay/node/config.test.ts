import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('an empty environment gives the defaults', () => {
	expect(readConfig({ HOST: '', SOMETHING: 'x' })).toEqual({
		config: {
			host: '127.0.0.1',
			port: 8080,
			collectUrl: new URL('https://secure.trust-provider.com/products/download/CollectCCC'),
			publicOrigin: undefined,
			logLevel: 'info',
			sessionSecrets: undefined,
			trustedProxies: undefined,
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
])('%o is accepted', (env) => {
	expect(readConfig(env)).toHaveProperty('config')
})

test.each([
	{ HOST: 'http://example.com' },
	{ PORT: '65536' },
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
	{ SESSION_SECRET: 'SECRET' },
	{ SESSION_SECRET: `${secret},SECRET` },
	{ SESSION_SECRET: `${secret},${secret},${secret}` },
	{ SESSION_SECRET: `${secret},` },
	{ SESSION_SECRET: `${' '.repeat(31)}SECRET` },
	{ TRUST_PROXY: 'proxy.example.com' },
	{ TRUST_PROXY: '10.0.0.0/33' },
	{ TRUST_PROXY: '-1' },
])('%o is a mistake', (env) => {
	const name = Object.keys(env).join()
	expect(readConfig(env)).toEqual({ mistakes: [expect.stringMatching(`^${name}: must (?!.*SECRET)`)] })
})

test('every mistake is told at once', () => {
	const reading = readConfig({ PORT: 'x', COLLECT_URL: 'http://u@example.com#f', LOG_LEVEL: 'x' })
	expect(reading).toHaveProperty('mistakes.length', 5)
})
