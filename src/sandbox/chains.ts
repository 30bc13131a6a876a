/** The certificates that the orders are answered with, each with what the authority sends along. */
import { type Authority, foundAuthority, type Issuer } from './authority.ts'
import { type Certificate, generateKeys, issue, validityPeriod } from './certificate.ts'

export interface Chain {
	/** What is sent along, root first. */
	readonly issuers: readonly Certificate[]
	readonly leaf: Certificate
}

export type ChainName =
	| 'single-host'
	| 'wildcard'
	| 'elliptic'
	| 'mail'
	| 'code'
	| 'both-newer-roots'
	| 'internationalized'
	| 'expired'
	| 'expiring'
	| 'gap'
	| 'unrelated'
	| 'altered-signature'

export type Chains = Readonly<Record<ChainName, Chain>>

/** Every chain that orders are answered with. */
export interface Stock {
	readonly chains: Chains
	/** @param shop its number from 1 up; @returns the chain of a website certificate for it, issued when it is first asked for */
	readonly shopChain: (shop: number) => Promise<Chain>
}

const hundredHosts = [
	'*.example.com',
	'example.com',
	...Array.from({ length: 98 }, (_, index) => `*.branch-${String(index + 1).padStart(2, '0')}.example.com`),
]

/** Flips the lowest bit of the signature, which is the last thing in a certificate. Everything else stays intact. */
function withAlteredSignature(certificate: Certificate): Certificate {
	const der = Uint8Array.from(certificate.der)
	der[der.length - 1] = (der[der.length - 1] ?? 0) ^ 1
	return { ...certificate, der }
}

/** What signs leaves: two RSA keys and one on a curve. Key generation is slow, so the leaves share them. */
async function issueLeaves(authority: Authority, now: Date) {
	const [rsaKeys, otherRsaKeys, curveKeys] = await Promise.all([
		generateKeys('RSA'),
		generateKeys('RSA'),
		generateKeys('P-256'),
	])
	// 199 days: a TLS certificate issued since 15 March 2026 lasts 200 days at most (Baseline Requirements 6.3.2).
	const current = validityPeriod(now, -3, 195)
	const website = (hosts: readonly string[], keys: CryptoKeyPair, issuer: Issuer, validity = current) =>
		issue({ name: [['CN', hosts[0] ?? '']], keys }, issuer, { kind: 'tls', hosts }, validity)
	const { tlsIssuer, ellipticTlsIssuer, mailIssuer, codeIssuer } = authority
	return {
		singleHost: await website(['www.example.com', 'example.com'], rsaKeys, tlsIssuer),
		wildcard: await website(hundredHosts, otherRsaKeys, tlsIssuer),
		elliptic: await website(['curve.example.net', 'www.curve.example.net'], curveKeys, ellipticTlsIssuer),
		internationalized: await website(['xn--bcher-kva.example', 'www.xn--bcher-kva.example'], rsaKeys, tlsIssuer),
		expired: await website(['old.example.org'], otherRsaKeys, tlsIssuer, validityPeriod(now, -203, -5)),
		expiring: await website(['soon.example.org'], otherRsaKeys, tlsIssuer, validityPeriod(now, -193, 5)),
		mail: await issue(
			{
				name: [
					['SN', 'Example'],
					['givenName', 'Ada'],
					['CN', 'Ada Example'],
				],
				keys: rsaKeys,
			},
			mailIssuer,
			{ kind: 'mail', address: 'ada@example.com' },
			validityPeriod(now, -3, 361),
		),
		code: await issue(
			{
				name: [
					['C', 'GB'],
					['O', 'Example Software Ltd'],
					['CN', 'Example Software Ltd'],
				],
				keys: curveKeys,
			},
			codeIssuer,
			{ kind: 'code' },
			validityPeriod(now, -3, 361),
		),
	}
}

/** Certificates that one holder has in great number: alike but for their names and dates, which end from last week to 198 days from now. */
async function shopChains({ ellipticRoot, ellipticTlsIssuer }: Authority, now: Date): Promise<Stock['shopChain']> {
	const keys = await generateKeys('P-256')
	const issuers = [ellipticRoot.certificate, ellipticTlsIssuer.certificate]
	const issueOne = async (shop: number): Promise<Chain> => {
		const host = `shop-${String(shop).padStart(4, '0')}.example.com`
		const firstDay = -((shop * 37) % 205)
		const profile = { kind: 'tls', hosts: [host, `www.${host}`] } as const
		const validity = validityPeriod(now, firstDay, firstDay + 198)
		return { issuers, leaf: await issue({ name: [['CN', host]], keys }, ellipticTlsIssuer, profile, validity) }
	}
	const issued = new Map<number, Promise<Chain>>()
	return (shop) => {
		const chain = issued.get(shop) ?? issueOne(shop)
		issued.set(shop, chain)
		return chain
	}
}

/**
 * Founds an authority and issues the certificates that the orders need.
 *
 * @param now the day that they are dated around
 * @returns the chains by name, some faulty on purpose, as their names say; and those that are made by number
 */
export async function stockChains(now: Date): Promise<Stock> {
	const authority = await foundAuthority(now)
	return { chains: await issueChains(authority, now), shopChain: await shopChains(authority, now) }
}

async function issueChains(authority: Authority, now: Date): Promise<Chains> {
	const leaves = await issueLeaves(authority, now)
	const older = authority.olderRoot.certificate
	const newer = authority.newerRoot.certificate
	const cross = authority.crossCertificate
	const tls = authority.tlsIssuer.certificate
	const ellipticTls = authority.ellipticTlsIssuer.certificate
	const issuers = [older, cross, tls]
	return {
		'single-host': { issuers, leaf: leaves.singleHost },
		wildcard: { issuers, leaf: leaves.wildcard },
		elliptic: { issuers: [authority.ellipticRoot.certificate, ellipticTls], leaf: leaves.elliptic },
		mail: { issuers: [newer, authority.mailIssuer.certificate], leaf: leaves.mail },
		code: { issuers: [authority.ellipticRoot.certificate, authority.codeIssuer.certificate], leaf: leaves.code },
		'both-newer-roots': { issuers: [older, newer, cross, tls], leaf: leaves.singleHost },
		internationalized: { issuers, leaf: leaves.internationalized },
		expired: { issuers, leaf: leaves.expired },
		expiring: { issuers, leaf: leaves.expiring },
		gap: { issuers: [older, cross], leaf: leaves.singleHost },
		unrelated: { issuers: [older, ellipticTls, cross, tls], leaf: leaves.singleHost },
		'altered-signature': { issuers, leaf: withAlteredSignature(leaves.singleHost) },
	}
}
