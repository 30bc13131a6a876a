/** What the other examples say, against what is there. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readConfig } from '../src/relay/config.ts'
import { limitSettings } from '../src/relay/limitSettings.ts'
import { defaultLimits } from '../src/relay/limits.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

test('the variables are of the relay, and only the secret is left to fill in', () => {
	const given = Object.fromEntries(
		[...read('environment.example').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
	)
	expect(Object.keys(given).filter((name) => given[name] === '')).toEqual(['SESSION_SECRET'])
	expect(readConfig({ ...given, SESSION_SECRET: 'x'.repeat(32) })).toHaveProperty('config.publicOrigin')
})

test('the unit waits longer than running calls may take', () => {
	const seconds = Number(/^TimeoutStopSec=(\d+)$/m.exec(read('certcollect@.service'))?.[1])
	expect(seconds * 1000).toBeGreaterThan(defaultLimits.drainMilliseconds)
})

test('nginx is as patient as the relay, and lets go of a connection first', () => {
	const seconds = (name: string) => Number(new RegExp(`${name} (\\d+)s;`).exec(read('nginx.conf'))?.[1])
	expect(seconds('proxy_read_timeout') * 1000).toBe(defaultLimits.answerMilliseconds)
	expect(seconds('keepalive_timeout') * 1000).toBeLessThan(defaultLimits.keepAliveMilliseconds)
})

test('the firewall lets one address have as many connections as the relay does', () => {
	const counts = [...read('nftables.conf').matchAll(/ct count over (\d+)/g)].map(([, count]) => Number(count))
	expect(counts).toEqual([defaultLimits.addressConnections, defaultLimits.addressConnections])
})

test('the container is built of files that are there', () => {
	const copied = [...read('Containerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
		names.split(' '),
	)
	expect(copied.length).toBeGreaterThan(5)
	const found = copied.filter((name) => name.includes('*') || existsSync(new URL(`../${name}`, import.meta.url)))
	expect(found).toEqual(copied)
})

test('workerd is given every variable that there is a use for', () => {
	const bound = [...read('../src/relay/workerd/relay.capnp').matchAll(/fromEnvironment = "(\w+)"/g)].map(
		([, name]) => name,
	)
	const expected = ['COLLECT_URL', 'PUBLIC_ORIGIN', 'SESSION_SECRET', 'TRUST_PROXY', 'LOG_LEVEL']
	const branding = ['SITE_NAME', 'SITE_LOGO', 'SITE_ICON', 'CONTACT_URL', 'PRIVACY_URL', 'IMPRINT_URL']
	expect(bound).toEqual([...expected, ...branding, ...limitSettings.map(({ variable }) => variable)])
})
