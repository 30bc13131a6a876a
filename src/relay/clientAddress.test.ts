import { BlockList, isIPv4, isIPv6 } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clientAddress, readTrustedProxies, widerNetwork } from './clientAddress.ts'

const trust = (text: string) => {
	const proxies = readTrustedProxies(text)
	if (!proxies) throw new Error(`not read: ${text}`)
	return proxies
}
const proxies = trust('loopback, 10.0.0.0/8, 2001:db8:ffff::/48')

describe('one connection', () => {
	test.each([
		['192.0.2.1', '192.0.2.1'],
		['::ffff:192.0.2.1', '192.0.2.1'],
		['::FFFF:C000:201', '192.0.2.1'],
		['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
		['2001:DB8:0001:2::', '2001:db8:1:2::/64'],
		['::1', '0:0:0:0::/64'],
		['::', '0:0:0:0::/64'],
		['1::', '1:0:0:0::/64'],
		['::192.0.2.1', '0:0:0:0::/64'],
		['2001:db8::1%eth0', 'unknown'],
		['192.0.2', 'unknown'],
		['0300.0.2.1', 'unknown'],
		['192.0.2.256', 'unknown'],
		['::1]@[::2', 'unknown'],
		['', 'unknown'],
		[undefined, 'unknown'],
	])('from %s counts as %s', (peer, address) => {
		expect(clientAddress(peer, undefined)).toBe(address)
		expect(clientAddress(peer, '192.0.2.77')).toBe(address)
		expect(clientAddress(peer, '192.0.2.77', { hops: 0 })).toBe(address)
	})
})

describe('behind proxies', () => {
	test.each([
		['10.0.0.1', '192.0.2.1', '192.0.2.1'],
		['::ffff:10.0.0.1', '192.0.2.1', '192.0.2.1'],
		['2001:db8:ffff::1', '192.0.2.1', '192.0.2.1'],
		['::1', '192.0.2.1, 10.9.9.9,10.0.0.2', '192.0.2.1'],
		['10.0.0.1', '198.51.100.9, 192.0.2.1', '192.0.2.1'],
		['10.0.0.1', '10.0.0.3, 192.0.2.1', '192.0.2.1'],
		['192.0.2.1', '198.51.100.9', '192.0.2.1'],
		['10.0.0.1', '192.0.2.1:4711', '192.0.2.1'],
		['10.0.0.1', '[2001:db8::1]:4711', '2001:db8:0:0::/64'],
		['10.0.0.1', '[2001:db8::1]', '2001:db8:0:0::/64'],
		['10.0.0.1', '10.0.0.2', '10.0.0.2'],
		// A proxy that does not say who called it is the last that is known.
		['10.0.0.1', undefined, '10.0.0.1'],
		['10.0.0.1', '', '10.0.0.1'],
		['10.0.0.1', '198.51.100.9, unknown', '10.0.0.1'],
		['10.0.0.1', '198.51.100.9, _hidden, 10.0.0.2', '10.0.0.2'],
	])('from %s with %s counts as %s', (peer, header, address) => {
		expect(clientAddress(peer, header, proxies)).toBe(address)
	})

	test.each([
		[1, '198.51.100.9, 192.0.2.1', '192.0.2.1'],
		[2, '198.51.100.9, 192.0.2.1, 203.0.113.5', '192.0.2.1'],
		[2, '192.0.2.1', '192.0.2.1'],
		[1, undefined, '203.0.113.7'],
		[1, 'garbage', '203.0.113.7'],
	])('%i of them: %s counts as %s', (hops, header, address) => {
		expect(clientAddress('203.0.113.7', header, trust(String(hops)))).toBe(address)
	})
})

describe('whom to trust', () => {
	test.each([
		'',
		',',
		'proxy',
		'10.0.0.0/33',
		'10.0.0.0/',
		'10.0.0.0/-1',
		'10.0.0.0/8/8',
		'::1/129',
		'-1',
		'1.5',
		'100',
	])('%j is nothing that can be read', (text) => expect(readTrustedProxies(text)).toBeUndefined())
	test('a mapped address has no network, for it is not clear of how many bits', () => {
		expect(readTrustedProxies('::ffff:10.0.0.0/104')).toBeUndefined()
		expect(readTrustedProxies('::ffff:10.0.0.1')).toBeDefined()
	})
})

const ipv4 = fc.ipV4()
const ipv6 = fc.ipV6().filter((text) => isIPv6(text))
const outside = fc.oneof(ipv4, ipv6).filter((text) => {
	const address = clientAddress(text, undefined)
	return !/^(10|127)\./.test(address) && !address.startsWith('2001:db8:ffff:') && address !== '0:0:0:0::/64'
})
const proxy = fc.constantFrom('127.0.0.1', '::1', '10.1.2.3', '::ffff:10.9.9.9', '2001:db8:ffff:1::7')

test('whatever a client writes into the header, it counts as who it is', () => {
	const header = fc.oneof(
		fc.string(),
		fc.array(fc.oneof(ipv4, ipv6, proxy, fc.string())).map((parts) => parts.join(',')),
	)
	fc.assert(
		fc.property(outside, header, fc.array(proxy), proxy, (client, forged, between, peer) => {
			const itself = clientAddress(client, undefined)
			// Right at the relay: nobody stands in between.
			expect(clientAddress(client, forged, proxies)).toBe(itself)
			expect(clientAddress(client, forged)).toBe(itself)
			// Behind proxies: each has appended who called it.
			const hops = [client, ...between]
			expect(clientAddress(peer, [forged, ...hops].join(', '), proxies)).toBe(itself)
			expect(clientAddress(peer, [forged, ...hops].join(','), { hops: hops.length })).toBe(itself)
		}),
	)
})

test('every address that is one is read, and nothing else', () => {
	fc.assert(
		fc.property(fc.oneof(ipv4, ipv6, fc.string(), fc.stringMatching(/^[\d.:a-f]{1,40}$/)), (text) => {
			const isAddress = isIPv4(text) || (isIPv6(text) && !text.includes('%'))
			expect(clientAddress(text, undefined) !== 'unknown').toBe(isAddress)
		}),
		{ numRuns: 2000 },
	)
})

test('two addresses of IPv6 are one client if and only if their first 64 bits are the same', () => {
	const half = fc
		.array(fc.nat(0xffff), { minLength: 4, maxLength: 4 })
		.map((groups) => groups.map((group) => group.toString(16)))
	fc.assert(
		fc.property(half, half, half, (network, one, other) => {
			const at = (left: readonly string[], right: readonly string[]) =>
				clientAddress([...left, ...right].join(':'), undefined)
			fc.pre(network.join() !== '0,0,0,0')
			expect(at(network, one)).toBe(at(network, other))
			expect(at(network, one) === at(other, one)).toBe(network.join() === other.join())
		}),
	)
})

test('networks hold the same addresses as for Node', () => {
	const network = fc.oneof(
		fc.tuple(ipv4, fc.nat(32), ipv4, fc.constant('ipv4' as const)),
		fc.tuple(ipv6, fc.nat(128), ipv6, fc.constant('ipv6' as const)),
	)
	fc.assert(
		fc.property(network, fc.boolean(), ([base, prefix, candidate, family], isSame) => {
			const address = isSame ? base : candidate
			fc.pre(![base, address].some((text) => family === 'ipv6' && isIPv4(clientAddress(text, undefined))))
			const list = new BlockList()
			list.addSubnet(base, prefix, family)
			const isTrusted = clientAddress(address, '203.0.113.1', trust(`${base}/${prefix}`)) === '203.0.113.1'
			fc.pre(address !== '203.0.113.1')
			expect(isTrusted).toBe(list.check(address, family))
		}),
		{ numRuns: 1000 },
	)
})

test('a header as long as any takes no longer than its length', () => {
	const header = '10.0.0.1, '.repeat(100_000)
	expect(clientAddress('10.0.0.1', header, proxies)).toBe('10.0.0.1')
	expect(clientAddress('10.0.0.1', `${header}10.0.0.1`, proxies)).toBe('10.0.0.1')
})

test('the network that an address is in', () => {
	const whole = (base: string, prefix: number, family: 'ipv4' | 'ipv6') => {
		const list = new BlockList()
		list.addSubnet(base, prefix, family)
		return list
	}
	const isSame = (one: string, other: string) =>
		widerNetwork(clientAddress(one, undefined)) === widerNetwork(clientAddress(other, undefined))
	fc.assert(
		fc.property(fc.ipV4(), fc.ipV4(), fc.boolean(), (one, random, isNear) => {
			const other = isNear ? `${one.slice(0, one.lastIndexOf('.'))}${random.slice(random.lastIndexOf('.'))}` : random
			expect(isSame(one, other)).toBe(whole(one, 24, 'ipv4').check(other))
		}),
	)
	const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16))
	const groups = fc.array(group, { minLength: 8, maxLength: 8 })
	fc.assert(
		fc.property(groups, groups, fc.nat(8), (one, random, near) => {
			const [first, second] = [one.join(':'), [...one.slice(0, near), ...random.slice(near)].join(':')]
			expect(isSame(first, second)).toBe(whole(first, 48, 'ipv6').check(second, 'ipv6'))
		}),
	)
	expect(widerNetwork(clientAddress(undefined, undefined))).toBe('unknown')
})
