import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('an empty environment gives the defaults', () => {
	expect(readConfig({ HOST: '', SESSION_SECRET: 'x' })).toEqual({
		config: {
			host: '127.0.0.1',
			port: 8080,
			collectUrl: new URL('https://secure.trust-provider.com/products/download/CollectCCC'),
			publicOrigin: undefined,
			logLevel: 'info',
		},
	})
})

test.each([
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
])('%o is a mistake', (env) => {
	const name = Object.keys(env).join()
	expect(readConfig(env)).toEqual({ mistakes: [expect.stringMatching(`^${name}: must (?!.*SECRET)`)] })
})

test('every mistake is told at once', () => {
	const reading = readConfig({ PORT: 'x', COLLECT_URL: 'http://u@example.com#f', LOG_LEVEL: 'x' })
	expect(reading).toHaveProperty('mistakes.length', 5)
})
